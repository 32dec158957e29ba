import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { fixedClock } from '../platform/clock.ts'
import { countFieldUse, fieldUseOf } from './store/field-use.ts'
import { incoming, request } from './test-asking.ts'
import { answering, declareTestCountry, openTestWorld } from './test-world.ts'

const timeZone = 'Africa/Nairobi'
/** In Nairobi it is the next day already. */
const asked = new Date('2026-06-14T22:30:00Z')
const hoursLater = (hours: number) => new Date(asked.getTime() + hours * 60 * 60_000)

async function world(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  await declareTestCountry(pool)
  const opened = await openTestWorld(pool, { clock: fixedClock(asked, timeZone) })
  t.after(() => opened.close())
  const ask = async (...elements: string[]) => {
    const wanted = elements.length === 0 ? {} : { elements }
    const answer = await opened.room.exchanges.answer(incoming([request(wanted)]))
    assert.ok(answer.ok)
  }
  const used = async (from = '2026-06-15') =>
    (await fieldUseOf(pool, { agreement: 'nida-dss', from, timeZone })).map(
      ({ day, element, answers }) => `${day} ${element || 'all'} ${answers}`,
    )
  return { ...opened, ask, used }
}

test('released elements are counted by agreement and day of the country, before and after they are added up', async (t) => {
  const { pool, ask, used, system } = await world(t)
  await ask()
  await ask('person.name.surname')
  system.answer = answering([])
  await ask()
  const expected = [
    '2026-06-15 all 2',
    '2026-06-15 person.birth-date 1',
    '2026-06-15 person.name.surname 2',
    '2026-06-15 person.national-id 1',
  ]
  assert.deepEqual(await used(), expected, 'the answer without a record does not count')
  assert.deepEqual(await used('2026-06-16'), [])
  // Two processes at once count nothing twice.
  await Promise.all([countFieldUse(pool, hoursLater(2), timeZone), countFieldUse(pool, hoursLater(2), timeZone)])
  assert.deepEqual(await used(), expected)
  await countFieldUse(pool, hoursLater(3), timeZone)
  assert.deepEqual(await used(), expected)
})

test('what may still be being written is left for the next time, and added to the same day', async (t) => {
  const { pool, ask, used } = await world(t)
  await ask('person.name.surname')
  await countFieldUse(pool, hoursLater(0.5), timeZone)
  const { rows } = await pool.query('select 1 from exchange_field_use')
  assert.equal(rows.length, 0)
  await ask('person.name.surname')
  await countFieldUse(pool, hoursLater(2), timeZone)
  assert.deepEqual(await used(), ['2026-06-15 all 2', '2026-06-15 person.name.surname 2'])
  // A clock that was set back adds nothing again.
  await countFieldUse(pool, hoursLater(1.5), timeZone)
  assert.deepEqual(await used(), ['2026-06-15 all 2', '2026-06-15 person.name.surname 2'])
})
