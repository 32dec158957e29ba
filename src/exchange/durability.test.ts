import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTestPostgres } from '../../test/support/database.ts'
import { generateSigningKey, signingKeyToPem } from '../kernel/signature.ts'
import { incoming, request } from './test-asking.ts'
import { declareTestCountry, openTestWorld } from './test-world.ts'

const outageMs = 10_000

test('while the database is gone nothing is answered; when it is back all goes on', { timeout: 120_000 }, async (t) => {
  const postgres = await startTestPostgres(t)
  await declareTestCountry(postgres.pool)
  const opened = await openTestWorld(postgres.pool)
  t.after(() => opened.close())
  const ask = () => opened.room.exchanges.answer(incoming([request()])).catch((error: Error) => error)
  const before = await ask()
  assert.ok(!(before instanceof Error) && before.ok)

  await postgres.kill()
  const goneAt = Date.now()
  let refused = 0
  while (Date.now() - goneAt < outageMs) {
    const answers = await Promise.all([ask(), ask(), ask()])
    for (const answer of answers) {
      assert.ok(answer instanceof Error || !answer.ok, 'answered without a ledger entry')
      if (!(answer instanceof Error) && !answer.ok) assert.equal(answer.problem.status, 503, answer.problem.code)
      refused++
    }
    await sleep(200)
  }
  assert.ok(refused > 0)
  await postgres.restart()

  const deadline = Date.now() + 15_000
  let answer = await ask()
  while ((answer instanceof Error || !answer.ok) && Date.now() < deadline) {
    await sleep(200)
    answer = await ask()
  }
  assert.ok(!(answer instanceof Error) && answer.ok, 'recovered by itself')
  const { rows } = await postgres.pool.query<{ exchanges: number; size: number }>(
    'select (select count(*)::int from exchange) as exchanges, (select size::int from ledger_head) as size',
  )
  assert.equal(rows[0]?.exchanges, rows[0]?.size, 'every exchange has its entry, every entry its exchange')
})

const cycles = 6

test('kill -9 at any moment: what was answered is in the ledger', { timeout: 180_000 }, async (t) => {
  const postgres = await startTestPostgres(t)
  await declareTestCountry(postgres.pool)
  const nodeKey = generateSigningKey()
  const answered = new Map<number, string>()
  for (let cycle = 0; cycle < cycles; cycle++) {
    const script = join(import.meta.dirname, 'test-asker.ts')
    const args = [postgres.connectionString, signingKeyToPem(nodeKey), `c${cycle}`]
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    while (!out.includes('\n') && child.exitCode === null) await sleep(20)
    await sleep(Math.random() * 300)
    child.kill('SIGKILL')
    await ended
    for (const [, index = '', id = ''] of out.matchAll(/^(\d+) (\S+)$/gm)) answered.set(Number(index), id)
  }
  assert.ok(answered.size > cycles)
  const opened = await openTestWorld(postgres.pool, { nodeKey })
  t.after(() => opened.close())
  for (const [index, id] of answered) {
    const entry = await opened.ledger.entry(index)
    assert.ok(entry.ok && entry.value.id === id, `entry ${index} is not ${id}`)
  }
  const { rows } = await postgres.pool.query<{ wrong: number; exchanges: number; size: number }>(
    `select (select count(*)::int from exchange) as exchanges, (select size::int from ledger_head) as size,
       (select count(*)::int - count(distinct ledger_index)::int from exchange) as wrong`,
  )
  assert.deepEqual([rows[0]?.wrong, rows[0]?.exchanges], [0, rows[0]?.size])
})
