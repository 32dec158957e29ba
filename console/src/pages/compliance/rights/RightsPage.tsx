import '../compliance.css'
import { Button } from '@mantine/core'
import { IconFilePlus, IconUserShield } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseCounts } from '../../../../../src/compliance/rights/schema.ts'
import { useAddress } from '../../../address.ts'
import { type CaseSearch, complianceKey, fetchCases } from '../../../api/compliance.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { ExportMenu } from '../../../parts/ExportMenu.tsx'
import { ClearFilters, FilterChoices } from '../../../parts/FilterChoices.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { ListPanel } from '../../../parts/ListPanel.tsx'
import { OwnLead } from '../../../parts/OwnLead.tsx'
import { Page } from '../../../parts/Page.tsx'
import { casesSearch } from '../../../search.ts'
import { useSession } from '../../../session/session.ts'
import { UrgencyMark } from '../DueMark.tsx'
import { caseStatuses, rightsKinds } from '../known.ts'
import { useMemberOptions } from '../member-options.ts'
import { CaseMark } from './CaseMark.tsx'
import { CaseTable } from './CaseTable.tsx'
import { toCsv } from './export.ts'
import { FindCases } from './FindCases.tsx'

export function RightsPage(): ReactNode {
  const { t } = useTranslation()
  const { may } = useSession()
  const [filter] = useAddress(casesSearch)
  return (
    <Guarded permission="rights.read">
      <Page
        title={t('cases.title')}
        lead={<OwnLead lead="cases.lead" ownOnly="cases.ownOnly" />}
        actions={
          <div className="k-panel-actions">
            <FindCases />
            {may('rights.record') ? (
              <Button component={Link} to="/compliance/rights/new" leftSection={<IconFilePlus size={16} aria-hidden />}>
                {t('cases.record')}
              </Button>
            ) : null}
          </div>
        }
      >
        <FoundCases filter={filter} />
      </Page>
    </Guarded>
  )
}

function FoundCases({ filter }: { filter: CaseSearch }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery({
    queryKey: [...complianceKey, 'cases', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchCases(filter, pageParam, signal),
    getNextPageParam: (page) => page.next,
  })
  return (
    <>
      <Figures counts={query.data?.pages[0]?.counts} filter={filter} />
      <CaseFilters filter={filter} />
      <ListPanel
        query={query}
        rowsOf={(page) => page.cases}
        empty={<NoCases filtered={Object.keys(filter).length > 0} />}
        actions={(rows) => <ExportMenu name="rights-cases" rows={rows} toCsv={toCsv} />}
      >
        {(rows) => <CaseTable cases={rows} caption={t('cases.title')} />}
      </ListPanel>
    </>
  )
}

/** Counted over all that the reader may see: so each opens the list with no other filter. */
function Figures({ counts, filter }: { counts: CaseCounts | undefined; filter: CaseSearch }) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = (count: number | undefined) => (count === undefined ? '–' : format.number(count))
  return (
    <div className="k-figures">
      <Figure
        search={{ overdue: 'true' }}
        chosen={filter.overdue === 'true'}
        value={shown(counts?.overdue)}
        note={t('cases.overdueNote')}
      >
        <UrgencyMark urgency="overdue" />
      </Figure>
      {caseStatuses.map((status) => (
        <Figure key={status} search={{ status }} chosen={filter.status === status} value={shown(counts?.[status])}>
          <CaseMark status={status} />
        </Figure>
      ))}
    </div>
  )
}

interface FigureProps {
  readonly search: CaseSearch
  readonly chosen: boolean
  readonly value: string
  readonly note?: string
  readonly children: ReactNode
}

function Figure({ search, chosen, value, note, children }: FigureProps) {
  return (
    <Link
      to="/compliance/rights"
      search={search as never}
      className="k-figure"
      data-chosen={chosen}
      activeProps={{ 'aria-current': undefined }}
    >
      <span className="k-figure-label">{children}</span>
      <span className="k-figure-value">{value}</span>
      {note === undefined ? null : <span className="k-figure-note">{note}</span>}
    </Link>
  )
}

function CaseFilters({ filter }: { filter: CaseSearch }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const members = useMemberOptions()
  const [, choose] = useAddress(casesSearch)
  return (
    <div className="k-toolbar k-filters">
      <FilterChoices
        filter={filter}
        onChoose={(name, value) => choose({ ...filter, [name]: value })}
        choices={[
          {
            name: 'kind' as const,
            label: t('cases.what'),
            options: rightsKinds.map((value) => ({ value, label: t(`rightsKinds.${value}`) })),
          },
          {
            name: 'status' as const,
            label: t('terms.status'),
            options: caseStatuses.map((value) => ({ value, label: t(`caseStates.${value}`) })),
          },
          ...(may('exchange.read-all')
            ? [{ name: 'member' as const, label: t('cases.member'), options: members }]
            : []),
        ]}
      />
      <ClearFilters filter={filter} onClear={() => choose({})} />
    </div>
  )
}

function NoCases({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconUserShield}
      title={t(filtered ? 'cases.noneFound' : 'cases.none')}
      text={t(filtered ? 'exchanges.noneFoundText' : 'cases.noneText')}
    >
      {filtered ? (
        <Link to="/compliance/rights" search={{}}>
          {t('exchanges.clear')}
        </Link>
      ) : null}
    </EmptyState>
  )
}
