import { checkAll } from './constraints.ts'
import { areDone, dutyPremise, dutyReport, permissionDutyReport } from './duties.ts'
import { conclusion, match } from './matching.ts'
import type { Policy, Rule } from './model.ts'
import { leftValuesOf, type Occasion } from './operands.ts'
import type { Premise, RuleReport, Truth } from './report.ts'
import type { Act, World } from './state.ts'
import { type Instant, readValue } from './values.ts'

export interface Setting {
  readonly policy: Policy
  readonly request: Act
  readonly world: World
}

export function ruleReport(rule: Rule, { policy, request, world }: Setting): RuleReport {
  const issued = policy.issued === undefined ? undefined : readValue(policy.issued)
  const since = world.since(rule.id)
  if (rule.kind === 'permission') return permissionReport({ rule, act: request, world, since })
  if (rule.kind === 'prohibition') return prohibitionReport({ rule, act: request, world, since })
  return dutyReport({ rule, act: request, world, since: since ?? (issued?.type === 'instant' ? issued : undefined) })
}

/** Whether the request, or an act done, is one that the rule is about, and whether the rule's constraints hold for it. */
function applied(occasion: Occasion): { matched: Premise[]; constraints: Premise[] } {
  const left = leftValuesOf(occasion)
  return {
    matched: match(occasion.rule, occasion.act, left, occasion.world),
    constraints: checkAll(occasion.rule.constraints, left, occasion.world),
  }
}

function permissionReport(occasion: Occasion): RuleReport {
  const { rule, world } = occasion
  const { matched, constraints } = applied(occasion)
  const uses = world.performed.filter((act) => conclusion(applied({ ...occasion, act }).matched) === 'satisfied')
  const duties = rule.duties.map((duty) => ({
    duty,
    report: permissionDutyReport(
      { rule: duty, act: occasion.act, world },
      uses.map(({ at }) => at),
    ),
  }))
  const premises = [...matched, ...constraints, ...duties.map(({ duty, report }) => dutyPremise(duty, report))]
  return {
    rule: rule.id,
    kind: rule.kind,
    attempt: attemptOf(matched),
    activation: activationOf(conclusion(premises)),
    performance: uses.length > 0 ? 'performed' : 'unperformed',
    deontic: 'none',
    premises,
    duties: duties.map(({ report }) => report),
  }
}

function prohibitionReport(occasion: Occasion): RuleReport {
  const { rule, world } = occasion
  const { matched, constraints } = applied(occasion)
  const premises = [...matched, ...constraints]
  const [last] = world.performed.filter((act) => isInfringed({ ...occasion, act })).toReversed()
  const remedies = last === undefined ? [] : remediesOf(occasion, last.at)
  const isRemedied = remedies.length > 0 && areDone(remedies)
  return {
    rule: rule.id,
    kind: rule.kind,
    attempt: attemptOf(matched),
    activation: activationOf(conclusion(premises)),
    performance: last === undefined ? 'unperformed' : 'performed',
    deontic: last === undefined ? 'none' : isRemedied ? 'remedied' : 'violated',
    premises,
    duties: remedies,
  }
}

function isInfringed(occasion: Occasion): boolean {
  const { matched, constraints } = applied(occasion)
  return conclusion([...matched, ...constraints]) === 'satisfied'
}

/** Remedies are due from the infringement (Information Model 2.6.7). */
const remediesOf = ({ rule, act, world }: Occasion, since: Instant): RuleReport[] =>
  rule.duties.map((remedy) => dutyReport({ rule: remedy, act, world, since }))

const attemptOf = (matched: readonly Premise[]): RuleReport['attempt'] =>
  conclusion(matched) === 'unsatisfied' ? 'not-attempted' : 'attempted'

const activationOf = (truth: Truth): RuleReport['activation'] =>
  truth === 'unknown' ? 'undetermined' : truth === 'satisfied' ? 'active' : 'inactive'
