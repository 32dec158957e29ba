// Dates are whole days since 1970-01-01 in the proleptic Gregorian calendar; no clock and no time zone is involved.

export type Day = number
export type Civil = { readonly year: number; readonly month: number; readonly day: number }

const isoByDay = new Map<Day, string>()

export function dayOf(year: number, month: number, day: number): Day {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000)
}

export function parseDay(iso: string): Day {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso)
  if (!match) throw new Error(`not a date: ${iso}`)
  return dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** `yyyy-mm-dd`; remembered, since a country has few distinct days and many dates. */
export function iso(day: Day): string {
  let text = isoByDay.get(day)
  if (text === undefined) {
    text = new Date(day * 86_400_000).toISOString().slice(0, 10)
    isoByDay.set(day, text)
  }
  return text
}

export const isoOrNull = (day: Day | null): string | null => (day === null ? null : iso(day))

export function civil(day: Day): Civil {
  const text = iso(day)
  return { year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)), day: Number(text.slice(8, 10)) }
}

export const yearOf = (day: Day): number => Number(iso(day).slice(0, 4))

/** Completed years from birth to a day. */
export function ageOn(born: Day, on: Day): number {
  const a = iso(born)
  const b = iso(on)
  const years = Number(b.slice(0, 4)) - Number(a.slice(0, 4))
  return b.slice(5) < a.slice(5) ? years - 1 : years
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** `d-MMM-yy`, as the drought payroll writes it. */
export function shortDay(day: Day): string {
  const { year, month, day: d } = civil(day)
  return `${d}-${months[month - 1]}-${String(year % 100).padStart(2, '0')}`
}

/** `yyyymmdd`, as the pension writes it; eight zeros when there is none. */
export const compactDay = (day: Day | null): string => (day === null ? '00000000' : iso(day).replaceAll('-', ''))

/** `dd/MM/yyyy`, as the population register writes it. */
export function slashDay(day: Day): string {
  const text = iso(day)
  return `${text.slice(8)}/${text.slice(5, 7)}/${text.slice(0, 4)}`
}

/** A day with day and month exchanged, or null where that is no other date. */
export function swappedDay(day: Day): Day | null {
  const { year, month, day: d } = civil(day)
  return d > 12 || d === month ? null : dayOf(year, d, month)
}
