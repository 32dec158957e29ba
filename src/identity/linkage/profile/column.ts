import type { CleanerOf } from '../model/cleaned.ts'
import type { FieldKind } from '../model/schema.ts'
import { type ColumnKind, guessKind, type KindGuess, type ValuesSeen } from './kinds.ts'

/** What was counted over the whole table. */
export interface ColumnTotals {
  readonly rows: number
  readonly filled: number
  /** Distinct values; estimated in a large table. */
  readonly distinct: number
}

export interface ColumnProfile extends ColumnTotals {
  readonly column: string
  readonly guess: KindGuess
  /** Share of the filled values that can be read as the likely kind: the rest are placeholders or impossible. */
  readonly readable: number
  /** Share of the most frequent value among the filled. */
  readonly topShare: number
  /** Values that so many people have that they tell of none; of kinds that never tell of one. */
  readonly top: readonly { readonly value: string; readonly share: number }[]
  /** How values are written: letters as a, digits as 9. Holds nobody's data. */
  readonly shapes: readonly { readonly shape: string; readonly share: number }[]
  /** For birth dates: shares that fall on 1 January, and on 1 July. A year without heaping has 0.3 % on a day. */
  readonly heaping?: { readonly firstOfJanuary: number; readonly firstOfJuly: number }
}

/** A value that fewer people have is not shown, even to those who may see the profile. */
const leastHolders = 20
const shown = 8

/** Of these a value is never shown: it tells who someone is by itself. */
const telling: ReadonlySet<ColumnKind> = new Set<ColumnKind>([
  'national-id',
  'phone',
  'full-name',
  'mother-name',
  'household-id',
  'record-id',
  'date-of-birth',
])

/** One column, from a sample of its values and the totals over the table. */
export function profileColumn(
  column: string,
  sample: readonly (string | null)[],
  totals: ColumnTotals,
  cleanerOf: CleanerOf,
): ColumnProfile {
  const seen = countValues(sample)
  const guess = guessKind(column, seen, cleanerOf)
  const most = [...seen.values].sort(([, a], [, b]) => b - a).slice(0, shown)
  const share = (count: number): number => (seen.filled === 0 ? 0 : count / seen.filled)
  const kind = isFieldKind(guess.kind) ? guess.kind : undefined
  return {
    column,
    ...totals,
    guess,
    readable: kind === undefined ? 1 : readableShare(seen, kind, cleanerOf),
    topShare: share(most[0]?.[1] ?? 0),
    top: telling.has(guess.kind)
      ? []
      : most.filter(([, count]) => count >= leastHolders).map(([value, count]) => ({ value, share: share(count) })),
    shapes: shapesOf(seen).map(([shape, count]) => ({ shape, share: share(count) })),
    ...(kind === 'date-of-birth' ? { heaping: heapingOf(seen, cleanerOf) } : {}),
  }
}

export const isFieldKind = (kind: ColumnKind): kind is FieldKind => kind !== 'unknown' && kind !== 'record-id'

function countValues(sample: readonly (string | null)[]): ValuesSeen {
  const values = new Map<string, number>()
  let filled = 0
  for (const value of sample) {
    if (value === null || value.trim() === '') continue
    filled++
    values.set(value, (values.get(value) ?? 0) + 1)
  }
  return { values, filled }
}

function readableShare({ values, filled }: ValuesSeen, kind: FieldKind, cleanerOf: CleanerOf): number {
  const clean = cleanerOf(kind)
  let read = 0
  for (const [value, count] of values) {
    const { placeholder, stated, ...parts } = clean(value)
    if (Object.keys(parts).length > 0 && placeholder === undefined && stated === undefined) read += count
  }
  return filled === 0 ? 0 : read / filled
}

function shapesOf({ values }: ValuesSeen): [string, number][] {
  const shapes = new Map<string, number>()
  for (const [value, count] of values) {
    const shape = value
      .slice(0, 60)
      .replace(/\p{L}\p{M}*/gu, 'a')
      .replace(/\p{Nd}/gu, '9')
      .replace(/a{2,}/g, 'aa')
    shapes.set(shape, (shapes.get(shape) ?? 0) + count)
  }
  return [...shapes]
    .filter(([, count]) => count >= leastHolders)
    .sort(([, a], [, b]) => b - a)
    .slice(0, shown)
}

function heapingOf({ values, filled }: ValuesSeen, cleanerOf: CleanerOf): NonNullable<ColumnProfile['heaping']> {
  const clean = cleanerOf('date-of-birth')
  let january = 0
  let july = 0
  for (const [value, count] of values) {
    const { iso } = clean(value)
    if (iso?.endsWith('-01-01') === true) january += count
    if (iso?.endsWith('-07-01') === true) july += count
  }
  return { firstOfJanuary: january / Math.max(filled, 1), firstOfJuly: july / Math.max(filled, 1) }
}
