/** A schedule that can be said in words; `other` is shown as it was written. */
export type Frequency =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'minutes'; readonly every: number }
  | { readonly kind: 'hours'; readonly every: number; readonly minute: number }
  | { readonly kind: 'daily'; readonly hour: number; readonly minute: number }
  | { readonly kind: 'weekly'; readonly days: readonly number[]; readonly hour: number; readonly minute: number }
  | { readonly kind: 'monthly'; readonly day: number; readonly hour: number; readonly minute: number }
  | { readonly kind: 'other' }

const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
const quartzFields = { least: 6, most: 7 }
const other = { kind: 'other' } as const

/** Quartz: seconds, minutes, hours, day of month, month, day of week (1 is Sunday), year; without seconds as cron has it. */
export function frequencyOf(cron: string | undefined): Frequency {
  if (cron === undefined) return { kind: 'at-once' }
  const given = cron.trim().toUpperCase().split(/\s+/)
  if (given.length < 5 || given.length > quartzFields.most) return other
  const quartz = given.length >= quartzFields.least
  const [second, minute = '', hour = '', dayOfMonth = '', month, dayOfWeek = '', year = '*'] = quartz
    ? given
    : ['0', ...given]
  if (second !== '0' || month !== '*' || year !== '*') return other
  const anyDay = isAny(dayOfMonth) && isAny(dayOfWeek)
  if (anyDay && isAny(hour)) {
    const every = stepOf(minute)
    if (every !== undefined) return { kind: 'minutes', every }
  }
  const minutes = numberOf(minute)
  if (minutes === undefined) return other
  const everyHours = stepOf(hour)
  if (anyDay && everyHours !== undefined) return { kind: 'hours', every: everyHours, minute: minutes }
  const hours = numberOf(hour)
  if (hours === undefined) return other
  if (anyDay) return { kind: 'daily', hour: hours, minute: minutes }
  const days = isAny(dayOfMonth) ? daysOf(dayOfWeek, quartz) : undefined
  if (days !== undefined) return { kind: 'weekly', days, hour: hours, minute: minutes }
  const day = numberOf(dayOfMonth)
  return day !== undefined && isAny(dayOfWeek) ? { kind: 'monthly', day, hour: hours, minute: minutes } : other
}

const isAny = (field: string): boolean => field === '*' || field === '?'

const numberOf = (field: string): number | undefined => (/^\d{1,2}$/.test(field) ? Number(field) : undefined)

// `*` is every one; `0/5` and `*/5` are every fifth.
function stepOf(field: string): number | undefined {
  if (isAny(field)) return 1
  const step = /^(?:\*|0)\/(\d{1,2})$/.exec(field)?.[1]
  return step === undefined || Number(step) === 0 ? undefined : Number(step)
}

/** Days of the week from 1 for Sunday: `MON-FRI`, `2,4`; cron counts from 0 or calls Sunday 7. */
function daysOf(field: string, quartz: boolean): readonly number[] | undefined {
  const dayOf = (text: string): number | undefined => {
    const named = dayNames.indexOf(text)
    if (named >= 0) return named + 1
    if (!/^[0-7]$/.test(text)) return undefined
    const day = quartz ? Number(text) : (Number(text) % 7) + 1
    return day >= 1 ? day : undefined
  }
  const days = field.split(',').flatMap((part) => {
    const [from, to] = part.split('-').map(dayOf)
    if (from === undefined) return [undefined]
    if (!part.includes('-')) return [from]
    if (to === undefined || to < from) return [undefined]
    return Array.from({ length: to - from + 1 }, (_, step) => from + step)
  })
  return days.every((day) => day !== undefined) ? days : undefined
}
