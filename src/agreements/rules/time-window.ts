import { weekdayOf } from '../../kernel/dates.ts'
import type { Case } from './gate.ts'

/**
 * Whether the hour is one of those agreed, by the wall clock of the country. A window that ends before it begins goes over
 * midnight, and its second half belongs to the day on which it began.
 */
export function isWithinHours({ candidate, facts, today }: Case): boolean {
  const window = candidate?.agreement.conditions?.timeWindow
  if (window === undefined) return true
  const { from, until, days } = window
  const weekday = weekdayOf(today)
  if (from < until) return days.includes(weekday) && from <= facts.time && facts.time < until
  if (facts.time >= from) return days.includes(weekday)
  return facts.time < until && days.includes(dayBefore(weekday))
}

const dayBefore = (weekday: number): number => (weekday === 1 ? 7 : weekday - 1)

/** As a sentence says it: `08:00–17:00 (1, 2, 3, 4, 5)`. */
export function hoursOf({ candidate }: Case): { hours: string; days: string } {
  const window = candidate?.agreement.conditions?.timeWindow
  const days = window?.days.toSorted((a, b) => a - b).join(', ') ?? ''
  return { hours: window === undefined ? '' : `${window.from}–${window.until}`, days }
}
