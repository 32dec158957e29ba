import { CompiledQuery, type Kysely } from 'kysely'
import type pg from 'pg'
import { Check } from 'typebox/value'
import type { Json } from '../../kernel/canonical-json.ts'
import type { Task } from './task.ts'

export interface JobOptions {
  readonly runAt?: Date
  /** Jobs of one queue run one after another. Few names: a queue per programme, not per person. */
  readonly queue?: string
  /** A second job with the key of a waiting one takes its place. */
  readonly key?: string
  readonly attemptsLimit?: number
}

/** A connection inside a transaction: plain, or Kysely's. */
// biome-ignore lint/suspicious/noExplicitAny: a transaction of any tables will do
export type JobTransaction = Pick<pg.ClientBase, 'query'> | Kysely<any>

const defaultAttemptsLimit = 12

/** A job for each of the keys, in one statement. */
export async function enqueueEach(
  tx: Pick<pg.ClientBase, 'query'>,
  {
    task,
    jobs,
    attemptsLimit,
  }: { readonly task: Task; readonly jobs: ReadonlyMap<string, Json> } & Pick<JobOptions, 'attemptsLimit'>,
): Promise<void> {
  for (const payload of jobs.values()) mustFit(task, payload)
  await tx.query(
    `select graphile_worker.add_job($1, payload := payload::json, max_attempts := $2, job_key := key)
     from unnest($3::text[], $4::text[]) as job(key, payload)`,
    [
      task.name,
      attemptsLimit ?? defaultAttemptsLimit,
      [...jobs.keys()],
      [...jobs.values()].map((payload) => JSON.stringify(payload)),
    ],
  )
}

function mustFit(task: Task, payload: Json): void {
  if (!Check(task.payload, payload)) throw new Error(`the payload does not fit the task ${task.name}`)
}

const addJob = `select graphile_worker.add_job($1, payload := $2::json, queue_name := $3, run_at := $4,
  max_attempts := $5, job_key := $6)`

/**
 * Adds a job in the caller's transaction: it exists exactly when the act that asked for it is committed. The payload
 * holds ids, not personal data, because jobs are read by operators.
 */
export async function enqueue(
  tx: JobTransaction,
  job: { readonly task: Task; readonly payload: Json } & JobOptions,
): Promise<void> {
  mustFit(job.task, job.payload)
  const values = [
    job.task.name,
    JSON.stringify(job.payload),
    job.queue ?? null,
    job.runAt ?? null,
    job.attemptsLimit ?? defaultAttemptsLimit,
    job.key ?? null,
  ]
  if ('executeQuery' in tx) await tx.executeQuery(CompiledQuery.raw(addJob, values))
  else await tx.query(addJob, values)
}
