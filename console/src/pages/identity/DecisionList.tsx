import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownDecision } from '../../../../src/identity/people/schema.ts'
import { When } from '../../parts/When.tsx'
import { Aftermath } from './Aftermath.tsx'
import { DecisionMark, RecordName, useBits, useShare } from './words.tsx'

interface DecisionListProps {
  readonly decisions: readonly ShownDecision[]
  /** With a way to the person that a decision is about. */
  readonly withPerson?: boolean
  readonly actions?: (decision: ShownDecision) => ReactNode
}

/** Who decided what about which records, why, and on what evidence; newest first. */
export function DecisionList({ decisions, withPerson = false, actions }: DecisionListProps) {
  const newestFirst = decisions.toSorted((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id))
  return (
    <ol className="k-decisions">
      {newestFirst.map((decision) => (
        <li key={decision.id}>
          <OneDecision decision={decision} withPerson={withPerson} />
          {actions?.(decision)}
        </li>
      ))}
    </ol>
  )
}

function OneDecision({ decision, withPerson }: { decision: ShownDecision; withPerson: boolean }) {
  const { t } = useTranslation()
  const { kind, at, account, confirmedBy, first, second, reason, reference, undoneBy, moves, aftermath } = decision
  const entity = moves[0]?.to
  return (
    <>
      <div className="k-decision-head">
        <DecisionMark kind={kind} undone={undoneBy !== undefined} />
        {undoneBy === undefined ? null : <span className="k-tag">{t('linkHistory.takenBack')}</span>}
        <span className="k-sub">
          <When at={at} />
        </span>
      </div>
      <div>
        <RecordName of={first} /> <span aria-hidden>·</span> <RecordName of={second} />
      </div>
      <div className="k-sub">
        {t(`linkReasons.${reason}`)}
        {reference === undefined ? '' : ` (${reference})`} · {account}
        {confirmedBy === undefined ? '' : ` · ${t('linkHistory.confirmedBy', { account: confirmedBy })}`}
        <Evidence decision={decision} />
      </div>
      {withPerson && entity !== undefined ? (
        <Link to="/identity/people/$id" params={{ id: entity }} preload={false}>
          {t('linkHistory.person')}
        </Link>
      ) : null}
      {aftermath === undefined ? null : <Aftermath aftermath={aftermath} />}
    </>
  )
}

function Evidence({ decision: { evidence } }: { decision: ShownDecision }) {
  const { t } = useTranslation()
  const bits = useBits()
  const shareOf = useShare()
  if (evidence === undefined) return null
  const share = shareOf(1 / (1 + 2 ** -evidence.weight))
  return <> · {t('duplicates.weight', { bits: bits(evidence.weight), share })}</>
}
