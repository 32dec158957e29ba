/** A calendar day without time or zone, `YYYY-MM-DD` (ISO 8601): compares correctly as text. */
export type IsoDate = string

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

export function isIsoDate(text: string): boolean {
  const parts = pattern.exec(text)
  if (parts === null) return false
  return isCalendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

/** Whether the day exists: 2023-02-29 does not. `month` counts from 1. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export const isoDate = (year: number, month: number, day: number): IsoDate =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** The day of an instant in the given IANA zone: midnight in Nairobi is not midnight in UTC. */
export const dayIn = (zone: string, instant: Date): IsoDate => daysIn(zone)(instant)

/**
 * Tells the day of instants in one zone. Days begin on a minute in every zone, and asking for the day of an instant costs
 * 50 microseconds: the last minute's answer is remembered.
 */
export function daysIn(zone: string): (instant: Date) => IsoDate {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  let minute = Number.NaN
  let day: IsoDate = ''
  return (instant) => {
    const asked = Math.floor(instant.getTime() / 60_000)
    if (asked !== minute) {
      day = format.format(instant)
      minute = asked
    }
    return day
  }
}

export function addDays(date: IsoDate, days: number): IsoDate {
  const moved = new Date(`${date}T00:00:00Z`)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

/** Completed years on `day`; a person born on 29 February has their birthday on 1 March of common years. */
export function ageOn(birthDate: IsoDate, day: IsoDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** By ISO 8601: Monday is 1, Sunday 7. */
export function weekdayOf(date: IsoDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

/** Tells the wall clock of instants in one zone, `HH:MM`; the last minute's answer is remembered. */
export function timesIn(zone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  let minute = Number.NaN
  let time = ''
  return (instant) => {
    const asked = Math.floor(instant.getTime() / 60_000)
    if (asked !== minute) {
      time = format.format(instant)
      minute = asked
    }
    return time
  }
}
