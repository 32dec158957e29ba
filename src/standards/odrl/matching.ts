import { checkAll, type LeftValues } from './constraints.ts'
import type { Refined, Rule } from './model.ts'
import { all, any, type Premise, type Truth } from './report.ts'
import type { Act, World } from './state.ts'

/** Whether an act is one that the rule is about: its action, its target, its parties. Constraints come later. */
export function match(rule: Rule, act: Act, left: LeftValues, world: World): Premise[] {
  const premises = [matchAction(rule, act, left, world)]
  if (rule.targets.length > 0) premises.push(member('target', rule.targets, act.targets, world))
  if (rule.assignees.length > 0) premises.push(member('assignee', rule.assignees, present(act.assignee), world))
  // Who is asked need not be said; where it is, it must be the rule's.
  if (rule.assigners.length > 0 && act.assigner !== undefined) {
    premises.push(member('assigner', rule.assigners, [act.assigner], world))
  }
  for (const [name, parties] of rule.functions) {
    premises.push(member('party', parties, present(act.functions.get(name)), world))
  }
  return premises
}

export const conclusion = (premises: readonly Premise[]): Truth => all(premises.map(({ satisfaction }) => satisfaction))

const present = (value: string | undefined): string[] => (value === undefined ? [] : [value])

/**
 * The act's action is the rule's or included in it (Information Model 2.4.2). A prohibition also meets what an action
 * implies: who may do the one must not be kept from the other.
 */
function matchAction(rule: Rule, act: Act, left: LeftValues, world: World): Premise {
  const { id, refinements } = rule.action
  const actions = rule.kind === 'prohibition' ? [...world.upwards(act.action, 'implied')] : [act.action]
  const isIncluded = actions.some((action) => world.upwards(action, 'action').has(id))
  const parts = isIncluded ? checkAll(refinements, left, world) : []
  const satisfaction = isIncluded ? conclusion(parts) : 'unsatisfied'
  return { about: 'action', of: id, satisfaction, found: [act.action], parts }
}

/** One of the named is the expected asset or party, or a member of the expected collection that passes its refinements. */
function member(
  about: Premise['about'],
  expected: readonly Refined[],
  found: readonly string[],
  world: World,
): Premise {
  const cases = expected.flatMap((one) => found.map((name) => belongs(one, name, world)))
  return {
    about,
    of: expected.map(({ id }) => id).join(' '),
    satisfaction: any(cases.map(({ satisfaction }) => satisfaction)),
    found,
    parts: cases.flatMap(({ parts }) => parts),
  }
}

/** A refinement of a collection speaks of a property of its members (Information Model 2.2.3). */
function belongs(expected: Refined, name: string, world: World): { satisfaction: Truth; parts: Premise[] } {
  if (!world.upwards(name, 'member').has(expected.id)) return { satisfaction: 'unsatisfied', parts: [] }
  const parts = checkAll(expected.refinements, ({ leftOperand }) => world.property(name, leftOperand), world)
  return { satisfaction: conclusion(parts), parts }
}
