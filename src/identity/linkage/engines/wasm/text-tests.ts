import { countsEdits } from '../../compare/levels.ts'
import type { Condition, LinkageModel } from '../../model/schema.ts'

export type TextCondition = Extract<Condition, { test: 'similar' | 'edits' }>

/** More are not looked at before a pair is weighed. */
const mostTests = 6

/**
 * Conditions on texts by which a pair is judged before it is weighed, from their signatures alone: edits first, as of
 * numbers, which say most and seldom fit.
 */
export function textTests({ comparisons }: Pick<LinkageModel, 'comparisons'>): TextCondition[] {
  const edits = (comparison: (typeof comparisons)[number]) => (countsEdits(comparison) ? 0 : 1)
  const all = comparisons
    .toSorted((x, y) => edits(x) - edits(y))
    .flatMap(({ levels }) => levels.flatMap(({ when }) => when.flat()))
    .filter((condition): condition is TextCondition => condition.test === 'similar' || condition.test === 'edits')
  return all.filter((one, at) => all.findIndex((other) => sameTest(one, other)) === at).slice(0, mostTests)
}

export const sameTest = (one: TextCondition, other: TextCondition): boolean =>
  one.test === 'edits'
    ? other.test === 'edits' && one.column === other.column && one.atMost === other.atMost
    : other.test === 'similar' && one.column === other.column && one.atLeast === other.atLeast
