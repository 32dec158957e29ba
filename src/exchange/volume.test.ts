import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import type { Agreement } from '../agreements/schema.ts'
import { generateSigningKey } from '../kernel/signature.ts'
import type { Caller } from './plugin.ts'
import { incoming, request } from './test-asking.ts'
import { agreement, declareTestCountry, openTestWorld, type TestWorld } from './test-world.ts'

/** Two processes of one node on one database. */
async function twoProcesses(t: TestContext, changes: Partial<Agreement>) {
  const { pool } = await createTestDatabase(t)
  await declareTestCountry(pool, [agreement(changes)])
  const nodeKey = generateSigningKey()
  const [one, other] = [await openTestWorld(pool, { nodeKey }), await openTestWorld(pool, { nodeKey })]
  t.after(() => Promise.all([one.close(), other.close()]))
  return { pool, one, other }
}

async function ask({ room }: TestWorld, caller?: Caller) {
  const asked = incoming([request()])
  const result = await room.exchanges.answer(caller === undefined ? asked : { ...asked, caller })
  assert.ok(result.ok, result.ok ? '' : result.problem.code)
  const [settled] = result.value.settled
  assert.ok(settled)
  return settled
}

test('two processes together never exceed an agreed volume, and who finds no room is refused with evidence', async (t) => {
  const { pool, one, other } = await twoProcesses(t, { volume: { perDay: 7 } })
  const settled = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(i % 2 === 0 ? one : other)))
  assert.equal(settled.filter(({ status }) => status === 'answered').length, 7)
  const refused = settled.filter(({ reason }) => reason?.code === 'agreements.day-volume-used-up')
  assert.equal(refused.length, 33)
  const { rows } = await pool.query(`select window_kind, count from agreement_usage order by window_kind`)
  assert.deepEqual(rows, [
    { window_kind: 'day', count: 7 },
    { window_kind: 'minute', count: 7 },
    { window_kind: 'month', count: 7 },
  ])
  assert.equal((await one.ledger.latestCheckpoint()).size, 40)
})

test('each person may ask so often a day, whichever process is asked, and a machine is not a person', async (t) => {
  const conditions = {
    ...{ recipientRoles: [], caseReferenceRequired: false, linkage: [], commercialUse: false, reidentification: false },
    perUserPerDay: 2,
  }
  const { one, other } = await twoProcesses(t, { conditions })
  const amina: Caller = { kind: 'person', id: 'amina', member: 'dss' }
  const asked = []
  for (const world of [one, other, one, other]) asked.push((await ask(world, amina)).reason?.code)
  assert.deepEqual(asked, [undefined, undefined, ...Array(2).fill('agreements.user-volume-used-up')])
  const juma: Caller = { kind: 'person', id: 'juma', member: 'dss' }
  assert.equal((await ask(one, juma)).status, 'answered')
  for (let i = 0; i < 3; i++) assert.equal((await ask(other)).status, 'answered')
})
