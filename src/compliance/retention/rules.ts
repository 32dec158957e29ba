import type { Period, Retention } from '../../agreements/clauses/use.ts'
import { shiftDays, shiftMonths } from '../../agreements/law/calendar.ts'
import type { Agreement } from '../../agreements/schema.ts'
import type { IsoDate } from '../../kernel/dates.ts'
import { digestOf } from '../../kernel/digest.ts'
import type { Problem } from '../../kernel/problem.ts'
import { faultyCertificate } from './problems.ts'
import type { DeletionStatement, RetentionDuty } from './schema.ts'

export const ruleId = ({ elements }: Retention): string =>
  elements === undefined ? 'rest' : digestOf([...elements].sort()).slice(0, 16)

const daysIn: Readonly<Record<string, number>> = { D: 1, W: 7 }
const monthsIn: Readonly<Record<string, number>> = { M: 1, Y: 12 }

export function after(day: IsoDate, period: Period): IsoDate {
  const count = Number(period.slice(1, -1))
  const unit = period.slice(-1)
  const moved =
    daysIn[unit] === undefined ? shiftMonths(day, count * (monthsIn[unit] ?? 0)) : shiftDays(day, count * daysIn[unit])
  // Longer than the calendar is for ever.
  return moved ?? '9999-12-31'
}

export interface DutyFacts {
  readonly agreement: Agreement
  /** The day on which it ends, or ended. */
  readonly endsOn: IsoDate
  /** Days on which something was received under it, in order. */
  readonly receiptDays: readonly IsoDate[]
  /** By rule, the last day that certificates cover. */
  readonly certified: ReadonlyMap<string, IsoDate>
  readonly today: IsoDate
}

/** How each rule of retention of an agreement stands today. */
export const dutiesOf = (facts: DutyFacts): RetentionDuty[] =>
  (facts.agreement.retention ?? []).map((rule) => dutyOf(rule, facts))

function dutyOf(rule: Retention, { agreement, endsOn, receiptDays, certified, today }: DutyFacts): RetentionDuty {
  const id = ruleId(rule)
  const certifiedThrough = certified.get(id)
  const duty = {
    ...{ agreement: agreement.id, member: agreement.consumer, rule: id, ...rule },
    ...(certifiedThrough === undefined ? {} : { certifiedThrough }),
  }
  const oldest = receiptDays.find((day) => certifiedThrough === undefined || day > certifiedThrough)
  if (oldest === undefined) return { ...duty, state: 'nothing-held' }
  if (rule.from === 'decision' || rule.from === 'end-of-enrolment') return { ...duty, oldest, state: 'not-reckoned' }
  const holdUntil = after(rule.from === 'receipt' ? oldest : endsOn, rule.period)
  const proveUntil = rule.proofWithinDays === undefined ? undefined : after(holdUntil, `P${rule.proofWithinDays}D`)
  const times = { oldest, holdUntil, ...(proveUntil === undefined ? {} : { proveUntil }) }
  if (today <= holdUntil) return { ...duty, ...times, state: 'running' }
  const isLate = proveUntil !== undefined && today > proveUntil
  return { ...duty, ...times, state: isLate ? 'overdue' : 'due' }
}

/** Why a statement cannot stand; undefined: it can. */
export function statementFault(
  statement: DeletionStatement,
  { agreement, member, today }: { readonly agreement: Agreement; readonly member: string; readonly today: IsoDate },
): Problem | undefined {
  if (statement.member !== member || agreement.consumer !== member) return faultyCertificate('member', 'not-the-holder')
  const rule = (agreement.retention ?? []).find((one) => ruleId(one) === statement.rule)
  if (rule === undefined) return faultyCertificate('rule', 'no-rule')
  if (rule.action !== statement.action) return faultyCertificate('action', 'other-action')
  if (statement.through > today) return faultyCertificate('through', 'in-the-future')
  // Made before that day was over, it would speak of what was yet to come.
  if (statement.madeOn > today || statement.madeOn < statement.through) return faultyCertificate('madeOn', 'wrong-day')
  return undefined
}
