import type { Edges } from '../contract.ts'

/** The edges of many tasks in one list, in the order of a, then b. */
export function gathered(parts: readonly Edges[], records: number): Edges {
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  const starts = new Int32Array(records + 2)
  for (const { a } of parts) for (let i = 0; i < a.length; i++) starts[a[i]! + 1]!++
  for (let record = 0; record <= records; record++) starts[record + 1]! += starts[record]!
  const edges = {
    count,
    a: new Int32Array(count),
    b: new Int32Array(count),
    weight: new Float64Array(count),
    pattern: new Int32Array(count),
  }
  const next = starts.slice()
  for (const part of parts) {
    for (let i = 0; i < part.count; i++) {
      const at = next[part.a[i]!]!++
      put(edges, at, part.a[i]!, part.b[i]!, part.weight[i]!, part.pattern[i]!)
    }
  }
  for (let record = 0; record < records; record++) sortByB(edges, starts[record]!, starts[record + 1]!)
  return edges
}

function put(edges: Edges, at: number, a: number, b: number, weight: number, pattern: number): void {
  edges.a[at] = a
  edges.b[at] = b
  edges.weight[at] = weight
  edges.pattern[at] = pattern
}

/** Few edges leave from one record: insertion sort. */
function sortByB(edges: Edges, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const [a, b, weight, pattern] = [edges.a[i]!, edges.b[i]!, edges.weight[i]!, edges.pattern[i]!]
    let at = i
    while (at > from && edges.b[at - 1]! > b) {
      put(edges, at, a, edges.b[at - 1]!, edges.weight[at - 1]!, edges.pattern[at - 1]!)
      at--
    }
    put(edges, at, a, b, weight, pattern)
  }
}
