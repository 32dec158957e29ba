import { nullLevel, patternPlaces } from '../linkage/compare/levels.ts'
import { evidenceOf, kinWeightOf, type TrainedModel, weightOf } from '../linkage/compare/weights.ts'
import type { Codes, openEncoder } from './encoded.ts'
import { compileLevels } from './levels.ts'
import type { openTable } from './table.ts'

/** By comparison and level: the place of the column whose frequencies adjust it, or -1. */
export const rarityColumns = (model: TrainedModel, at: ReadonlyMap<string, number>): number[][] =>
  model.comparisons.map(({ levels }) => [
    -1,
    ...levels.map(({ frequencies }) => (frequencies === undefined ? -1 : (at.get(frequencies) ?? -1))),
    -1,
  ])

/** Chance that two records that have a value of a column have the same one, as it was when the index was last settled. */
export function chancesOf({ counts, present }: ReturnType<typeof openTable>): (column: number) => number {
  const known = new Map<number, number>()
  return (column) => {
    const before = known.get(column)
    if (before !== undefined) return before
    let pairs = 0
    for (const count of counts[column] ?? []) pairs += count * (count - 1)
    const of = present[column] ?? 0
    const chance = of < 2 ? 0 : pairs / (of * (of - 1))
    known.set(column, chance)
    return chance
  }
}

interface Scoring extends Pick<ReturnType<typeof openEncoder>, 'at' | 'word'> {
  readonly table: ReturnType<typeof openTable>
  readonly rarities: readonly (readonly number[])[]
}

/** Where the codes of the other record begin. */
interface Place {
  readonly data: Int32Array
  readonly base: number
}

type Score = (
  codes: Codes,
  other: Place,
  chances: (column: number) => number,
) => { readonly weight: number; readonly kinWeight: number; readonly pattern: number }

/** Levels by the rules that every engine keeps, weights with the rarity of what agrees. */
export function pairScore(model: TrainedModel, { at, word, table, rarities }: Scoring): Score {
  const evidence = evidenceOf(model)
  const shifts = patternPlaces(model).map(({ shift }) => shift)
  const levels = model.comparisons.map((comparison) => compileLevels(comparison, { at, word }))
  return (codes, { data, base }, chances) => {
    let pattern = 0
    let rarity = 0
    for (const [i, levelOf] of levels.entries()) {
      const level = levelOf(codes, data, base)
      if (level === nullLevel) continue
      pattern |= level << (shifts[i] as number)
      const column = rarities[i]?.[level] ?? -1
      const chance = column < 0 ? 0 : chances(column)
      if (chance === 0) continue
      // A value is shared by two at least: by those that are compared.
      const records = Math.max(table.counts[column]?.[codes[column] as number] ?? 0, 2)
      rarity += Math.log2(records / Math.max(table.present[column] as number, 2) / chance)
    }
    const classes = evidence(pattern)
    return { weight: weightOf(classes, rarity), kinWeight: kinWeightOf(classes), pattern }
  }
}
