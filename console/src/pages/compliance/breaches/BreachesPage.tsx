import '../compliance.css'
import { Button } from '@mantine/core'
import { IconShieldPlus, IconShieldX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient, ShownBreach } from '../../../../../src/compliance/breaches/schema.ts'
import { useAddress } from '../../../address.ts'
import { breachesQuery } from '../../../api/compliance.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { ClearFilters, FilterChoices } from '../../../parts/FilterChoices.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Page } from '../../../parts/Page.tsx'
import { breachesSearch } from '../../../search.ts'
import { useSession } from '../../../session/session.ts'
import { breachStatuses } from '../known.ts'
import { BreachMark, RiskMark, ToldMark } from './BreachMark.tsx'
import { RecipientTime } from './RecipientTime.tsx'
import { useToldTo } from './told-to.ts'

export function BreachesPage(): ReactNode {
  const { t } = useTranslation()
  const { may } = useSession()
  const query = useQuery(breachesQuery)
  return (
    <Guarded permission="breach.read">
      <Page
        title={t('breaches.title')}
        lead={t('breaches.lead')}
        actions={
          may('breach.record') ? (
            <Button
              component={Link}
              to="/compliance/breaches/new"
              leftSection={<IconShieldPlus size={16} aria-hidden />}
            >
              {t('breaches.new')}
            </Button>
          ) : undefined
        }
      >
        <Filters />
        <Loaded query={query}>{(breaches) => <Found breaches={breaches} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Filters() {
  const { t } = useTranslation()
  const [filter, choose] = useAddress(breachesSearch)
  return (
    <div className="k-toolbar k-filters">
      <FilterChoices
        filter={filter}
        onChoose={(name, value) => choose({ ...filter, [name]: value })}
        choices={[
          {
            name: 'status',
            label: t('terms.status'),
            options: breachStatuses.map((value) => ({ value, label: t(`breachStates.${value}`) })),
          },
        ]}
      />
      <ClearFilters filter={filter} onClear={() => choose({})} />
    </div>
  )
}

function Found({ breaches }: { breaches: readonly ShownBreach[] }) {
  const { t } = useTranslation()
  const [{ status }] = useAddress(breachesSearch)
  const columns = useColumns()
  const shown = breaches.filter((one) => status === undefined || one.status === status)
  if (shown.length === 0) {
    const filtered = breaches.length > 0
    return (
      <section className="k-panel">
        <EmptyState
          icon={IconShieldX}
          title={t(filtered ? 'breaches.noneFound' : 'breaches.none')}
          text={t(filtered ? 'exchanges.noneFoundText' : 'breaches.noneText')}
        />
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush k-scroll-pad k-roomy">
      <DataTable caption={t('breaches.title')} columns={columns} rows={shown} rowKey={({ id }) => id} />
    </section>
  )
}

const isOpen = ({ state }: Recipient): boolean => state === 'open' || state === 'overdue'
const endOf = ({ due, agreed }: Recipient): string => due?.at ?? agreed?.at ?? '9999'

/** Who must be told first, of those who are still to be told. */
const nextOf = ({ recipients }: ShownBreach): Recipient | undefined =>
  recipients.filter(isOpen).toSorted((a, b) => endOf(a).localeCompare(endOf(b)))[0]

function useColumns(): readonly Column<ShownBreach>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const toldTo = useToldTo()
  return [
    {
      key: 'noticed',
      header: t('breaches.noticed'),
      cell: ({ id, noticedAt, content }) => (
        <>
          <Link to="/compliance/breaches/$id" params={{ id }}>
            {format.instant(noticedAt)}
          </Link>
          <div className="k-sub">{t(`breachCauses.${content.cause}`)}</div>
        </>
      ),
      sortBy: ({ noticedAt }) => noticedAt,
    },
    {
      key: 'member',
      header: t('clocks.whose'),
      cell: ({ member }) => names.member(member),
      sortBy: ({ member }) => names.member(member),
    },
    {
      key: 'status',
      header: t('terms.status'),
      cell: ({ status }) => <BreachMark status={status} />,
      sortBy: ({ status }) => breachStatuses.indexOf(status),
    },
    {
      key: 'risk',
      header: t('breaches.risk'),
      cell: ({ content }) => (
        <>
          <RiskMark risk={content.risk} />
          {content.persons === undefined ? null : (
            <div className="k-sub">{t('breaches.about', { number: format.number(content.persons) })}</div>
          )}
        </>
      ),
      sortBy: ({ content }) => ['unlikely', 'likely', 'high'].indexOf(content.risk),
    },
    {
      key: 'next',
      header: t('breaches.next'),
      cell: (breach) => {
        const next = nextOf(breach)
        if (next === undefined || breach.status === 'closed') return '–'
        return (
          <>
            <ToldMark state={next.state} /> {toldTo(next.to)}
            <div>
              <RecipientTime of={next} brief />
            </div>
          </>
        )
      },
      sortBy: (breach) => {
        const next = nextOf(breach)
        return next === undefined ? '' : endOf(next)
      },
    },
  ]
}
