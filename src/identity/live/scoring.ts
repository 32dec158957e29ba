import { editsFirst, patternPlaces } from '../linkage/compare/levels.ts'
import { evidenceOf, kinWeightOf, type TrainedModel, weightOf } from '../linkage/compare/weights.ts'
import { type Gain, gains } from '../linkage/engines/gains.ts'
import type { Comparison } from '../linkage/model/schema.ts'
import type { Codes, openEncoder } from './encoded.ts'
import { compileLevels, type Levels } from './levels.ts'
import type { openTable } from './table.ts'

/** By comparison and level: the place of the column whose frequencies adjust it, or -1. */
export const rarityColumns = (model: TrainedModel, at: ReadonlyMap<string, number>): number[][] =>
  model.comparisons.map(({ levels }) => [
    -1,
    ...levels.map(({ frequencies }) => (frequencies === undefined ? -1 : (at.get(frequencies) ?? -1))),
    -1,
  ])

/** Chance that two records that have a value of a column have the same one, as it was when the index was last settled. */
export function chancesOf({ counts, present }: ReturnType<typeof openTable>): (column: number) => number {
  const known = new Map<number, number>()
  return (column) => {
    const before = known.get(column)
    if (before !== undefined) return before
    let pairs = 0
    for (const count of counts[column] ?? []) pairs += count * (count - 1)
    const of = present[column] ?? 0
    const chance = of < 2 ? 0 : pairs / (of * (of - 1))
    known.set(column, chance)
    return chance
  }
}

interface Scoring extends Pick<ReturnType<typeof openEncoder>, 'at' | 'word'> {
  readonly table: ReturnType<typeof openTable>
  readonly rarities: readonly (readonly number[])[]
}

export interface PairScore {
  readonly weight: number
  readonly kinWeight: number
  readonly pattern: number
}

/** One record against others; undefined where its weight cannot reach `atLeast`. The other's codes begin at `base`. */
type Against = (data: Int32Array, base: number, atLeast: number) => PairScore | undefined

/** The record that is asked about, until another is; `chances` as the index has them. */
type Score = (codes: Codes, chances: (column: number) => number) => Against

/** So that a bound that is exact is not lost to rounding. */
const slack = 1e-6

/**
 * Levels by the rules that every engine keeps, weights with the rarity of what agrees. Texts are compared last, and only
 * while the most that they could say would still make a candidate.
 */
export function pairScore(model: TrainedModel, { at, word, table, rarities }: Scoring): Score {
  const evidence = evidenceOf(model)
  const shifts = Int32Array.from(patternPlaces(model), ({ shift }) => shift)
  const levels = model.comparisons.map((comparison) => compileLevels(comparison, { at, word }))
  const gained = gains(model)
  const { match, household, unrelated } = model.parameters.pairs
  const [baseUnrelated, baseHousehold] = [Math.log2(match / unrelated), Math.log2(match / household)]
  const count = levels.length
  // Numbers differ nearly always, and comparing them reads far memory: last, when the rest has mostly decided.
  const comparison = (i: number) => model.comparisons[i] as Comparison
  const order = Int32Array.from([...levels.keys()].sort((a, b) => editsFirst(comparison(b), comparison(a))))
  const most = openMost(gained)
  const undecided = { comparison: new Int32Array(count), place: new Int32Array(count) }

  /** The inner loop of a lookup: no call but those of the levels, no object until there is a candidate. */
  function against(codes: Codes, data: Int32Array, base: number, atLeast: number): PairScore | undefined {
    let pattern = 0
    let rarity = 0
    let againstUnrelated = baseUnrelated + slack
    let againstHousehold = baseHousehold + slack
    let open = 0
    for (let at = 0; at < count; at++) {
      const i = order[at] as number
      const level = (levels[i] as Levels).quick(codes, data, base)
      if (level < 0) {
        const place = i * most.stride + ~level
        undecided.comparison[open] = i
        undecided.place[open++] = place
        againstUnrelated += most.unrelatedFrom[place] as number
        againstHousehold += most.householdFrom[place] as number
        continue
      }
      const place = i * most.stride + level
      pattern |= level << (shifts[i] as number)
      rarity += most.rarity[place] as number
      againstUnrelated += most.unrelated[place] as number
      againstHousehold += most.household[place] as number
    }
    for (let o = 0; o < open; o++) {
      if (againstUnrelated < atLeast || againstHousehold < atLeast) return undefined
      const [i, from] = [undecided.comparison[o] as number, undecided.place[o] as number]
      const level = (levels[i] as Levels).full(codes, data, base, from - i * most.stride)
      const place = i * most.stride + level
      pattern |= level << (shifts[i] as number)
      rarity += most.rarity[place] as number
      againstUnrelated += (most.unrelated[place] as number) - (most.unrelatedFrom[from] as number)
      againstHousehold += (most.household[place] as number) - (most.householdFrom[from] as number)
    }
    if (againstUnrelated < atLeast || againstHousehold < atLeast) return undefined
    const classes = evidence(pattern)
    const weight = weightOf(classes, rarity)
    return weight < atLeast ? undefined : { weight, kinWeight: kinWeightOf(classes), pattern }
  }

  return (codes, chances) => {
    most.fill((i, level) => {
      const column = rarities[i]?.[level] ?? -1
      const chance = column < 0 ? 0 : chances(column)
      if (chance === 0) return 0
      // A value is shared by two at least: by those that are compared.
      const records = Math.max(table.counts[column]?.[codes[column] as number] ?? 0, 2)
      return Math.log2(records / Math.max(table.present[column] as number, 2) / chance)
    })
    return (data, base, atLeast) => against(codes, data, base, atLeast)
  }
}

/**
 * By comparison and level, `stride` places each: what agreement says by how rare the value of the record asked about is, the
 * most that the level says against each class, and the most of it and those after it.
 */
function openMost(gained: readonly (readonly Gain[])[]) {
  const stride = Math.max(1, ...gained.map((levels) => levels.length))
  const places = () => new Float64Array(gained.length * stride)
  const [rarity, unrelated, household, unrelatedFrom, householdFrom] = [
    places(),
    places(),
    places(),
    places(),
    places(),
  ]
  return {
    ...{ stride, rarity, unrelated, household, unrelatedFrom, householdFrom },
    fill(rarityOf: (comparison: number, level: number) => number): void {
      for (let i = 0; i < gained.length; i++) {
        const levels = gained[i] as readonly Gain[]
        let [mostUnrelated, mostHousehold] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
        for (let level = levels.length - 1; level >= 0; level--) {
          const place = i * stride + level
          const gain = levels[level] as Gain
          rarity[place] = rarityOf(i, level)
          unrelated[place] = gain.unrelated - rarity[place]
          household[place] = gain.household
          mostUnrelated = Math.max(mostUnrelated, unrelated[place])
          mostHousehold = Math.max(mostHousehold, gain.household)
          unrelatedFrom[place] = mostUnrelated
          householdFrom[place] = mostHousehold
        }
      }
    },
  }
}
