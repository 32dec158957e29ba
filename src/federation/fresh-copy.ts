export interface Source<T> {
  /** Changes whenever what `load` answers may have changed; cheap. */
  revision(): Promise<number>
  load(): Promise<T>
  /** A clock that never goes back, in milliseconds. */
  readonly monotonicMs?: () => number
}

export interface FreshCopy<T> {
  /** The copy, known to have been true within the last second; rejects when that cannot be established. */
  get(): Promise<T>
  /** The copy after a check that begins now: it holds what the caller has just changed. */
  renew(): Promise<T>
  /** The copy at hand, for what may be a moment old (names, addresses). Starts a check when one is due. */
  peek(): T
}

/** From this age on the copy is checked while it is still used. */
const checkAfterMs = 300
/** From this age on nothing is decided on it: a suspension stops traffic within a second. */
const expireAfterMs = 900

/**
 * A copy in memory of rows that seldom change. It is checked by use, not by a timer: an idle process asks nothing, a
 * busy one asks for the revision a few times a second and does not wait for the answer.
 */
export async function freshCopy<T>(source: Source<T>): Promise<FreshCopy<T>> {
  const now = source.monotonicMs ?? (() => performance.now())
  let checkedAt = now()
  let revision = await source.revision()
  let copy = await source.load()
  let checking: Promise<void> | undefined

  async function check(): Promise<void> {
    // The moment before the question: what is answered was true then, and perhaps no longer when it arrives.
    const askedAt = now()
    const found = await source.revision()
    if (found !== revision) {
      copy = await source.load()
      // Read before the rows: a change in between makes the next check load again.
      revision = found
    }
    checkedAt = askedAt
  }

  function checkOnce(): Promise<void> {
    checking ??= check().finally(() => {
      checking = undefined
    })
    return checking
  }

  function startCheck(): void {
    // A failure shows itself to the first caller that must wait for a check.
    checkOnce().catch(() => {})
  }

  return {
    async get() {
      const age = now() - checkedAt
      if (age >= expireAfterMs) {
        await checkOnce()
        // The check that we joined may have begun long ago, on a slow database.
        if (now() - checkedAt >= expireAfterMs) await checkOnce()
      } else if (age >= checkAfterMs) startCheck()
      return copy
    },
    async renew() {
      // A check under way may have looked before the change.
      await checking?.catch(() => {})
      await checkOnce()
      return copy
    },
    peek() {
      if (now() - checkedAt >= checkAfterMs) startCheck()
      return copy
    },
  }
}
