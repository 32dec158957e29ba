import { pairsAmong } from '../pairs.ts'
import { type Score, scoreOf } from './score.ts'

/** Pairs of records with their weight in bits; all pairs that are not there have none. */
export interface ScoredPairs {
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  readonly weight: ArrayLike<number>
}

/** Who each record really is: equal numbers are one person. */
export type Truth = ArrayLike<number>

/** How many pairs of records are of one person. */
export function truePairs(truth: Truth): number {
  const sizes = new Map<number, number>()
  for (let i = 0; i < truth.length; i++) sizes.set(truth[i]!, (sizes.get(truth[i]!) ?? 0) + 1)
  return [...sizes.values()].reduce((sum, size) => sum + pairsAmong(size), 0)
}

/** Pairs of which it is known whether they are one person. */
export interface JudgedPairs {
  readonly weight: ArrayLike<number>
  /** 1 where the two are one person. */
  readonly same: ArrayLike<number>
  /** Pairs that are one person, whether or not they were scored. */
  readonly all: number
}

export function judge({ a, b, weight }: ScoredPairs, truth: Truth): JudgedPairs {
  const same = Uint8Array.from({ length: weight.length }, (_, i) => Number(truth[a[i]!] === truth[b[i]!]))
  return { weight, same, all: truePairs(truth) }
}

/** The score of linking every pair of at least this weight. */
export function scoreAt({ weight, same, all }: JudgedPairs, threshold: number): Score {
  let right = 0
  let wrong = 0
  for (let i = 0; i < weight.length; i++) {
    if (weight[i]! < threshold) continue
    if (same[i] === 1) right++
    else wrong++
  }
  return scoreOf(right, wrong, all - right)
}

export interface CurvePoint extends Score {
  readonly threshold: number
}

/** The score at every distinct weight, highest first: linking that weight and all above it. */
export function curveOf({ weight, same, all }: JudgedPairs): CurvePoint[] {
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
