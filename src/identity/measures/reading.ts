import type { DuckDBConnection } from '@duckdb/node-api'
import type pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { chunksOf, numbersOf } from '../linkage/encode/duckdb.ts'
import { type DoneRun, doneRun } from '../runs/found.ts'
import { noRunOfModel, tooLargeToCompare } from './problems.ts'

export interface MeasuringWorld {
  readonly pool: pg.Pool
  /** Of the identity room in the data folder. */
  readonly folder: string
}

/** What is held in memory at once, for the length of an answer. */
const maxRecords = 2_000_000

/** A run that is done, by its id or by the digest of its model. */
export async function measuredRun(world: MeasuringWorld, named: string): Promise<Result<DoneRun>> {
  const id = named.startsWith('lr-') ? named : await latestOf(world, named)
  if (id === undefined) return fail(noRunOfModel(named))
  const done = await doneRun(world, id)
  if (!done.ok) return done
  return done.value.run.report.records > maxRecords ? fail(tooLargeToCompare(maxRecords)) : ok(done.value)
}

async function latestOf({ pool }: MeasuringWorld, model: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from linkage_run where state = 'done' and (model = $1 or document ->> 'trained' = $1)
     order by id desc limit 1`,
    [model],
  )
  return rows[0]?.id
}

/** Columns of numbers, read in the order in which they come. */
export async function columnsOf(database: DuckDBConnection, query: string, count: number): Promise<number[][]> {
  const columns = Array.from({ length: count }, (): number[] => [])
  for await (const chunk of chunksOf(database, query)) {
    columns.forEach((column, c) => {
      for (const value of numbersOf(chunk, c)) column.push(value)
    })
  }
  return columns
}

/** One measure after another: each holds whole runs in memory. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}
