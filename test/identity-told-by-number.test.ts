// Links that nobody had to decide come and go with rosters and registers: whoever subscribes is told of those, too, once.
import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import type { Settled } from '../src/exchange/settled.ts'
import type { Json } from '../src/kernel/canonical-json.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import type { Values } from '../src/registry/acts/schema.ts'
import { until } from './support/desk.ts'
import { openIdentityCountry, registry, roster } from './support/identity-map.ts'
import { subscription } from './support/subscriber.ts'

const number = '302118476'
const wanjiku = {
  given_name: 'WANJIKU GRACE',
  surname: 'KAMOTHO',
  sex: 'K',
  birth_date: '19510314',
  national_id: number,
}
const baraka = { given_name: 'Baraka', surname: 'Otieno', sex: 'M', birth_date: '19800102', national_id: '410777123' }

interface Told {
  readonly records: Settled['records']
}

/** A country in which the pension is told of changed links; `told` answers what has come since it was last asked, in lines. */
async function tellingCountry(t: TestContext) {
  const country = await openIdentityCountry(t)
  await country.runJobs()
  const wanted = { events: ['identity-change'], service: 'identity-map.identifiers' } as const
  mustBeOk(await country.room.subscriptions('tell').open(subscription(country.receiver.port, wanted)))
  let passed = 0
  const events = async () =>
    Number((await country.pool.query(`select from registry_event where type = 'identity-change'`)).rowCount)
  return {
    ...country,
    events,
    async told(expected: number): Promise<string[]> {
      const all = () => country.receiver.received.flatMap(({ body }) => body.events as unknown as Told[])
      await until(() => all().length >= passed + expected)
      assert.equal(await events(), all().length, 'as many events as were told')
      const fresh = all().slice(passed)
      passed += expected
      assert.equal(fresh.length, expected)
      return fresh.map(({ records }) => identifiersOf(records).join('; ')).sort()
    },
    async act(act: string, values: Values) {
      const done = await country.acts.perform({ id: `test-${crypto.randomUUID()}`, act, values })
      return mustBeOk(done).made
    },
  }
}

function identifiersOf(records: Settled['records']): string[] {
  type Identifiers = readonly Readonly<Record<string, Json>>[]
  const all = records.flatMap((record) => (record['identity.identifiers'] ?? []) as unknown as Identifiers)
  return all.map((one) => {
    const value = one['person.id'] ?? one['person.national-id'] ?? one['enrolment.number']
    return [value, one['identity.assurance'], one['identity.basis']].join(' ')
  })
}

const linked = `S1 substantial same-number; P1 substantial issued; ${number} substantial same-number`
const alone = `P1 substantial issued; ${number} low declared`

test('a roster that is handed in tells whom it links by number and how surely; the same again tells nothing', async (t) => {
  const { handIn, told, events, pool } = await tellingCountry(t)
  const people = { S1: wanjiku, S2: baraka }
  assert.deepEqual(await handIn(people), { source: 'pension-mis', records: 2, left: 0, told: 1 })
  assert.deepEqual(await told(1), [linked])
  assert.equal((await handIn(people)).told, 0)
  assert.equal((await handIn({ S2: { ...baraka, given_name: 'Baraka Amani' } })).told, 0, 'whom no number links')
  assert.equal(await events(), 1)
  const { rows } = await pool.query<{ key: object }>('select key from registry_event')
  assert.doesNotMatch(JSON.stringify(rows), /P1|S1|302118476/, 'the event itself names nobody')
})

test('a number that turns out to be another’s ends the link: both are told of', async (t) => {
  const { handIn, told } = await tellingCountry(t)
  await handIn({ S1: wanjiku })
  await told(1)
  assert.equal((await handIn({ S1: { ...wanjiku, national_id: '999999999' } })).told, 2)
  assert.deepEqual(await told(2), [alone, 'S1 substantial issued; 999999999 low declared'].sort())
  // And back.
  assert.equal((await handIn({ S1: wanjiku })).told, 1)
  assert.deepEqual(await told(1), [linked])
})

test('whom a whole roster has no longer is out of the map, and told of; in part it takes nobody away', async (t) => {
  const { handIn, told, ask, events, withdraw } = await tellingCountry(t)
  await handIn({ S1: wanjiku, S2: baraka })
  await told(1)
  assert.deepEqual(await handIn({ S2: baraka }), { source: 'pension-mis', records: 1, left: 0, told: 0 })
  assert.deepEqual(await handIn({ S2: baraka }, true), { source: 'pension-mis', records: 1, left: 1, told: 1 })
  assert.deepEqual(await told(1), [alone])
  assert.equal((await ask('enrolment.number', 'S1')).status, 'no-record')
  assert.equal((await handIn({ S2: baraka }, true)).left, 0)
  assert.equal(await events(), 2)
  assert.equal((await handIn({ S1: wanjiku })).told, 1, 'who comes back is linked again')
  assert.deepEqual(await told(1), [linked])
  assert.deepEqual(await withdraw(), { source: 'pension-mis', records: 0, left: 2, told: 1 })
  assert.deepEqual(await told(1), [alone])
  assert.equal((await ask('enrolment.number', 'S2')).status, 'no-record')
  assert.equal((await withdraw()).left, 0)
})

const newcomer = {
  ...{ 'household.id': 'H1', 'person.name.given': 'Baraka', 'person.name.surname': 'Otieno', 'person.sex': 'male' },
  ...{ 'person.birth-date': '1980-01-02', 'person.relationship-to-head': 'child' },
}

test('whoever is registered with a number of the roster is linked and told of; twice, they are linked no longer', async (t) => {
  const { handIn, told, act, events } = await tellingCountry(t)
  await handIn({ S2: baraka })
  await act('register-person', { ...newcomer, 'person.national-id': '555000111' })
  assert.equal(await events(), 0, 'another number')
  const { 'person.id': first } = await act('register-person', { ...newcomer, 'person.national-id': '410777123' })
  assert.deepEqual(await told(1), [
    `S2 substantial same-number; ${first} substantial issued; 410777123 substantial same-number`,
  ])
  // One number, two people of one source: nobody knows whose it is.
  await act('register-person', { ...newcomer, 'person.national-id': '410777123' })
  assert.deepEqual(
    (await told(2)).toSorted(),
    [`${first} substantial issued; 410777123 low declared`, 'S2 substantial issued; 410777123 low declared'].toSorted(),
  )
})

test('an entry of the civil register makes a link surer, which is told', async (t) => {
  const { handIn, told, act, ask } = await tellingCountry(t)
  const child = { given_name: 'Baraka', surname: 'Otieno', sex: 'M', birth_date: '20240102' }
  await handIn({ S3: { ...child, birth_registration_number: '202411009999' } })
  const { 'person.id': id } = await act('register-person', {
    ...{ ...newcomer, 'person.birth-date': '2024-01-02', 'person.birth-registration-number': '202411009999' },
  })
  assert.deepEqual(await told(1), [`S3 substantial same-number; ${id} substantial issued`])
  await act('register-birth', {
    ...{
      'birth.registration-number': '202411009999',
      'birth.registration-date': '2024-02-01',
      'birth.date': '2024-01-02',
    },
    ...{
      'birth.place': 'TU1101',
      'person.name.given': 'Baraka',
      'person.name.surname': 'Otieno',
      'person.sex': 'male',
    },
  })
  await told(1)
  const basis = identifiersOf((await ask('enrolment.number', 'S3')).records)
  assert.ok(
    basis.some((line) => line.startsWith(`${id} `) && line.endsWith('civil-registry')),
    basis.join('; '),
  )
})

test('a steward’s word on a link by number is told once, and so is its taking back', async (t) => {
  const { handIn, told, link, unmerge } = await tellingCountry(t)
  await handIn({ S1: wanjiku })
  await told(1)
  await link(registry('P1'), roster('S1'), 'not-link')
  const apart = [alone, `S1 substantial issued; ${number} low declared`].sort()
  assert.deepEqual(await told(2), apart)
  const { id } = await link(registry('P1'), roster('S1'))
  assert.deepEqual(await told(1), [linked.replace('S1 substantial same-number', 'S1 substantial issued')])
  await unmerge(id)
  assert.deepEqual(await told(2), apart)
})

test('where nobody subscribes nothing is looked at, and a change that is not made tells nothing', async (t) => {
  const country = await openIdentityCountry(t)
  assert.equal((await country.handIn({ S1: wanjiku })).told, 0)
  const { rowCount } = await country.pool.query('select from registry_event')
  assert.equal(rowCount, 0)
  await country.runJobs()
  const wanted = { events: ['identity-change'], service: 'identity-map.identifiers' } as const
  mustBeOk(await country.room.subscriptions('tell').open(subscription(country.receiver.port, wanted)))
  await country.handIn({ S2: baraka })
  const refused = await country.acts.perform({
    ...{ id: 'test-nowhere', act: 'register-person' },
    values: { ...newcomer, 'household.id': 'H999', 'person.national-id': '410777123' },
  })
  assert.equal(refused.ok, false)
  assert.equal((await country.pool.query(`select from registry_event where type = 'identity-change'`)).rowCount, 0)
})
