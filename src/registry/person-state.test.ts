import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { incoming, request } from '../exchange/test-asking.ts'
import { agreement, declareTestCountry, openTestWorld, wanjiku } from '../exchange/test-world.ts'
import { mustBeOk } from '../kernel/result.ts'
import { loadRegistry } from './load.ts'
import { openPersonStates } from './person-state.ts'
import { registryFolder } from './sample.ts'

const today = '2026-06-15'

async function registryOf(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await loadRegistry(pool, registryFolder(t)))
  let people = 0
  const person = (nin: string, birth: string | null, death: string | null = null) =>
    pool.query(
      `insert into person (person_id, household_id, national_id, birth_date, death_date, registered_on, updated_on)
       select $1, min(household_id), $2, $3, $4, '2026-01-01', '2026-01-01' from household`,
      [`new-${people++}`, nin, birth, death],
    )
  const died = (nin: string) =>
    pool.query(
      `insert into civil_event (event_id, kind, registration_number, status, event_date, registered_on, county_code,
         national_id, detail) values ('d' || $1, 'death', $1, 'registered', '2026-02-01', '2026-02-02', '01', $1, '{}')`,
      [nin],
    )
  return { pool, person, died, stateOf: openPersonStates(pool, { today: () => today }) }
}

test('what the registries hold of a person is told, and what they do not hold stays unknown', async (t) => {
  const { person, died, stateOf } = await registryOf(t)
  await person('1', '1951-03-14')
  await person('2', '2008-06-16')
  await person('3', '2008-06-15')
  await person('4', null)
  await person('5', '1951-03-14', '2025-12-31')
  await person('6', '1951-03-14')
  await died('6')
  await died('7')
  await person('8', '1951-03-14')
  await person('8', '2015-01-01')
  const asked = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
  assert.deepEqual(await Promise.all(asked.map(stateOf)), [
    { deceased: false, child: false },
    { deceased: false, child: true },
    { deceased: false, child: false },
    { deceased: false },
    { deceased: true, child: false },
    { deceased: true, child: false },
    { deceased: true },
    { deceased: false },
    {},
  ])
})

test('at G7 a child is refused where the agreement is not about children, and a death is named', async (t) => {
  const { pool, person, died, stateOf } = await registryOf(t)
  for (const table of ['civil_event', 'person']) {
    await pool.query(`update ${table} set national_id = null where national_id = $1`, [wanjiku.nin])
  }
  await declareTestCountry(pool, [
    agreement({ subjects: { categories: ['applicants'], expected: 100, initiatedBy: 'subject' } }),
  ])
  const world = await openTestWorld(pool, { personState: stateOf })
  t.after(() => world.close())
  const ask = async () => {
    const { settled } = mustBeOk(await world.room.exchanges.answer(incoming([request()])))
    return settled[0]
  }
  const found = (await ask())?.decision?.gates.find(({ gate }) => gate === 'G7')?.reason.code
  assert.equal(found, 'agreements.subject-unrestricted', 'nobody knows the person')
  await person(wanjiku.nin, '2015-01-01')
  assert.equal((await ask())?.reason?.code, 'agreements.subject-is-child')
  await pool.query(`update person set birth_date = '1951-03-14' where person_id like 'new-%'`)
  await died(wanjiku.nin)
  const answered = await ask()
  assert.equal(answered?.status, 'answered', 'survivors are served by what is asked of the dead')
  assert.equal(answered?.decision?.gates.find(({ gate }) => gate === 'G7')?.reason.code, 'agreements.subject-deceased')
})
