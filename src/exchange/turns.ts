import type { Turns } from './world.ts'

export interface TurnLimits {
  /** Questions that may be with one system at a time. */
  readonly atOnceLimit: number
  /** Questions that may wait for a turn; beyond, they are told at once that the system is busy. */
  readonly waitingLimit: number
}

interface Waiting {
  start(): void
}

/** First come, first served, each system by itself. */
export function createTurns({ atOnceLimit, waitingLimit }: TurnLimits): Turns {
  const systems = new Map<string, { busy: number; readonly waiting: Set<Waiting> }>()

  const end = (system: string) => (): void => {
    const line = systems.get(system)
    if (line === undefined) return
    const [next] = line.waiting
    if (next === undefined) line.busy--
    else {
      line.waiting.delete(next)
      next.start()
    }
  }

  return {
    take(system, signal) {
      const line = systems.get(system) ?? { busy: 0, waiting: new Set<Waiting>() }
      systems.set(system, line)
      if (signal.aborted) return Promise.resolve(undefined)
      if (line.busy < atOnceLimit) {
        line.busy++
        return Promise.resolve(end(system))
      }
      if (line.waiting.size >= waitingLimit) return Promise.resolve(undefined)
      return new Promise((resolve) => {
        const giveUp = (): void => {
          line.waiting.delete(entry)
          resolve(undefined)
        }
        const entry: Waiting = {
          start() {
            signal.removeEventListener('abort', giveUp)
            resolve(end(system))
          },
        }
        line.waiting.add(entry)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
  }
}
