// What is measured on the files of a run, worked out pair by pair in memory: small, and held against the other by a test.

import { pairsAmong } from '../pairs.ts'
import { probabilityOf } from '../train/propose.ts'
import { binOf, type Calibration, edges } from './calibration.ts'
import { type Division, type GroupedPair, type GroupScore, scoreGroupsOfPairs } from './groups.ts'
import type { CurvePoint, ScoredPairs } from './pairs.ts'
import type { ClusterScores } from './people.ts'
import { type Score, scoreOf } from './score.ts'

/** The cluster of each record, and who it really is: equal numbers are one. */
type Numbers = ArrayLike<number>

/** How many pairs of records are of one person. */
export function truePairs(truth: Numbers): number {
  const sizes = new Map<number, number>()
  for (let i = 0; i < truth.length; i++) sizes.set(truth[i]!, (sizes.get(truth[i]!) ?? 0) + 1)
  return [...sizes.values()].reduce((sum, size) => sum + pairsAmong(size), 0)
}

/** Pairs of which it is known whether they are one person. */
export interface EachJudged {
  readonly weight: ArrayLike<number>
  /** 1 where the two are one person. */
  readonly same: ArrayLike<number>
  /** Pairs that are one person, whether or not they were scored. */
  readonly all: number
}

export function judge({ a, b, weight }: ScoredPairs, truth: Numbers): EachJudged {
  const same = Uint8Array.from({ length: weight.length }, (_, i) => Number(truth[a[i]!] === truth[b[i]!]))
  return { weight, same, all: truePairs(truth) }
}

/** The score of linking every pair of at least this weight. */
export function scoreAt({ weight, same, all }: EachJudged, threshold: number): Score {
  let right = 0
  let wrong = 0
  for (let i = 0; i < weight.length; i++) {
    if (weight[i]! < threshold) continue
    if (same[i] === 1) right++
    else wrong++
  }
  return scoreOf(right, wrong, all - right)
}

/** The score at every distinct weight, highest first: linking that weight and all above it. */
export function curveOf({ weight, same, all }: EachJudged): CurvePoint[] {
  const order = Array.from({ length: weight.length }, (_, i) => i).sort((x, y) => weight[y]! - weight[x]!)
  const points: CurvePoint[] = []
  let right = 0
  let wrong = 0
  order.forEach((i, rank) => {
    if (same[i] === 1) right++
    else wrong++
    const next = order[rank + 1]
    const threshold = weight[i]!
    if (next === undefined || weight[next]! < threshold)
      points.push({ threshold, ...scoreOf(right, wrong, all - right) })
  })
  return points
}

/** Where F1 is highest; the highest such threshold when several are. Undefined without pairs. */
export const bestOf = (curve: readonly CurvePoint[]): CurvePoint | undefined =>
  curve.reduce<CurvePoint | undefined>(
    (best, point) => (best === undefined || point.f1 > best.f1 ? point : best),
    undefined,
  )

export function scoreClusters(clusters: Numbers, truth: Numbers): ClusterScores {
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

/** Scores of clusters within each group. */
export const scoreGroups = (division: Division, clusters: Numbers, truth: Numbers): GroupScore[] =>
  scoreGroupsOfPairs(division, pairsThatCount(clusters, truth))

/** Pairs that were linked, then those of one person that were not. */
function* pairsThatCount(clusters: Numbers, truth: Numbers): Generator<GroupedPair> {
  for (const [i, j] of pairsWithin(membersBy(clusters))) yield { i, j, linked: true, same: truth[i] === truth[j] }
  for (const [i, j] of pairsWithin(membersBy(truth))) {
    if (clusters[i] !== clusters[j]) yield { i, j, linked: false, same: true }
  }
}

function* pairsWithin(sets: readonly (readonly number[])[]): Generator<readonly [number, number]> {
  for (const members of sets) {
    for (const [at, i] of members.entries()) for (const j of members.slice(at + 1)) yield [i, j]
  }
}

function membersBy(of: ArrayLike<number>): readonly (readonly number[])[] {
  const members = new Map<number, number[]>()
  for (let i = 0; i < of.length; i++) {
    const known = members.get(of[i]!)
    if (known === undefined) members.set(of[i]!, [i])
    else known.push(i)
  }
  return [...members.values()].filter((list) => list.length > 1)
}

export function calibrate({ weight, same }: Pick<EachJudged, 'weight' | 'same'>): Calibration {
  const sums = edges.slice(1).map(() => ({ pairs: 0, said: 0, found: 0 }))
  for (let i = 0; i < weight.length; i++) {
    const probability = probabilityOf(weight[i]!)
    const bin = sums[binOf(probability)]!
    bin.pairs++
    bin.said += probability
    bin.found += same[i]!
  }
  const bins = sums.map(({ pairs, said, found }, i) => ({
    from: edges[i]!,
    to: edges[i + 1]!,
    pairs,
    said: pairs === 0 ? 0 : said / pairs,
    found: pairs === 0 ? 0 : found / pairs,
  }))
  const total = Math.max(weight.length, 1)
  return { bins, error: bins.reduce((sum, bin) => sum + (bin.pairs / total) * Math.abs(bin.said - bin.found), 0) }
}
