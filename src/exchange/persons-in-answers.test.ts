import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import type { ExchangeRequest } from './plugin.ts'
import { exchangesAbout, recipientsOf } from './store/subject.ts'
import { incoming, request } from './test-asking.ts'
import { agreement, answering, declareTestCountry, openTestWorld, testSubjectKey, wanjiku } from './test-world.ts'

// Whose data left is told to them, also where the question did not name them.

async function world(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  await declareTestCountry(pool, [agreement()])
  const opened = await openTestWorld(pool)
  t.after(() => opened.close())
  const ask = async (changes: Partial<ExchangeRequest> = {}) => {
    const result = await opened.room.exchanges.answer(incoming([request(changes)]))
    assert.ok(result.ok && result.value.settled[0])
    return result.value.settled[0]
  }
  const about = async (nin: string, member?: string, before?: string) => {
    const viewer = member === undefined ? 'all' : { member }
    const found = await exchangesAbout(pool, { subject: testSubjectKey(nin), viewer, before, limit: 10 })
    return found.map(({ id, how }) => `${id} ${how}`)
  }
  return { ...opened, pool, ask, about }
}

const [second, third] = ['302118477', '302118478']
const byBirth: Partial<ExchangeRequest> = {
  service: 'list.person',
  condition: { element: 'person.birth-date', is: 'lt', value: '1960-01-01' },
}

test('who was found by something else is told of it, beside what named them; who was cut off is not', async (t) => {
  const { ask, about, system, pool } = await world(t)
  const named = await ask()
  system.answer = answering([wanjiku, { ...wanjiku, nin: second }, { ...wanjiku, nin: third }])
  const listed = await ask(byBirth)
  assert.equal(listed.records.length, 2, 'the agreement lets two leave')
  assert.deepEqual(await about(wanjiku.nin), [`${listed.id} answered`, `${named.id} named`])
  assert.deepEqual(await about(second), [`${listed.id} answered`])
  assert.deepEqual(await about(third), [])
  assert.deepEqual(await about(wanjiku.nin, 'dss', listed.id), [`${named.id} named`], 'page by page')
  assert.deepEqual(await about(second, 'moe'), [], 'another member sees nothing of it')
  const { rows } = await pool.query<{ row: string }>(
    'select exchange_answered_person::text as row from exchange_answered_person',
  )
  assert.ok(rows.every(({ row }) => !row.includes(second) && !row.includes(wanjiku.nin)))
})

test('an answer about nobody but the person who was named costs no row', async (t) => {
  const { ask, pool, system } = await world(t)
  await ask()
  system.answer = answering([])
  await ask(byBirth)
  assert.equal((await pool.query('select from exchange_answered_person')).rowCount, 0)
})

test('the same question sent again, or lost to another process, writes no person twice', async (t) => {
  const { room, pool, system } = await world(t)
  system.answer = answering([wanjiku, { ...wanjiku, nin: second }])
  const sent = incoming([request(byBirth)], { messageId: 'm' })
  await room.exchanges.answer(sent)
  await room.exchanges.answer(sent)
  assert.equal((await pool.query('select from exchange_answered_person')).rowCount, 2)
})

test('a correction follows to who received the value without having named the person', async (t) => {
  const { ask, pool, system } = await world(t)
  system.answer = answering([{ ...wanjiku, nin: second }])
  const { id } = await ask(byBirth)
  const asked = { subject: testSubjectKey(second), provider: 'nida', elements: ['person.name.surname'] }
  const found = await recipientsOf(pool, asked)
  assert.deepEqual(
    found.map(({ member, exchanges }) => [member, exchanges]),
    [['dss', [id]]],
  )
  assert.deepEqual(await recipientsOf(pool, { ...asked, elements: ['person.sex'] }), [])
})
