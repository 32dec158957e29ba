import { dayIn, type IsoDate } from '../../kernel/dates.ts'
import {
  type Calendar,
  shiftDays,
  shiftMonths,
  shiftWorkingDays,
  startOfDay,
  type WorkingDays,
  workingDayFrom,
  workingDays,
} from './calendar.ts'
import type { ExpressionFault } from './expression.ts'
import type { RulePack } from './pack.ts'
import type { Clock, ClockEvent, Period } from './rule.ts'

const hourMs = 3_600_000

/** One row of the table of clocks, with the working days of its country. */
export interface ClockRow {
  readonly clock: Clock
  readonly act: string
  readonly pack: string
  readonly countries: readonly string[]
  readonly calendar: WorkingDays
}

/** The one table of clocks: every row of every pack. */
export const clockTable = (packs: readonly RulePack[]): readonly ClockRow[] =>
  packs.flatMap((pack) => {
    const calendar = workingDays(pack.calendar)
    return pack.clocks.map((clock) => ({
      clock,
      act: pack.acts.find(({ id }) => id === clock.source.act)?.title ?? '',
      pack: `${pack.id}@${pack.version}`,
      countries: pack.appliesIn ?? [pack.jurisdiction],
      calendar,
    }))
  })

/** When a clock ends: from that instant on it is too late, or for a waiting time no longer too early. */
export interface Due {
  readonly row: ClockRow
  readonly at: Date
  /** The last day that belongs to it, in the country's zone. */
  readonly day: IsoDate
  /** The moving holidays of that time are not in the pack: a working day may turn out to be none. */
  readonly provisional: boolean
}

export interface ClockStart {
  readonly event: ClockEvent
  readonly start: Date
  /** Countries whose law governs. */
  readonly jurisdictions: readonly string[]
  /** Whether the longer time is used where the law has one. */
  readonly extended?: boolean
}

/**
 * The end that binds: of several countries' deadlines the earliest, of their waiting times the latest. Undefined when no
 * row sets an end (the law says "without delay", or nothing).
 */
export function dueOf(
  table: readonly ClockRow[],
  { event, start, jurisdictions, extended = false }: ClockStart,
): Due | undefined {
  const ends = rowsFor(table, event, jurisdictions, start).flatMap((row) => endOf(row, start, extended) ?? [])
  const waits = ends.filter(({ row }) => row.clock.kind === 'waiting')
  const [first] = ends.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const [last] = waits.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return last ?? first
}

/** Rows for an event in force on the day it began there, those without a reckoned end among them. */
export const rowsFor = (
  table: readonly ClockRow[],
  event: ClockEvent,
  jurisdictions: readonly string[],
  start: Date,
): readonly ClockRow[] =>
  table.filter(({ clock, countries, calendar }) => {
    if (clock.event !== event || !countries.some((one) => jurisdictions.includes(one))) return false
    const day = dayIn(calendar.timeZone, start)
    return clock.validFrom <= day && (clock.validTo === undefined || day <= clock.validTo)
  })

function endOf(row: ClockRow, start: Date, extended: boolean): Due | undefined {
  const { clock, calendar } = row
  if (clock.within === undefined) return undefined
  const periods = extended && clock.extension !== undefined ? [clock.within, clock.extension.by] : [clock.within]
  const hours = periods.flatMap((period) => ('hours' in period ? period.hours : []))
  if (hours.length > 0) {
    // Hours run through nights and holidays.
    const at = new Date(start.getTime() + hours.reduce((sum, one) => sum + one, 0) * hourMs)
    return { row, at, day: dayIn(calendar.timeZone, at), provisional: false }
  }
  // A time in days ends with its last day; the day on which it began does not count.
  let day = dayIn(calendar.timeZone, start)
  for (const period of periods) day = moved(day, period, calendar)
  if (clock.lastDay === 'next-working-day') day = workingDayFrom(day, calendar) ?? day
  const at = startOfDay(calendar.timeZone, shiftDays(day, 1) ?? day)
  return { row, at, day, provisional: isProvisional(clock, day, calendar) }
}

function moved(day: IsoDate, period: Period, calendar: WorkingDays): IsoDate {
  let to: IsoDate | undefined
  if ('days' in period) to = shiftDays(day, period.days)
  if ('months' in period) to = shiftMonths(day, period.months)
  if ('workingDays' in period) to = shiftWorkingDays(day, period.workingDays, calendar)
  if (to === undefined) throw new Error(`a period of a clock leaves the calendar: ${day} ${JSON.stringify(period)}`)
  return to
}

const countsHolidays = ({ within, lastDay }: Clock): boolean =>
  lastDay === 'next-working-day' || (within !== undefined && 'workingDays' in within)

const isProvisional = (clock: Clock, last: IsoDate, { knownThrough }: WorkingDays): boolean =>
  countsHolidays(clock) && knownThrough !== undefined && last > knownThrough

/** How a clock stands. `seen` is the latest moment ever looked at: a clock that was set back does not give time back. */
export function standingOf(due: Pick<Due, 'at'>, { now, seen = now }: { readonly now: Date; readonly seen?: Date }) {
  const at = now > seen ? now : seen
  const leftMs = due.at.getTime() - at.getTime()
  return { over: leftMs <= 0, leftMs: Math.max(0, leftMs), seen: at }
}

/** Whether the examples of a row come out as they say, and there is one in time and one too late. */
export function* clockRowFaults(clock: Clock, calendar: Calendar, at: string): Generator<ExpressionFault> {
  if (clock.within === undefined) return
  for (const wanted of ['allow', 'deny'] as const) {
    if (clock.examples.some(({ expect }) => expect === wanted)) continue
    yield { pointer: `${at}/examples`, message: `none is expected to ${wanted}`, fix: 'Give one case of each.' }
  }
  const { within, extension } = clock
  if (extension !== undefined && 'hours' in within !== 'hours' in extension.by) {
    yield { pointer: `${at}/extension/by`, message: 'is in another unit', fix: 'Extend hours by hours, days by days.' }
    return
  }
  const row: ClockRow = { clock, act: '', pack: '', countries: [], calendar: workingDays(calendar) }
  for (const [i, { expect, start, done, extended = false }] of clock.examples.entries()) {
    const [from, to] = [new Date(start), new Date(done)]
    const due = Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()) ? undefined : endOf(row, from, extended)
    if (due === undefined) {
      yield { pointer: `${at}/examples/${i}`, message: 'has a time that does not exist', fix: 'Correct it.' }
      continue
    }
    const allowed = clock.kind === 'deadline' ? to < due.at : to >= due.at
    if (allowed !== (expect === 'allow')) {
      const message = `${clock.id} was expected to ${expect}, and its time ends at ${due.at.toISOString()}`
      yield { pointer: `${at}/examples/${i}`, message, fix: 'Correct the clock, or the example if it was wrong.' }
    }
  }
}
