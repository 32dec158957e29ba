import type { Term } from '@rdfjs/types'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type Graph, keyOf } from './graph.ts'
import { conflictStrategies, type Fault, type Policy, type PolicyKind, type Rule } from './model.ts'
import { complain, type Reading } from './read-constraint.ts'
import { readRules } from './read-rule.ts'
import { dcterms, odrl, rdf, world } from './vocabulary.ts'

const policyClasses = ['Policy', 'Set', 'Offer', 'Agreement'] as const

/** The one policy of the graph that no other inherits from, with all that it inherits. */
export function readPolicy(graph: Graph, isKnownProfile: (profile: string) => boolean): Result<Policy, Fault[]> {
  const policies = policyClasses.flatMap((name) => graph.subjects(rdf('type'), odrl(name)))
  const nodes = new Map(policies.map((node) => [keyOf(node), node]))
  const parents = new Set([...nodes.values()].flatMap((node) => parentsOf(node, graph)).map(keyOf))
  const heirs = [...nodes.values()].filter((node) => !parents.has(keyOf(node)))
  const [heir, ...others] = heirs
  if (heir === undefined) {
    return fail([{ fault: nodes.size === 0 ? 'policy-missing' : 'inheritance-circular', at: '' }])
  }
  if (others.length > 0) return fail(heirs.map((node) => ({ fault: 'policy-ambiguous', at: keyOf(node) })))
  const reading: Reading = { graph, faults: [] }
  const line = lineage(heir, reading, [])
  for (const node of line) {
    for (const profile of graph.objects(node, odrl('profile'))) {
      // Information Model 2.1: a processor that does not know the profile must not go on.
      if (!isKnownProfile(profile.value)) complain(reading, 'profile-unknown', profile)
    }
  }
  const policy = policyOf(heir, line, reading)
  return reading.faults.length > 0 ? fail(reading.faults) : ok(policy)
}

const parentsOf = (node: Term, graph: Graph): readonly Term[] => graph.objects(node, odrl('inheritFrom'))

/** The policy and those it inherits from, each once (Information Model 2.9). */
function lineage(node: Term, reading: Reading, path: readonly string[]): Term[] {
  if (path.includes(keyOf(node))) {
    complain(reading, 'inheritance-circular', node)
    return []
  }
  const here = [...path, keyOf(node)]
  const above = parentsOf(node, reading.graph).flatMap((parent) => {
    const isDescribed = policyClasses.some((name) => isA(parent, name, reading.graph))
    if (!isDescribed) complain(reading, 'parent-missing', parent)
    return isDescribed ? lineage(parent, reading, here) : []
  })
  return [...new Map([node, ...above].map((one) => [keyOf(one), one])).values()]
}

const isA = (node: Term, name: string, graph: Graph): boolean =>
  graph.objects(node, rdf('type')).some(({ value }) => value === odrl(name))

function policyOf(heir: Term, line: readonly Term[], reading: Reading): Policy {
  const { graph } = reading
  const kind: PolicyKind = isA(heir, 'Agreement', graph) ? 'Agreement' : isA(heir, 'Offer', graph) ? 'Offer' : 'Set'
  const rules = line.flatMap((node) => readRules(node, reading))
  requireParties({ heir, kind, rules, reading })
  const [issued] = graph.objects(heir, dcterms('issued'))
  const [uid] = graph.objects(heir, odrl('uid'))
  return {
    uid: keyOf(uid ?? heir),
    kind,
    conflict: conflictOf(line, reading),
    rules,
    ...(issued === undefined ? {} : { issued }),
  }
}

interface Parties {
  readonly heir: Term
  readonly kind: PolicyKind
  readonly rules: readonly Rule[]
  readonly reading: Reading
}

/** Information Model 2.1.2 and 2.1.3: an offer has an assigner, an agreement an assignee too. */
function requireParties({ heir, kind, rules, reading }: Parties): void {
  const lacking = rules.some(
    ({ assigners, assignees }) =>
      (kind !== 'Set' && assigners.length === 0) || (kind === 'Agreement' && assignees.length === 0),
  )
  if (lacking) complain(reading, 'party-missing', heir)
}

/** The nearest policy of the line that states a strategy decides; two statements that differ cannot both hold. */
function conflictOf(line: readonly Term[], reading: Reading): Policy['conflict'] {
  for (const node of line) {
    const [stated, ...more] = reading.graph.objects(node, odrl('conflict'))
    if (stated === undefined) continue
    const strategy = conflictStrategies.find((name) => odrl(name) === stated.value)
    if (strategy === undefined || more.length > 0) complain(reading, 'conflict-unknown', node)
    return strategy ?? 'invalid'
  }
  return 'invalid'
}

/** Profiles that the state of the world declares as understood. */
export const knownProfiles = (state: Graph): ReadonlySet<string> =>
  new Set(state.subjects(rdf('type'), world('KnownProfile')).map(keyOf))
