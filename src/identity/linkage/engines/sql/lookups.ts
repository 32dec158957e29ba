import { logTables, type TrainedModel } from '../../compare/weights.ts'
import type { NumberColumn } from '../../encode/append.ts'
import type { Prepared } from '../../encode/prepared.ts'
import { gains, mostOverLevels, type RarityGain } from '../gains.ts'
import { tableBytes } from '../wasm/layout.ts'
import { type Lines, linesOf } from '../wasm/lines.ts'
import { reachingMasks } from '../wasm/reach.ts'
import { ownTables, requiredMasks } from '../wasm/tables.ts'
import { atBest } from './levels.ts'

/** What the small tables are made from, beside the model. */
export interface Scoring {
  readonly model: TrainedModel
  readonly prepared: Prepared
  /** Bits. */
  readonly threshold: number
  readonly rarest: RarityGain
  /** Rules, as bits, of which blocks are left out. */
  readonly purging: number
}

/** Sums in another order differ in their last bits: bounds leave them room. */
const slack = 1e-6
export const bound = (threshold: number): number => threshold - slack

/** Columns whose agreement makes the mask of a pair: the kernel's. Missing values are judged by levels, not by classes. */
export const maskLines = (model: TrainedModel, prepared: Prepared): Lines => ({
  ...linesOf(model, prepared),
  ...{ silent: [], seldomSilent: [], slots: [], tests: [] },
})

/** (rule, mask): the masks that each rule is the first to find, and whose pairs can reach the threshold. */
export function ownerTable({ model, prepared, threshold, rarest, purging }: Scoring): NumberColumn[] {
  const lines = maskLines(model, prepared)
  const own = ownTables(requiredMasks(model, lines), purging)
  const reaching = reachingMasks({ model, lines, threshold: bound(threshold), rarest })
  const rules: number[] = []
  const masks: number[] = []
  for (const rule of model.blocking.rules.keys()) {
    for (let mask = 0; mask < 2 ** lines.line.length; mask++) {
      if (reaching[mask] === 0 || ((own[rule * tableBytes + (mask >> 3)]! >> (mask & 7)) & 1) === 0) continue
      rules.push(rule)
      masks.push(mask)
    }
  }
  return [
    { name: 'rule', values: Int32Array.from(rules) },
    { name: 'mask', values: Int32Array.from(masks) },
  ]
}

/** (comparison, level, unrelated, household): the most that a level says, or one taken at its best, against each class. */
export function gainTable({ model, rarest }: Scoring): NumberColumn[] {
  const rows = gains(model).flatMap((levels, i) => {
    const most = (from: number, to: number) => mostOverLevels(model.comparisons[i]!, levels, from, to, rarest)
    return levels.flatMap((_, level) => [
      { comparison: i, level, ...most(level, level) },
      { comparison: i, level: level + atBest, ...most(level, levels.length - 1) },
    ])
  })
  return [
    { name: 'comparison', values: Int32Array.from(rows, (row) => row.comparison) },
    { name: 'level', values: Int32Array.from(rows, (row) => row.level) },
    { name: 'unrelated', values: Float64Array.from(rows, (row) => row.unrelated) },
    { name: 'household', values: Float64Array.from(rows, (row) => row.household) },
  ]
}

/** (comparison, parent, level, match, household, unrelated): log2 of the probabilities, by the level of the parent. */
export function evidenceTable(model: TrainedModel): NumberColumn[] {
  const rows = logTables(model).flatMap(({ match, household, unrelated }, comparison) =>
    match.flatMap((levels, parent) =>
      levels.map((bits, level) => ({
        ...{ comparison, parent, level, match: bits },
        ...{ household: household[parent]![level]!, unrelated: unrelated[parent]![level]! },
      })),
    ),
  )
  return [
    { name: 'comparison', values: Int32Array.from(rows, (row) => row.comparison) },
    { name: 'parent', values: Int32Array.from(rows, (row) => row.parent) },
    { name: 'level', values: Int32Array.from(rows, (row) => row.level) },
    { name: 'match', values: Float64Array.from(rows, (row) => row.match) },
    { name: 'household', values: Float64Array.from(rows, (row) => row.household) },
    { name: 'unrelated', values: Float64Array.from(rows, (row) => row.unrelated) },
  ]
}
