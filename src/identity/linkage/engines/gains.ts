import { elseLevel } from '../compare/levels.ts'
import { type LogTable, logTables, type TrainedModel } from '../compare/weights.ts'
import type { Comparison } from '../model/schema.ts'

/** Log-likelihood ratios against unrelated and against household: how much a level says at most. */
export interface Gain {
  unrelated: number
  household: number
}

/** By comparison, by level: the most that it can say, over what its parent may be, before the rarity of the value. */
export function gains(model: TrainedModel): Gain[][] {
  return logTables(model).map((table, i) =>
    Array.from({ length: elseLevel(model.comparisons[i]!) + 1 }, (_, level) => gainOf(table, level)),
  )
}

function gainOf({ match, household, unrelated }: LogTable, level: number): Gain {
  const most = (other: readonly (readonly number[])[]) =>
    Math.max(...match.map((row, parent) => row[level]! - other[parent]![level]!))
  return { unrelated: most(unrelated), household: most(household) }
}

/** Most that the rarity of a value can add, by column. */
export type RarityGain = (column: string) => number

export const gainWithRarity = (comparison: Comparison, level: number, gain: Gain, rarest: RarityGain): Gain => {
  const column = comparison.levels[level - 1]?.frequencies
  return column === undefined ? gain : { ...gain, unrelated: gain.unrelated + Math.max(0, rarest(column)) }
}

/** The most that any of a run of levels says. */
export function mostOverLevels(
  comparison: Comparison,
  levels: readonly Gain[],
  from: number,
  to: number,
  rarest: RarityGain,
): Gain {
  const found = levels.slice(from, to + 1).map((gain, i) => gainWithRarity(comparison, from + i, gain, rarest))
  return {
    unrelated: Math.max(...found.map(({ unrelated }) => unrelated)),
    household: Math.max(...found.map(({ household }) => household)),
  }
}
