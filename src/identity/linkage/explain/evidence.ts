import { elseLevel, levelsOfPattern, nullLevel, patternPlaces } from '../compare/levels.ts'
import { kinWeightOf, logTables, type TrainedModel, weightOf } from '../compare/weights.ts'
import type { Comparison } from '../model/schema.ts'
import { probabilityOf } from '../train/propose.ts'

/** How often the value occurs on which two records agree. */
export interface ValueFrequency {
  /** Records that have it. */
  readonly records: number
  /** Records that have any value. */
  readonly of: number
  /** Chance that two records with a value have the same one. */
  readonly chance: number
}

/** The frequency of the agreed value of a column; undefined where it is not known. */
export type Frequencies = (column: string) => ValueFrequency | undefined

/** What one comparison says of a pair, and the counts that it says it from. */
export interface ComparisonEvidence {
  readonly comparison: string
  /** `missing`, a level's id, or `else`. */
  readonly level: string
  /** log2(m/u): bits for one person against two who have nothing to do with each other, the rarity included. */
  readonly againstUnrelated: number
  /** log2(m/h): bits for one person against two of one household. */
  readonly againstHousehold: number
  /** What the rarity of the value adds (or, below zero, its commonness takes). */
  readonly rarity: number
  readonly value?: ValueFrequency
  /** Of pairs of each class, how many in one are at this level, and how many pairs that was in training. */
  readonly seen: Readonly<Record<PairClass, { readonly share: number; readonly pairs: number }>>
  /** Bits by which the weight moves when this comparison is added to those before it. */
  readonly moves: number
}

export type PairClass = 'match' | 'household' | 'unrelated'
const classes: readonly PairClass[] = ['match', 'household', 'unrelated']

export interface PairEvidence {
  /** Before anything is compared: bits by the number of matches among all pairs. */
  readonly prior: number
  readonly comparisons: readonly ComparisonEvidence[]
  /** The weight of the pair: `prior` and all moves. */
  readonly weight: number
  /** Against the household class alone. */
  readonly kinWeight: number
  readonly probability: number
}

/** Takes a weight apart again, by the levels that its pattern holds. */
export function evidenceFor(
  model: TrainedModel,
  pattern: number,
  frequencies: Frequencies = () => undefined,
): PairEvidence {
  const levels = levelsOfPattern(patternPlaces(model), pattern)
  const tables = logTables(model)
  const { pairs } = model.parameters
  const sums = {
    match: Math.log2(pairs.match),
    household: Math.log2(pairs.household),
    unrelated: Math.log2(pairs.unrelated),
  }
  let rarities = 0
  const prior = weightOf(sums, 0)
  let before = prior
  const comparisons = model.comparisons.map((comparison, i): ComparisonEvidence => {
    const level = levels[i] ?? nullLevel
    const table = tables[i]!
    const row = table.parent < 0 ? 0 : levels[table.parent]!
    const logs = {
      match: table.match[row]![level]!,
      household: table.household[row]![level]!,
      unrelated: table.unrelated[row]![level]!,
    }
    const value = agreedValue(comparison, level, frequencies)
    const rarity = value === undefined ? 0 : rarityOf(value)
    for (const one of classes) sums[one] += logs[one]
    rarities -= rarity
    const weight = weightOf(sums, rarities)
    const moves = weight - before
    before = weight
    return {
      comparison: comparison.id,
      level: nameOf(comparison, level),
      againstUnrelated: logs.match - logs.unrelated + rarity,
      againstHousehold: logs.match - logs.household,
      rarity,
      ...(value === undefined ? {} : { value }),
      seen: {
        match: seen(logs.match, pairs.match),
        household: seen(logs.household, pairs.household),
        unrelated: seen(logs.unrelated, pairs.unrelated),
      },
      moves,
    }
  })
  return { prior, comparisons, weight: before, kinWeight: kinWeightOf(sums), probability: probabilityOf(before) }
}

const seen = (log: number, pairs: number) => ({ share: 2 ** log, pairs: 2 ** log * pairs })

const nameOf = (comparison: Comparison, level: number): string => {
  if (level === nullLevel) return 'missing'
  return level === elseLevel(comparison) ? 'else' : (comparison.levels[level - 1]?.id ?? '')
}

function agreedValue(comparison: Comparison, level: number, frequencies: Frequencies): ValueFrequency | undefined {
  const column = comparison.levels[level - 1]?.frequencies
  return column === undefined ? undefined : frequencies(column)
}

/** Bits by which agreement on this value says more than agreement on any. A value is shared by two at least. */
const rarityOf = ({ records, of, chance }: ValueFrequency): number =>
  chance === 0 || of === 0 ? 0 : Math.log2(chance) - Math.log2(Math.max(records, 2) / of)
