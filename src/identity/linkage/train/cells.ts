import { elseLevel, nullLevel } from '../compare/levels.ts'
import { parentOf } from '../compare/weights.ts'
import type { Comparison } from '../model/schema.ts'
import type { Rows } from './unrelated.ts'

/**
 * The probabilities of all comparisons side by side, a cell for each level of each row: training reads them for every
 * pattern in every round.
 */
export interface Cells {
  readonly count: number
  /** The cells of a pattern's levels; comparisons that say nothing have none. */
  of(levels: readonly number[]): number[]
  flat(rows: readonly Rows[]): Float64Array
  shaped(cells: Float64Array): Rows[]
}

export function cellsOf(comparisons: readonly Comparison[]): Cells {
  let count = 0
  const tables = comparisons.map((comparison) => {
    const parent = parentOf(comparisons, comparison.dependsOn)
    const width = elseLevel(comparison)
    const rows = parent < 0 ? 1 : elseLevel(comparisons[parent]!) + 1
    const first = count
    count += rows * width
    return { parent, width, rows, first }
  })
  return {
    count,
    of: (levels) =>
      tables.flatMap(({ parent, width, first }, i) => {
        if (levels[i] === nullLevel) return []
        return [first + (parent < 0 ? 0 : levels[parent]!) * width + levels[i]! - 1]
      }),
    flat: (rows) => Float64Array.from(rows.flat(2)),
    shaped: (cells) =>
      tables.map(({ width, rows, first }) =>
        Array.from({ length: rows }, (_, row) => [...cells.subarray(first + row * width, first + (row + 1) * width)]),
      ),
  }
}
