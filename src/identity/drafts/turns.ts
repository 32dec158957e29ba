/** Does works one after another. Undefined where `maxWaiting` are under way or wait already. */
export function inTurns(maxWaiting: number): <T>(work: () => Promise<T>) => Promise<T> | undefined {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return (work) => {
    if (waiting >= maxWaiting) return undefined
    waiting++
    const done = last.then(work).finally(() => {
      waiting--
    })
    last = done.catch(() => undefined)
    return done
  }
}
