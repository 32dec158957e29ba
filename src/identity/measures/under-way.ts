import type { DuckDBConnection } from '@duckdb/node-api'
import { fail, type Result } from '../../kernel/result.ts'
import { withDatabase } from '../linkage/encode/duckdb.ts'
import { type MeasureStep, measureSteps, type Watch } from '../linkage/evaluate/watch.ts'
import { measureGivenUp } from './problems.ts'
import type { MeasureUnderWay } from './schema.ts'

/** Of DuckDB; what does not fit is spilled to the folder of the run. The arrays beside it take nine bytes a record. */
const limitsOf = (folder: string) => ({ threads: 2, memoryMiB: 500, spillFolder: `${folder}/spill` })
const interruptEveryMs = 100

interface Asked {
  readonly kind: MeasureUnderWay['kind']
  readonly runs: readonly string[]
}

/** What is measured is measured in turn: each takes a gigabyte for a country, and reads whole files. */
export interface Measuring {
  /** Nobody waits for the answer once `signal` aborts: what waits for its turn then never begins, what runs is interrupted. */
  measure<T>(asked: Asked, signal: AbortSignal, work: (watch: Watch) => Promise<Result<T>>): Promise<Result<T>>
  /** What runs and what waits, in this order. */
  underWay(): MeasureUnderWay[]
}

export function createMeasuring(): Measuring {
  const list = new Set<Asked & { step?: MeasureStep; share: number }>()
  let last: Promise<unknown> = Promise.resolve()
  return {
    underWay: () =>
      [...list].map(({ kind, runs, share, step }) => ({
        ...{ kind, runs: [...runs] },
        ...(step === undefined ? {} : { step }),
        percent: step === undefined ? 0 : percentOf(step, share),
      })),
    measure(asked, signal, work) {
      const one: Asked & { step?: MeasureStep; share: number } = { ...asked, share: 0 }
      const watch: Watch = (step, share = 0) => {
        signal.throwIfAborted()
        Object.assign(one, { step, share })
      }
      list.add(one)
      const next = last
        .then(() => (signal.aborted ? fail(measureGivenUp) : work(watch)))
        .catch((error: unknown) => {
          if (signal.aborted) return fail(measureGivenUp)
          throw error
        })
        .finally(() => list.delete(one))
      last = next.catch(() => undefined)
      return next
    },
  }
}

const percentOf = (step: MeasureStep, share: number): number =>
  Math.floor((100 * (measureSteps.indexOf(step) + share)) / measureSteps.length)

/** A database over the files of runs, whose queries end when `signal` aborts. */
export function measuringDatabase<T>(
  folder: string,
  signal: AbortSignal,
  use: (database: DuckDBConnection) => Promise<T>,
): Promise<T> {
  return withDatabase(limitsOf(folder), async (database) => {
    let again: NodeJS.Timeout | undefined
    // Again, until it is over: between two queries there is none to interrupt.
    const stop = () => {
      database.interrupt()
      again ??= setInterval(stop, interruptEveryMs)
    }
    signal.addEventListener('abort', stop, { once: true })
    try {
      signal.throwIfAborted()
      return await use(database)
    } finally {
      signal.removeEventListener('abort', stop)
      clearInterval(again)
    }
  })
}
