import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import type { Directory } from '../../federation/directory.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { systemClock } from '../../platform/clock.ts'
import { openTestActs, services as registryServices } from '../../registry/acts/test-acts.ts'
import { registryEvents } from '../../registry/events/source.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import { keepModel, putInUse } from '../models/store.ts'
import type { Proposal } from '../review/schema.ts'
import { startIdentity } from '../test-desk.ts'
import { trainedPersonModel } from '../test-model.ts'
import { followChanges } from './follow.ts'
import type { Candidates } from './schema.ts'

const wanjiku = { given_name: 'Wanjiku', surname: 'Kamotho', birth_date: '1951-03-14', sex: 'female' }

async function desk(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const identity = await startIdentity(t, pool)
  const use = async (records: number) => {
    const model = await keepModel(pool, trainedPersonModel(records), { account: 'asha', at: new Date() })
    await putInUse(pool, modelDigest(model))
    return modelDigest(model)
  }
  const search = (applicant: object, who = 'asha') =>
    identity.call<Candidates>(who, '/v1/identity/candidates', applicant)
  const acts = await openTestActs(pool)
  const events = registryEvents(pool, registryServices as unknown as Directory)
  const follow = () => followChanges({ pool, clock: systemClock('Africa/Nairobi') }, identity.room.index)
  const register = async (values: Record<string, string>) => {
    const acted = await acts.perform({
      id: `act-${Math.random()}`,
      act: 'register-person',
      values: { 'household.id': 'H2', 'person.relationship-to-head': 'other-relative', ...values },
    })
    const { made } = mustBeOk(acted)
    await events.number()
    return made['person.id'] ?? ''
  }
  return { ...identity, pool, use, search, register, follow }
}

test('who is about to be registered again is found, with reasons and without values', async (t) => {
  const { use, search, pool } = await desk(t)
  assert.equal((await search(wanjiku)).body.code, 'identity.no-model')
  await use(1000)
  const { status, body } = await search(wanjiku)
  assert.equal(status, 200, JSON.stringify(body))
  const [first] = body.candidates
  assert.equal(first?.record, 'P1')
  assert.ok((first?.explanation.evidence ?? []).some(({ comparison, moves }) => comparison === 'birth' && moves > 0))
  assert.ok(!/302118476|Grace/.test(JSON.stringify(body)), 'values of the record found are not told')
  const { rows } = await pool.query(`select details::text from administrative_act where act like '%search%'`)
  assert.equal(rows.length, 1)
  assert.ok(!/Wanjiku|Kamotho/.test(JSON.stringify(rows)))
  assert.equal((await search({ given_name: 'X', surname: 'Y', birth_date: '2001-07-19' })).body.candidates.length, 0)
  assert.equal((await search({ surname: 'Kamotho' })).status, 400)
  assert.equal((await search(wanjiku, 'dss-programme-officer')).status, 403)
})

test('a person who is registered is found a moment later, and their possible double waits in the queue', async (t) => {
  const { use, search, register, follow, call } = await desk(t)
  await use(1000)
  assert.equal(await follow(), 0, 'what was there before is for a run')
  const id = await register({
    ...{ 'person.name.given': 'Wanjiku', 'person.name.surname': 'Kamotho', 'person.sex': 'female' },
    ...{ 'person.birth-date': '1951-03-14', 'person.national-id': '302118476' },
  })
  assert.deepEqual((await search(wanjiku)).body.candidates.map(({ record }) => record).sort(), ['P1', id].sort())
  // The others of the household are looked at again, too.
  assert.ok((await follow()) >= 1)
  assert.equal(await follow(), 0, 'once')
  const { body } = await call<{ proposals: Proposal[] }>('asha', '/v1/identity/proposals')
  const pairs = body.proposals.map(({ origin, first, second }) => [origin, first.record, second.record].join(' '))
  assert.ok(pairs.includes(['live', ...['P1', id].sort()].join(' ')), pairs.join())
})

test('another model in use is another index', async (t) => {
  const { use, search } = await desk(t)
  const first = await use(1000)
  assert.equal((await search(wanjiku)).body.model, first)
  const second = await use(2000)
  assert.notEqual(second, first)
  assert.equal((await search(wanjiku)).body.model, second)
})
