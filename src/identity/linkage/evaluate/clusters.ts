import { pairsAmong } from '../pairs.ts'
import { type Truth, truePairs } from './pairs.ts'
import { type Score, scoreOf } from './score.ts'

/** The cluster of each record: equal numbers are one cluster. */
export type Clusters = ArrayLike<number>

export interface ClusterScores {
  /** Pairs of records that lie in one cluster: what linking means in the end, also for pairs that were never compared. */
  readonly pairs: Score
  /** Clusters that hold all records of a person and no other, among those of two records and more. */
  readonly exact: Score
  /** B-cubed (Bagga and Baldwin 1998): the mean over records, so that a large cluster does not drown the small. */
  readonly bCubed: { readonly precision: number; readonly recall: number; readonly f1: number }
}

export function scoreClusters(clusters: Clusters, truth: Truth): ClusterScores {
  const records = clusters.length
  const sizes = countsOf(clusters)
  const people = countsOf(truth)
  const cells = new Map<number, Map<number, number>>()
  for (let i = 0; i < records; i++) {
    const row = cells.get(clusters[i]!) ?? new Map<number, number>()
    row.set(truth[i]!, (row.get(truth[i]!) ?? 0) + 1)
    cells.set(clusters[i]!, row)
  }
  let right = 0
  let exact = 0
  let precision = 0
  let recall = 0
  for (const [cluster, row] of cells) {
    for (const [person, both] of row) {
      const size = sizes.get(cluster)!
      const all = people.get(person)!
      right += pairsAmong(both)
      precision += (both * both) / size
      recall += (both * both) / all
      if (both > 1 && both === size && both === all) exact++
    }
  }
  const severalRecords = (counts: ReadonlyMap<number, number>): number =>
    [...counts.values()].filter((count) => count > 1).length
  const mean = { precision: precision / Math.max(records, 1), recall: recall / Math.max(records, 1) }
  return {
    pairs: scoreOf(right, truePairs(clusters) - right, truePairs(truth) - right),
    exact: scoreOf(exact, severalRecords(sizes) - exact, severalRecords(people) - exact),
    bCubed: { ...mean, f1: records === 0 ? 1 : (2 * mean.precision * mean.recall) / (mean.precision + mean.recall) },
  }
}

function countsOf(of: ArrayLike<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (let i = 0; i < of.length; i++) counts.set(of[i]!, (counts.get(of[i]!) ?? 0) + 1)
  return counts
}
