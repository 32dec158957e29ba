import { elseLevel, nullLevel } from '../../compare/levels.ts'
import type { TrainedModel } from '../../compare/weights.ts'
import type { Alternatives, Comparison, Condition } from '../../model/schema.ts'
import { type Gain, gains, gainWithRarity, mostOverLevels, type RarityGain } from '../gains.ts'
import { atBest } from './level-text.ts'
import { bitsThatTell, type Lines, lineColumns } from './lines.ts'
import { tableBytes } from './memory.ts'
import { weightRows, weightStride } from './source.ts'

const masks = 1 << lineColumns

/** What may hold of a condition when only some columns' agreement is known. */
type Known = boolean | undefined

/** The kernel's table of weights: each level, and "this level or any after it" where a text was not yet compared. */
export function weightTable(model: TrainedModel, lines: Lines, rarest: RarityGain): Float64Array {
  const stride = weightStride / 8
  const table = new Float64Array(model.comparisons.length * stride)
  gains(model).forEach((levels, i) => {
    const comparison = model.comparisons[i]!
    levels.forEach((gain, level) => {
      table.set([gain.unrelated, gain.household], i * stride + level * 2)
      const best = level === nullLevel ? gain : mostOverLevels(comparison, levels, level, levels.length - 1, rarest)
      table.set([best.unrelated, best.household], i * stride + (atBest + level) * 2)
    })
    const bits = bitsThatTell(comparison, lines)
    const missing = lines.complete.has(i) ? false : undefined
    for (let part = 0; part < 1 << bits.length; part++) {
      const mask = bits.reduce((all, bit, at) => all | (((part >> at) & 1) << bit), 0)
      const most = mostOf(comparison, levels, { agrees: stateOf(lines, mask, bits), missing, rarest })
      table.set([most.unrelated, most.household], i * stride + (weightRows + part) * 2)
    }
  })
  return table
}

/** What must hold of the mask for a rule to find a pair. */
export const requiredMasks = (model: Pick<TrainedModel, 'blocking'>, lines: Lines): number[] =>
  model.blocking.rules.map(({ columns }) =>
    columns.reduce((mask, column) => mask | (1 << lines.line.findIndex(({ name }) => name === column)), 0),
  )

/** For each rule the masks by which it is the first to find a pair; a rule in `purging` takes none from later ones. */
export function ownTables(required: readonly number[], purging: number): Uint8Array {
  const tables = new Uint8Array(required.length * tableBytes)
  for (let mask = 0; mask < masks; mask++) {
    for (const [rule, needs] of required.entries()) {
      if ((mask & needs) !== needs) continue
      tables[rule * tableBytes + (mask >> 3)]! |= 1 << (mask & 7)
      if (((purging >> rule) & 1) === 0) break
    }
  }
  return tables
}

/**
 * For each rule and each class of silent comparisons: the masks that the rule owns and whose pairs can reach the threshold,
 * whatever the columns outside the line say.
 */
export function passTables(model: TrainedModel, lines: Lines, own: Uint8Array, limits: PassLimits): Uint8Array {
  const classes = 1 << lines.silent.length
  const rules = own.length / tableBytes
  const tables = new Uint8Array(own.length * classes)
  for (let silent = 0; silent < classes; silent++) {
    const reach = reachOf(model, lines, silent, limits.rarest)
    const passes = new Uint8Array(tableBytes)
    for (let mask = 0; mask < masks; mask++) {
      if (reach[mask]! >= limits.threshold) passes[mask >> 3]! |= 1 << (mask & 7)
    }
    for (let rule = 0; rule < rules; rule++) {
      const from = rule * tableBytes
      const to = (rule * classes + silent) * tableBytes
      for (let at = 0; at < tableBytes; at++) tables[to + at] = own[from + at]! & passes[at]!
    }
  }
  return tables
}

export interface PassLimits {
  readonly threshold: number
  readonly rarest: RarityGain
}

/** By mask: the largest weight that a pair with this agreement can have, when it is of a class of silent comparisons. */
function reachOf(model: TrainedModel, lines: Lines, silent: number, rarest: RarityGain): Float64Array {
  const { match, household, unrelated } = model.parameters.pairs
  const againstUnrelated = new Float64Array(masks).fill(Math.log2(match) - Math.log2(unrelated))
  const againstHousehold = new Float64Array(masks).fill(Math.log2(match) - Math.log2(household))
  const allGains = gains(model)
  model.comparisons.forEach((comparison, i) => {
    const at = lines.silent.indexOf(i)
    const missing = at < 0 ? (lines.complete.has(i) ? false : undefined) : ((silent >> at) & 1) === 1
    if (missing === true) return
    const bits = bitsThatTell(comparison, lines)
    const own = bits.reduce((all, bit) => all | (1 << bit), 0)
    const known = new Map<number, Gain>()
    for (let mask = 0; mask < masks; mask++) {
      const part = mask & own
      let gain = known.get(part)
      if (gain === undefined) {
        gain = mostOf(comparison, allGains[i]!, { agrees: stateOf(lines, part, bits), missing, rarest })
        known.set(part, gain)
      }
      againstUnrelated[mask]! += gain.unrelated
      againstHousehold[mask]! += gain.household
    }
  })
  return againstUnrelated.map((value, mask) => Math.min(value, againstHousehold[mask]!))
}

/** Whether a column agrees, by the mask; of columns that are not in the line it may be unknown. */
const stateOf =
  (lines: Lines, mask: number, bits: readonly number[]) =>
  (column: string): Known => {
    const agrees = (name: string): Known => {
      const bit = lines.line.findIndex((one) => one.name === name)
      return bits.includes(bit) ? ((mask >> bit) & 1) === 1 : undefined
    }
    // Two that differ in a coarser column differ in this one.
    const apart = lines.coarser.get(column)?.some((coarser) => agrees(coarser) === false) === true
    return apart ? false : agrees(column)
  }

interface Circumstances {
  readonly agrees: (column: string) => Known
  /** Whether one of the two records lacks a value that the comparison needs. */
  readonly missing: Known
  readonly rarest: RarityGain
}

/** The most that a comparison can say, over the levels that are possible. */
function mostOf(comparison: Comparison, levels: readonly Gain[], { agrees, missing, rarest }: Circumstances): Gain {
  const possible: number[] = []
  // A column that agrees is there in both records.
  const present = missing === false || comparison.needs.every((column) => agrees(column) === true)
  const silenced = mayHold(comparison.nullWhen ?? [], agrees)
  if (!present || silenced !== false) possible.push(nullLevel)
  let decided = silenced === true
  for (const [at, { when }] of comparison.levels.entries()) {
    if (decided) break
    const holds = mayHold(when, agrees)
    if (holds !== false) possible.push(at + 1)
    decided = holds === true
  }
  if (!decided) possible.push(elseLevel(comparison))
  const found = possible.map((level) => gainWithRarity(comparison, level, levels[level]!, rarest))
  return {
    unrelated: Math.max(...found.map((gain) => gain.unrelated)),
    household: Math.max(...found.map((gain) => gain.household)),
  }
}

function mayHold(alternatives: Alternatives, agrees: (column: string) => Known): Known {
  const each = alternatives.map((conditions): Known => {
    const parts = conditions.map((condition) => mayHoldOne(condition, agrees))
    return parts.includes(false) ? false : parts.every((part) => part === true) ? true : undefined
  })
  return each.includes(true) ? true : each.every((one) => one === false) ? false : undefined
}

function mayHoldOne(condition: Condition, agrees: (column: string) => Known): Known {
  if (condition.test === 'crosswise') return undefined
  const same = agrees(condition.column)
  switch (condition.test) {
    case 'equal':
      return same
    case 'different':
      return same === true ? false : undefined
    case 'within':
    case 'similar':
    case 'edits':
    case 'either':
      return same === true ? true : undefined
  }
}
