import Type, { type Static } from 'typebox'
import { addDays, dayIn, type IsoDate, isIsoDate } from '../../kernel/dates.ts'

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** When a country works: whose midnight ends a day, and which days the law does not count as working days. */
export const Calendar = Type.Object(
  {
    timeZone: Type.String({ maxLength: 60, description: 'IANA name' }),
    weekend: Type.Array(Type.Enum(weekdays), { maxItems: 3 }),
    holidays: Type.Array(Type.String({ pattern: '^(\\d{4}-)?\\d{2}-\\d{2}$' }), {
      maxItems: 400,
      description: 'public holidays: YYYY-MM-DD, or MM-DD for every year',
    }),
    knownThrough: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        description: 'last day for which the moving holidays are listed',
      }),
    ),
  },
  { additionalProperties: false },
)
export type Calendar = Static<typeof Calendar>

export interface WorkingDays {
  readonly timeZone: string
  readonly knownThrough: IsoDate | undefined
  isWorkingDay(day: IsoDate): boolean
}

export function workingDays({ timeZone, weekend, holidays, knownThrough }: Calendar): WorkingDays {
  const off = new Set(holidays)
  const free = new Set(weekend.map((name) => weekdays.indexOf(name)))
  return {
    timeZone,
    knownThrough,
    isWorkingDay: (day) =>
      !off.has(day) && !off.has(day.slice(5)) && !free.has(new Date(`${day}T00:00:00Z`).getUTCDay()),
  }
}

/** Every day works: for what is asked without a country. */
export const everyDay: WorkingDays = workingDays({ timeZone: 'UTC', weekend: [], holidays: [] })

const maxShiftDays = 40_000
const maxWorkingDays = 400
/** A holiday list that left no working day for so long would be wrong. */
const maxDaysInARow = 30

/** `from` moved by calendar days; undefined when the result is no day of the calendar. */
export function shiftDays(from: IsoDate, days: number): IsoDate | undefined {
  if (!Number.isInteger(days) || Math.abs(days) > maxShiftDays) return undefined
  return orUndefined(addDays(from, days))
}

/** Same day of the month, or its last day where the month is shorter (Regulation 1182/71, article 3(2)(c)). */
export function shiftMonths(from: IsoDate, months: number): IsoDate | undefined {
  if (!Number.isInteger(months) || Math.abs(months) > 1200) return undefined
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number)
  const first = new Date(Date.UTC(2000, 0, 1))
  first.setUTCFullYear(year, month - 1 + months, 1)
  const last = new Date(first)
  last.setUTCMonth(first.getUTCMonth() + 1, 0)
  first.setUTCDate(Math.min(day, last.getUTCDate()))
  return orUndefined(first.toISOString().slice(0, 10))
}

/** The n-th working day after (before, for a negative n) `from`, which is not counted itself. */
export function shiftWorkingDays(from: IsoDate, days: number, calendar: WorkingDays): IsoDate | undefined {
  if (!Number.isInteger(days) || Math.abs(days) > maxWorkingDays) return undefined
  const step = Math.sign(days)
  let day: IsoDate | undefined = from
  for (let left = Math.abs(days); left > 0 && day !== undefined; left--) {
    const next: IsoDate | undefined = shiftDays(day, step)
    day = next && workingDayFrom(next, calendar, step)
  }
  return day
}

/** The day itself when it is a working day, or else the nearest one in the direction of `step`. */
export function workingDayFrom(from: IsoDate, calendar: WorkingDays, step = 1): IsoDate | undefined {
  let day: IsoDate | undefined = from
  for (let tried = 0; tried < maxDaysInARow && day !== undefined; tried++) {
    if (calendar.isWorkingDay(day)) return day
    day = shiftDays(day, step)
  }
  return undefined
}

export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

const orUndefined = (day: string): IsoDate | undefined => (isIsoDate(day) ? day : undefined)

const minuteMs = 60_000
/** No zone is further from UTC than this. */
const maxOffsetMinutes = 15 * 60

/** The first instant of a day in a zone: not always midnight, as some countries' summer time begins then. */
export function startOfDay(zone: string, day: IsoDate): Date {
  const utc = Date.parse(`${day}T00:00:00Z`)
  let [before, from] = [-maxOffsetMinutes, maxOffsetMinutes]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (dayIn(zone, new Date(utc + middle * minuteMs)) >= day) from = middle
    else before = middle
  }
  return new Date(utc + from * minuteMs)
}
