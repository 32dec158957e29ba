import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTestPostgres } from '../../../test/support/database.ts'
import { until } from '../../../test/support/desk.ts'
import { generateSigningKey, signingKeyToPem } from '../../kernel/signature.ts'
import { declareTestCountry } from '../test-world.ts'
import { acknowledges, openReceiver } from './test-receiver.ts'

/** More by hand: KIUNGO_DELIVERY_KILL_CYCLES=100. */
const cycles = Number(process.env.KIUNGO_DELIVERY_KILL_CYCLES ?? 10)

interface Accepter {
  readonly child: ChildProcess
  /** What it has printed so far. */
  readonly said: () => string
}

function accepter(t: TestContext, args: readonly string[]): Accepter {
  const script = join(import.meta.dirname, 'test-accepter.ts')
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  t.after(() => child.kill('SIGKILL'))
  return { child, said: () => said }
}

test('killed at any moment between acknowledgement and callback, it calls back for every message that it acknowledged', {
  timeout: 60_000 + cycles * 20_000,
}, async (t) => {
  const postgres = await startTestPostgres(t)
  await declareTestCountry(postgres.pool)
  const receiver = await openReceiver()
  t.after(receiver.close)
  // Some callbacks are under way when the process dies: received or not, and not written down.
  receiver.answer = (response) => void setTimeout(() => acknowledges(response), Math.random() * 100)
  const args = [postgres.connectionString, signingKeyToPem(generateSigningKey()), String(receiver.port)]
  const accepted = new Set<string>()
  for (let cycle = 0; cycle < cycles; cycle++) {
    const { child, said } = accepter(t, [...args, `c${cycle}`])
    await until(() => said().includes('accepted') || child.exitCode !== null, 60_000)
    await sleep(Math.random() * 500)
    const databaseDies = cycle % 3 === 1
    if (databaseDies) await postgres.kill()
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    if (databaseDies) await postgres.restart()
    for (const [, id = ''] of said().matchAll(/^accepted (\S+)\n/gm)) accepted.add(id)
  }
  const { said } = accepter(t, args)
  await until(() => said().includes('ready'), 60_000)
  const calledBack = () => new Set(receiver.received.map(({ body }) => String(body.messageId)))
  await until(() => [...accepted].every((id) => calledBack().has(id)), 60_000).catch(() => undefined)
  const missing = [...accepted].filter((id) => !calledBack().has(id))
  assert.deepEqual(missing, [], 'acknowledged, and never called back')
  for (const { body } of receiver.received) {
    assert.deepEqual([body.transactionId, body.correlationId], [`t-${body.messageId}`, `c-${body.messageId}`])
  }
  const waiting = async () => (await postgres.pool.query(`select from delivery where state <> 'delivered'`)).rowCount
  await until(async () => (await waiting()) === 0, 60_000)
  const { rows } = await postgres.pool.query<{ messages: number; deliveries: number; exchanges: number }>(
    `select (select count(*)::int from known_message where state = 'done') as messages,
       (select count(*)::int from delivery) as deliveries, (select count(*)::int from exchange) as exchanges`,
  )
  assert.deepEqual(new Set(Object.values(rows[0] ?? {})).size, 1, 'one message, one exchange, one delivery')
  const more = receiver.received.length - calledBack().size
  t.diagnostic(`${cycles} kills, ${accepted.size} acknowledged, all called back, ${more} of them more than once`)
})
