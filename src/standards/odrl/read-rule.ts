import type { Term } from '@rdfjs/types'
import { keyOf, valuesOf } from './graph.ts'
import type { Refined, Rule, RuleKind } from './model.ts'
import { complain, type Reading, readConstraints, readRefined } from './read-constraint.ts'
import { odrl, partyFunctions } from './vocabulary.ts'

/** Where a rule looks for what it does not state itself: its policy, or the rule that it is a duty of. */
interface Surroundings {
  readonly policy: Term
  readonly parent?: Rule
}

/** The same relations said from the other side (Information Model 2.2.2, 2.3.2). */
const inverses: Readonly<Record<string, string>> = {
  [odrl('target')]: odrl('hasPolicy'),
  [odrl('assigner')]: odrl('assignerOf'),
  [odrl('assignee')]: odrl('assigneeOf'),
}

const ruleProperties: readonly (readonly [string, RuleKind])[] = [
  [odrl('permission'), 'permission'],
  [odrl('prohibition'), 'prohibition'],
  [odrl('obligation'), 'obligation'],
]

/** The duties that a rule of each kind may have (Information Model 2.6). */
const dutiesOf: Readonly<Record<RuleKind, readonly [string, RuleKind] | undefined>> = {
  permission: [odrl('duty'), 'duty'],
  prohibition: [odrl('remedy'), 'remedy'],
  obligation: [odrl('consequence'), 'consequence'],
  duty: [odrl('consequence'), 'consequence'],
  remedy: undefined,
  consequence: undefined,
}

export const readRules = (policy: Term, reading: Reading): Rule[] =>
  ruleProperties.flatMap(([property, kind]) =>
    valuesOf(policy, property, reading.graph).flatMap((node) => readRule(node, kind, { policy }, reading)),
  )

/** One rule for each of its actions: of several duties in one, each must be done (Information Model 2.7.1). */
function readRule(node: Term, kind: RuleKind, around: Surroundings, reading: Reading): Rule[] {
  const { graph } = reading
  const isTopLevel = around.parent === undefined
  const own = (property: string): Term[] => valuesOf(node, property, graph)
  const ofPolicy = (property: string): Term[] => (isTopLevel ? sharedOf(around.policy, property, reading) : [])
  // Information Model 2.7.2: what the policy states for all rules adds to what a rule states.
  const all = (property: string): Refined[] =>
    [...own(property), ...ofPolicy(property)].map((one) => readRefined(one, reading))
  const targets = all(odrl('target'))
  const actions = [...own(odrl('action')), ...ofPolicy(odrl('action'))]
  if (actions.length === 0) complain(reading, 'action-missing', node)
  if ((kind === 'permission' || kind === 'prohibition') && targets.length === 0) {
    complain(reading, 'target-missing', node)
  }
  if (kind === 'remedy' && own(odrl('consequence')).length > 0) complain(reading, 'remedy-with-consequence', node)
  const constraints = [
    ...readConstraints(node, odrl('constraint'), reading),
    ...(isTopLevel ? readConstraints(around.policy, odrl('constraint'), reading) : []),
  ]
  const parties = {
    assigners: orOfParent(all(odrl('assigner')), around.parent?.assigners),
    assignees: orOfParent(all(odrl('assignee')), around.parent?.assignees),
    functions: new Map(
      partyFunctions.map((name) => [name, all(name)] as const).filter(([, found]) => found.length > 0),
    ),
  }
  return actions.map((action) => {
    const rule = { id: keyOf(node), kind, action: readRefined(action, reading), targets, constraints, ...parties }
    return { ...rule, duties: readDuties(node, { ...rule, duties: [] }, around, reading) }
  })
}

/** What a policy says for all its rules, from its own side or from the other. */
function sharedOf(policy: Term, property: string, { graph }: Reading): Term[] {
  const inverse = inverses[property]
  const fromOther = inverse === undefined ? [] : graph.subjects(inverse, keyOf(policy))
  return [...valuesOf(policy, property, graph), ...fromOther]
}

/** A duty that names no party binds the parties of its rule. */
const orOfParent = (own: readonly Refined[], parents: readonly Refined[] = []): readonly Refined[] =>
  own.length > 0 ? own : parents

function readDuties(node: Term, parent: Rule, { policy }: Surroundings, reading: Reading): Rule[] {
  const allowed = dutiesOf[parent.kind]
  if (allowed === undefined) return []
  const [property, kind] = allowed
  return valuesOf(node, property, reading.graph).flatMap((one) => readRule(one, kind, { policy, parent }, reading))
}
