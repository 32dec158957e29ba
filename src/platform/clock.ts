import { dayIn, type IsoDate } from '../kernel/dates.ts'

/** Time comes in as an argument, so that a rule can be asked about any day. */
export interface Clock {
  now(): Date
  /** The calendar day in the country's zone. */
  today(): IsoDate
}

export const systemClock = (zone: string): Clock => ({
  now: () => new Date(),
  today: () => dayIn(zone, new Date()),
})

/** Stands still: for tests, and for showing a decision again as of its day. */
export const fixedClock = (instant: Date, zone: string): Clock => ({
  now: () => new Date(instant),
  today: () => dayIn(zone, instant),
})
