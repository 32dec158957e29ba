import type pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type DoneRun, doneRun } from '../runs/found.ts'
import { noRunOfModel, tooLargeToCompare } from './problems.ts'
import type { Measuring } from './under-way.ts'

export interface MeasuringWorld {
  readonly pool: pg.Pool
  /** Of the identity room in the data folder. */
  readonly folder: string
  readonly measuring: Measuring
}

/** Nine bytes for each are held in memory while two runs are compared: 450 MB, beside what DuckDB may take. */
const maxRecords = 50_000_000

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
