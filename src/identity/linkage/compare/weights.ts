import type { Comparison, LinkageModel, Parameters } from '../model/schema.ts'
import { levelsOfPattern, nullLevel, type PatternPlace, patternPlaces } from './levels.ts'

/** log2 of the expected pairs of each class that have a pattern. */
export interface ClassEvidence {
  readonly match: number
  readonly household: number
  readonly unrelated: number
}

export type TrainedModel = LinkageModel & { readonly parameters: Parameters }

export const isTrained = (model: LinkageModel): model is TrainedModel => model.parameters !== undefined

/** log2 of the probabilities of one comparison: `rows[level of the parent][level]`, 0 for the null level. */
export interface LogTable {
  /** Index of the comparison that it depends on, or -1. */
  readonly parent: number
  readonly match: readonly (readonly number[])[]
  readonly household: readonly (readonly number[])[]
  readonly unrelated: readonly (readonly number[])[]
}

/** Nothing is impossible: a probability of zero would overrule all other evidence. */
export const leastProbability = 1e-9

export function logTables({ comparisons, parameters }: TrainedModel): LogTable[] {
  const logs = (rows: readonly (readonly number[])[]) =>
    rows.map((row) => [0, ...row.map((p) => Math.log2(Math.max(p, leastProbability)))])
  return comparisons.map(({ dependsOn }, i) => {
    const { match, household, unrelated } = parameters.comparisons[i]!
    return {
      parent: parentOf(comparisons, dependsOn),
      match: logs(match),
      household: logs(household),
      unrelated: logs(unrelated),
    }
  })
}

export const parentOf = (comparisons: readonly Comparison[], dependsOn: string | undefined): number =>
  comparisons.findIndex(({ id }) => id === dependsOn)

/** Evidence of a pattern, remembered: there are thousands of patterns and millions of pairs. */
export function evidenceOf(model: TrainedModel): (pattern: number) => ClassEvidence {
  const tables = logTables(model)
  const places = patternPlaces(model)
  const { match, household, unrelated } = model.parameters.pairs
  const base = { match: Math.log2(match), household: Math.log2(household), unrelated: Math.log2(unrelated) }
  const known = new Map<number, ClassEvidence>()
  return (pattern) => {
    const before = known.get(pattern)
    if (before !== undefined) return before
    const evidence = sumOf(tables, places, base, pattern)
    known.set(pattern, evidence)
    return evidence
  }
}

function sumOf(
  tables: readonly LogTable[],
  places: readonly PatternPlace[],
  base: ClassEvidence,
  pattern: number,
): ClassEvidence {
  let { match, household, unrelated } = base
  const levels = levelsOfPattern(places, pattern)
  tables.forEach((table, i) => {
    const level = levels[i]!
    if (level === nullLevel) return
    const row = table.parent < 0 ? 0 : levels[table.parent]!
    match += table.match[row]![level]!
    household += table.household[row]![level]!
    unrelated += table.unrelated[row]![level]!
  })
  return { match, household, unrelated }
}

/**
 * Weight of a pair in bits: log2 of the odds that it is one person, against household and unrelated together.
 * `rarity`: sum over agreeing values of log2(share of the value / chance of any agreement); it counts against the
 * unrelated alone, since kin do not draw their names at random.
 */
export const weightOf = ({ match, household, unrelated }: ClassEvidence, rarity: number): number =>
  match - logOfSum(household, unrelated + rarity)

/** The same against the household class alone. */
export const kinWeightOf = ({ match, household }: ClassEvidence): number => match - household

/** log2(2^a + 2^b) */
export function logOfSum(a: number, b: number): number {
  const high = Math.max(a, b)
  return high + Math.log2(1 + 2 ** (Math.min(a, b) - high))
}
