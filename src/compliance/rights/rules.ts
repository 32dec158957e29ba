import { isRepresentedOn } from '../../agreements/consent/rules.ts'
import type { Representation } from '../../agreements/consent/schema.ts'
import { type ClockRow, dueOf, standingOf } from '../../agreements/law/clocks.ts'
import type { ClockEvent } from '../../agreements/law/rule.ts'
import type { Problem } from '../../kernel/problem.ts'
import { type DueBy, dueShown } from '../due.ts'
import {
  faultyRequest,
  noExtension,
  notAcknowledged,
  notForKind,
  nothingDisclosed,
  notNow,
  notPropagated,
} from './problems.ts'
import type {
  CaseStatus,
  CaseStep,
  ClosingRequest,
  CorrectionNotice,
  RightsCase,
  RightsKind,
  RightsRequest,
} from './schema.ts'

const clockOf: Readonly<Record<RightsKind, ClockEvent>> = {
  access: 'access-request',
  rectification: 'rectification-request',
  erasure: 'erasure-request',
  objection: 'objection',
  restriction: 'restriction-request',
  portability: 'portability-request',
}

export interface RequestFacts {
  readonly now: Date
  readonly today: string
  readonly subject: string
  readonly representation: Representation | undefined
  readonly isElement: (id: string) => boolean
  readonly isPurpose: (id: string) => boolean
}

/** Why a request cannot be taken as it is sent; undefined: it can. */
export function requestFault(request: RightsRequest, facts: RequestFacts): Problem | undefined {
  const { receivedAt, elements, purpose } = request
  if (receivedAt !== undefined && Date.parse(receivedAt) > facts.now.getTime()) return faultyRequest('in-the-future')
  if (elements?.every(facts.isElement) === false) return faultyRequest('no-element')
  if (purpose !== undefined && !facts.isPurpose(purpose)) return faultyRequest('no-purpose')
  if (request.by === 'subject') {
    return request.representation === undefined ? undefined : faultyRequest('for-others-only')
  }
  return speaksFor(facts, purpose) ? undefined : faultyRequest('not-represented')
}

/** A representation for some purposes speaks only where the request is for one of them. */
function speaksFor({ representation, subject, today }: RequestFacts, purpose: string | undefined): boolean {
  if (representation?.subject !== subject || !isRepresentedOn(representation, today)) return false
  const { purposes } = representation
  return purposes === undefined || (purpose !== undefined && purposes.includes(purpose))
}

/** When a request of this kind must be answered; absent where the law sets no end. */
export function dueDates(
  table: readonly ClockRow[],
  asked: {
    readonly kind: RightsKind
    readonly receivedAt: Date
    readonly country: string
    readonly extended?: boolean
  },
): Pick<RightsCase, 'due' | 'refuseBy'> {
  const { kind, receivedAt: start, country, extended = false } = asked
  const clock = { start, jurisdictions: [country], extended }
  const due = dueOf(table, { ...clock, event: clockOf[kind] })
  const refuse = kind === 'portability' ? dueOf(table, { ...clock, event: 'portability-refusal' }) : undefined
  return { ...(due && { due: dueShown(due) }), ...(refuse && { refuseBy: dueShown(refuse) }) }
}

/** From which status each step may be taken. */
const stepFrom: Readonly<Record<Exclude<CaseStep, 'receive'>, readonly CaseStatus[]>> = {
  verify: ['received'],
  begin: ['verified'],
  extend: ['received', 'verified', 'in-progress'],
  disclose: ['in-progress'],
  propagate: ['in-progress'],
  close: ['in-progress'],
  refuse: ['received', 'verified', 'in-progress'],
  lift: ['done'],
}

const stepKinds: Partial<Record<CaseStep, readonly RightsKind[]>> = {
  disclose: ['access', 'portability'],
  propagate: ['rectification', 'erasure'],
  lift: ['objection', 'restriction'],
}

export function stepFault(
  { kind, status, steps }: RightsCase,
  step: Exclude<CaseStep, 'receive'>,
): Problem | undefined {
  if (stepKinds[step]?.includes(kind) === false) return notForKind(step, kind)
  const again = (step === 'propagate' || step === 'lift') && steps.some((one) => one.step === step)
  return again || !stepFrom[step].includes(status) ? notNow(step, status) : undefined
}

/** Steps that may be taken as a case stands; whether the law has a longer time, it says when asked. */
export const openSteps = (found: RightsCase, now: Date): CaseStep[] =>
  (Object.keys(stepFrom) as (keyof typeof stepFrom)[]).filter(
    (step) =>
      stepFault(found, step) === undefined &&
      (step !== 'extend' || (found.extension === undefined && !isOverdue(found, now))),
  )

/** What stops exchanges while it is open and, if granted, after: GDPR articles 18(1)(d) and 21(1). */
export const restrictionOf = (kind: RightsKind): 'restricted' | 'objected' | undefined =>
  ({ restriction: 'restricted' as const, objection: 'objected' as const })[kind as 'restriction' | 'objection']

/** The longer time, once, before the first is over, where the law has one. */
export function extended(
  found: RightsCase,
  { table, country, now }: { readonly table: readonly ClockRow[]; readonly country: string; readonly now: Date },
): DueBy | Problem {
  if (found.extension !== undefined || isOverdue(found, now)) return noExtension
  const { due } = dueDates(table, { ...found, receivedAt: new Date(found.receivedAt), country, extended: true })
  if (due === undefined || found.due === undefined || due.at <= found.due.at) return noExtension
  return due
}

/** Open after its time, or closed after it. A clock that was set back does not give time back. */
export function isOverdue({ due, refuseBy, status, steps }: RightsCase, now: Date): boolean {
  const binding = status === 'refused' ? (refuseBy ?? due) : due
  if (binding === undefined) return false
  const closed = steps.find(({ step }) => step === 'close' || step === 'refuse')
  const moments = closed === undefined ? { now, seen: new Date(steps.at(-1)?.at ?? now) } : { now: new Date(closed.at) }
  return standingOf({ at: new Date(binding.at) }, moments).over
}

/** Why a case cannot be closed as done. */
export function closingFault(
  { kind, steps }: RightsCase,
  notices: readonly CorrectionNotice[],
  { unacknowledged }: ClosingRequest,
): Problem | undefined {
  const took = (step: CaseStep): boolean => steps.some((one) => one.step === step)
  if (stepKinds.disclose?.includes(kind) && !took('disclose')) return nothingDisclosed
  if (stepKinds.propagate?.includes(kind) && !took('propagate')) return notPropagated
  const waiting = notices.filter(({ acknowledgedAt }) => acknowledgedAt === undefined)
  return waiting.length > 0 && unacknowledged === undefined
    ? notAcknowledged(waiting.map(({ member }) => member))
    : undefined
}
