import { dayIn, type IsoDate } from '../kernel/dates.ts'

/** Time comes in as an argument, so that a rule can be asked about any day. */
export interface Clock {
  now(): Date
  /** The calendar day in the country's zone. */
  today(): IsoDate
}

export function systemClock(zone: string): Clock {
  let minute = Number.NaN
  let day: IsoDate = ''
  return {
    now: () => new Date(),
    today() {
      // Days begin on a minute in every zone, and asking for the day of an instant costs 50 microseconds.
      const now = Date.now()
      if (Math.floor(now / 60_000) !== minute) {
        minute = Math.floor(now / 60_000)
        day = dayIn(zone, new Date(now))
      }
      return day
    },
  }
}

/** Stands still: for tests, and for showing a decision again as of its day. */
export const fixedClock = (instant: Date, zone: string): Clock => ({
  now: () => new Date(instant),
  today: () => dayIn(zone, instant),
})
