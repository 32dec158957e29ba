import { checkAll } from './constraints.ts'
import { conclusion, match } from './matching.ts'
import type { Comparison, Constraint, Rule } from './model.ts'
import { leftValuesOf, type Occasion } from './operands.ts'
import type { Deontic, Premise, RuleReport, Truth } from './report.ts'
import type { Act } from './state.ts'
import type { Instant } from './values.ts'
import { timeOperands } from './vocabulary.ts'

/**
 * How a duty stands. A deadline is an upper bound of time: until it has passed, a duty that is not done is open, and
 * after it violated. Other constraints are conditions under which the duty applies at all.
 */
export function dutyReport(occasion: Occasion): RuleReport {
  const { rule } = occasion
  const { plain, deadlines } = split(rule)
  const conditions = checkAll(plain.constraints, leftValuesOf({ ...occasion, rule: plain }), occasion.world)
  const terms = checkAll(deadlines, leftValuesOf(occasion), occasion.world)
  const done = performances({ ...occasion, rule: plain })
  const inTime = done.filter((act) => holdAt(deadlines, { ...occasion, act }))
  const applies = conclusion(conditions)
  const inDue = conclusion(terms)
  const isFulfilled = inTime.length > 0
  const isViolated = !isFulfilled && applies === 'satisfied' && inDue === 'unsatisfied'
  // A consequence comes into being with the violation (Information Model 2.6.6).
  const consequences = isViolated ? rule.duties.map((duty) => dutyReport({ ...occasion, rule: duty })) : []
  return {
    rule: rule.id,
    kind: rule.kind,
    attempt: 'not-attempted',
    activation: isFulfilled ? 'active' : activationOf(applies, inDue),
    performance: done.length > 0 ? 'performed' : 'unperformed',
    deontic: isFulfilled ? 'fulfilled' : deonticOf({ applies, isViolated, done, consequences }),
    premises: [...conditions, ...terms],
    duties: consequences,
  }
}

/** An unknown condition or deadline leaves it open whether the duty binds. */
function activationOf(applies: Truth, inDue: Truth): RuleReport['activation'] {
  if (applies === 'unsatisfied') return 'inactive'
  return applies === 'unknown' || inDue === 'unknown' ? 'undetermined' : 'active'
}

interface Unfulfilled {
  readonly applies: Truth
  readonly isViolated: boolean
  readonly done: readonly Act[]
  readonly consequences: readonly RuleReport[]
}

/** Done late, and every consequence borne: made good. */
function deonticOf({ applies, isViolated, done, consequences }: Unfulfilled): Deontic {
  if (applies === 'unsatisfied') return 'none'
  if (!isViolated) return 'open'
  return done.length > 0 && consequences.length > 0 && areDone(consequences) ? 'remedied' : 'violated'
}

export const areDone = (duties: readonly RuleReport[]): boolean =>
  duties.every(({ deontic }) => deontic === 'fulfilled' || deontic === 'remedied')

/** Deadlines apart: an act after the deadline is the duty's act, too, only late. */
function split(rule: Rule): { plain: Rule; deadlines: Comparison[] } {
  const { action, constraints } = rule
  const isNoDeadline = (constraint: Constraint) => !isDeadline(constraint)
  return {
    plain: {
      ...rule,
      action: { ...action, refinements: action.refinements.filter(isNoDeadline) },
      constraints: constraints.filter(isNoDeadline),
    },
    deadlines: [...constraints, ...action.refinements].filter(isDeadline),
  }
}

const isDeadline = (constraint: Constraint): constraint is Comparison =>
  'operator' in constraint &&
  (constraint.operator === 'lt' || constraint.operator === 'lteq') &&
  (constraint.leftOperand === timeOperands.dateTime || constraint.leftOperand === timeOperands.elapsedTime)

/** Acts that do what the duty asks, under its conditions, from when it binds. */
function performances(occasion: Occasion): Act[] {
  const { rule, world, since } = occasion
  return world.performed.filter((act) => {
    if (since !== undefined && act.at.at < since.at) return false
    const left = leftValuesOf({ ...occasion, act })
    return conclusion(match(rule, act, left, world)) === 'satisfied' && holdAt(rule.constraints, { ...occasion, act })
  })
}

const holdAt = (constraints: readonly Constraint[], occasion: Occasion): boolean =>
  conclusion(checkAll(constraints, leftValuesOf(occasion), occasion.world)) === 'satisfied'

/**
 * The duty of a permission, told by its worst case: a duty that counts its time from the use (delete within 90 days)
 * binds anew with every use, and before the first it does not bind.
 */
export function permissionDutyReport(occasion: Occasion, uses: readonly Instant[]): RuleReport {
  const { rule } = occasion
  if (!countsFromUse([...rule.constraints, ...rule.action.refinements])) return dutyReport(occasion)
  const reports = uses.map((since) => dutyReport({ ...occasion, since }))
  const [worst] = reports.toSorted((a, b) => severity.indexOf(a.deontic) - severity.indexOf(b.deontic))
  if (worst !== undefined) return worst
  return { ...dutyReport(occasion), activation: 'inactive', performance: 'unperformed', deontic: 'none', duties: [] }
}

const severity: readonly Deontic[] = ['violated', 'open', 'remedied', 'fulfilled', 'none']

const countsFromUse = (constraints: readonly Constraint[]): boolean =>
  constraints.some((one) =>
    'operator' in one
      ? one.leftOperand === timeOperands.elapsedTime || one.leftOperand === timeOperands.delayPeriod
      : countsFromUse(one.parts),
  )

/**
 * Whether a duty lets its permission be used. One without a deadline comes first (Information Model 2.6.3: a
 * pre-condition); one with a deadline is a promise that holds until it is broken.
 */
export function dutyPremise(rule: Rule, report: RuleReport): Premise {
  const isPromise = split(rule).deadlines.length > 0
  return { about: 'duty', of: rule.id, satisfaction: standing(report, isPromise), found: [report.deontic], parts: [] }
}

function standing({ activation, deontic }: RuleReport, isPromise: boolean): Truth {
  if (activation === 'inactive' || deontic === 'fulfilled' || deontic === 'remedied') return 'satisfied'
  if (deontic === 'violated') return 'unsatisfied'
  if (activation === 'undetermined') return 'unknown'
  return isPromise ? 'satisfied' : 'unsatisfied'
}
