import type { Edges } from '../engines/contract.ts'

/** What the model expects of its own links, without labels. */
export interface ExpectedQuality {
  readonly threshold: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Probability that a pair of this weight is one person. */
export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight)

/**
 * Of the pairs from a threshold on, so many are expected to be right as their probabilities sum to.
 * `matches`: pairs of one person that the model expects among all that were compared.
 */
export function expectedQuality(
  { count, weight }: Pick<Edges, 'count' | 'weight'>,
  matches: number,
  threshold: number,
): ExpectedQuality {
  let linked = 0
  let right = 0
  for (let i = 0; i < count; i++) {
    if (weight[i]! < threshold) continue
    linked++
    right += probabilityOf(weight[i]!)
  }
  const all = Math.max(matches, right)
  return {
    threshold,
    precision: linked === 0 ? 1 : right / linked,
    recall: all === 0 ? 1 : right / all,
    f1: linked + all === 0 ? 1 : (2 * right) / (linked + all),
  }
}

/** The threshold from which the expected F1 is highest, on a grid of tenths of a bit. */
export function proposedThreshold(edges: Pick<Edges, 'count' | 'weight'>, matches: number): ExpectedQuality {
  const candidates = Array.from({ length: 201 }, (_, i) => i / 10 - 5)
  const counts = new Float64Array(candidates.length)
  const right = new Float64Array(candidates.length)
  for (let i = 0; i < edges.count; i++) {
    const weight = edges.weight[i]!
    const at = Math.min(Math.floor((weight + 5) * 10), candidates.length - 1)
    if (at < 0) continue
    counts[at]!++
    right[at]! += probabilityOf(weight)
  }
  let best = { at: candidates.length - 1, f1: -1 }
  let linked = 0
  let sum = 0
  for (let at = candidates.length - 1; at >= 0; at--) {
    linked += counts[at]!
    sum += right[at]!
    const f1 = (2 * sum) / (linked + Math.max(matches, sum))
    if (f1 > best.f1) best = { at, f1 }
  }
  return expectedQuality(edges, matches, candidates[best.at]!)
}
