import { elseLevel } from '../compare/levels.ts'
import type { TrainedModel } from '../compare/weights.ts'
import type { CurvePoint } from '../evaluate/pairs.ts'
import { probabilityOf } from '../train/propose.ts'

/** One level of one comparison: how often each class of pairs is at it. */
export interface LevelBar {
  readonly comparison: string
  /** The level of the comparison that it depends on, where it depends on one. */
  readonly given?: string
  /** A level's id, or `else`. */
  readonly level: string
  readonly match: number
  readonly household: number
  readonly unrelated: number
  /** log2(m/u) and log2(m/h), in bits. */
  readonly againstUnrelated: number
  readonly againstHousehold: number
}

export function levelBars({ comparisons, parameters }: TrainedModel): LevelBar[] {
  return comparisons.flatMap((comparison, i) => {
    const { match, household, unrelated } = parameters.comparisons[i]!
    const names = [...comparison.levels.map(({ id }) => id), 'else']
    const parent = comparisons.find(({ id }) => id === comparison.dependsOn)
    return match.flatMap((row, at) =>
      names.map((level, l): LevelBar => {
        const [m, h, u] = [row[l]!, household[at]![l]!, unrelated[at]![l]!]
        return {
          comparison: comparison.id,
          ...(parent === undefined ? {} : { given: parentLevel(parent, at) }),
          level,
          match: m,
          household: h,
          unrelated: u,
          againstUnrelated: bits(m, u),
          againstHousehold: bits(m, h),
        }
      }),
    )
  })
}

function parentLevel(parent: TrainedModel['comparisons'][number], at: number): string {
  if (at === 0) return 'missing'
  return at === elseLevel(parent) ? 'else' : parent.levels[at - 1]!.id
}

/** A probability of zero is one that was never seen. */
const least = 1e-9
const bits = (of: number, against: number): number =>
  Math.log2(Math.max(of, least)) - Math.log2(Math.max(against, least))

/** Pairs by weight, in steps of one bit; `expected` are those that the model takes for one person. */
export interface WeightBin {
  /** Weights from here to one bit more. */
  readonly from: number
  readonly pairs: number
  readonly expected: number
}

/** Weights beyond these are counted at the ends. */
const furthestBits = 60

export function weightBins(weights: ArrayLike<number>): WeightBin[] {
  const bins = new Map<number, { pairs: number; expected: number }>()
  for (let i = 0; i < weights.length; i++) {
    const from = Math.max(-furthestBits, Math.min(furthestBits, Math.floor(weights[i]!)))
    const bin = bins.get(from) ?? { pairs: 0, expected: 0 }
    bin.pairs++
    bin.expected += probabilityOf(weights[i]!)
    bins.set(from, bin)
  }
  return [...bins].sort(([a], [b]) => a - b).map(([from, bin]) => ({ from, ...bin }))
}

/** Precision and recall by threshold: as the model expects them, and as they are where the truth is known. */
export interface ThresholdPoint {
  readonly threshold: number
  readonly links: number
  readonly expectedPrecision: number
  readonly expectedRecall: number
  readonly precision?: number
  readonly recall?: number
}

export function thresholdPoints(
  weights: Float64Array,
  matches: number,
  truth: readonly CurvePoint[] = [],
): ThresholdPoint[] {
  const bins = weightBins(weights)
  return bins.map(({ from: threshold }, i) => {
    const above = bins.slice(i)
    const links = above.reduce((sum, { pairs }) => sum + pairs, 0)
    const right = above.reduce((sum, { expected }) => sum + expected, 0)
    // The curve goes from the highest threshold down: the last point at or above is where all of those are linked.
    const known = truth.findLast((point) => point.threshold >= threshold)
    return {
      threshold,
      links,
      expectedPrecision: right / links,
      expectedRecall: right / Math.max(matches, right),
      ...(known === undefined ? {} : { precision: known.precision, recall: known.recall }),
    }
  })
}
