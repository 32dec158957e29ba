import { editsFirst, type TextCondition, textConditions } from '../../compare/levels.ts'
import type { LinkageModel } from '../../model/schema.ts'

/** More are not looked at before a pair is weighed. */
const mostTests = 6

/**
 * Conditions on texts by which a pair is judged before it is weighed, from their signatures alone: edits first, as of
 * numbers, which say most and seldom fit.
 */
export function textTests({ comparisons }: Pick<LinkageModel, 'comparisons'>): TextCondition[] {
  const all = textConditions(comparisons.toSorted(editsFirst))
  return all.filter((one, at) => all.findIndex((other) => sameTest(one, other)) === at).slice(0, mostTests)
}

export const sameTest = (one: TextCondition, other: TextCondition): boolean =>
  one.test === 'edits'
    ? other.test === 'edits' && one.column === other.column && one.atMost === other.atMost
    : other.test === 'similar' && one.column === other.column && one.atLeast === other.atLeast
