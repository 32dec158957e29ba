import type { Model } from './condition-words.ts'

export interface LevelChances {
  readonly level: string
  /** m: of pairs of one person. */
  readonly match: number
  readonly household: number
  /** u: of pairs of two strangers. */
  readonly unrelated: number
  /** log2(m / u) bits; missing where one of the two was never seen. */
  readonly weight: number | undefined
}

export interface ChancesOf {
  /** Level of the comparison that these depend on; missing where they depend on none. */
  readonly given: string | undefined
  readonly levels: readonly LevelChances[]
}

/** After the last level comes, unwritten, `else`: none of them holds. */
export const otherwise = 'else'
/** The level of a comparison that says nothing, since a value is missing: the first row of what depends on it. */
export const missing = 'missing'

/** The trained probabilities of a comparison, level by level; empty while it is untrained. */
export function chancesOf({ comparisons, parameters }: Model, id: string): ChancesOf[] {
  const comparison = comparisons.find((one) => one.id === id)
  const trained = parameters?.comparisons.find((one) => one.id === id)
  if (comparison === undefined || trained === undefined) return []
  const parent = comparisons.find((one) => one.id === comparison.dependsOn)
  const givens = parent === undefined ? [] : [missing, ...parent.levels.map((level) => level.id), otherwise]
  const names = [...comparison.levels.map((level) => level.id), otherwise]
  return trained.match.map((row, place) => ({
    given: trained.match.length > 1 ? givens[place] : undefined,
    levels: names.map((level, at): LevelChances => {
      const match = row[at] ?? 0
      const unrelated = trained.unrelated[place]?.[at] ?? 0
      const household = trained.household[place]?.[at] ?? 0
      const seen = match > 0 && unrelated > 0
      return { level, match, household, unrelated, weight: seen ? Math.log2(match / unrelated) : undefined }
    }),
  }))
}
