import type { RunCharts } from '../../../../../src/identity/runs/schema.ts'

/** What the model expects of its own links from a threshold on, without anybody having looked. */
export interface CurvePoint {
  readonly threshold: number
  /** Pairs from here on. */
  readonly pairs: number
  readonly precision: number
  readonly recall: number
}

/** Weights are known to a bit: the middle of a bin stands for it. */
const middle = 0.5
const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight)

/** From the lowest threshold up. `matches`: pairs of one person that the model expects among all that were compared. */
export function expectedCurve(weights: RunCharts['weights'], matches: number): CurvePoint[] {
  const points: CurvePoint[] = []
  let pairs = 0
  let right = 0
  for (const bin of weights.toSorted((a, b) => b.from - a.from)) {
    pairs += bin.pairs
    right += bin.pairs * probabilityOf(bin.from + middle)
    points.push({ threshold: bin.from, pairs, precision: pairs === 0 ? 1 : right / pairs, recall: right })
  }
  // Pairs that were found may be more than the model had expected before it saw them.
  const all = Math.max(matches, right)
  return points.map((point) => ({ ...point, recall: all === 0 ? 1 : point.recall / all })).reverse()
}
