import { elseLevel } from '../compare/levels.ts'
import { parentOf } from '../compare/weights.ts'
import { columnsOfComparison } from '../model/columns.ts'
import type { Comparison, FieldKind, LinkageModel, TrainedComparison } from '../model/schema.ts'
import type { Rows } from './unrelated.ts'

/** What differs between people of one household; the rest they share. */
const ownKinds: ReadonlySet<FieldKind> = new Set(['given-names', 'full-name', 'date-of-birth', 'sex', 'national-id'])

const strong = 0.6

export interface Starts {
  readonly match: Rows[]
  readonly household: Rows[]
}

/**
 * Where training begins, and what it is drawn back to where little is seen: one person's records agree; those of one
 * household agree on what households share. The exact figures do not matter, that they differ does.
 */
export function startsOf(model: LinkageModel): Starts {
  const rows = (comparison: Comparison, row: number[]): Rows => alikeRows(model.comparisons, comparison, row)
  return {
    match: model.comparisons.map((comparison) => rows(comparison, peaked(comparison, 0))),
    household: model.comparisons.map((comparison) =>
      rows(comparison, peaked(comparison, isOwn(model, comparison) ? comparison.levels.length : 0)),
    ),
  }
}

/** One row of chances, the same whatever the level of the comparison that it depends on. */
function alikeRows(comparisons: readonly Comparison[], { dependsOn }: Comparison, row: readonly number[]): Rows {
  const parent = parentOf(comparisons, dependsOn)
  return Array.from({ length: parent < 0 ? 1 : elseLevel(comparisons[parent]!) + 1 }, () => [...row])
}

/** By comparison: chances of each level, then of none, for one person, for two of one household, for two strangers. */
export type Chances = Readonly<Record<string, readonly [number[], number[], number[]]>>

/** Parameters that take no comparison to depend on another, whatever the model says: before anything was trained. */
export const independent = (comparisons: readonly Comparison[], chances: Chances): TrainedComparison[] =>
  comparisons.map((comparison) => {
    const [match, household, unrelated] = chances[comparison.id] ?? [[], [], []]
    const rows = (row: readonly number[]) => alikeRows(comparisons, comparison, row)
    return { id: comparison.id, match: rows(match), household: rows(household), unrelated: rows(unrelated) }
  })

function isOwn({ fields }: LinkageModel, comparison: Comparison): boolean {
  const names = new Set(comparison.needs.map((column) => column.split('.')[0]))
  const kinds = fields.filter(({ id }) => names.has(id)).map(({ kind }) => kind)
  return kinds.some((kind) => ownKinds.has(kind)) && columnsOfComparison(comparison).length > 0
}

function peaked({ levels }: Comparison, peak: number): number[] {
  const others = (1 - strong) / levels.length
  return Array.from({ length: levels.length + 1 }, (_, level) => (level === peak ? strong : others))
}
