import '../compliance.css'
import { Button } from '@mantine/core'
import { IconAlarm } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Duties, Duty, DutyFilter } from '../../../../../src/compliance/duties/schema.ts'
import { useAddress } from '../../../address.ts'
import { dutiesQuery } from '../../../api/compliance.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { ExportMenu } from '../../../parts/ExportMenu.tsx'
import { ClearFilters, FilterChoices } from '../../../parts/FilterChoices.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Page } from '../../../parts/Page.tsx'
import { clocksSearch } from '../../../search.ts'
import { useToldTo } from '../breaches/told-to.ts'
import { DueTime, UrgencyMark } from '../DueMark.tsx'
import { dutyKinds, urgencies } from '../known.ts'
import { useMemberOptions } from '../member-options.ts'
import { toCsv } from './export.ts'
import { LawClocks } from './LawClocks.tsx'

/** Everything that runs against a clock, whoever's it is: one place to look at in the morning. */
export function ClocksPage(): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const [filter] = useAddress(clocksSearch)
  const query = useQuery(dutiesQuery(filter))
  return (
    <Guarded permission="agreement.read">
      <Page title={t('clocks.title')} lead={t('clocks.lead', { zone: format.timeZone })}>
        <ClockFilters filter={filter} />
        <Loaded query={query}>
          {(duties) => (
            <>
              <Figures duties={duties} filter={filter} />
              <DutyList duties={duties} filter={filter} />
            </>
          )}
        </Loaded>
        <LawClocks />
      </Page>
    </Guarded>
  )
}

/** Counted over the member and kind that are chosen: each opens the list that it counts. */
function Figures({ duties: { counts, soonDays }, filter }: { duties: Duties; filter: DutyFilter }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { urgency: chosen, ...rest } = filter
  return (
    <div className="k-figures">
      {urgencies.map((urgency) => (
        <Link
          key={urgency}
          to="/compliance/clocks"
          search={(chosen === urgency ? rest : { ...rest, urgency }) as never}
          className="k-figure"
          data-chosen={chosen === urgency}
          aria-current={chosen === urgency ? 'true' : undefined}
          activeProps={{ 'aria-current': chosen === urgency ? 'true' : undefined }}
          resetScroll={false}
        >
          <span className="k-figure-label">
            <UrgencyMark urgency={urgency} />
          </span>
          <span className="k-figure-value">{format.number(counts[urgency])}</span>
          <span className="k-figure-note">{t(`clocks.explained.${urgency}`, { days: soonDays })}</span>
        </Link>
      ))}
    </div>
  )
}

function ClockFilters({ filter }: { filter: DutyFilter }) {
  const { t } = useTranslation()
  const [, choose] = useAddress(clocksSearch)
  const members = useMemberOptions()
  const { urgency, kind, member } = filter
  return (
    <div className="k-toolbar k-filters">
      <FilterChoices
        filter={{ ...(urgency && { urgency }), ...(kind && { kind }), ...(member && { member }) }}
        onChoose={(name, value) => choose({ ...filter, [name]: value })}
        choices={[
          {
            name: 'kind',
            label: t('clocks.what'),
            options: dutyKinds.map((value) => ({ value, label: t(`dutyKinds.${value}`) })),
          },
          { name: 'member', label: t('clocks.whose'), options: members },
          {
            name: 'urgency',
            label: t('terms.status'),
            options: urgencies.map((value) => ({ value, label: t(`urgency.${value}`) })),
          },
        ]}
      />
      <ClearFilters filter={filter} onClear={() => choose({})} />
    </div>
  )
}

const rowLimit = 100

/** What is overdue or soon, unless the reader asks for what is later, too. */
function DutyList({ duties: { duties: all }, filter }: { duties: Duties; filter: DutyFilter }) {
  const { t } = useTranslation()
  const columns = useColumns()
  const [rows, setRows] = useState(rowLimit)
  const filtered = Object.keys(filter).length > 0
  const duties = all.filter(({ urgency }) => filter.urgency !== undefined || urgency !== 'later')
  if (duties.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState
          icon={IconAlarm}
          title={t(filtered ? 'clocks.noneFound' : 'clocks.none')}
          text={t(filtered ? 'exchanges.noneFoundText' : 'clocks.noneText')}
        />
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush">
      <div className="k-panel-bar">
        <span role="status">{t('exchanges.shown', { number: duties.length })}</span>
        <ExportMenu name="clocks" rows={duties} toCsv={toCsv} />
      </div>
      <div className="k-scroll-pad k-roomy">
        <DataTable
          caption={t('clocks.title')}
          columns={columns}
          rows={duties.slice(0, rows)}
          rowKey={({ kind, subject, members, day, to }) => `${kind} ${subject} ${members.join(' ')} ${day} ${to ?? ''}`}
        />
      </div>
      {duties.length > rows ? (
        <div className="k-more">
          <Button variant="default" onClick={() => setRows(rows + rowLimit)}>
            {t('clocks.more', { number: duties.length - rows })}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function useColumns(): readonly Column<Duty>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return [
    {
      key: 'due',
      header: t('clocks.due'),
      cell: (duty) => <DueTime time={duty} />,
      sortBy: ({ day, at }) => `${day} ${at ?? ''}`,
    },
    {
      key: 'urgency',
      header: t('terms.status'),
      cell: ({ urgency }) => <UrgencyMark urgency={urgency} />,
      sortBy: ({ urgency }) => urgencies.indexOf(urgency),
    },
    {
      key: 'what',
      header: t('clocks.what'),
      cell: (duty) => (
        <>
          <DutyLink duty={duty} />
          {duty.persons === undefined ? null : (
            <div className="k-sub">{t('clocks.persons', { number: format.number(duty.persons) })}</div>
          )}
          {duty.agreement === undefined ? null : <div className="k-sub">{names.agreement(duty.agreement)}</div>}
        </>
      ),
      sortBy: ({ kind }) => t(`dutyKinds.${kind}`),
    },
    {
      key: 'whose',
      header: t('clocks.whose'),
      cell: ({ members }) => members.map((id) => <div key={id}>{names.member(id)}</div>),
      sortBy: ({ members }) => names.member(members[0] ?? ''),
    },
  ]
}

/** Leads to where it is dealt with. */
function DutyLink({ duty: { kind, subject, rightsKind, to } }: { duty: Duty }) {
  const { t } = useTranslation()
  const toldTo = useToldTo()
  const label = t(`dutyKinds.${kind}`)
  if (rightsKind !== undefined) {
    return (
      <Link to="/compliance/rights/$id" params={{ id: subject }}>
        {label}: {t(`rightsKinds.${rightsKind}`)}
      </Link>
    )
  }
  if (kind === 'breach') {
    return (
      <Link to="/compliance/breaches/$id" params={{ id: subject }}>
        {label}: {toldTo(to ?? '')}
      </Link>
    )
  }
  if (kind === 'processing') {
    return (
      <Link to="/compliance/assessments/$id" params={{ id: subject }}>
        {label}
      </Link>
    )
  }
  if (kind === 'notice') return <Link to="/compliance/notices">{label}</Link>
  if (kind === 'transfer') return <Link to="/compliance/transfers">{label}</Link>
  if (kind === 'deletion' || kind === 'certificate') {
    return (
      <Link to="/compliance/retention" search={{ agreement: subject } as never}>
        {label}
      </Link>
    )
  }
  return (
    <Link to="/agreements/$id" params={{ id: subject }}>
      {label}
    </Link>
  )
}
