/** Bounds how often something may fail before it must wait: guessing becomes slow, a typing error stays cheap. */
export interface Attempts {
  /** Counts an attempt before it is made. Answers with the seconds to wait when there were too many, else undefined. */
  begin(key: string): number | undefined
  /** It succeeded: nothing is held against the key any more. */
  succeeded(key: string): void
}

export interface AttemptOptions {
  readonly failuresLimit: number
  readonly windowSeconds: number
  readonly now: () => Date
}

const keysLimit = 20_000

export function createAttempts({ failuresLimit, windowSeconds, now }: AttemptOptions): Attempts {
  const windows = new Map<string, { startedAt: number; count: number }>()
  return {
    begin(key) {
      const at = now().getTime() / 1000
      const window = windows.get(key)
      if (window !== undefined && at - window.startedAt < windowSeconds) {
        if (window.count >= failuresLimit) return Math.ceil(window.startedAt + windowSeconds - at)
        window.count += 1
        return undefined
      }
      windows.delete(key)
      if (windows.size >= keysLimit) {
        const [oldest] = windows.keys()
        if (oldest !== undefined) windows.delete(oldest)
      }
      windows.set(key, { startedAt: at, count: 1 })
      return undefined
    },
    succeeded: (key) => {
      windows.delete(key)
    },
  }
}
