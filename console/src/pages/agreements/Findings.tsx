import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Finding, FindingSeverity } from '../../../../src/agreements/analysis/schema.ts'
import type { Agreement } from '../../../../src/agreements/schema.ts'
import type { Analysis } from '../../api/agreements.ts'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Mark } from '../../parts/StatusMark.tsx'
import { usePlaceName } from './place-names.ts'

const marks = {
  error: { tone: 'bad', icon: IconX },
  warning: { tone: 'warn', icon: IconAlertTriangle },
  notice: { tone: 'calm', icon: IconInfoCircle },
} as const

// A record, so that a severity that is added is not forgotten here.
const order: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, notice: 2 }

interface FindingsProps {
  readonly agreement: Agreement
  readonly analysis: Analysis
  /** Leads to the place in the form. */
  readonly onGo?: ((pointer: string) => void) | undefined
}

/** What whoever signs should know: the gravest first, each with its place and what would mend it. */
export function Findings({ agreement, analysis: { findings, adds }, onGo }: FindingsProps) {
  const { t } = useTranslation()
  const sorted = findings.toSorted((a, b) => order[a.severity] - order[b.severity])
  return (
    <>
      {sorted.length === 0 ? (
        <Mark tone="good" icon={IconCircleCheck}>
          {t('checks.none')}
        </Mark>
      ) : (
        <ul className="k-findings">
          {sorted.map((finding) => (
            <FindingItem
              key={`${finding.code} ${finding.places.join(' ')} ${finding.other ?? ''}`}
              {...{ agreement, finding, onGo }}
            />
          ))}
        </ul>
      )}
      <Adds adds={adds} />
    </>
  )
}

interface FindingItemProps extends Omit<FindingsProps, 'analysis'> {
  readonly finding: Finding
}

function FindingItem({ agreement, finding, onGo }: FindingItemProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  const placeName = usePlaceName(agreement)
  const { severity, says, fix, places, other, law } = finding
  return (
    <li data-severity={severity}>
      <Mark tone={marks[severity].tone} icon={marks[severity].icon}>
        {t(`checks.severity.${severity}`)}
      </Mark>
      <p className="k-wrap">{names.within(local(says))}</p>
      <p className="k-sub k-wrap">
        {t('problem.whatHelps')} {names.within(local(fix))}
      </p>
      {law === undefined ? null : (
        <p className="k-sub">
          {law.act}, {law.section}
        </p>
      )}
      {other === undefined ? null : (
        <p className="k-sub">
          <Link to="/agreements/$id" params={{ id: other }}>
            {names.agreement(other)}
          </Link>
        </p>
      )}
      <p className="k-sub k-panel-actions">
        {places.map((place) =>
          onGo === undefined ? (
            <span key={place}>{placeName(place)}</span>
          ) : (
            <button key={place} type="button" className="k-link-button" onClick={() => onGo(place)}>
              {t('checks.goTo', { place: placeName(place) })}
            </button>
          ),
        )}
      </p>
    </li>
  )
}

/** What the consumer can learn with it that it could not before. */
function Adds({ adds }: { adds: Analysis['adds'] }) {
  const { t } = useTranslation()
  const names = useNames()
  if (adds.learned.length === 0) return null
  return (
    <details className="k-details">
      <summary>{t('checks.adds', { number: adds.learned.length })}</summary>
      <ul>
        {adds.learned.map(({ element, form, before }) => (
          <li key={element}>
            {names.element(element)} · {t(`forms.${form}`)}
            {before === undefined ? null : ` (${t('checks.before', { form: t(`forms.${before}`) })})`}
          </li>
        ))}
      </ul>
    </details>
  )
}
