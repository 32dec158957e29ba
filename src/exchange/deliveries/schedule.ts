/** Attempts of one delivery, from when it was queued or replayed: over about a day. */
export const attemptsLimit = 12
const firstWaitMs = 5_000
const waitFactor = 3
const longestWaitMs = 12 * 3_600_000

/**
 * How long to wait after so many failed attempts: exponential, with full jitter, so that messages that failed together
 * are not sent together again. What the receiver asks for (`Retry-After`) is honoured up to the longest wait.
 */
export function waitAfter(attempts: number, random: number, askedMs = 0): number {
  const ceiling = Math.min(firstWaitMs * waitFactor ** (attempts - 1), longestWaitMs)
  return Math.max(Math.round(ceiling * random), Math.min(askedMs, longestWaitMs))
}

/** RFC 9110 §10.2.3: seconds, or a date. */
export function retryAfterMs(value: string | undefined, now: Date): number {
  if (value === undefined) return 0
  const wait = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now.getTime()
  return Number.isNaN(wait) ? 0 : Math.max(wait, 0)
}
