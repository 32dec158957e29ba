import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startTestPostgres, type TestPostgres } from '../../test/support/database.ts'
import { mustBeOk } from '../kernel/result.ts'
import { generateSigningKey, signingKeyToPem } from '../kernel/signature.ts'
import { nodeCrypto } from './node-crypto.ts'
import { verifyWholeLog } from './scrub.ts'
import { appendMany, createMessageTable, message, newEntry, openTestLedger, problemCode } from './test-log.ts'
import { verifyReceipt } from './verify.ts'

const crashCycles = Number(process.env.LEDGER_CRASH_CYCLES ?? 6)

/** Runs an appending process for a while, kills it as a power cut would, and gives what it had acknowledged. */
async function acknowledgedUntilKilled(kill: () => Promise<void>, args: string[]): Promise<Map<number, string>> {
  const script = fileURLToPath(new URL('test-appender.ts', import.meta.url))
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  await once(child.stdout, 'data')
  await sleep(20 + Math.random() * 250)
  await kill()
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  // The last line may be cut off in the middle.
  const lines = output.split('\n').slice(0, -1)
  return new Map(lines.map((line) => [Number(line.split(' ')[0]), line.split(' ')[1] ?? '']))
}

test('whatever is killed when, every acknowledged entry is there with its act, and the log verifies', async (t) => {
  const server = await startTestPostgres(t)
  await createMessageTable(server.pool)
  const signingKey = generateSigningKey()
  let total = 0
  for (let cycle = 0; cycle < crashCycles; cycle++) {
    const databaseDies = cycle % 2 === 1
    const acknowledged = await acknowledgedUntilKilled(async () => {
      if (databaseDies) await server.kill()
    }, [server.connectionString, signingKeyToPem(signingKey)])
    if (databaseDies) await server.restart()
    total += acknowledged.size
    const ledger = await openTestLedger(server.pool, { signingKey })
    for (const [index, id] of acknowledged) assert.equal(mustBeOk(await ledger.entry(index)).id, id)
    assert.deepEqual((await verifyWholeLog(server.pool, ledger.key)).faults, [])
    await assertActsMatchEntries(server, (await ledger.latestCheckpoint()).size)
    const { index } = mustBeOk(await ledger.append(newEntry(), message(`cycle ${cycle}`)))
    assert.ok(verifyReceipt(mustBeOk(await ledger.receipt(index)), nodeCrypto).ok)
    await ledger.close()
  }
  assert.ok(total > crashCycles, 'the cycles acknowledged something')
  t.diagnostic(`${crashCycles} cycles, ${total} acknowledged, 0 lost`)
})

/** Each entry of these tests has an act: one without the other would break law 2. */
async function assertActsMatchEntries({ pool }: TestPostgres, size: number): Promise<void> {
  const { rows } = await pool.query('select count(*) as count, coalesce(max(ledger_index), -1) as last from message')
  assert.deepEqual(rows, [{ count: size, last: size - 1 }])
}

async function withLedger(t: TestContext) {
  const server = await startTestPostgres(t)
  await createMessageTable(server.pool)
  const ledger = await openTestLedger(server.pool, {
    signingKey: generateSigningKey(),
    outcomeWaitMs: 3_000,
    databaseWaitMs: 2_000,
  })
  t.after(() => ledger.close())
  return { server, ledger }
}

test('while the database is away nothing is acknowledged; when it is back, everything goes on', async (t) => {
  const { server, ledger } = await withLedger(t)
  await appendMany(ledger, 10)
  await server.stop()
  for (let round = 0; round < 5; round++) {
    const outcomes = await Promise.all([1, 2, 3].map(() => ledger.append(newEntry())))
    for (const outcome of outcomes) assert.match(problemCode(outcome), /^ledger\.(unavailable|outcome-unknown)$/)
  }
  await server.restart()
  const appended = await appendMany(ledger, 5)
  assert.deepEqual(
    appended.map((a) => a.index),
    [10, 11, 12, 13, 14],
  )
  assert.deepEqual((await verifyWholeLog(server.pool, ledger.key)).faults, [])
})

test('an acknowledged entry is durable and a refused one is honest, through kills of the database under load', async (t) => {
  const { server, ledger } = await withLedger(t)
  const acknowledged = new Map<number, string>()
  const refused = new Set<string>()
  let stop = false
  let nth = 0
  const call = async (): Promise<void> => {
    while (!stop) {
      const entry = newEntry()
      const outcome = await ledger.append(entry, message(`message ${nth++}`))
      if (outcome.ok) acknowledged.set(outcome.value.index, entry.id)
      else {
        if (outcome.problem.code !== 'ledger.outcome-unknown') refused.add(entry.id)
        await sleep(10)
      }
    }
  }
  const callers = Array.from({ length: 16 }, call)
  for (let kill = 0; kill < 3; kill++) {
    await sleep(150 + Math.random() * 150)
    await server.kill()
    await sleep(100)
    await server.restart()
  }
  await sleep(200)
  stop = true
  await Promise.all(callers)
  const { size } = await ledger.latestCheckpoint()
  for (let index = 0; index < size; index++) {
    const { id } = mustBeOk(await ledger.entry(index))
    if (acknowledged.has(index)) assert.equal(acknowledged.get(index), id)
    assert.ok(!refused.has(id), 'an entry whose caller was told that it was not written is not in the log')
  }
  for (const index of acknowledged.keys()) assert.ok(index < size)
  await assertActsMatchEntries(server, size)
  assert.deepEqual((await verifyWholeLog(server.pool, ledger.key)).faults, [])
})

test('a connection that the server ends in the middle of commits loses and doubles nothing', async (t) => {
  const { server, ledger } = await withLedger(t)
  const ids: string[] = []
  const acknowledged = new Set<string>()
  for (let round = 0; round < 40; round++) {
    const entry = newEntry()
    ids.push(entry.id)
    const append = ledger.append(entry, message(entry.id))
    if (round % 2 === 0) {
      await sleep(Math.random() * 3)
      await server.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kiungo-ledger'",
      )
    }
    const outcome = await append
    if (outcome.ok) acknowledged.add(entry.id)
    else assert.equal(outcome.problem.code, 'ledger.unavailable')
  }
  const { size } = await ledger.latestCheckpoint()
  const logged: string[] = []
  for (let index = 0; index < size; index++) logged.push(mustBeOk(await ledger.entry(index)).id)
  assert.deepEqual(new Set(logged), acknowledged)
  assert.equal(logged.length, acknowledged.size)
  assert.ok(acknowledged.size >= 20)
})

test('a database that hangs does not hang its callers', async (t) => {
  const { server, ledger } = await withLedger(t)
  await appendMany(ledger, 3)
  const blocker = await server.pool.connect()
  await blocker.query('begin; select from ledger_head for update')
  assert.equal(problemCode(await ledger.append(newEntry())), 'ledger.unavailable')
  await blocker.query('rollback')
  blocker.release()
  assert.equal(mustBeOk(await ledger.append(newEntry())).index, 3)
})
