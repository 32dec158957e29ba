import { type IsoDate, isCalendarDay, isoDate } from '../kernel/dates.ts'

/** The last birth date of those who have completed `years` years on `day`. */
export function bornByDay(day: IsoDate, years: number): IsoDate {
  const year = Math.max(1, Number(day.slice(0, 4)) - years)
  const month = Number(day.slice(5, 7))
  const dayOfMonth = Number(day.slice(8, 10))
  // Only 29 February may not exist in that year; the day before it is then the last.
  return isoDate(year, month, isCalendarDay(year, month, dayOfMonth) ? dayOfMonth : dayOfMonth - 1)
}
