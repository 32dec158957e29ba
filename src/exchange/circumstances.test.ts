import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '../../test/support/database.ts'
import type { SubjectRestriction } from '../agreements/circumstances.ts'
import type { Agreement } from '../agreements/schema.ts'
import { liftRestriction, restrictSubject } from '../agreements/subjects.ts'
import type { ExchangeRequest } from './plugin.ts'
import { incoming, request } from './test-asking.ts'
import { agreement, answering, declareTestCountry, openTestWorld, testSubjectKey, wanjiku } from './test-world.ts'

// What a decision asks beside the agreement, over the whole way of an exchange.

async function world(t: TestContext, changes: Partial<Agreement> = {}) {
  const { pool } = await createTestDatabase(t)
  await declareTestCountry(pool, [agreement(changes)])
  const opened = await openTestWorld(pool)
  t.after(() => opened.close())
  return opened
}

async function one({ room }: Awaited<ReturnType<typeof world>>, changes: Partial<ExchangeRequest> = {}) {
  const result = await room.exchanges.answer(incoming([request(changes)]))
  assert.ok(result.ok)
  const [settled] = result.value.settled
  assert.ok(settled)
  return settled
}

const other = { ...wanjiku, nin: '302118477', first: 'Atieno' }
const byNameAndBirth: ExchangeRequest['condition'] = {
  and: [
    { element: 'person.name.surname', is: 'eq', value: wanjiku.family },
    { element: 'person.birth-date', is: 'eq', value: wanjiku.born },
  ],
}
const askedByName = {
  services: agreement().services.map((clause) => ({
    ...clause,
    askBy: [...clause.askBy, 'person.name.surname', 'person.birth-date'],
  })),
}
/** Copies of a node are at most a second old. */
const aSecond = () => sleep(1_000)

async function restrict(opened: Awaited<ReturnType<typeof world>>, restriction: SubjectRestriction) {
  const id = await restrictSubject(opened.pool, testSubjectKey('302 118 476'), restriction)
  await aSecond()
  return id
}

test('a person who restricted it is not asked about, and after the restriction is lifted is', async (t) => {
  const opened = await world(t)
  const id = await restrict(opened, { kind: 'restricted' })
  const refused = await one(opened)
  assert.deepEqual([refused.status, refused.reason?.code], ['refused', 'agreements.subject-restricted'])
  assert.deepEqual(opened.system.asked, [])
  const entry = await opened.ledger.entry(refused.ledgerIndex)
  assert.ok(entry.ok && entry.value.type === 'refusal' && entry.value.gate === 'G7')
  assert.equal(await liftRestriction(opened.pool, id), true)
  assert.equal(await liftRestriction(opened.pool, id), false)
  await aSecond()
  assert.equal((await one(opened)).status, 'answered')
})

test('a restricted person who is found by name is left out, and alone is refused', async (t) => {
  const opened = await world(t, askedByName)
  await restrict(opened, { kind: 'restricted', member: 'nida' })
  opened.system.answer = answering([wanjiku, other])
  const found = await one(opened, { condition: byNameAndBirth })
  assert.deepEqual(
    found.records.map((record) => record['person.national-id']),
    [other.nin],
  )
  assert.equal(found.total, 1)
  opened.system.answer = answering([wanjiku])
  const refused = await one(opened, { condition: byNameAndBirth })
  assert.deepEqual([refused.status, refused.reason?.code], ['refused', 'agreements.subject-restricted'])
  assert.deepEqual([refused.records, refused.decision?.refusedAt], [[], 'G7'])
})

test('an agreement on the ground of consent is refused while no receipt is kept', async (t) => {
  const opened = await world(t, { legalBasis: { ...agreement().legalBasis, ground: 'consent' } })
  const refused = await one(opened)
  assert.equal(refused.reason?.code, 'agreements.consent-missing')
  assert.deepEqual(opened.system.asked, [])
})

test('a service whose records fall below the agreed floor is no longer asked', async (t) => {
  const remedy = { en: 'Mend the codes.', sw: 'Rekebisha misimbo.', fr: 'Corriger les codes.' }
  const opened = await world(t, { quality: { floorPercent: 90, remedy } })
  opened.system.answer = answering([{ ...wanjiku, sex: 'unknown' }])
  for (let i = 0; i < 20; i++) assert.equal((await one(opened)).status, 'answered')
  const refused = await one(opened)
  assert.equal(refused.reason?.code, 'agreements.quality-below-floor')
  assert.equal(opened.system.asked.length, 20)
})
