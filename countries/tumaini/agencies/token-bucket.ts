/** Allows `perSecond` calls a second, and as many at once after a pause; `now` is in milliseconds. */
export function tokenBucket(perSecond: number): (now: number) => boolean {
  let tokens = perSecond
  let last: number | null = null
  return (now) => {
    if (last !== null) tokens = Math.min(perSecond, tokens + ((now - last) / 1000) * perSecond)
    last = now
    if (tokens < 1) return false
    tokens--
    return true
  }
}
