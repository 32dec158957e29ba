import type { IsoDate } from '../kernel/dates.ts'
import type { Agreement, Usage, Volume } from './schema.ts'

export const windowKinds = ['minute', 'day', 'month'] as const
export type WindowKind = (typeof windowKinds)[number]

/** How often an agreement was used in its current window of a kind, as the table has it. */
export interface UsageCount {
  readonly agreementId: string
  /** Whose uses alone are counted; '' for everybody's. */
  readonly user: string
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
  readonly limits: UsageLimits
  /** Set where the agreement limits each person's uses. */
  readonly user?: string
}

export interface UsageLimits extends Volume {
  readonly perUserPerDay?: number
}

export const limitsOf = ({ volume, conditions }: Agreement): UsageLimits =>
  conditions?.perUserPerDay === undefined ? volume : { ...volume, perUserPerDay: conditions.perUserPerDay }

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
  usageOf(agreementId: string, now: Moment, user?: string): Usage
  /** Undefined when a window is full. Synchronous: between the decision and the count no other request comes. */
  reserve(use: UsageRow): Reservation | undefined
  /** The table's counts, read or just written; `written` are the uses that are in them now. */
  learn(counts: readonly UsageCount[], written?: readonly UsageRow[]): void
}

/**
 * Counts the uses of each agreement in this process exactly, and those of other processes as soon as they are read.
 * Windows are the minute of the clock, the day and the month of the country.
 */
export function createUsageCounters(): UsageCounters {
  const counters = new Map<string, Cells>()
  const userCellAt = createUserCells()

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

  function learnOne({ agreementId, user, kind, start, count }: UsageCount): void {
    if (user !== '') {
      const cell = userCellAt(agreementId, user, start)
      if (cell.start === start) cell.known = Math.max(cell.known, count)
      return
    }
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
    usageOf(agreementId, now, user) {
      const usage = usageFrom(cellsAt(agreementId, now))
      return user === undefined ? usage : { ...usage, byUserToday: countOf(userCellAt(agreementId, user, now.day)) }
    },
    reserve(use) {
      const cells = cellsAt(use.agreementId, use)
      const own = use.user === undefined ? [] : [userCellAt(use.agreementId, use.user, use.day)]
      const perUser = use.limits.perUserPerDay ?? Number.POSITIVE_INFINITY
      if (isUsedUp(usageFrom(cells), use.limits) || own.some((cell) => countOf(cell) >= perUser)) return undefined
      const held: Held = { cells: [cells.minute, cells.day, cells.month, ...own], state: 'held' }
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

/** By agreement and person, of the current day: what other processes counted is learned when a use is written. */
function createUserCells(): (agreementId: string, user: string, day: string) => Cell {
  const users = new Map<string, Cell>()
  let usersDay = ''
  return (agreementId, user, day) => {
    if (day > usersDay) {
      users.clear()
      usersDay = day
    }
    const key = `${agreementId} ${user}`
    const cell = cellAt(users.get(key), day)
    users.set(key, cell)
    return cell
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

/** The windows that a use falls into, each with its limit. */
export function windowsOf(row: UsageRow): (Omit<UsageCount, 'count'> & { readonly limit: number })[] {
  const { agreementId, limits, user } = row
  const none = Number.POSITIVE_INFINITY
  const all = { minute: limits.perMinute ?? none, day: limits.perDay ?? none, month: limits.perMonth ?? none }
  const windows = windowKinds.map((kind) => {
    return { agreementId, user: '', kind, start: windowStart(kind, row), limit: all[kind] }
  })
  if (user === undefined) return windows
  return [...windows, { agreementId, user, kind: 'day', start: row.day, limit: limits.perUserPerDay ?? none }]
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
