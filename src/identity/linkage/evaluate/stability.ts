import type { ScoredPairs } from './pairs.ts'

export interface Stability {
  /** Pairs that both link. */
  readonly both: number
  readonly onlyFirst: number
  readonly onlySecond: number
  /** Share of the pairs that either links. */
  readonly agreement: number
}

/** How far two runs over the same records link the same pairs, each at its own threshold. */
export function compareRuns(
  first: ScoredPairs,
  second: ScoredPairs,
  thresholds: readonly [first: number, second: number],
): Stability {
  const linked = linkedPairs(first, thresholds[0])
  const other = linkedPairs(second, thresholds[1])
  let both = 0
  for (const pair of linked) if (other.has(pair)) both++
  const onlyFirst = linked.size - both
  const onlySecond = other.size - both
  return { both, onlyFirst, onlySecond, agreement: agreementOf({ both, onlyFirst, onlySecond }) }
}

/** Share of what either says that both say; 1 where neither says anything. */
export function agreementOf({ both, onlyFirst, onlySecond }: Omit<Stability, 'agreement'>): number {
  const either = both + onlyFirst + onlySecond
  return either === 0 ? 1 : both / either
}

function linkedPairs({ a, b, weight }: ScoredPairs, threshold: number): ReadonlySet<number> {
  const linked = new Set<number>()
  for (let i = 0; i < weight.length; i++) {
    if (weight[i]! >= threshold) linked.add(Math.min(a[i]!, b[i]!) * 2 ** 26 + Math.max(a[i]!, b[i]!))
  }
  return linked
}
