import { IconAlarm, IconCircleCheck, IconHourglass, IconHourglassLow, IconQuestionMark } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DutyState, RetentionDuty } from '../../../../../src/compliance/retention/schema.ts'
import { useAddress } from '../../../address.ts'
import { type CsvColumn, csvOf } from '../../../parts/csv.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { ExportMenu } from '../../../parts/ExportMenu.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { Mark } from '../../../parts/StatusMark.tsx'
import { retentionSearch } from '../../../search.ts'
import { useSession } from '../../../session/session.ts'
import { AgreementLink } from '../AgreementLink.tsx'
import { dutyStates } from '../known.ts'
import { FileCertificate } from './FileCertificate.tsx'
import { useKept } from './retention-words.ts'

const signs = {
  overdue: { tone: 'bad', icon: IconAlarm },
  due: { tone: 'warn', icon: IconHourglassLow },
  running: { tone: 'calm', icon: IconHourglass },
  'not-reckoned': { tone: 'calm', icon: IconQuestionMark },
  'nothing-held': { tone: 'good', icon: IconCircleCheck },
} as const

function StateMark({ state }: { state: DutyState }) {
  const { t } = useTranslation()
  return (
    <Mark tone={signs[state].tone} icon={signs[state].icon}>
      {t(`retentionStates.${state}`)}
    </Mark>
  )
}

export function Schedule({ duties }: { duties: readonly RetentionDuty[] }) {
  const { t } = useTranslation()
  const columns = useColumns()
  const [{ state, member, agreement }] = useAddress(retentionSearch)
  const ofChoice = duties.filter(
    (duty) =>
      (member === undefined || duty.member === member) && (agreement === undefined || duty.agreement === agreement),
  )
  const shown = ofChoice
    .filter((duty) => state === undefined || duty.state === state)
    .toSorted((a, b) => dutyStates.indexOf(a.state) - dutyStates.indexOf(b.state))
  return (
    <>
      <Figures duties={ofChoice} />
      {shown.length === 0 ? (
        <section className="k-panel">
          <EmptyState icon={IconHourglass} title={t('retention.none')} text={t('retention.noneText')} />
        </section>
      ) : (
        <section className="k-panel k-panel-flush">
          <div className="k-panel-bar">
            <span role="status">{t('exchanges.shown', { number: shown.length })}</span>
            <ExportMenu name="retention" rows={shown} toCsv={(rows) => csvOf(csvColumns, rows)} />
          </div>
          <div className="k-scroll-pad k-roomy">
            <DataTable
              caption={t('retention.schedule')}
              columns={columns}
              rows={shown}
              rowKey={({ agreement, rule }) => `${agreement} ${rule}`}
            />
          </div>
        </section>
      )}
    </>
  )
}

function Figures({ duties }: { duties: readonly RetentionDuty[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [{ state: chosen, ...rest }] = useAddress(retentionSearch)
  return (
    <div className="k-figures">
      {dutyStates.map((state) => (
        <Link
          key={state}
          to="/compliance/retention"
          search={(chosen === state ? rest : { ...rest, state }) as never}
          className="k-figure"
          data-chosen={chosen === state}
          activeProps={{ 'aria-current': undefined }}
          resetScroll={false}
        >
          <span className="k-figure-label">
            <StateMark state={state} />
          </span>
          <span className="k-figure-value">{format.number(duties.filter((duty) => duty.state === state).length)}</span>
          <span className="k-figure-note">{t(`retentionStatesExplained.${state}`)}</span>
        </Link>
      ))}
    </div>
  )
}

function useColumns(): readonly Column<RetentionDuty>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const kept = useKept()
  const { session, may } = useSession()
  const day = (iso: string | undefined) => (iso === undefined ? '–' : format.day(iso))
  return [
    {
      key: 'agreement',
      header: t('terms.agreement'),
      cell: ({ agreement, member }) => (
        <>
          <AgreementLink id={agreement} />
          <div className="k-sub">{t('retention.heldBy', { member: names.member(member) })}</div>
        </>
      ),
      sortBy: ({ agreement }) => names.agreement(agreement),
    },
    { key: 'rule', header: t('retention.ruleHeader'), cell: (duty) => kept(duty) },
    {
      key: 'state',
      header: t('terms.status'),
      cell: (duty) => (
        <>
          <StateMark state={duty.state} />
          {may('agreement.protect') && session?.member === duty.member && duty.oldest !== undefined ? (
            <FileCertificate duty={duty} />
          ) : null}
        </>
      ),
      sortBy: ({ state }) => dutyStates.indexOf(state),
    },
    {
      key: 'oldest',
      header: t('retention.oldest'),
      cell: ({ oldest, certifiedThrough }) => (
        <>
          {day(oldest)}
          {certifiedThrough === undefined ? null : (
            <div className="k-sub">{t('retention.certifiedThrough', { day: day(certifiedThrough) })}</div>
          )}
        </>
      ),
      sortBy: ({ oldest }) => oldest ?? '',
    },
    {
      key: 'hold',
      header: t('retention.holdUntil'),
      cell: ({ holdUntil }) => day(holdUntil),
      sortBy: ({ holdUntil }) => holdUntil ?? '',
    },
    {
      key: 'prove',
      header: t('retention.proveUntil'),
      cell: ({ proveUntil }) => day(proveUntil),
      sortBy: ({ proveUntil }) => proveUntil ?? '',
    },
  ]
}

const csvColumns: readonly CsvColumn<RetentionDuty>[] = [
  ['agreement', ({ agreement }) => agreement],
  ['member', ({ member }) => member],
  ['rule', ({ rule }) => rule],
  ['elements', ({ elements }) => elements?.join(' ')],
  ['period', ({ period }) => period],
  ['from', ({ from }) => from],
  ['action', ({ action }) => action],
  ['state', ({ state }) => state],
  ['oldest', ({ oldest }) => oldest],
  ['hold_until', ({ holdUntil }) => holdUntil],
  ['prove_until', ({ proveUntil }) => proveUntil],
  ['certified_through', ({ certifiedThrough }) => certifiedThrough],
]
