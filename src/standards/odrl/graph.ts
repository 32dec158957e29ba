import type { Quad, Term } from '@rdfjs/types'
import { rdf } from './vocabulary.ts'

/** Quads looked up by subject and predicate. The graph that a quad is in plays no part. */
export interface Graph {
  objects(subject: Term, predicate: string): readonly Term[]
  /** Subjects that have the predicate, with this object where one is given. */
  subjects(predicate: string, object?: string): readonly Term[]
}

/** What tells a node from every other in one graph. */
export const keyOf = (term: Term): string => (term.termType === 'BlankNode' ? `_:${term.value}` : term.value)

export function graphOf(quads: Iterable<Quad>): Graph {
  const forwards = new Map<string, Map<string, Term[]>>()
  const backwards = new Map<string, Map<string, { readonly subject: Term; readonly objects: Set<string> }>>()
  for (const { subject, predicate, object } of quads) {
    const properties = entry(forwards, keyOf(subject), () => new Map<string, Term[]>())
    const objects = entry(properties, predicate.value, () => [])
    if (!objects.some((other) => other.equals(object))) objects.push(object)
    const subjects = entry(backwards, predicate.value, () => new Map())
    entry(subjects, keyOf(subject), () => ({ subject, objects: new Set() })).objects.add(keyOf(object))
  }
  return {
    objects: (subject, predicate) => forwards.get(keyOf(subject))?.get(predicate) ?? [],
    subjects: (predicate, object) =>
      [...(backwards.get(predicate)?.values() ?? [])]
        .filter(({ objects }) => object === undefined || objects.has(object))
        .map(({ subject }) => subject),
  }
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** Items of an RDF list, or undefined where the node is none (a list that runs in a circle is none either). */
export function listItems(head: Term, graph: Graph): Term[] | undefined {
  const items: Term[] = []
  const seen = new Set<string>()
  for (let node = head; node.value !== rdf('nil'); ) {
    const [first] = graph.objects(node, rdf('first'))
    const [rest] = graph.objects(node, rdf('rest'))
    if (first === undefined || rest === undefined || seen.has(keyOf(node))) return undefined
    seen.add(keyOf(node))
    items.push(first)
    node = rest
  }
  return items
}

/** Values of a property, with those of a list in its place. */
export const valuesOf = (subject: Term, predicate: string, graph: Graph): Term[] =>
  graph.objects(subject, predicate).flatMap((value) => listItems(value, graph) ?? [value])

/** All that is reached from a node by steps, the node included; circles end by themselves. */
export function reached(start: string, step: (from: string) => Iterable<string>): Set<string> {
  const seen = new Set([start])
  for (const node of seen) for (const next of step(node)) seen.add(next)
  return seen
}
