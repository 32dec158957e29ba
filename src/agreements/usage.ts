import type { IsoDate } from '../kernel/dates.ts'
import type { Usage, Volume } from './schema.ts'

export const windowKinds = ['minute', 'day', 'month'] as const
export type WindowKind = (typeof windowKinds)[number]

/** How often an agreement was used in its current window of a kind, as the table has it. */
export interface UsageCount {
  readonly agreementId: string
  readonly kind: WindowKind
  readonly start: string
  readonly count: number
}

/** An instant, with the calendar day that it falls on in the country's zone. */
export interface Moment {
  readonly at: Date
  readonly day: IsoDate
}

/** What commits with the exchange: one use, in the windows it falls into. */
export interface UsageRow extends Moment {
  readonly agreementId: string
}

/** One use of an agreement, counted before it happens, so that two requests never share the last one. */
export interface Reservation {
  readonly row: UsageRow
  /** The use did not happen: nobody was asked, or its evidence did not commit. Once is enough, twice does no harm. */
  giveBack(): void
}

/** A window's count: what is known from the table, and what is reserved here and not yet in it. */
interface Cell {
  readonly start: string
  known: number
  pending: number
}

interface Held {
  readonly cells: readonly Cell[]
  state: 'held' | 'written' | 'given-back'
}

type Cells = Record<WindowKind, Cell>

/** Rows come back from the writer as they were handed out, each with what it holds. */
const heldBy = Symbol('held')
interface CountedRow extends UsageRow {
  readonly [heldBy]?: Held
}

export interface UsageCounters {
  usageOf(agreementId: string, now: Moment): Usage
  /** Undefined when a window is full. Synchronous: between the decision and the count no other request comes. */
  reserve(use: UsageRow, volume: Volume): Reservation | undefined
  /** The table's counts, read or just written; `written` are the uses that are in them now. */
  learn(counts: readonly UsageCount[], written?: readonly UsageRow[]): void
}

/**
 * Counts the uses of each agreement in this process exactly, and those of other processes as soon as they are read.
 * Windows are the minute of the clock, the day and the month of the country.
 */
export function createUsageCounters(): UsageCounters {
  const counters = new Map<string, Cells>()

  function cellsAt(agreementId: string, now: Moment): Cells {
    const known = counters.get(agreementId)
    const minute = cellAt(known?.minute, windowStart('minute', now))
    const day = cellAt(known?.day, windowStart('day', now))
    const month = cellAt(known?.month, windowStart('month', now))
    if (known?.minute === minute && known.day === day && known.month === month) return known
    const cells = { minute, day, month }
    counters.set(agreementId, cells)
    return cells
  }

  function learnOne({ agreementId, kind, start, count }: UsageCount): void {
    const cells = counters.get(agreementId)
    const cell = cells?.[kind]
    if (cells !== undefined && cell !== undefined && cell.start >= start) {
      // Counts only grow, so the higher of two readings is the later one.
      if (cell.start === start) cell.known = Math.max(cell.known, count)
      return
    }
    const empty = (): Cell => ({ start: '', known: 0, pending: 0 })
    const others = cells ?? { minute: empty(), day: empty(), month: empty() }
    counters.set(agreementId, { ...others, [kind]: { start, known: count, pending: 0 } })
  }

  return {
    usageOf: (agreementId, now) => usageFrom(cellsAt(agreementId, now)),
    reserve(use, volume) {
      const cells = cellsAt(use.agreementId, use)
      if (isUsedUp(usageFrom(cells), volume)) return undefined
      const held: Held = { cells: [cells.minute, cells.day, cells.month], state: 'held' }
      for (const cell of held.cells) cell.pending += 1
      const row: CountedRow = { ...use, [heldBy]: held }
      return { row, giveBack: () => giveBack(held) }
    },
    learn(counts, written = []) {
      for (const row of written) {
        const held = (row as CountedRow)[heldBy]
        if (held?.state !== 'held') continue
        held.state = 'written'
        for (const cell of held.cells) cell.pending -= 1
      }
      counts.forEach(learnOne)
    },
  }
}

/** A cell of a later window stays: another process's clock may be ahead of ours. */
const cellAt = (cell: Cell | undefined, start: string): Cell =>
  cell !== undefined && cell.start >= start ? cell : { start, known: 0, pending: 0 }

function giveBack(held: Held): void {
  for (const cell of held.cells) {
    if (held.state === 'held') cell.pending -= 1
    // Written in a transaction that was then rolled back.
    if (held.state === 'written') cell.known -= 1
  }
  held.state = 'given-back'
}

export function windowStart(kind: WindowKind, { at, day }: Moment): string {
  switch (kind) {
    case 'minute':
      return `${at.toISOString().slice(0, 16)}Z`
    case 'day':
      return day
    case 'month':
      return day.slice(0, 7)
  }
}

const countOf = ({ known, pending }: Cell): number => known + pending

const usageFrom = (cells: Cells): Usage => ({
  lastMinute: countOf(cells.minute),
  today: countOf(cells.day),
  thisMonth: countOf(cells.month),
})

const isUsedUp = (usage: Usage, { perMinute, perDay, perMonth }: Volume): boolean =>
  usage.lastMinute >= (perMinute ?? Number.POSITIVE_INFINITY) ||
  usage.today >= (perDay ?? Number.POSITIVE_INFINITY) ||
  usage.thisMonth >= (perMonth ?? Number.POSITIVE_INFINITY)
