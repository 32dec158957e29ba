// The whole product, killed without warning while it is being asked: what it acknowledged, it has kept.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import process from 'node:process'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { QuestionAnswer } from '../src/exchange/schema.ts'
import { nodeCrypto } from '../src/ledger/node-crypto.ts'
import { verifyWholeLog } from '../src/ledger/scrub.ts'
import { verifyReceipt } from '../src/ledger/verify.ts'
import { createPool } from '../src/platform/database/connect.ts'
import { runningServer } from '../src/platform/database/embedded-orphan.ts'
import { type Caller, callAs, clusterOf, databaseUrl, messageId, personOf, rowsOf, send } from './support/caller.ts'
import { stopWithThisProcess, temporaryFolder } from './support/database.ts'
import { type KiungoProcess, startKiungo } from './support/kiungo.ts'

/** More by hand: KIUNGO_KILL_CYCLES=15. */
const cycles = Number(process.env.KIUNGO_KILL_CYCLES ?? 3)
const callersAtOnce = 12
const longestRunMs = 1_500

/** Asks without end until the node is gone; answers with the exchanges that it acknowledged. */
async function askUntilKilled(caller: Caller, nin: string, acknowledged: Map<string, number>): Promise<void> {
  const subject = { 'person.national-id': nin }
  for (;;) {
    const question = { messageId: messageId(), purpose: 'duplicate-prevention', subject }
    const reply = await caller.post('/v1/questions', question).catch(() => undefined)
    if (reply === undefined) return
    if (reply.status !== 200) {
      await sleep(20)
      continue
    }
    for (const { exchangeId, receipt } of reply.json<QuestionAnswer>().sources) {
      acknowledged.set(exchangeId, (receipt as { index: number }).index)
    }
  }
}

/** Now the node, now its database first, now both in one moment. */
async function kill(node: KiungoProcess, cycle: number): Promise<void> {
  const postgres = runningServer(clusterOf(node.dataFolder))
  const killDatabase = (): void => {
    if (postgres !== undefined) process.kill(postgres, 'SIGKILL')
  }
  if (cycle % 3 === 1) {
    killDatabase()
    await sleep(Math.random() * 100)
  }
  const killed = node.kill()
  if (cycle % 3 === 2) killDatabase()
  await killed
}

async function verifyAll(node: KiungoProcess, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  const { url, dataFolder } = node
  const rows = await rowsOf<{ id: string; index: number }>(
    dataFolder,
    `select id, ledger_index::int as index from exchange
     union all select id, ledger_index::int from administrative_act`,
  )
  const kept = new Map(rows.map(({ id, index }) => [id, index]))
  const lost = [...acknowledged].filter(([id, index]) => kept.get(id) !== index)
  assert.deepEqual(lost, [], 'acknowledged, and not there')

  const pool = createPool({ url: databaseUrl(dataFolder), connectionsLimit: 1 })
  const trustedKey = (await send(`${url}/ledger/key`)).text.trim()
  const scrub = await verifyWholeLog(pool, trustedKey).finally(() => pool.end())
  assert.deepEqual(scrub.faults, [])
  assert.equal(scrub.size, rows.length, 'every exchange and act has its entry, every entry its exchange or act')

  const caller = await callAs(url, 'nsps-demo')
  const sample = [...acknowledged.keys()].sort(() => Math.random() - 0.5).slice(0, 100)
  for (const id of sample) {
    const receipt = await caller.get(`/v1/exchanges/${id}/receipt`)
    const verification = verifyReceipt(receipt.json(), { ...nodeCrypto, trustedKey })
    assert.ok(verification.ok && verification.entry?.id === id, `${id}: ${JSON.stringify(verification.checks)}`)
  }
}

test('killed at any moment under load, it keeps every exchange that it acknowledged', {
  timeout: 600_000,
}, async (t) => {
  const dataFolder = temporaryFolder()
  stopWithThisProcess(dataFolder)
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  const acknowledged = new Map<string, number>()
  for (let cycle = 0; cycle < cycles; cycle++) {
    const node = await startKiungo(t, { scale: 0.004, dataFolder })
    if (cycle > 0) await verifyAll(node, acknowledged)
    const { nin } = personOf(dataFolder, 'pension-and-drought')
    const caller = await callAs(node.url, 'nsps-demo')
    const before = acknowledged.size
    const asking = Array.from({ length: callersAtOnce }, () => askUntilKilled(caller, nin, acknowledged))
    while (acknowledged.size === before) await sleep(5)
    await sleep(Math.random() * longestRunMs)
    await kill(node, cycle)
    await Promise.all(asking)
    t.diagnostic(`cycle ${cycle + 1}: ${acknowledged.size} exchanges acknowledged so far`)
  }
  const node = await startKiungo(t, { scale: 0.004, dataFolder })
  await verifyAll(node, acknowledged)
  assert.ok(acknowledged.size > cycles)
})
