import { setsOf } from '../cluster/union.ts'

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

/**
 * Groups of records that hang together by a cluster of either run, however long the chain, of two records and more: how many
 * stayed, were split, merged or divided otherwise. Clusters are numbered below the rows of their run. What is held is 13
 * bytes for each of these (sets 8, a bit of news 1, and one after the other the first meeting and the size 4).
 */
export async function clusterChanges(
  common: () => AsyncIterable<ClusterRows>,
  rows: { readonly first: number; readonly second: number },
  mostKept: number,
): Promise<ClusterChanges> {
  const { find, join, size } = setsOf(rows.first)
  /** 1 where a group has a cluster of the second, 2 where it has several. */
  const ofSecond = await joinedBySecond(common, rows, { find, join })
  const records = new Int32Array(rows.first)
  for await (const { first, count } of common()) {
    for (let i = 0; i < count; i++) records[find(first[i]!)]!++
  }
  const none = () => ({ groups: 0, records: 0 })
  const counts = { same: none(), split: none(), merged: none(), moved: none() }
  const largest = keepLargest(mostKept)
  for (let root = 0; root < rows.first; root++) {
    const held = records[root]!
    if (held < 2) continue
    const change = changeOf(size(root), ofSecond[root]!)
    counts[change].groups++
    counts[change].records += held
    if (change !== 'same') largest.offer({ root, change, records: held })
  }
  const kept = largest.kept()
  return { counts, largest: kept.map(({ change, records: of }) => ({ change, records: of })), ...clustersOf(kept) }

  function clustersOf(groups: readonly { readonly root: number }[]) {
    const placeOf = new Map(groups.map(({ root }, place) => [root, place]))
    const clusters = new Int32Array(groups.reduce((sum, { root }) => sum + size(root), 0))
    const places = new Int32Array(clusters.length)
    for (let cluster = 0, at = 0; at < clusters.length; cluster++) {
      const place = placeOf.get(find(cluster))
      if (place === undefined) continue
      clusters[at] = cluster
      places[at++] = place
    }
    return { clusters, places }
  }
}

async function joinedBySecond(
  common: () => AsyncIterable<ClusterRows>,
  rows: { readonly first: number; readonly second: number },
  { find, join }: Pick<ReturnType<typeof setsOf>, 'find' | 'join'>,
): Promise<Uint8Array> {
  /** The cluster of the first in which one of the second was met first, and one more; 0 where it was not. */
  const met = new Int32Array(rows.second)
  for await (const { first, second, count } of common()) {
    for (let i = 0; i < count; i++) {
      const before = met[second[i]!]!
      if (before === 0) met[second[i]!] = first[i]! + 1
      else if (before !== first[i]! + 1) join(before - 1, first[i]!)
    }
  }
  const ofSecond = new Uint8Array(rows.first)
  for (let cluster = 0; cluster < rows.second; cluster++) {
    if (met[cluster] === 0) continue
    const root = find(met[cluster]! - 1)
    if (ofSecond[root]! < 2) ofSecond[root]!++
  }
  return ofSecond
}

function changeOf(inFirst: number, inSecond: number): ClusterChange {
  if (inFirst === 1) return inSecond === 1 ? 'same' : 'split'
  return inSecond === 1 ? 'merged' : 'moved'
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
