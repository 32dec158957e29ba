// A node that is killed again and again while it tells its subscribers: nothing is lost, and nothing comes out of order.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openReceiver } from '../src/exchange/deliveries/test-receiver.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { generateSigningKey, signingKeyToPem } from '../src/kernel/signature.ts'
import { enqueue } from '../src/platform/jobs/enqueue.ts'
import { loadRegistry } from '../src/registry/load.ts'
import { registryFolder } from '../src/registry/sample.ts'
import { createTestDatabase } from './support/database.ts'
import { until } from './support/desk.ts'
import { declareRegistryCountry, openSubscriberWorld, subscription } from './support/subscriber.ts'

const cycles = 10

test('killed at any moment, it tells every event at least once, in order, and twice only the same one', {
  timeout: 280_000,
}, async (t) => {
  const closing: (() => unknown)[] = []
  t.after(async () => {
    for (const close of closing.reverse()) await close()
  })
  const { pool, connectionString } = await createTestDatabase(t)
  mustBeOk(await loadRegistry(pool, registryFolder(t)))
  await declareRegistryCountry(pool)
  const receiver = await openReceiver()
  const nodeKey = generateSigningKey()
  const world = await openSubscriberWorld(pool, receiver.port, nodeKey)
  closing.push(receiver.close, world.close)
  mustBeOk(await world.desk.open(subscription(receiver.port)))
  const acknowledged = new Set<string>()
  for (let cycle = 0; cycle < cycles; cycle++) {
    const script = join(import.meta.dirname, 'support/subscriber-process.ts')
    const args = [connectionString, signingKeyToPem(nodeKey), String(receiver.port), `c${cycle}`]
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.setEncoding('utf8')
    let out = ''
    child.stdout.on('data', (chunk: string) => {
      out += chunk
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    while (!out.includes('\n') && child.exitCode === null) await sleep(20)
    await sleep(Math.random() * 800)
    child.kill('SIGKILL')
    await ended
    for (const [, id = ''] of out.matchAll(/^(\S+)\n/gm)) acknowledged.add(id)
  }
  const jobs = await world.runJobs(connectionString)
  closing.push(() => jobs.stop())
  for (const task of world.room.recurring) await enqueue(pool, { task, payload: {}, key: task.name })
  const { rows: events } = await pool.query<{ id: string; act: string }>(
    `select id, act from registry_event where type = 'registration'`,
  )
  const acts = new Set(events.map(({ act }) => act))
  assert.ok(
    [...acknowledged].every((act) => acts.has(act)),
    'an act that was acknowledged has its event',
  )
  assert.ok(acknowledged.size > cycles)
  const told = () => receiver.received.flatMap(({ body }) => (body.events as { id: string }[]).map(({ id }) => id))
  await until(async () => {
    // What waits for its next attempt, since a killed process made one, is tried now.
    await pool.query(`select graphile_worker.reschedule_jobs(array_agg(id), run_at := now()) from graphile_worker.jobs
      where task_identifier like 'exchange.%' and run_at > now()`)
    await pool.query(`update delivery set next_attempt_at = now() where state = 'waiting'`)
    return new Set(told()).size === events.length
  }, 120_000)
  const { rows } = await pool.query<{ id: string }>(
    `select id from registry_event where type = 'registration' order by position`,
  )
  assert.deepEqual(
    [...new Set(told())],
    rows.map(({ id }) => id),
  )
  t.diagnostic(`${events.length} events, ${told().length} tellings`)
})
