import { dayIn, daysIn, type IsoDate, timesIn } from '../kernel/dates.ts'

/** Time comes in as an argument, so that a rule can be asked about any day. */
export interface Clock {
  now(): Date
  /** The calendar day in the country's zone. */
  today(): IsoDate
  /** The wall clock in the country's zone, `HH:MM`. */
  time(): string
}

export function systemClock(zone: string): Clock {
  const dayOf = daysIn(zone)
  const timeOf = timesIn(zone)
  return { now: () => new Date(), today: () => dayOf(new Date()), time: () => timeOf(new Date()) }
}

/** Stands still: for tests, and for showing a decision again as of its day. */
export const fixedClock = (instant: Date, zone: string): Clock => ({
  now: () => new Date(instant),
  today: () => dayIn(zone, instant),
  time: () => timesIn(zone)(instant),
})
