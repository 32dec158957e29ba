import type { LinkageModel } from '../model/schema.ts'
import { pairsAmong } from '../pairs.ts'
import { agreeingPairs } from '../train/draw.ts'
import { numberBlocks } from './blocks.ts'

export interface RuleEstimate {
  readonly rule: string
  /** Pairs that agree on its columns, without those of blocks that are left out. */
  readonly pairs: number
  /** Of these, pairs that no rule before it brings together. */
  readonly fresh: number
  /** `fresh` was counted pair by pair; otherwise it is the share of pairs that were drawn. */
  readonly freshCounted: boolean
  /** Records of its largest block, and a record in it. */
  readonly largest: { readonly records: number; readonly row: number }
  /** What is left out because a block is larger than `maxPairsPerBlock`. */
  readonly purged: { readonly blocks: number; readonly records: number; readonly pairs: number }
}

export interface EstimateLimits {
  /** A rule with more pairs than this is not gone through pair by pair: so many of its pairs are drawn. */
  readonly counted: number
  readonly drawn: number
  /** Between two rules others may work. */
  readonly breathe: () => Promise<void>
  /** Records that each of those counted stands for: blocks are as much larger among all. */
  readonly weight: number
}

interface Ruled {
  /** Number of the block of each record; 0 also in blocks that are left out. */
  readonly of: Int32Array
  readonly sizes: readonly number[]
  readonly estimate: Omit<RuleEstimate, 'fresh' | 'freshCounted'>
}

/** The same pairs are drawn each time. */
const seed = 7

/**
 * What blocking rules cost one by one, and what each adds to those before it: the sum of `fresh` is how many pairs a run
 * compares. Pairs and blocks are counted; only what a rule adds is drawn where it has very many pairs.
 */
export async function estimateRules(
  columns: ReadonlyMap<string, Int32Array>,
  { rules, maxPairsPerBlock }: LinkageModel['blocking'],
  { counted, drawn, breathe, weight }: EstimateLimits,
): Promise<RuleEstimate[]> {
  const before: Int32Array[] = []
  const estimates: RuleEstimate[] = []
  for (const rule of rules) {
    await breathe()
    const blocks = numberBlocks(rule.columns.map((column) => columns.get(column) ?? new Int32Array()))
    const { of, sizes, estimate } = withoutLarge(rule.id, blocks, maxPairsPerBlock / weight ** 2)
    const share = before.length === 0 ? 1 : freshShare({ of, sizes }, before, { pairs: estimate.pairs, counted, drawn })
    estimates.push({
      ...estimate,
      fresh: Math.round(estimate.pairs * share),
      freshCounted: before.length === 0 || estimate.pairs <= counted,
    })
    before.push(of)
  }
  return estimates
}

function withoutLarge(rule: string, { of, sizes }: Pick<Ruled, 'of' | 'sizes'>, maxPairs: number): Ruled {
  const purged = { blocks: 0, records: 0, pairs: 0 }
  let pairs = 0
  let largest = 0
  for (const [i, size] of sizes.entries()) {
    if (size > (sizes[largest] ?? 0)) largest = i
    if (pairsAmong(size) <= maxPairs) pairs += pairsAmong(size)
    else {
      purged.blocks++
      purged.records += size
      purged.pairs += pairsAmong(size)
    }
  }
  const records = sizes[largest] ?? 0
  const estimate = { rule, pairs, purged, largest: { records, row: records === 0 ? -1 : of.indexOf(largest + 1) } }
  if (purged.blocks === 0) return { of, sizes, estimate }
  return {
    of: of.map((block) => (pairsAmong(sizes[block - 1] ?? 0) <= maxPairs ? block : 0)),
    sizes: sizes.map((size) => (pairsAmong(size) <= maxPairs ? size : 0)),
    estimate,
  }
}

/** Share of the pairs of a rule that none of the rules before it brings together. */
function freshShare(
  { of, sizes }: Pick<Ruled, 'of' | 'sizes'>,
  before: readonly Int32Array[],
  { pairs, counted, drawn }: { readonly pairs: number } & Pick<EstimateLimits, 'counted' | 'drawn'>,
): number {
  if (pairs === 0) return 1
  const isFresh = (a: number, b: number): boolean =>
    !before.some((earlier) => earlier[a] !== 0 && earlier[a] === earlier[b])
  let fresh = 0
  if (pairs <= counted) {
    for (const members of membersOf({ of, sizes })) {
      for (let i = 1; i < members.length; i++) {
        for (let j = 0; j < i; j++) if (isFresh(members[i]!, members[j]!)) fresh++
      }
    }
    return fresh / pairs
  }
  const some = agreeingPairs(of.length, (row) => of[row]!, sizes.length, drawn, seed)
  for (let i = 0; i < some.length; i += 2) if (isFresh(some[i]!, some[i + 1]!)) fresh++
  return fresh / drawn
}

/** The records of each block that has several. */
function membersOf({ of, sizes }: Pick<Ruled, 'of' | 'sizes'>): Int32Array[] {
  const members = sizes.map((size) => new Int32Array(size > 1 ? size : 0))
  const filled = new Int32Array(sizes.length)
  for (let row = 0; row < of.length; row++) {
    const block = of[row]! - 1
    if (block >= 0 && members[block]!.length > 0) members[block]![filled[block]!++] = row
  }
  return members.filter(({ length }) => length > 0)
}
