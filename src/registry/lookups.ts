import { setImmediate } from 'node:timers/promises'
import type { Fragment } from './condition.ts'
import type { RegistryRecord, Run } from './records.ts'

/** Looks up by an identifier: `$1` of the statement is a list of values, its rows say in `place` which they belong to. */
export type LookUp = (statement: Fragment, value: string) => Promise<RegistryRecord[]>

interface Asker {
  readonly value: string
  readonly signal: AbortSignal
  resolve(rows: RegistryRecord[]): void
  reject(error: unknown): void
}

const atOnceLimit = 200

/**
 * Lookups of one shape that wait together are one statement: of a lookup, most is the way to the database and back. What
 * is asked while one is under way is in the next.
 */
export function createLookups(runWhile: (signal: AbortSignal) => Run): (signal: AbortSignal) => LookUp {
  const lines = new Map<string, Asker[]>()

  async function serve(key: string, statement: Fragment, waiting: Asker[]): Promise<void> {
    // Questions that came together are read one after the other.
    await setImmediate()
    while (waiting.length > 0) {
      const batch = waiting.splice(0, atOnceLimit).filter(({ signal }) => !signal.aborted)
      if (batch.length > 0) await answer(statement, batch)
    }
    lines.delete(key)
  }

  async function answer({ text, values }: Fragment, askers: readonly Asker[]): Promise<void> {
    const abandoned = new AbortController()
    let left = askers.length
    const leave = (): void => {
      left -= 1
      if (left === 0) abandoned.abort()
    }
    for (const { signal } of askers) signal.addEventListener('abort', leave, { once: true })
    try {
      const asked = askers.map(({ value }) => value)
      const rows = await runWhile(abandoned.signal)({ text, values: [asked, ...values] })
      const byPlace = Map.groupBy(rows, ({ place }) => place)
      for (const [i, asker] of askers.entries()) asker.resolve(byPlace.get(i + 1) ?? [])
    } catch (error) {
      for (const asker of askers) asker.reject(error)
    }
    for (const { signal } of askers) signal.removeEventListener('abort', leave)
  }

  return (signal) => (statement, value) =>
    new Promise((resolve, reject) => {
      const key = `${statement.values.join()} ${statement.text}`
      const asker = { value, signal, resolve, reject }
      const line = lines.get(key)
      if (line !== undefined) return void line.push(asker)
      const fresh = [asker]
      lines.set(key, fresh)
      void serve(key, statement, fresh)
    })
}
