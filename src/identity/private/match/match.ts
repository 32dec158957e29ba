import { fail, ok, type Result } from '../../../kernel/result.ts'
import { tooManyPairs } from '../problems.ts'
import type { PrivateProject } from '../schema.ts'
import { bucketsOf, numbered, oneBucket, pairsOf, sampledPlaces } from './blocks.ts'
import { type Buckets, type Comparer, openComparer } from './compare.ts'
import { oneToOne, type ScoredPair } from './one-to-one.ts'
import { openPairSet, pairSetLimit } from './pair-set.ts'

/** The encodings of one party. */
export interface EncodedSet {
  readonly ids: readonly string[]
  /** 128 bytes each, one after the other, in the order of `ids`. */
  readonly bits: Uint8Array
  readonly blocks: readonly (readonly string[])[]
}

export interface Matched {
  /** Pairs of positions in the two sets. */
  readonly linked: readonly ScoredPair[]
  readonly tied: readonly ScoredPair[]
  /** Comparisons made; a pair that several blocks hold is compared in each. */
  readonly compared: number
}

export interface MatchPlan extends Pick<PrivateProject, 'blocking' | 'threshold'> {
  /** Seeds the sampling of LSH. */
  readonly digest: string
}

/** An hour and a half on one core; a national register against another needs a hundredth of it. */
export const comparisonsLimit = 1e12 / 2

export interface MatchOptions {
  /** Where the compiled comparisons are kept. */
  readonly folder: string
  readonly comparisonsLimit?: number
  onProgress?(done: number, of: number): void
}

/** Which records of two parties are of one person, as far as their encodings tell. */
export async function match(
  a: EncodedSet,
  b: EncodedSet,
  plan: MatchPlan,
  { folder, onProgress, ...options }: MatchOptions,
): Promise<Result<Matched>> {
  if (a.ids.length === 0 || b.ids.length === 0) return ok({ linked: [], tied: [], compared: 0 })
  const comparer = await openComparer({ a: a.bits, b: b.bits }, plan.threshold, folder)
  const found = openPairSet(b.ids.length)
  const limit = options.comparisonsLimit ?? comparisonsLimit
  const tables = tablesOf(a, b, plan, comparer)
  let compared = 0
  for (const [done, table] of tables.entries()) {
    const [bucketsA, bucketsB] = table()
    compared += pairsOf(bucketsA, bucketsB)
    if (compared > limit) return fail(tooManyPairs(compared, limit))
    if (!comparer.compare(bucketsA, bucketsB, found.add)) return fail(tooManyPairs(found.size, pairSetLimit))
    onProgress?.(done + 1, tables.length)
  }
  const scored = found.pairs().map((pair) => ({ ...pair, score: comparer.dice(pair.a, pair.b) }))
  return ok({ ...oneToOne(scored), compared })
}

type Table = () => readonly [Buckets, Buckets]

function tablesOf(a: EncodedSet, b: EncodedSet, { blocking, digest }: MatchPlan, comparer: Comparer): Table[] {
  if (blocking.kind === 'all') return [() => [oneBucket(a.ids.length), oneBucket(b.ids.length)]]
  if (blocking.kind === 'lsh') {
    return Array.from({ length: blocking.tables }, (_, table) => () => {
      const places = sampledPlaces(digest, table, blocking.bits)
      const count = 2 ** blocking.bits
      return [bucketsOf(comparer.keys('a', places), count), bucketsOf(comparer.keys('b', places), count)]
    })
  }
  return blocking.rules.map((_, rule) => () => {
    const tokens = ({ blocks }: EncodedSet) => blocks.map((of) => of[rule] ?? '')
    const { count, ...keys } = numbered(tokens(a), tokens(b))
    return [bucketsOf(keys.a, count), bucketsOf(keys.b, count)]
  })
}
