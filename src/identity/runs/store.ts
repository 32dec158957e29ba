import type { Queryable } from '../people/store.ts'
import type { Run, RunProgress, RunState, Upload } from './schema.ts'

interface RunRow {
  readonly id: string
  readonly member: string
  readonly account: string
  readonly model: string
  readonly state: RunState
  readonly requested_at: Date
  readonly started_at: Date | null
  readonly ended_at: Date | null
  readonly cancel_asked: boolean
  readonly attempts: number
  readonly progress: RunProgress
  readonly document: Pick<Run, 'request' | 'fault' | 'trained' | 'report' | 'charts' | 'proposals'>
}

const columns =
  'id, member, account, model, state, requested_at, started_at, ended_at, cancel_asked, attempts, progress, document'

const runOf = (row: RunRow): Run => ({
  ...{ id: row.id, member: row.member, account: row.account, model: row.model, state: row.state },
  ...{ attempts: row.attempts, progress: row.progress, requestedAt: row.requested_at.toISOString() },
  ...(row.started_at === null ? {} : { startedAt: row.started_at.toISOString() }),
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
  ...row.document,
})

export async function insertRun(tx: Queryable, run: Run): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into linkage_run (id, member, account, model, state, requested_at, progress, document)
     values ($1, $2, $3, $4, 'waiting', $5, $6, $7)`,
    [run.id, run.member, run.account, run.model, run.requestedAt, run.progress, { request: run.request }],
  )
  return rowCount === 1
}

export async function findRun(database: Queryable, id: string): Promise<Run | undefined> {
  const { rows } = await database.query<RunRow>(`select ${columns} from linkage_run where id = $1`, [id])
  return rows[0] && runOf(rows[0])
}

export async function listRuns(database: Queryable, limit: number): Promise<Run[]> {
  const { rows } = await database.query<RunRow>(`select ${columns} from linkage_run order by id desc limit $1`, [limit])
  return rows.map(runOf)
}

/** False where there is nothing to do (any more). */
export async function beginRun(database: Queryable, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await database.query(
    `update linkage_run set state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, $2)
     where id = $1 and state in ('waiting', 'running')`,
    [id, at],
  )
  return rowCount === 1
}

/** Answers whether somebody has asked to cancel it. */
export async function noteProgress(database: Queryable, id: string, progress: RunProgress): Promise<boolean> {
  const { rows } = await database.query<{ cancel_asked: boolean }>(
    `update linkage_run set progress = $2 where id = $1 returning cancel_asked`,
    [id, progress],
  )
  return rows[0]?.cancel_asked ?? true
}

export async function endRun(
  tx: Queryable,
  id: string,
  { state, at, ...found }: { readonly state: RunState; readonly at: Date } & Partial<RunRow['document']>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update linkage_run set state = $2, ended_at = $3, document = document || $4::jsonb
     where id = $1 and state in ('waiting', 'running')`,
    [id, state, at, JSON.stringify(found)],
  )
  return rowCount === 1
}

/** A run that waits is cancelled at once, one at work as soon as it looks. */
export async function askToCancel(tx: Queryable, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update linkage_run set cancel_asked = true, state = case when state = 'waiting' then 'cancelled' else state end,
       ended_at = case when state = 'waiting' then $2::timestamptz end
     where id = $1 and state in ('waiting', 'running')`,
    [id, at],
  )
  return rowCount === 1
}

/** A run that was cancelled or broken off since then waits again; one whose files were refused would be refused again. */
export async function reopenRun(
  tx: Queryable,
  id: string,
  { since, brokeOff }: { readonly since: Date; readonly brokeOff: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update linkage_run set state = 'waiting', ended_at = null, cancel_asked = false, document = document - 'fault'
     where id = $1 and ended_at >= $2
       and (state = 'cancelled' or state = 'failed' and document -> 'fault' ->> 'code' = $3)`,
    [id, since, brokeOff],
  )
  return rowCount === 1
}

/** Runs that were cancelled or failed before a day: nobody goes on with them any more. */
export async function endedBefore(database: Queryable, at: Date): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `select id from linkage_run where state in ('cancelled', 'failed') and ended_at < $1 order by id desc limit 1000`,
    [at],
  )
  return rows.map(({ id }) => id)
}

const uploadColumns = 'id, name, format, digest, length(bytes) as bytes, member, account, at'
type UploadRow = Omit<Upload, 'at' | 'again'> & { readonly at: Date }

const uploadOf = ({ at, ...row }: UploadRow, again: boolean): Upload => ({ ...row, at: at.toISOString(), again })

export async function insertUpload(
  tx: Queryable,
  { id, name, format, digest, member, account, at }: Upload,
  bytes: Buffer,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into linkage_upload (id, digest, name, format, member, account, at, bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [id, digest, name, format, member, account, at, bytes],
  )
  return rowCount === 1
}

export async function uploadWith(database: Queryable, digest: string): Promise<Upload | undefined> {
  const { rows } = await database.query<UploadRow>(`select ${uploadColumns} from linkage_upload where digest = $1`, [
    digest,
  ])
  return rows[0] && uploadOf(rows[0], true)
}

export async function listUploads(database: Queryable): Promise<Upload[]> {
  const { rows } = await database.query<UploadRow>(
    `select ${uploadColumns} from linkage_upload order by id desc limit 200`,
  )
  return rows.map((row) => uploadOf(row, false))
}

export async function uploadBytes(
  database: Queryable,
  id: string,
): Promise<(Pick<Upload, 'id' | 'name' | 'format'> & { readonly bytes: Buffer }) | undefined> {
  const { rows } = await database.query<Pick<Upload, 'id' | 'name' | 'format'> & { bytes: Buffer }>(
    'select id, name, format, bytes from linkage_upload where id = $1',
    [id],
  )
  return rows[0]
}

/** Records of a file, for whoever looks at them side by side later; the same file handed in again changes nothing. */
export async function keepRecords(
  database: Queryable,
  { source, upload }: { readonly source: string; readonly upload: string },
  records: readonly { readonly record: string; readonly values: Readonly<Record<string, string | null>> }[],
): Promise<void> {
  await database.query(
    `insert into source_record (source, record, upload, values)
     select $1, one ->> 'record', $2, one -> 'values' from jsonb_array_elements($3::jsonb) as one
     on conflict (source, record) do update set upload = excluded.upload, values = excluded.values, left_at = null`,
    [source, upload, JSON.stringify(records)],
  )
}
