import { comparesText, elseLevel, nullLevel } from '../linkage/compare/levels.ts'
import { jaroWinkler, withinEdits } from '../linkage/compare/similarity.ts'
import type { Alternatives, Comparison, Condition } from '../linkage/model/schema.ts'
import type { Codes, Word } from './encoded.ts'

/** Two encoded records: the one asked about, and the one whose codes begin at `base` of `data`. */
type Holds = (left: Codes, data: Int32Array, base: number) => boolean

export interface Levels {
  /** The level; or, where texts would have to be compared, the complement (`~`) of the first level that is still possible. */
  quick(left: Codes, data: Int32Array, base: number): number
  /** The level, of those from `from` on. */
  full(left: Codes, data: Int32Array, base: number, from: number): number
}

interface Columns {
  readonly at: ReadonlyMap<string, number>
  word(column: number, code: number): Word
}

/**
 * The level of a comparison, put together once for all pairs: the same as `levelOf` of `compare/levels.ts` finds, which a
 * test holds it to, without looking a column up for each.
 */
export function compileLevels(comparison: Comparison, columns: Columns): Levels {
  const needs = comparison.needs.map((name) => placeOf(columns, name))
  const nullWhen = any(comparison.nullWhen ?? [], columns)
  const levels = comparison.levels.map(({ when }) => any(when, columns))
  const otherwise = elseLevel(comparison)
  const firstOfTexts = comparison.levels.findIndex(({ when }) => comparesText(when))
  const quickLevels = firstOfTexts < 0 ? levels.length : firstOfTexts
  const undecided = firstOfTexts < 0 ? otherwise : ~(firstOfTexts + 1)
  const silencedByTexts = comparesText(comparison.nullWhen ?? [])
  return {
    quick(left, data, base) {
      for (let i = 0; i < needs.length; i++) {
        const column = needs[i] as number
        if (left[column] === 0 || data[base + column] === 0) return nullLevel
      }
      if (silencedByTexts) return ~nullLevel
      if (nullWhen(left, data, base)) return nullLevel
      for (let i = 0; i < quickLevels; i++) if ((levels[i] as Holds)(left, data, base)) return i + 1
      return undecided
    },
    full(left, data, base, from) {
      if (from === nullLevel && nullWhen(left, data, base)) return nullLevel
      for (let i = Math.max(0, from - 1); i < levels.length; i++)
        if ((levels[i] as Holds)(left, data, base)) return i + 1
      return otherwise
    },
  }
}

const placeOf = ({ at }: Columns, name: string): number => at.get(name) as number

function any(alternatives: Alternatives, columns: Columns): Holds {
  const compiled = alternatives.map((conditions) => all(conditions.map((condition) => holds(condition, columns))))
  const [first] = compiled
  if (first === undefined) return () => false
  if (compiled.length === 1) return first
  return (left, data, base) => {
    for (let i = 0; i < compiled.length; i++) if ((compiled[i] as Holds)(left, data, base)) return true
    return false
  }
}

function all(conditions: readonly Holds[]): Holds {
  const [first] = conditions
  if (conditions.length === 1 && first !== undefined) return first
  return (left, data, base) => {
    for (let i = 0; i < conditions.length; i++) if (!(conditions[i] as Holds)(left, data, base)) return false
    return true
  }
}

function holds(condition: Condition, columns: Columns): Holds {
  if (condition.test === 'crosswise') {
    const [a = 0, b = 0] = condition.columns.map((name) => placeOf(columns, name))
    const meet = (one: number | undefined, other: number | undefined) => one !== 0 && one === other
    return (left, data, base) => meet(left[a], data[base + b]) || meet(left[b], data[base + a])
  }
  const c = placeOf(columns, condition.column)
  switch (condition.test) {
    case 'equal':
      return (left, data, base) => left[c] !== 0 && left[c] === data[base + c]
    case 'different':
      return (left, data, base) => left[c] !== 0 && data[base + c] !== 0 && left[c] !== data[base + c]
    case 'either':
      return (left, data, base) => left[c] !== 0 || data[base + c] !== 0
    case 'within': {
      const { atMost } = condition
      return (left, data, base) => {
        const [one, other] = [left[c] as number, data[base + c] as number]
        return one !== 0 && other !== 0 && Math.abs(one - other) <= atMost
      }
    }
    case 'similar': {
      const { atLeast } = condition
      return ofTexts(c, columns, (a, b) => mayBeSimilar(a, b, atLeast) && jaroWinkler(a.points, b.points) >= atLeast)
    }
    case 'edits': {
      const { atMost } = condition
      return ofTexts(c, columns, (a, b) => mayBeNear(a, b, atMost) && withinEdits(a.points, b.points, atMost))
    }
  }
}

/** What was found for the record asked about is remembered: its candidates share their names. */
function ofTexts(c: number, columns: Columns, alike: (a: Word, b: Word) => boolean): Holds {
  let asked = 0
  const known = new Map<number, boolean>()
  return (left, data, base) => {
    const [one, other] = [left[c] as number, data[base + c] as number]
    if (one === 0 || other === 0) return false
    if (one === other) return true
    if (one !== asked || known.size > mostRemembered) {
      known.clear()
      asked = one
    }
    const before = known.get(other)
    if (before !== undefined) return before
    // Jaro-Winkler can differ by direction in its last digits: the lower code comes first, as everywhere.
    const found = alike(columns.word(c, Math.min(one, other)), columns.word(c, Math.max(one, other)))
    known.set(other, found)
    return found
  }
}

const mostRemembered = 20_000
const prefixLimit = 4
const prefixScale = 0.1
/** So that a bound that is exact is not lost to rounding. */
const slack = 1e-9

/** False only where the Jaro-Winkler similarity cannot reach `atLeast`: letters that the other lacks match nothing. */
export function mayBeSimilar(a: Word, b: Word, atLeast: number): boolean {
  const [m, n] = [a.points.length, b.points.length]
  if (m === 0 || n === 0) return false
  const matches = Math.min(m - bits(a.letters & ~b.letters), n - bits(b.letters & ~a.letters))
  const jaro = (matches / m + matches / n + 1) / 3
  let prefix = 0
  while (prefix < prefixLimit && prefix < m && prefix < n && a.points[prefix] === b.points[prefix]) prefix++
  return jaro + prefix * prefixScale * (1 - jaro) + slack >= atLeast
}

/** False only where more edits are needed: each changes one letter for another at most. */
export const mayBeNear = (a: Word, b: Word, atMost: number): boolean => bits(a.letters ^ b.letters) <= 2 * atMost

function bits(mask: number): number {
  let n = mask - ((mask >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
