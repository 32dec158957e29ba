import type { TextCondition } from '../../compare/levels.ts'
import { type LogTable, logTables, parentOf, type TrainedModel } from '../../compare/weights.ts'
import type { Comparison } from '../../model/schema.ts'
import type { RarityGain } from '../gains.ts'
import { reachBytes } from './layout.ts'
import { bitsThatTell, classBits, type Lines, lineColumns, missingIn } from './lines.ts'
import { agreementOf, possibleLevels } from './possible.ts'
import { slotsOf, stepsPerBit } from './slots.ts'
import { sameTest } from './text-tests.ts'

const never = -(1 << 14)
/** Comparisons that depend on each other are bounded together up to so many columns. */
const mostTogether = 10

export interface Reach {
  readonly model: TrainedModel
  readonly lines: Lines
  /** Bits. */
  readonly threshold: number
  /** Most that the rarity of a value adds, where it is not known of the record. */
  readonly rarest: RarityGain
}

/** What some comparisons say at most, by the part of the mask that tells of them. */
interface Bounds {
  /** For each part, against unrelated and household: while nothing is known of texts, then as test after test fails. */
  readonly most: Int32Array
  /** For each part: slots of which the record's own rarity is to be added. */
  readonly slots: Uint8Array
}

const perPart = ({ tests }: Lines): number => 2 * (tests.length + 1)
const perMask = reachBytes / 2

/**
 * By class and mask, eight numbers that tell whether a pair can reach the threshold: the slots whose rarity is added, as
 * bits; how far above the threshold the rest is at most, in steps, while nothing is known of texts that differ; and the same
 * as test after test fails.
 */
export function fillReach(reach: Reach, table: Int16Array): void {
  const { lines, threshold } = reach
  const { match, household, unrelated } = reach.model.parameters.pairs
  const base = [Math.log2(match / unrelated) - threshold, Math.log2(match / household) - threshold].map(finely)
  const each = perPart(lines)
  const start: Bounds = { most: Int32Array.from({ length: each }, (_, k) => base[k & 1]!), slots: new Uint8Array(1) }
  const groups = groupsOf(reach)
  const few = summing(
    groups.slice(0, -1).map(({ bits }) => bits),
    each,
  )
  const many = groups.at(-1)!
  const parts = [partsOf(lineBits, few.bits), partsOf(lineBits, many.bits)] as const
  const classes = 1 << classBits(lines)
  for (let kind = 0; kind < classes; kind++) {
    const x = few.of(
      start,
      groups.slice(0, -1).map(({ boundsOf }) => boundsOf(kind)),
    )
    const from = (kind << lineColumns) * perMask
    const to = table.subarray(from, from + (1 << lines.line.length) * perMask)
    writeMasks(to, [x, many.boundsOf(kind)], parts, each)
  }
}

/** How many numbers the table has. */
export const reachSize = (lines: Lines): number => perMask << (lineColumns + classBits(lines))

/** By mask, of what two groups of comparisons say together. */
function writeMasks(
  to: Int16Array,
  [x, y]: readonly [Bounds, Bounds],
  [ofX, ofY]: readonly [Uint16Array, Uint16Array],
  each: number,
): void {
  const [xMost, yMost, xSlots, ySlots] = [x.most, y.most, x.slots, y.slots]
  // No pairs of values here: there are ten million numbers.
  for (let mask = 0, at = 0; at < to.length; mask++, at += perMask) {
    const part = ofX[mask]!
    const other = ofY[mask]!
    to[at] = xSlots[part]! | ySlots[other]!
    let a = part * each
    let b = other * each
    for (let bound = at + 1, end = bound + each / 2; bound < end; bound++, a += 2, b += 2)
      to[bound] = stepOf(xMost[a]! + yMost[b]!, xMost[a + 1]! + yMost[b + 1]!)
  }
}

/** While they are summed, bounds are whole numbers of a smaller part of a bit. */
const finePerStep = 16
const finely = (bits: number): number => Math.ceil(bits * stepsPerBit * finePerStep)

/** Steps above the threshold, rounded up; never, where a household explains the pair as well. */
function stepOf(unrelated: number, household: number): number {
  const steps = Math.max(never, Math.min(-never, (unrelated + finePerStep - 1) >> 4))
  // Without a branch, which would be guessed wrongly as often as not: all bits where the household's bound is negative.
  const kin = household >> 31
  return (steps & ~kin) | (never & kin)
}

/** Masks whose pairs can reach the threshold, when nothing else is known of them. */
export function reachingMasks(reach: Reach): Uint8Array {
  const table = new Int16Array(reachSize(reach.lines))
  fillReach(reach, table)
  const masks = new Uint8Array(1 << reach.lines.line.length)
  for (let mask = 0; mask < masks.length; mask++) masks[mask] = table[mask * perMask + 1]! >= 0 ? 1 : 0
  return masks
}

const lineBits = Array.from({ length: lineColumns }, (_, bit) => bit)

/** By value of some bits: the value of others, of which those not among them are 0. */
function partsOf(of: readonly number[], wanted: readonly number[]): Uint16Array {
  const places = wanted.map((bit) => of.indexOf(bit))
  const parts = new Uint16Array(1 << of.length)
  for (let value = 0; value < parts.length; value++) {
    let part = 0
    for (let at = 0; at < places.length; at++) part |= ((value >> places[at]!) & 1) << at
    parts[value] = part
  }
  return parts
}

/** Adds up bounds of groups, of which each tells the bits that it looks at. */
function summing(groups: readonly (readonly number[])[], each: number) {
  let bits: readonly number[] = []
  const steps = groups.map((next) => {
    const union = [...new Set([...bits, ...next])]
    const step = { size: 1 << union.length, ofSum: partsOf(union, bits), ofNext: partsOf(union, next) }
    bits = union
    return step
  })
  const together = (x: Bounds, y: Bounds, { size, ofSum, ofNext }: (typeof steps)[number]): Bounds => {
    const most = new Int32Array(each * size)
    const slots = new Uint8Array(size)
    for (let part = 0, at = 0; part < size; part++) {
      const [a, b] = [ofSum[part]!, ofNext[part]!]
      slots[part] = x.slots[a]! | y.slots[b]!
      for (let k = 0; k < each; k++) most[at++] = x.most[a * each + k]! + y.most[b * each + k]!
    }
    return { most, slots }
  }
  return {
    bits,
    of: (start: Bounds, bounds: readonly Bounds[]): Bounds =>
      bounds.reduce((sum, next, i) => together(sum, next, steps[i]!), start),
  }
}

/** Groups of comparisons that are bounded together, those of few columns first; each bound is worked out once. */
function groupsOf(reach: Reach): { bits: readonly number[]; boundsOf: (kind: number) => Bounds }[] {
  const { model, lines } = reach
  const parents = model.comparisons.map(({ dependsOn }) => parentOf(model.comparisons, dependsOn))
  const rootOf = (i: number): number => (parents[i]! < 0 ? i : rootOf(parents[i]!))
  const bitsOf = (members: readonly number[]) => [
    ...new Set(members.flatMap((i) => bitsThatTell(model.comparisons[i]!, lines))),
  ]
  const families = [...Map.groupBy(parents.keys(), rootOf).values()]
  const groups = families.flatMap((members) =>
    bitsOf(members).length <= mostTogether ? [members] : members.map((i) => [i]),
  )
  const tables = logTables(model)
  return groups
    .map((members) => ({ members, bits: bitsOf(members) }))
    .sort((x, y) => x.bits.length - y.bits.length)
    .map((group) => {
      const known = new Map<string, Bounds>()
      return {
        bits: group.bits,
        boundsOf: (kind) => {
          const missing = group.members.map((i) => missingIn(lines, i, kind))
          const key = missing.join()
          const bounds = known.get(key) ?? boundsOf(reach, tables, group, missing)
          known.set(key, bounds)
          return bounds
        },
      }
    })
}

interface Group {
  readonly members: readonly number[]
  readonly bits: readonly number[]
}

function boundsOf(
  { model, lines, rarest }: Reach,
  tables: readonly LogTable[],
  { members, bits }: Group,
  missing: readonly (boolean | undefined)[],
): Bounds {
  const each = perPart(lines)
  const most = new Int32Array(each << bits.length)
  const slots = new Uint8Array(1 << bits.length)
  const inGroup = new Set(members)
  for (let part = 0; part < slots.length; part++) {
    const agrees = agreementOf(lines, bits, part)
    const levelsOf = (failed: number) => {
      const alike = (condition: TextCondition) =>
        lines.tests.slice(0, failed).some((test) => sameTest(test, condition)) ? false : undefined
      return new Map(
        members.map((i, at) => [i, possibleLevels(model.comparisons[i]!, { agrees, missing: missing[at], alike })]),
      )
    }
    const some = levelsOf(0)
    const used = members.flatMap((i) => slotsOf(lines.slots, i, some.get(i)!, rarest))
    for (const slot of used) slots[part]! |= 1 << slot
    const told = new Set(
      used.flatMap((slot) => lines.slots[slot]!.levels.map((level) => `${lines.slots[slot]!.comparison} ${level}`)),
    )
    const beyond = (i: number, level: number): number => {
      const column = model.comparisons[i]!.levels[level - 1]?.frequencies
      return column === undefined || told.has(`${i} ${level}`) ? 0 : Math.max(0, rarest(column))
    }
    for (let failed = 0; failed <= lines.tests.length; failed++) {
      const possible = failed === 0 ? some : levelsOf(failed)
      const sum = (other: 'unrelated' | 'household') =>
        members.reduce((all, i) => {
          const { parent } = tables[i]!
          return inGroup.has(parent) ? all : all + mostOf({ model, tables, possible, beyond, other }, i, undefined)
        }, 0)
      most[part * each + failed * 2] = finely(sum('unrelated'))
      most[part * each + failed * 2 + 1] = finely(sum('household'))
    }
  }
  return { most, slots }
}

interface Search {
  readonly model: { readonly comparisons: readonly Comparison[] }
  readonly tables: readonly LogTable[]
  readonly possible: ReadonlyMap<number, readonly number[]>
  readonly beyond: (comparison: number, level: number) => number
  readonly other: 'unrelated' | 'household'
}

/** The most that a comparison and those that depend on it say, when its parent has a level, or whichever it has. */
function mostOf(search: Search, i: number, parentLevel: number | undefined): number {
  const { tables, possible, beyond, other } = search
  const { match, [other]: against } = tables[i]!
  const rows = parentLevel === undefined ? [...match.keys()] : [tables[i]!.parent < 0 ? 0 : parentLevel]
  const children = [...possible.keys()].filter((child) => tables[child]!.parent === i)
  return Math.max(
    ...possible.get(i)!.map((level) => {
      const own = Math.max(...rows.map((row) => match[row]![level]! - against[row]![level]!))
      const rarity = other === 'unrelated' ? beyond(i, level) : 0
      return own + rarity + children.reduce((sum, child) => sum + mostOf(search, child, level), 0)
    }),
  )
}
