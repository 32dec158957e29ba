import type { Term } from '@rdfjs/types'
import { xsd } from './vocabulary.ts'

/** A value as a constraint compares it. A span is the time between two instants: its length depends on the calendar. */
export type Value =
  | { readonly type: 'node'; readonly id: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'instant'; readonly at: number; readonly day: string; readonly zoned: boolean }
  | { readonly type: 'day'; readonly day: string }
  | { readonly type: 'duration'; readonly months: number; readonly ms: number }
  | { readonly type: 'span'; readonly from: number; readonly to: number }

export type Instant = Extract<Value, { type: 'instant' }>
type Duration = Extract<Value, { type: 'duration' }>

const numeric = new Set(
  [
    ...['integer', 'decimal', 'double', 'float', 'long', 'int', 'short', 'byte', 'nonNegativeInteger'],
    ...['positiveInteger', 'nonPositiveInteger', 'negativeInteger', 'unsignedLong', 'unsignedInt', 'unsignedShort'],
  ].map(xsd),
)
const durations = new Set(['duration', 'dayTimeDuration', 'yearMonthDuration'].map(xsd))

/** Undefined for a literal that is not of the type it says: nothing can be compared with it. */
export function readValue(term: Term): Value | undefined {
  if (term.termType !== 'Literal') {
    return { type: 'node', id: term.termType === 'BlankNode' ? `_:${term.value}` : term.value }
  }
  const { value } = term
  const datatype = term.datatype.value
  if (numeric.has(datatype)) {
    const number = value.trim() === '' ? Number.NaN : Number(value)
    return Number.isFinite(number) ? { type: 'number', number } : undefined
  }
  if (datatype === xsd('dateTime') || datatype === xsd('dateTimeStamp')) return instantOf(value)
  if (datatype === xsd('date')) return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { type: 'day', day: value } : undefined
  if (durations.has(datatype)) return durationOf(value)
  return { type: 'text', text: value }
}

/** `day` is the calendar day where the instant was written: its own offset says where that is. */
export function instantOf(text: string): Instant | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  const zoned = parts?.[2] !== undefined
  const at = Date.parse(zoned ? text : `${text}Z`)
  if (parts === null || Number.isNaN(at)) return undefined
  return { type: 'instant', at, day: parts[1] ?? '', zoned }
}

const durationPattern =
  /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

function durationOf(text: string): Duration | undefined {
  const parts = durationPattern.exec(text)
  if (parts === null) return undefined
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(2)
    .map((part) => Number(part ?? 0))
  const sign = parts[1] === undefined ? 1 : -1
  return {
    type: 'duration',
    months: sign * (years * 12 + months),
    ms: sign * (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000,
  }
}

/** Below, equal or above zero as the left is before, at or after the right; undefined where that cannot be said. */
export function compare(left: Value, right: Value): number | undefined {
  if (left.type === 'number' && right.type === 'number') return left.number - right.number
  if (left.type === 'text' && right.type === 'text') return compareText(left.text, right.text)
  if (left.type === 'day' && right.type === 'day') return compareText(left.day, right.day)
  // A date beside a time means that whole day, where the time was written.
  if (left.type === 'instant' && right.type === 'day') return compareText(left.day, right.day)
  if (left.type === 'day' && right.type === 'instant') return compareText(left.day, right.day)
  if (left.type === 'instant' && right.type === 'instant') return compareInstants(left, right)
  if (left.type === 'duration' && right.type === 'duration') return compareDurations(left, right)
  if (left.type === 'span' && right.type === 'duration') return left.to - later(left.from, right)
  return undefined
}

export function areEqual(left: Value, right: Value): boolean | undefined {
  if (left.type === 'node' && right.type === 'node') return left.id === right.id
  const order = compare(left, right)
  return order === undefined ? undefined : order === 0
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const fourteenHours = 14 * 3_600_000

/** A time without a zone may be meant anywhere: within 14 hours nothing can be said (XML Schema Part 2, 3.2.7.4). */
function compareInstants(left: Instant, right: Instant): number | undefined {
  const difference = left.at - right.at
  return left.zoned === right.zoned || Math.abs(difference) > fourteenHours ? difference : undefined
}

/** XML Schema Part 2, 3.2.6.2: one duration is longer if it is so from each of these instants. */
const referenceInstants = [Date.UTC(1696, 8, 1), Date.UTC(1697, 1, 1), Date.UTC(1903, 2, 1), Date.UTC(1903, 6, 1)]

function compareDurations(left: Duration, right: Duration): number | undefined {
  const signs = new Set(referenceInstants.map((start) => Math.sign(later(start, left) - later(start, right))))
  const [sign] = signs
  return signs.size === 1 ? sign : undefined
}

/** The instant a duration later: months by the calendar, a day that the month lacks becomes its last. */
function later(from: number, { months, ms }: Duration): number {
  if (!Number.isFinite(from)) return from
  const start = new Date(from)
  const moved = new Date(from)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(start.getUTCDate(), lastDay))
  return moved.getTime() + ms
}

/** For the report: as a person would write it. */
export function shown(value: Value): string {
  if (value.type === 'node') return value.id
  if (value.type === 'text') return value.text
  if (value.type === 'number') return String(value.number)
  if (value.type === 'instant') return new Date(value.at).toISOString()
  if (value.type === 'day') return value.day
  if (value.type === 'duration') return `${value.months} months and ${value.ms} ms`
  return Number.isFinite(value.from) ? `${(value.to - value.from) / 86_400_000} days` : 'never before'
}
