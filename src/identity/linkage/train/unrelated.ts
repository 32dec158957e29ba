import { elseLevel, nullLevel, patternPlaces } from '../compare/levels.ts'
import { parentOf } from '../compare/weights.ts'
import type { Alternatives, Comparison, LinkageModel } from '../model/schema.ts'
import { agreeingPairs, randomPairs } from './draw.ts'
import type { TrainingRecords } from './records.ts'

/** Probabilities of the levels of a comparison: `rows[level of the parent, or 0][level - 1]`; each row sums to 1. */
export type Rows = number[][]

const randomCount = 500_000
const agreeingCount = 40_000
/** With fewer random pairs at a level than this, its chance is reckoned from how often values occur. */
const enough = 1_000

/** Chances of each level for two records that have nothing to do with each other: "u". */
export async function unrelatedChances(model: LinkageModel, records: TrainingRecords, seed: number): Promise<Rows[]> {
  const { comparisons } = model
  const places = patternPlaces(model)
  const count = Math.min(randomCount, Math.max(20_000, records.records * 20))
  const patterns = await records.patternsOf(randomPairs(records.records, count, seed))
  const marginal = await Promise.all(
    comparisons.map((comparison, i) => {
      const { shift, mask } = places[i]!
      const counts = new Float64Array(elseLevel(comparison) + 1)
      for (let pair = 0; pair < patterns.length; pair++) counts[(patterns[pair]! >>> shift) & mask]!++
      return chancesOf(comparison, counts, (columns) => atLevels(columns, i))
    }),
  )
  return comparisons.map(({ dependsOn }, i) => {
    const parent = parentOf(comparisons, dependsOn)
    return parent < 0 ? [marginal[i]!] : conditional(marginal[i]!, comparisons[parent]!, jointCounts(i, parent))
  })

  /** How pairs that agree on a column are spread over the levels of a comparison. */
  async function atLevels(
    column: string,
    index: number,
  ): Promise<{ chance: number; shares: Float64Array } | undefined> {
    const counts = records.counts.get(column)
    if (counts === undefined) return undefined
    const pairs = agreeingPairs(records.records, records.codes(column), counts.length - 1, agreeingCount, seed + 1)
    if (pairs.length === 0) return undefined
    const shares = new Float64Array(elseLevel(comparisons[index]!) + 1)
    const { shift, mask } = places[index]!
    const found = await records.patternsOf(pairs)
    for (const pattern of found) shares[(pattern >>> shift) & mask]! += 1 / found.length
    return { chance: chanceOfAgreement(counts, records.records), shares }
  }

  function jointCounts(index: number, parent: number): Float64Array[] {
    const joint = Array.from(
      { length: elseLevel(comparisons[parent]!) + 1 },
      () => new Float64Array(elseLevel(comparisons[index]!) + 1),
    )
    const [of, own] = [places[parent]!, places[index]!]
    for (let pair = 0; pair < patterns.length; pair++) {
      const pattern = patterns[pair]!
      joint[(pattern >>> of.shift) & of.mask]![(pattern >>> own.shift) & own.mask]!++
    }
    return joint
  }
}

/** Chance that any two records both have a value and the same one. */
function chanceOfAgreement(counts: Int32Array, records: number): number {
  let pairs = 0
  for (let code = 1; code < counts.length; code++) pairs += counts[code]! * (counts[code]! - 1)
  return pairs / (records * (records - 1))
}

type AtLevels = (column: string) => Promise<{ chance: number; shares: Float64Array } | undefined>

async function chancesOf(comparison: Comparison, counts: Float64Array, atLevels: AtLevels): Promise<number[]> {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const compared = all - counts[nullLevel]!
  const known = new Map<string, Awaited<ReturnType<AtLevels>>>()
  const chances: number[] = []
  for (const [at, { when }] of comparison.levels.entries()) {
    const level = at + 1
    const column = counts[level]! < enough ? neededEquality(when) : undefined
    if (column !== undefined && !known.has(column)) known.set(column, await atLevels(column))
    const agreeing = column === undefined ? undefined : known.get(column)
    chances.push(
      agreeing === undefined
        ? (counts[level]! + 0.5) / (compared + 1)
        : Math.max((agreeing.chance * agreeing.shares[level]! * all) / Math.max(compared, 1), 0.01 / (compared + 1)),
    )
  }
  const sum = chances.reduce((total, chance) => total + chance, 0)
  // Nothing left for "else": levels that almost all pairs have.
  const rest = Math.max(1 - sum, 0.5 / (compared + 1))
  return [...chances, rest].map((chance) => chance / (sum + rest))
}

/** A column that all alternatives need to agree; of several the first. */
function neededEquality(when: Alternatives): string | undefined {
  const [first = [], ...others] = when.map((conditions) =>
    conditions.flatMap((condition) => (condition.test === 'equal' ? [condition.column] : [])),
  )
  return first.find((column) => others.every((columns) => columns.includes(column)))
}

const priorPairs = 20

/** Chances by the level of the parent, drawn towards the chances overall where few pairs were seen. */
function conditional(marginal: readonly number[], parent: Comparison, joint: readonly Float64Array[]): Rows {
  return Array.from({ length: elseLevel(parent) + 1 }, (_, level) => {
    const counts = joint[level]!
    const seen = counts.reduce((sum, count) => sum + count, 0) - counts[nullLevel]!
    return marginal.map((chance, at) => (counts[at + 1]! + priorPairs * chance) / (seen + priorPairs))
  })
}
