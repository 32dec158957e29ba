import { Cron } from 'croner'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { frequencyNotUnderstood } from './problems.ts'

/** When what has happened is told: at its times, all at once. */
export interface Frequency {
  /** The first time after the instant; undefined when there is none any more. */
  next(after: Date): Date | undefined
}

const words: Readonly<Record<string, string>> = {
  hourly: '0 0 * * * ?',
  daily: '0 0 6 * * ?',
  weekly: '0 0 6 ? * MON',
  monthly: '0 0 6 1 * ?',
}

/**
 * Quartz cron as the standard writes it: six or seven fields, Sunday is 1. Five fields are the older cron without
 * seconds, where Sunday is 0. In the country's zone.
 */
export function frequencyOf(text: string, timeZone: string): Result<Frequency> {
  const pattern = words[text.trim().toLowerCase()] ?? text.trim()
  const fields = pattern.split(/\s+/)
  // The library takes an ISO date, too, and fields of any length.
  if (text.length > 100 || fields.length < 5 || fields.length > 7) return fail(frequencyNotUnderstood)
  try {
    const cron = new Cron(pattern, {
      timezone: timeZone,
      paused: true,
      sloppyRanges: true,
      alternativeWeekdays: fields.length > 5,
    })
    return ok({ next: (after) => cron.nextRun(after) ?? undefined })
  } catch {
    return fail(frequencyNotUnderstood)
  }
}
