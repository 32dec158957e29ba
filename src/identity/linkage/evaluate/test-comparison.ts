import { setsOf } from '../cluster/union.ts'

/** A run as it is compared: its records numbered as the other's are. */
export interface ComparedRun {
  /** Cluster of each record of either run; -1 where this run has not the record. */
  readonly cluster: ArrayLike<number>
  /** Pairs that it linked. */
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
}

/** What became of records that one of the runs took for one person. */
export type ClusterChange =
  /** The same records in both. */
  | 'same'
  /** One person in the first, several in the second. */
  | 'split'
  /** Several in the first, one in the second. */
  | 'merged'
  /** Several in both, and divided otherwise. */
  | 'moved'

/** Records that hang together in one of the two runs, and how each divides them; records that both leave alone are none. */
export interface ChangedGroup {
  readonly change: ClusterChange
  readonly first: readonly (readonly number[])[]
  readonly second: readonly (readonly number[])[]
}

export interface Sides {
  readonly both: number
  readonly onlyFirst: number
  readonly onlySecond: number
}

export interface Comparison {
  readonly records: Sides
  /** Linked pairs, of records that both have. */
  readonly pairs: Sides
  readonly onlyFirst: readonly Pair[]
  readonly onlySecond: readonly Pair[]
  readonly groups: readonly ChangedGroup[]
}

export type Pair = readonly [a: number, b: number]

/** What two runs differ in, over the records that both have: whichever comes first, the same is told with the sides changed. */
export function compareLinkage(first: ComparedRun, second: ComparedRun): Comparison {
  const has = ({ cluster }: ComparedRun, record: number): boolean => (cluster[record] ?? -1) >= 0
  const records = first.cluster.length
  const common: number[] = []
  let onlyFirst = 0
  let onlySecond = 0
  for (let record = 0; record < records; record++) {
    if (has(first, record) && has(second, record)) common.push(record)
    else if (has(first, record)) onlyFirst++
    else onlySecond++
  }
  const within = ([a, b]: Pair): boolean => [a, b].every((record) => has(first, record) && has(second, record))
  const [ofFirst, ofSecond] = [pairsOf(first, within), pairsOf(second, within)]
  const lacking = (pairs: Pairs, others: Pairs): Pair[] =>
    [...pairs].filter(([key]) => !others.has(key)).map(([, pair]) => pair)
  const pairs = { onlyFirst: lacking(ofFirst, ofSecond), onlySecond: lacking(ofSecond, ofFirst) }
  return {
    records: { both: common.length, onlyFirst, onlySecond },
    pairs: {
      both: ofFirst.size - pairs.onlyFirst.length,
      ...{ onlyFirst: pairs.onlyFirst.length, onlySecond: pairs.onlySecond.length },
    },
    ...pairs,
    groups: groupsOf(common, records, [first.cluster, second.cluster]),
  }
}

type Pairs = ReadonlyMap<number, Pair>
/** Beyond the number of records that a run holds. */
const spread = 2 ** 26

function pairsOf({ a, b }: ComparedRun, within: (pair: Pair) => boolean): Pairs {
  const pairs = new Map<number, Pair>()
  for (let i = 0; i < a.length; i++) {
    const pair: Pair = [Math.min(a[i]!, b[i]!), Math.max(a[i]!, b[i]!)]
    if (within(pair)) pairs.set(pair[0] * spread + pair[1], pair)
  }
  return pairs
}

/** Records that are joined by a cluster of either run, however long the chain. */
function groupsOf(
  common: readonly number[],
  records: number,
  [first, second]: readonly [ArrayLike<number>, ArrayLike<number>],
): ChangedGroup[] {
  const sets = setsOf(records)
  for (const cluster of [first, second]) {
    const firstOf = new Map<number, number>()
    for (const record of common) {
      const seen = firstOf.get(cluster[record]!)
      if (seen === undefined) firstOf.set(cluster[record]!, record)
      else sets.join(seen, record)
    }
  }
  const together = Map.groupBy(
    common.filter((record) => sets.size(sets.find(record)) > 1),
    (record) => sets.find(record),
  )
  return [...together.values()].map((members) => {
    const parts = (cluster: ArrayLike<number>) => [...Map.groupBy(members, (record) => cluster[record]!).values()]
    const [ofFirst, ofSecond] = [parts(first), parts(second)]
    return { change: changeOf(ofFirst.length, ofSecond.length), first: ofFirst, second: ofSecond }
  })
}

function changeOf(inFirst: number, inSecond: number): ClusterChange {
  if (inFirst === 1) return inSecond === 1 ? 'same' : 'split'
  return inSecond === 1 ? 'merged' : 'moved'
}
