import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import Type from 'typebox'
import { createTestDatabase, startTestPostgres } from '../../../test/support/database.ts'
import { createLogger } from '../telemetry/logger.ts'
import { enqueue } from './enqueue.ts'
import { watchOrphans } from './orphans.ts'
import { startJobs } from './runner.ts'
import { task } from './task.ts'

const logger = createLogger('silent')

function recorder() {
  const ran: { id: string; attempt: number }[] = []
  const note = task({
    name: 'test.note',
    payload: Type.Object({ id: Type.String(), failures: Type.Integer() }, { additionalProperties: false }),
    run: async ({ id, failures }, { attempt }) => {
      ran.push({ id, attempt })
      if (attempt <= failures) throw new Error('not yet')
    },
  })
  return { ran, note }
}

async function start(t: TestContext, url: string, tasks: Parameters<typeof startJobs>[0]['tasks']) {
  const metrics = new Registry()
  const jobs = await startJobs({ url, tasks, logger, metrics })
  t.after(() => jobs.stop())
  return metrics
}

async function until(condition: () => boolean, limitMs = 20_000): Promise<void> {
  for (const giveUpAt = Date.now() + limitMs; !condition() && Date.now() < giveUpAt; ) await sleep(10)
  assert.ok(condition(), 'waited too long')
}

test('a job runs after the transaction that added it commits, and not when it rolls back', async (t) => {
  const { pool, db, connectionString } = await createTestDatabase(t)
  const { ran, note } = recorder()
  await start(t, connectionString, [note])
  const client = await pool.connect()
  await client.query('begin')
  await enqueue(client, { task: note, payload: { id: 'lost', failures: 0 } })
  await client.query('rollback')
  await client.query('begin')
  await enqueue(client, { task: note, payload: { id: 'kept', failures: 0 } })
  await sleep(50)
  assert.equal(ran.length, 0, 'nothing runs before the commit')
  await client.query('commit')
  client.release()
  await db.transaction().execute((tx) => enqueue(tx, { task: note, payload: { id: 'kysely', failures: 0 } }))
  await until(() => ran.length === 2)
  assert.deepEqual(ran.map((job) => job.id).sort(), ['kept', 'kysely'])
})

test('a job that fails is tried again and counted', async (t) => {
  const { pool, connectionString } = await createTestDatabase(t)
  const { ran, note } = recorder()
  const metrics = await start(t, connectionString, [note])
  await enqueue(pool, { task: note, payload: { id: 'a', failures: 1 } })
  await until(() => ran.length === 1)
  await sleep(50)
  await pool.query("update graphile_worker._private_jobs set run_at = now() - interval '1 second'")
  await enqueue(pool, { task: note, payload: { id: 'nudge', failures: 0 } })
  await until(() => ran.some((job) => job.attempt === 2))
  assert.match(await metrics.metrics(), /kiungo_jobs_total\{task="test.note",outcome="failed"\} 1/)
})

test('a payload that does not fit its task is refused where it is added', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { note } = recorder()
  await assert.rejects(enqueue(pool, { task: note, payload: { id: 1 } }), /does not fit the task test\.note/)
})

test('jobs go on after the database was killed in the middle of them and came back', async (t) => {
  const stops: (() => Promise<void>)[] = []
  t.after(() => Promise.all(stops.map((stop) => stop())))
  const postgres = await startTestPostgres(t)
  const { ran, note } = recorder()
  const { connectionString: url } = postgres
  const jobs = await startJobs({ url, tasks: [note], logger, metrics: new Registry() })
  stops.push(() => jobs.stop())
  for (let kill = 0; kill < 3; kill++) {
    const values = Array.from({ length: 200 }, (_, n) => `${kill}-${n}`)
    for (const id of values) await enqueue(postgres.pool, { task: note, payload: { id, failures: 0 } })
    await until(() => ran.some((job) => job.id === values[20]))
    await postgres.kill()
    await sleep(100)
    await postgres.restart()
    await enqueue(postgres.pool, { task: note, payload: { id: `after ${kill}`, failures: 0 } })
    await until(() => ran.some((job) => job.id === `after ${kill}`), 60_000)
  }
})

test('the job of a process that was killed is taken up again, with its queue; that of a living one is not', async (t) => {
  const { pool, connectionString } = await createTestDatabase(t)
  const ran: string[] = []
  const slow = task({
    name: 'test.slow',
    payload: Type.Object({ id: Type.String() }, { additionalProperties: false }),
    run: async ({ id }, { signal }) => {
      ran.push(id)
      if (id === 'living') await sleep(60_000, undefined, { signal }).catch(() => undefined)
    },
  })
  for (const id of ['killed', 'living', 'next']) {
    await enqueue(pool, { task: slow, payload: { id }, queue: id === 'living' ? 'other' : 'one' })
  }
  await pool.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-killed'
    where payload->>'id' = 'killed'`)
  await pool.query(`update graphile_worker._private_job_queues set locked_at = now(), locked_by = 'pool-killed'
    where queue_name = 'one'`)
  await start(t, connectionString, [slow])
  await until(() => ran.length === 3)
  const other = await watchOrphans(connectionString, new EventEmitter(), logger)
  t.after(() => other.close())
  assert.equal(await other.free(), 0, 'a living process keeps its job')
  assert.deepEqual(ran.slice().sort(), ['killed', 'living', 'next'])
})
