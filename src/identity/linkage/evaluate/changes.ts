import { setImmediate as breathe } from 'node:timers/promises'
import { rootIn } from '../cluster/union.ts'

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

/** Records that both runs have: the cluster of each in the first and in the second, `count` of them. */
export interface ClusterRows {
  readonly first: ArrayLike<number>
  readonly second: ArrayLike<number>
  readonly count: number
}

export interface ChangedGroup {
  readonly change: ClusterChange
  /** Records that both have. */
  readonly records: number
}

type Counts = Readonly<Record<ClusterChange, { readonly groups: number; readonly records: number }>>

export interface ClusterChanges {
  readonly counts: Counts
  /** The largest groups that the two divide otherwise, largest first. */
  readonly largest: readonly ChangedGroup[]
  /** Clusters of the first that lie in these, and the place of the group of each. */
  readonly clusters: Int32Array
  readonly places: Int32Array
}

interface Rows {
  readonly first: number
  readonly second: number
}

/** What a group is known to hold so far: clusters of the first, one unless told, and of the second. */
const severalOfFirst = 1
const oneOfSecond = 2
const severalOfSecond = 4

/**
 * Groups of records that hang together by a cluster of either run, however long the chain, of two records and more: how many
 * stayed, were split, merged or divided otherwise. Clusters are numbered below the rows of their run. What is held is nine
 * bytes for each of these: 4 for the sets, 1 for what a group holds, and 4 first for where clusters met, then for sizes.
 */
export async function clusterChanges(
  common: () => AsyncIterable<ClusterRows>,
  rows: Rows,
  mostKept: number,
): Promise<ClusterChanges> {
  const holds = new Uint8Array(rows.first)
  const sets = await joinedBySecond(common, rows, holds)
  const records = new Int32Array(rows.first)
  for await (const { first, count } of common()) {
    for (let i = 0; i < count; i++) records[sets.find(first[i]!)]!++
  }
  const none = () => ({ groups: 0, records: 0 })
  const counts = { same: none(), split: none(), merged: none(), moved: none() }
  const largest = keepLargest(mostKept)
  for await (const { from, to } of inSlices(rows.first)) {
    for (let root = from; root < to; root++) {
      const held = records[root]!
      if (held < 2) continue
      const change = changeOf(holds[root]!)
      counts[change].groups++
      counts[change].records += held
      if (change !== 'same') largest.offer({ root, change, records: held })
    }
  }
  const kept = largest.kept()
  return {
    counts,
    largest: kept.map(({ change, records: of }) => ({ change, records: of })),
    ...(await clustersOf(kept, rows.first, sets)),
  }
}

async function joinedBySecond(common: () => AsyncIterable<ClusterRows>, rows: Rows, holds: Uint8Array): Promise<Sets> {
  const sets = await setsOfClusters(rows.first)
  /** The cluster of the first in which one of the second was met first, and one more; 0 where it was not. */
  const met = new Int32Array(rows.second)
  for await (const { first, second, count } of common()) {
    for (let i = 0; i < count; i++) {
      const before = met[second[i]!]!
      if (before === 0) met[second[i]!] = first[i]! + 1
      else if (before !== first[i]! + 1) {
        const root = sets.join(before - 1, first[i]!)
        holds[root]! |= severalOfFirst
      }
    }
  }
  for await (const { from, to } of inSlices(rows.second)) {
    for (let cluster = from; cluster < to; cluster++) {
      if (met[cluster] === 0) continue
      const root = sets.find(met[cluster]! - 1)
      holds[root]! |= holds[root]! & oneOfSecond ? severalOfSecond : oneOfSecond
    }
  }
  return sets
}

async function clustersOf(groups: readonly Group[], clusterCount: number, { find }: Sets) {
  const placeOf = new Map(groups.map(({ root }, place) => [root, place]))
  const found: { clusters: number[]; places: number[] } = { clusters: [], places: [] }
  for await (const { from, to } of inSlices(placeOf.size === 0 ? 0 : clusterCount)) {
    for (let cluster = from; cluster < to; cluster++) {
      const place = placeOf.get(find(cluster))
      if (place === undefined) continue
      found.clusters.push(cluster)
      found.places.push(place)
    }
  }
  return { clusters: Int32Array.from(found.clusters), places: Int32Array.from(found.places) }
}

const sliceLength = 1_000_000

/** In pieces, with others' work between them: millions are passed through while the server answers. */
async function* inSlices(count: number): AsyncGenerator<{ readonly from: number; readonly to: number }> {
  for (let from = 0; from < count; from += sliceLength) {
    yield { from, to: Math.min(count, from + sliceLength) }
    await breathe()
  }
}

interface Sets {
  find(cluster: number): number
  /** The root of the union. */
  join(a: number, b: number): number
}

/** As `setsOf` of records, in half the memory: the lowest of a set is its root, and sizes are not kept. */
async function setsOfClusters(count: number): Promise<Sets> {
  const parent = new Int32Array(count)
  for await (const { from, to } of inSlices(count)) for (let i = from; i < to; i++) parent[i] = i
  const find = (cluster: number): number => rootIn(parent, cluster)
  return {
    find,
    join(a, b) {
      const [x, y] = [find(a), find(b)]
      const root = Math.min(x, y)
      parent[Math.max(x, y)] = root
      return root
    },
  }
}

function changeOf(holds: number): ClusterChange {
  if ((holds & severalOfFirst) === 0) return (holds & severalOfSecond) === 0 ? 'same' : 'split'
  return (holds & severalOfSecond) === 0 ? 'merged' : 'moved'
}

interface Group extends ChangedGroup {
  readonly root: number
}

/** So many of those offered as have most records; of two with as many, the one that came first. */
function keepLargest(most: number) {
  let kept: Group[] = []
  let least = 0
  const cut = (): void => {
    kept = kept.sort((x, y) => y.records - x.records).slice(0, most)
    if (kept.length === most) least = kept.at(-1)?.records ?? 0
  }
  return {
    offer(group: Group): void {
      if (group.records <= least) return
      kept.push(group)
      if (kept.length >= 2 * most + 100) cut()
    },
    kept(): readonly Group[] {
      cut()
      return kept
    },
  }
}
