import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceAnswer } from '../../../../src/exchange/schema.ts'
import { FieldValue } from '../../parts/FieldValue.tsx'
import { useFormat } from '../../parts/format.ts'
import { GateTrace } from '../../parts/GateTrace.tsx'
import { MappingIssues } from '../../parts/MappingIssues.tsx'
import { useNames } from '../../parts/names.ts'
import { ReceiptCheck } from '../../parts/ReceiptCheck.tsx'
import { StatusMark } from '../../parts/StatusMark.tsx'
import { WithheldList } from '../../parts/WithheldList.tsx'
import { NoAnswer } from './NoAnswer.tsx'

const recordLimit = 10

/** One source's answer: what was released and in which form, what was not and why, and the proof. */
export function SourceCard({ source, showSensitive }: { source: SourceAnswer; showSensitive: boolean }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { status, records, asOf, durationMs, decision } = source
  const title = `source-${source.service}`
  return (
    <article className="k-panel k-source" data-status={status} data-service={source.service} aria-labelledby={title}>
      <header className="k-source-head">
        <div>
          <h3 id={title}>{names.service(source.service)}</h3>
          <p className="k-sub">
            {names.member(source.member)} · {names.system(source.system)}
          </p>
        </div>
        <StatusMark status={status} />
      </header>
      {status === 'answered' ? null : status === 'no-record' ? (
        <p>{source.message ?? t('statusExplained.no-record')}</p>
      ) : (
        <NoAnswer answer={source} />
      )}
      {records.slice(0, recordLimit).map((record, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: released records carry no id of their own.
        <RecordFacts key={index} source={source} record={record} showSensitive={showSensitive} />
      ))}
      {records.length > recordLimit ? (
        <p className="k-sub">{t('value.more', { number: records.length - recordLimit })}</p>
      ) : null}
      <NotHeld source={source} />
      <WithheldList withheld={source.withheld} />
      <MappingIssues issues={source.issues} />
      <p className="k-sub k-source-meta">
        {asOf === undefined ? null : <>{t('ask.asOf', { time: format.instant(asOf) })} · </>}
        {t('ask.took', { time: format.duration(durationMs) })} ·{' '}
        <Link to="/exchanges/$id" params={{ id: source.exchangeId }}>
          {t('ask.stepByStep')}
        </Link>
      </p>
      {decision === undefined ? null : (
        <details className="k-details">
          <summary>{t('ask.howDecided')}</summary>
          <GateTrace gates={decision.gates} />
        </details>
      )}
      <ReceiptCheck receipt={source.receipt} exchangeId={source.exchangeId} />
    </article>
  )
}

interface RecordFactsProps {
  readonly source: SourceAnswer
  readonly record: Readonly<Record<string, unknown>>
  readonly showSensitive: boolean
}

function RecordFacts({ source, record, showSensitive }: RecordFactsProps) {
  const names = useNames()
  return (
    <dl className="k-facts k-record">
      {Object.entries(record).map(([element, value]) => {
        const form = source.forms[element] ?? 'raw'
        const sensitive = names.elementOf(element)?.classification === 'sensitive' && form === 'raw'
        return (
          <RecordFact
            key={element}
            label={names.element(element)}
            wide={Array.isArray(value) && !(sensitive && !showSensitive)}
          >
            <FieldValue
              element={element}
              value={value}
              form={form}
              agreed={source.decision?.fields.find((field) => field.element === element)}
              masked={sensitive && !showSensitive}
              answer={{ forms: source.forms, fields: source.decision?.fields ?? [] }}
              record={record}
            />
          </RecordFact>
        )
      })}
    </dl>
  )
}

function RecordFact({ label, wide, children }: { label: string; wide: boolean; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd data-wide={wide}>{children}</dd>
    </>
  )
}

/** Agreed, but the source has no value: said, so that a missing line is not read as a no. */
function NotHeld({ source }: { source: SourceAnswer }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { records, decision, recordType } = source
  const nested = new Set(decision?.fields.map(({ element }) => names.elementOf(element)?.of))
  const missing = (decision?.fields ?? []).filter(({ element }) => {
    const stands = names.elementOf(element)?.recordTypes ?? []
    const ownRecord = stands.includes(recordType) && !(stands[0] !== recordType && nested.has(stands[0]))
    return ownRecord && !records.some((record) => Object.hasOwn(record, element))
  })
  if (records.length === 0 || missing.length === 0) return null
  return (
    <p className="k-sub">
      {t('ask.notHeld', { fields: format.list(missing.map(({ element }) => names.element(element))) })}
    </p>
  )
}
