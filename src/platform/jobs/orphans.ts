import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from '../telemetry/logger.ts'

/** Jobs of pools whose process was killed are taken up at once; graphile-worker alone would wait four hours. */
export interface OrphanWatch {
  /** Frees what killed processes left locked; answers with how many pools were gone. */
  free(): Promise<number>
  /** Calls when the database is back after its session was lost. */
  onReconnect(action: () => void): void
  close(): Promise<void>
}

const lockClass = 7_400_003
const everyMs = 20_000
const reconnectEveryMs = 1_000

/**
 * Each pool of workers is vouched for by a lock of its process's session: who can take the lock knows that the process is gone.
 * A session that was lost while its process lives frees jobs too early; they then run twice, which a task must bear.
 */
export async function watchOrphans(url: string, events: WorkerEvents, logger: Logger): Promise<OrphanWatch> {
  const living = new Set<string>()
  let session = await openSession(url)
  const vouch = (pool: string): Promise<unknown> =>
    session.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, pool])
  events.on('pool:create', ({ workerPool: { id } }) => {
    living.add(id)
    // When the session is gone, another is opened and vouches again.
    vouch(id).catch(() => undefined)
  })
  events.on('pool:release', ({ workerPool: { id } }) => living.delete(id))

  async function free(): Promise<number> {
    const { rows } = await session.query<{ gone: number }>(freeAll, [lockClass, [...living]])
    const gone = rows[0]?.gone ?? 0
    if (gone > 0) logger.warn({ pools: gone }, 'took up the jobs of a process that was killed')
    return gone
  }

  let closed = false
  let reconnected: () => void = () => undefined
  session.once('end', () => void reconnect())
  async function reconnect(): Promise<void> {
    while (!closed) {
      await sleep(reconnectEveryMs, undefined, { ref: false })
      const opened = await openSession(url).catch(() => undefined)
      if (opened === undefined) continue
      if (closed) return opened.end()
      session = opened
      session.once('end', () => void reconnect())
      for (const pool of living) vouch(pool).catch(() => undefined)
      return reconnected()
    }
  }
  const timer = setInterval(() => void free().catch(() => undefined), everyMs)
  timer.unref()
  return {
    free,
    onReconnect(action) {
      reconnected = action
    },
    async close() {
      closed = true
      clearInterval(timer)
      await session.end().catch(() => undefined)
    },
  }
}

// Locks of this session can be taken again by it, so its own pools are left out by name.
const freeAll = `
with locked as (
  select locked_by from graphile_worker._private_jobs where locked_by is not null
  union
  select locked_by from graphile_worker._private_job_queues where locked_by is not null
), gone as (
  select array_agg(locked_by) as pools from locked
  where locked_by <> all($2::text[]) and pg_try_advisory_xact_lock($1, hashtext(locked_by))
)
select coalesce(cardinality(pools), 0) as gone, graphile_worker.force_unlock_workers(pools)::text
from gone where pools is not null`

async function openSession(url: string): Promise<pg.Client> {
  const session = new pg.Client({ connectionString: url, application_name: 'kiungo-jobs', keepAlive: true })
  session.on('error', () => undefined)
  await session.connect()
  return session
}
