import type { ScoredPairs } from '../evaluate/pairs.ts'

export interface ClusterLink {
  readonly a: number
  readonly b: number
  readonly weight: number
  /** Without it the cluster falls in two: nothing else holds the two sides together. */
  readonly bridge: boolean
}

export interface Split {
  /** The cluster falls so when only links above this weight hold, in bits. */
  readonly above: number
  readonly parts: readonly (readonly number[])[]
}

export interface ExplainedCluster {
  readonly records: readonly number[]
  readonly links: readonly ClusterLink[]
  /** The link by which the cluster holds together most weakly: the lightest of those that it needs. */
  readonly weakest?: ClusterLink
  /** What would split it, the weakest first: each needs all that are before it. */
  readonly splits: readonly Split[]
  /** Share of the pairs of its records that are linked: 1 when everyone is linked with everyone. */
  readonly density: number
}

/** More records than these are no person; their graph is not drawn. */
export const maxExplainedRecords = 500

/** A cluster as a graph of its links. Records that no link reaches are parts of their own. */
export function explainCluster(records: readonly number[], pairs: ScoredPairs): ExplainedCluster {
  if (records.length > maxExplainedRecords) throw new Error(`a cluster of ${records.length} records is not explained`)
  const inside = new Set(records)
  const all = Array.from({ length: pairs.weight.length }, (_, i) => i)
    .filter((i) => inside.has(pairs.a[i]!) && inside.has(pairs.b[i]!))
    .map((i) => ({ a: pairs.a[i]!, b: pairs.b[i]!, weight: pairs.weight[i]! }))
    .sort((x, y) => y.weight - x.weight)
  const spine = spanningTree(records, all)
  const links = all.map((link) => ({ ...link, bridge: spine.includes(link) && isBridge(records, all, link) }))
  const weakest = spine.length === 0 ? undefined : links[all.indexOf(spine.at(-1)!)]
  const possible = (records.length * (records.length - 1)) / 2
  return {
    records,
    links,
    ...(weakest === undefined ? {} : { weakest }),
    splits: splitsOf(records, spine),
    density: possible === 0 ? 1 : all.length / possible,
  }
}

interface Link {
  readonly a: number
  readonly b: number
  readonly weight: number
}

/** Heaviest links that hold the records together (Kruskal 1956), heaviest first. */
function spanningTree(records: readonly number[], heaviestFirst: readonly Link[]): readonly Link[] {
  const parts = partsOf(records)
  return heaviestFirst.filter(({ a, b }) => parts.join(a, b))
}

function isBridge(records: readonly number[], links: readonly Link[], without: Link): boolean {
  const parts = partsOf(records)
  for (const link of links) if (link !== without) parts.join(link.a, link.b)
  return parts.of(without.a) !== parts.of(without.b)
}

function splitsOf(records: readonly number[], spine: readonly Link[]): Split[] {
  const weights = [...new Set(spine.map(({ weight }) => weight))].sort((x, y) => x - y)
  return weights.map((above) => {
    const parts = partsOf(records)
    for (const { a, b, weight } of spine) if (weight > above) parts.join(a, b)
    return { above, parts: parts.all() }
  })
}

interface Parts {
  of(record: number): number
  /** False when the two were in one part already. */
  join(a: number, b: number): boolean
  all(): number[][]
}

function partsOf(records: readonly number[]): Parts {
  const parent = new Map(records.map((record) => [record, record]))
  const of = (record: number): number => {
    let root = record
    while (parent.get(root) !== root) root = parent.get(root)!
    return root
  }
  return {
    of,
    join(a, b) {
      const [x, y] = [of(a), of(b)]
      parent.set(x, y)
      return x !== y
    },
    all: () => [...Map.groupBy(records, of).values()],
  }
}
