import type { AgreementView } from '../../agreements/service.ts'
import { addDays, dayIn, type IsoDate } from '../../kernel/dates.ts'
import type { ShownAssessment } from '../assessments/schema.ts'
import { endOf } from '../breaches/rules.ts'
import type { ShownBreach } from '../breaches/schema.ts'
import type { DueBy } from '../due.ts'
import type { IndirectNotice } from '../notices/timer.ts'
import type { RetentionDuty } from '../retention/schema.ts'
import type { ShownCase } from '../rights/schema.ts'
import type { TransferStanding } from '../transfers/schema.ts'
import type { Duty, DutyUrgency } from './schema.ts'

export interface DutyFacts {
  readonly now: Date
  /** Of the country. */
  readonly today: IsoDate
  readonly timeZone: string
  readonly soonDays: number
  /** Open ones. */
  readonly cases: readonly ShownCase[]
  readonly breaches: readonly ShownBreach[]
  readonly notices: readonly IndirectNotice[]
  readonly assessments: readonly ShownAssessment[]
  readonly retention: readonly RetentionDuty[]
  readonly transfers: readonly TransferStanding[]
  readonly agreements: readonly Pick<AgreementView, 'agreement' | 'standing'>[]
}

type Undated = Omit<Duty, 'urgency'>

/** Everything that runs against a clock, the earliest first. */
export function dutiesOf(facts: DutyFacts): Duty[] {
  const found = [
    ...facts.cases.flatMap(caseDuties),
    ...facts.breaches.flatMap((one) => breachDuties(one, facts)),
    ...facts.notices.flatMap(noticeDuty),
    ...facts.assessments.flatMap((one) => waitOf(one, facts)),
    ...facts.retention.flatMap(retentionDuty),
    ...facts.transfers.flatMap(transferDuty),
    ...facts.agreements.flatMap(agreementDuties),
  ]
  return found
    .map((duty) => ({ ...duty, urgency: urgencyOf(duty, facts) }))
    .sort((a, b) => order(a).localeCompare(order(b)))
}

const order = ({ day, at, kind, subject }: Undated): string => `${day} ${at ?? ''} ${kind} ${subject}`

/** An instant is over when it comes; a day, when it has passed. */
function urgencyOf({ at, day }: Undated, { now, today, soonDays }: DutyFacts): DutyUrgency {
  const over = at === undefined ? today > day : now.getTime() >= Date.parse(at)
  if (over) return 'overdue'
  return day <= addDays(today, soonDays) ? 'soon' : 'later'
}

const timeOf = ({ at, day, ...law }: DueBy): Pick<Duty, 'at' | 'day' | 'law'> => ({ at, day, law })

function caseDuties({ id, member, kind, due, refuseBy }: ShownCase): Undated[] {
  const common = { subject: id, members: [member], rightsKind: kind }
  return [
    ...(due === undefined ? [] : [{ kind: 'rights' as const, ...common, ...timeOf(due) }]),
    ...(refuseBy === undefined ? [] : [{ kind: 'refusal' as const, ...common, ...timeOf(refuseBy) }]),
  ]
}

/** Where the law or the parties set an end: what must be done without delay has none. */
function breachDuties({ id, member, recipients }: ShownBreach, { timeZone }: DutyFacts): Undated[] {
  return recipients.flatMap((recipient): Undated[] => {
    const { to, state, due, agreed } = recipient
    const at = endOf(recipient)
    if (at === undefined || (state !== 'open' && state !== 'overdue')) return []
    const common = { kind: 'breach' as const, subject: id, members: [member], to }
    if (due !== undefined) return [{ ...common, ...timeOf(due) }]
    const agreement = agreed === undefined ? {} : { agreement: agreed.agreement }
    return [{ ...common, ...agreement, at, day: dayIn(timeZone, new Date(at)) }]
  })
}

const noticeDuty = ({ agreement, member, persons, due }: IndirectNotice): Undated[] =>
  due === undefined
    ? []
    : [{ kind: 'notice', subject: agreement, agreement, members: [member], persons, ...timeOf(due) }]

/** A wait that is over asks nothing of anyone. */
function waitOf({ id, agreement, report, submittedBy }: ShownAssessment, { today }: DutyFacts): Undated[] {
  const day = report?.earliestStart
  if (day === undefined || day <= today) return []
  return [{ kind: 'processing', subject: id, agreement, members: submittedBy ? [submittedBy.member] : [], day }]
}

function retentionDuty({ agreement, member, state, holdUntil, proveUntil }: RetentionDuty): Undated[] {
  const common = { subject: agreement, agreement, members: [member] }
  if (state === 'running' && holdUntil !== undefined) return [{ kind: 'deletion', ...common, day: holdUntil }]
  const day = proveUntil ?? holdUntil
  const open = state === 'due' || state === 'overdue'
  return open && day !== undefined ? [{ kind: 'certificate', ...common, day }] : []
}

const transferDuty = ({ agreement, assessment }: TransferStanding): Undated[] =>
  assessment === undefined
    ? []
    : [
        {
          ...{ kind: 'transfer', subject: assessment.id, agreement, members: [assessment.by.member] },
          day: assessment.reviewAgainBy,
        },
      ]

/** What was ended for good is nobody's duty any more. */
function agreementDuties({ agreement, standing }: Pick<AgreementView, 'agreement' | 'standing'>): Undated[] {
  if (standing.status === 'terminated') return []
  const { id, provider, consumer, validUntil, review, parties = [] } = agreement
  const own = { subject: id, agreement: id }
  const both = [provider, consumer]
  return [
    { kind: 'end', ...own, members: both, day: validUntil },
    ...(review === undefined ? [] : [{ kind: 'review' as const, ...own, members: both, day: review.next }]),
    ...parties.flatMap(({ member, registration, signatory }): Undated[] => {
      const party = { ...own, members: [member] }
      return [
        ...(registration.validUntil === undefined
          ? []
          : [{ kind: 'registration' as const, ...party, day: registration.validUntil }]),
        ...(signatory.mandateUntil === undefined
          ? []
          : [{ kind: 'mandate' as const, ...party, day: signatory.mandateUntil }]),
      ]
    }),
  ]
}
