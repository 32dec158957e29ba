import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import Type from 'typebox'
import { createTestDatabase, startTestPostgres } from '../../../test/support/database.ts'
import { createLogger } from '../telemetry/logger.ts'
import { enqueue } from './enqueue.ts'
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

test('jobs go on after the database was killed and came back', async (t) => {
  const postgres = await startTestPostgres(t)
  const { ran, note } = recorder()
  await start(t, postgres.connectionString, [note])
  await postgres.kill()
  await sleep(100)
  await postgres.restart()
  await enqueue(postgres.pool, { task: note, payload: { id: 'after', failures: 0 } })
  await until(() => ran.some((job) => job.id === 'after'))
})
