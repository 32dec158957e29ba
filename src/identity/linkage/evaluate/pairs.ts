import { type Score, scoreOf } from './score.ts'

/** Pairs of records with their weight in bits; all pairs that are not there have none. */
export interface ScoredPairs {
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  readonly weight: ArrayLike<number>
}

/** Scored pairs of which it is known whether they are one person, by weight: sixteen bytes for each that occurs. */
export interface JudgedPairs {
  /** Each once, highest first. */
  readonly weight: Float64Array
  /** Pairs of at least this weight that are one person, and those that are not. */
  readonly right: Int32Array
  readonly wrong: Int32Array
  /** Pairs that are one person, whether or not they were scored. */
  readonly all: number
}

/** The score of linking every pair of at least this weight. */
export function scoreAt(judged: JudgedPairs, threshold: number): Score {
  const below = judged.weight.findIndex((weight) => weight < threshold)
  return at(judged, (below < 0 ? judged.weight.length : below) - 1)
}

function at({ right, wrong, all }: JudgedPairs, place: number): Score {
  const found = right[place] ?? 0
  return scoreOf(found, wrong[place] ?? 0, all - found)
}

export interface CurvePoint extends Score {
  readonly threshold: number
}

const pointAt = (judged: JudgedPairs, place: number): CurvePoint => ({
  threshold: judged.weight[place]!,
  ...at(judged, place),
})

/** The score at the weights that occur, highest first: linking that weight and all above it. So many, the first and last among them. */
export function curveOf(judged: JudgedPairs, most: number): CurvePoint[] {
  const { length } = judged.weight
  const points = Math.min(length, most)
  const place = (i: number) => (points === length ? i : Math.round((i * (length - 1)) / (points - 1)))
  return Array.from({ length: points }, (_, i) => pointAt(judged, place(i)))
}

/** Where F1 is highest; the highest such threshold when several are. Undefined without pairs. */
export function bestOf(judged: JudgedPairs): CurvePoint | undefined {
  let best = -1
  let highest = -1
  for (let place = 0; place < judged.weight.length; place++) {
    const { f1 } = at(judged, place)
    if (f1 <= highest) continue
    best = place
    highest = f1
  }
  return best < 0 ? undefined : pointAt(judged, best)
}
