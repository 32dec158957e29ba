import type { Term } from '@rdfjs/types'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type Graph, keyOf, reached, valuesOf } from './graph.ts'
import type { Fault } from './model.ts'
import { type Instant, readValue, type Value } from './values.ts'
import { dcterms, includedIn, odrl, partyFunctions, rdf, rdfs, skos, world } from './vocabulary.ts'

/**
 * An action that was done, or is asked for: by whom, on what, and what else is known of it. `at` is when; what is asked
 * for would be done now.
 */
export interface Act {
  readonly id: string
  readonly action: string
  readonly targets: readonly string[]
  readonly assigner?: string
  readonly assignee?: string
  readonly functions: ReadonlyMap<string, string>
  /** Values of left operands, as the act states them. */
  readonly circumstances: ReadonlyMap<string, readonly Value[]>
  readonly at: Instant
  /** How often, where several equal acts are told as one. */
  readonly times: number
}

/** The world as the evaluation sees it: what is known now, from the policy's own graph and from the state. */
export interface World {
  readonly now: Instant
  readonly performed: readonly Act[]
  /** When the current period of a unit (`per day`) began. */
  periodStart(unit: string): Instant | undefined
  /** Since when a rule binds, where the state says it. */
  since(rule: string): Instant | undefined
  /** Values of a property of a party or asset, and of what a right operand refers to. */
  property(node: string, property: string): readonly Value[]
  /** The node and all it belongs to, by `step`. */
  upwards(node: string, step: Step): ReadonlySet<string>
}

/** What a thing is (SKOS, RDF Schema), is a part of, is a member of; what an action is included in, or implies. */
export type Step = 'kind' | 'part' | 'member' | 'action' | 'implied'

const predicates: Readonly<Record<Step, readonly string[]>> = {
  kind: [skos('broader'), rdf('type'), rdfs('subClassOf')],
  part: [odrl('partOf'), dcterms('isPartOf'), skos('broader')],
  member: [odrl('partOf')],
  action: [odrl('includedIn')],
  implied: [odrl('implies')],
}

export function readWorld(policy: Graph, state: Graph): Result<World, Fault[]> {
  const [subject] = state.subjects(world('now'))
  const now = subject === undefined ? undefined : instantAt(subject, world('now'), state)
  if (now === undefined) return fail([{ fault: 'time-missing', at: subject === undefined ? '' : keyOf(subject) }])
  const both = graphs(policy, state)
  return ok({
    now,
    performed: state
      .subjects(rdf('type'), world('PerformedAct'))
      .flatMap((node) => performedAct(node, state))
      .sort((a, b) => a.at.at - b.at.at),
    periodStart: (unit) => instantAt(named(unit), world('periodStart'), state),
    since: (rule) => instantAt(named(rule), world('since'), state),
    property: (node, property) => both(node, property).flatMap((term) => readValue(term) ?? []),
    upwards: (node, step) =>
      reached(node, (from) => [
        ...predicates[step].flatMap((predicate) => both(from, predicate).map(keyOf)),
        ...(step === 'action' ? [includedIn.get(from) ?? []].flat() : []),
      ]),
  })
}

/** Blank nodes belong to their own graph, so only named nodes are looked up in both. */
const graphs =
  (...all: readonly Graph[]) =>
  (node: string, predicate: string): Term[] =>
    node.startsWith('_:') ? [] : all.flatMap((graph) => graph.objects(named(node), predicate))

const named = (value: string): Term =>
  ({
    termType: 'NamedNode',
    value,
    equals: (other) => other?.termType === 'NamedNode' && other.value === value,
  }) as Term

function instantAt(subject: Term, predicate: string, graph: Graph): Instant | undefined {
  const [term] = graph.objects(subject, predicate)
  const value = term === undefined ? undefined : readValue(term)
  return value?.type === 'instant' ? value : undefined
}

function performedAct(node: Term, graph: Graph): Act[] {
  const at = instantAt(node, dcterms('issued'), graph)
  const [times] = graph.objects(node, world('times')).map(readValue)
  return at === undefined ? [] : readAct(node, graph, at, times?.type === 'number' ? times.number : 1)
}

/** Request or performed act: one action with its parties, target and the values it states with `eq`. */
function readAct(node: Term, graph: Graph, at: Instant, times = 1): Act[] {
  const [action] = graph.objects(node, odrl('action'))
  if (action === undefined) return []
  const [described] = graph.objects(action, rdf('value'))
  const [assigner] = graph.objects(node, odrl('assigner'))
  const [assignee] = graph.objects(node, odrl('assignee'))
  const statements = [...valuesOf(node, odrl('constraint'), graph), ...valuesOf(action, odrl('refinement'), graph)]
  return [
    {
      id: keyOf(node),
      action: keyOf(described ?? action),
      targets: graph.objects(node, odrl('target')).map(keyOf),
      ...(assigner === undefined ? {} : { assigner: keyOf(assigner) }),
      ...(assignee === undefined ? {} : { assignee: keyOf(assignee) }),
      functions: new Map(
        partyFunctions.flatMap((name) =>
          graph.objects(node, name).map((party): [string, string] => [name, keyOf(party)]),
        ),
      ),
      circumstances: stated(statements, graph),
      at,
      times,
    },
  ]
}

function stated(statements: readonly Term[], graph: Graph): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>()
  for (const statement of statements) {
    const [operand] = graph.objects(statement, odrl('leftOperand'))
    const isEqual = graph.objects(statement, odrl('operator')).some(({ value }) => value === odrl('eq'))
    if (operand === undefined || !isEqual) continue
    const values = valuesOf(statement, odrl('rightOperand'), graph).flatMap((term) => readValue(term) ?? [])
    found.set(operand.value, [...(found.get(operand.value) ?? []), ...values])
  }
  return found
}

/** The one act that an `odrl:Request` asks for, as if it were done now. */
export function readRequest(graph: Graph, now: Instant): Result<Act, Fault[]> {
  const [request] = graph.subjects(rdf('type'), odrl('Request'))
  const asked = request === undefined ? [] : valuesOf(request, odrl('permission'), graph)
  const acts = asked.flatMap((node) => readAct(node, graph, now))
  const [act, ...others] = acts
  if (request === undefined || act === undefined || others.length > 0) {
    return fail([{ fault: 'request-missing', at: request === undefined ? '' : keyOf(request) }])
  }
  return ok({ ...act, id: keyOf(request) })
}
