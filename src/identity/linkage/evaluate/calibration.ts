import { probabilityOf } from '../train/propose.ts'
import type { JudgedPairs } from './pairs.ts'

export interface CalibrationBin {
  /** Probabilities from here (inclusive) … */
  readonly from: number
  /** … to here (exclusive, but for the last). */
  readonly to: number
  readonly pairs: number
  /** Mean of what the model says. */
  readonly said: number
  /** Share that is really one person. */
  readonly found: number
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[]
  /** Expected calibration error: mean of |said − found| over pairs. */
  readonly error: number
}

/** Edges of the bins: finer at the ends, where most pairs lie and where decisions are made. */
export const edges = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1]

/**
 * Whether pairs that the model calls 80 % sure are one person in 80 of 100 cases. Over the pairs that were scored and kept
 * only: the millions that were dropped as surely different would make any model look perfect.
 */
export function calibrate({ weight, right, wrong }: JudgedPairs): Calibration {
  const sums = edges.slice(1).map(() => ({ pairs: 0, said: 0, found: 0 }))
  for (let i = 0; i < weight.length; i++) {
    const probability = probabilityOf(weight[i]!)
    const bin = sums[binOf(probability)]!
    const found = right[i]! - (right[i - 1] ?? 0)
    const pairs = found + wrong[i]! - (wrong[i - 1] ?? 0)
    bin.pairs += pairs
    bin.said += probability * pairs
    bin.found += found
  }
  const bins = sums.map(({ pairs, said, found }, i) => ({
    from: edges[i]!,
    to: edges[i + 1]!,
    pairs,
    said: pairs === 0 ? 0 : said / pairs,
    found: pairs === 0 ? 0 : found / pairs,
  }))
  const total = Math.max(
    bins.reduce((sum, { pairs }) => sum + pairs, 0),
    1,
  )
  return { bins, error: bins.reduce((sum, bin) => sum + (bin.pairs / total) * Math.abs(bin.said - bin.found), 0) }
}

/** What the model says of the pairs from each of these weights on, the highest first: the mean of their probabilities; 1 of none. */
export function saidFrom({ weight, right, wrong }: JudgedPairs, thresholds: readonly number[]): number[] {
  let [sum, pairs, at] = [0, 0, 0]
  return thresholds.map((threshold) => {
    for (; at < weight.length && weight[at]! >= threshold; at++) {
      const before = pairs
      pairs = right[at]! + wrong[at]!
      sum += probabilityOf(weight[at]!) * (pairs - before)
    }
    return pairs === 0 ? 1 : Math.min(1, sum / pairs)
  })
}

export function binOf(probability: number): number {
  for (let i = edges.length - 2; i > 0; i--) if (probability >= edges[i]!) return i
  return 0
}
