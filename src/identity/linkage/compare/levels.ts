import type { Alternatives, Comparison, Condition, LinkageModel } from '../model/schema.ts'
import { jaroWinkler, type Points, withinEdits } from './similarity.ts'

/** Level of a comparison that says nothing; the first of the model's levels is 1, `else` the last. */
export const nullLevel = 0
export const elseLevel = ({ levels }: Pick<Comparison, 'levels'>): number => levels.length + 1

/** Two records as the comparisons see them: codes by column, 0 where missing, and the texts of compared columns. */
export interface PairView {
  left(column: string): number
  right(column: string): number
  text(column: string, code: number): Points
}

/** The level of a comparison for a pair: what every engine must find. */
export function levelOf(comparison: Comparison, pair: PairView): number {
  const missing = comparison.needs.some((column) => pair.left(column) === 0 || pair.right(column) === 0)
  if (missing || holdsAny(comparison.nullWhen ?? [], pair)) return nullLevel
  const at = comparison.levels.findIndex(({ when }) => holdsAny(when, pair))
  return at < 0 ? elseLevel(comparison) : at + 1
}

const holdsAny = (alternatives: Alternatives, pair: PairView): boolean =>
  alternatives.some((conditions) => conditions.every((condition) => holds(condition, pair)))

function holds(condition: Condition, pair: PairView): boolean {
  if (condition.test === 'crosswise') {
    const [first = '', second = ''] = condition.columns
    const meet = (a: number, b: number) => a !== 0 && a === b
    return meet(pair.left(first), pair.right(second)) || meet(pair.left(second), pair.right(first))
  }
  const { column } = condition
  const left = pair.left(column)
  const right = pair.right(column)
  if (condition.test === 'either') return left !== 0 || right !== 0
  if (left === 0 || right === 0) return false
  switch (condition.test) {
    case 'equal':
      return left === right
    case 'different':
      return left !== right
    case 'within':
      return Math.abs(left - right) <= condition.atMost
    case 'similar': {
      // Jaro-Winkler can differ by direction in its last digits: the lower code comes first, in every engine.
      const [first, second] = [Math.min(left, right), Math.max(left, right)]
      return left === right || jaroWinkler(pair.text(column, first), pair.text(column, second)) >= condition.atLeast
    }
    case 'edits':
      return left === right || withinEdits(pair.text(column, left), pair.text(column, right), condition.atMost)
  }
}

/** Whether texts are compared, not only their codes. */
export const comparesText = (alternatives: Alternatives): boolean =>
  alternatives.flat().some(({ test }) => test === 'similar' || test === 'edits')

export type TextCondition = Extract<Condition, { test: 'similar' | 'edits' }>

/** The conditions on texts of some comparisons, in the order in which they stand. */
export const textConditions = (comparisons: readonly Comparison[]): TextCondition[] =>
  comparisons
    .flatMap(({ levels }) => levels.flatMap(({ when }) => when.flat()))
    .filter((condition): condition is TextCondition => condition.test === 'similar' || condition.test === 'edits')

/** An order of comparisons: those first that count edits, as of numbers, which differ nearly always. */
export function editsFirst(one: Comparison, other: Comparison): number {
  const edits = (comparison: Comparison) => textConditions([comparison]).some(({ test }) => test === 'edits')
  return Number(edits(other)) - Number(edits(one))
}

/** Bits that hold the level of a comparison: 0 is null, then its levels, last `else`. */
export const bitsOf = ({ levels }: Pick<Comparison, 'levels'>): number => Math.ceil(Math.log2(levels.length + 2))

/** Where the level of each comparison stands in the pattern of a pair. */
export interface PatternPlace {
  readonly shift: number
  readonly mask: number
}

export function patternPlaces({ comparisons }: Pick<LinkageModel, 'comparisons'>): PatternPlace[] {
  let shift = 0
  return comparisons.map((comparison) => {
    const place = { shift, mask: (1 << bitsOf(comparison)) - 1 }
    shift += bitsOf(comparison)
    return place
  })
}

/** Levels of all comparisons, in the order of the model. */
export const levelsOfPattern = (places: readonly PatternPlace[], pattern: number): number[] =>
  places.map(({ shift, mask }) => (pattern >>> shift) & mask)

export const patternOf = (model: Pick<LinkageModel, 'comparisons'>, pair: PairView): number =>
  patternPlaces(model).reduce((pattern, { shift }, i) => pattern | (levelOf(model.comparisons[i]!, pair) << shift), 0)
