import { frequencyOf } from './frequency.ts'
import type { Settlement, SubscriptionRow } from './store.ts'

/** Why a round ended before its events did. */
export type Stop =
  /** It may not be told: its agreement, its own standing, or an answer that is none. */
  | { readonly kind: 'held'; readonly code: string; readonly gate?: string }
  /** Nobody can answer now; `settled`: this question has its answer, the next is asked under another id. */
  | { readonly kind: 'later'; readonly settled?: true }
  /** It was answered once and the answer is gone. */
  | { readonly kind: 'forgotten' }
  /** The process stops. */
  | { readonly kind: 'interrupted' }

/** What a round found. */
export interface Asked {
  /** Position of the last event that was dealt with. */
  readonly cursor: number
  readonly notified: number
  readonly passedOver: number
  readonly stop?: Stop
  /** Whether there are events left that could be told now. */
  readonly more: boolean
}

const heldForMs = 15 * 60_000
const longestWaitMs = 15 * 60_000

type Before = Pick<
  SubscriptionRow,
  'status' | 'held_code' | 'held_gate' | 'round' | 'failures' | 'frequency' | 'until_at'
>

/** What becomes of a subscription after a round. */
export function settlementOf(
  before: Before,
  { cursor, notified, passedOver, stop, more }: Asked,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Settlement {
  const told = { cursor, notified, passedOver, ...(notified > 0 ? { notifiedAt: now } : {}) }
  const after = (ms: number): Date => new Date(now.getTime() + ms)
  switch (stop?.kind) {
    case 'held': {
      const { code, gate } = stop
      const held = { code, ...(gate === undefined ? {} : { gate }) }
      return { ...told, status: 'held', held, round: before.round + 1, failures: 0, nextRunAt: after(heldForMs) }
    }
    case 'later': {
      const failures = before.failures + 1
      const round = before.round + (stop.settled ? 1 : 0)
      const wait = Math.min(longestWaitMs, 1_000 * 2 ** failures)
      return { ...told, ...standing(before, notified + passedOver > 0), round, failures, nextRunAt: after(wait) }
    }
    case 'forgotten':
      return { ...told, ...standing(before, notified + passedOver > 0), round: before.round + 1, failures: 0 }
    case 'interrupted':
      return { ...told, ...standing(before, notified + passedOver > 0), round: before.round, failures: before.failures }
    case undefined:
      break
  }
  const going = { ...told, round: before.round, failures: 0 }
  if (more) return { ...going, status: 'active' }
  if (before.until_at !== null && before.until_at <= now) return { ...going, status: 'ended', endedAt: now }
  const next = before.frequency === null ? undefined : nextTime(before.frequency, now, timeZone)
  // After its last time of cron there is nothing to wait for.
  if (before.frequency !== null && next === undefined) return { ...going, status: 'ended', endedAt: now }
  return { ...going, status: 'active', ...(next === undefined ? {} : { nextRunAt: next }) }
}

/** A held subscription is so until a question was answered. */
function standing(before: Before, answered: boolean): Pick<Settlement, 'status' | 'held'> {
  if (before.status !== 'held' || before.held_code === null || answered) return { status: 'active' }
  const gate = before.held_gate
  return { status: 'held', held: { code: before.held_code, ...(gate === null ? {} : { gate }) } }
}

function nextTime(frequency: string, now: Date, timeZone: string): Date | undefined {
  const known = frequencyOf(frequency, timeZone)
  return known.ok ? known.value.next(now) : undefined
}
