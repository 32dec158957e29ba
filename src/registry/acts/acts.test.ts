import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase } from '../../../test/support/database.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { registryEvents } from '../events/source.ts'
import { loadRegistry } from '../load.ts'
import { registryFolder } from '../sample.ts'
import type { Values } from './schema.ts'
import { openTestActs, services } from './test-acts.ts'

async function open(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await loadRegistry(pool, registryFolder(t)))
  let woken = 0
  const acts = await openTestActs(pool, async () => void woken++)
  let number = 0
  const act = (name: string, values: Values, id = `test-${number++}`) => acts.perform({ id, act: name, values })
  const rows = async (sql: string) => (await pool.query(sql)).rows as Record<string, unknown>[]
  const events = async () =>
    (await rows('select type, service, key from registry_event order by recorded_at, id')).map(
      ({ type, service, key }) =>
        `${type} ${service} ${Object.entries(key as object)
          .flat()
          .join('=')}`,
    )
  return { pool, acts, act, rows, events, woken: () => woken }
}

const newborn: Values = {
  'household.id': 'H1',
  'person.name.given': 'Zawadi',
  'person.name.surname': 'Kamotho',
  'person.sex': 'female',
  'person.birth-date': '2026-11-20',
  'person.relationship-to-head': 'grandchild',
}

test('filling the registry raises no events; a registered person is one and changes the household', async (t) => {
  const { act, rows, events, woken } = await open(t)
  assert.deepEqual(await events(), [])
  const { made, again } = mustBeOk(await act('register-person', newborn))
  assert.equal(again, false)
  assert.deepEqual(await events(), [
    `registration registry.person person.id=${made['person.id']}`,
    'household-change registry.household household.id=H1',
  ])
  const [person] = await rows(`select * from person where person_id = '${made['person.id']}'`)
  assert.deepEqual([person?.given_name, person?.birth_date, person?.household_id], ['Zawadi', '2026-11-20', 'H1'])
  assert.equal((await rows(`select size from household where household_id = 'H1'`))[0]?.size, 4, 'one of them had died')
  assert.equal(woken(), 1)
})

test('every act changes what it says and tells those whom it concerns', async (t) => {
  const { act, rows, events } = await open(t)
  const heads = await act('register-household', {
    'household.location.region': 'TU1',
    'household.location.county': 'TU1101',
    'household.location.ward': 'TU110101',
    'household.location.village': 'TU11010101',
    'household.setting': 'rural',
    'person.name.given': 'Amani',
    'person.sex': 'male',
    'person.birth-date': '1990-05-05',
    'person.disability.seeing': 'a-lot',
  })
  const { 'household.id': newHousehold = '', 'person.id': head = '' } = mustBeOk(heads).made
  mustBeOk(
    await act('join-household', {
      'person.id': 'P2',
      'household.id': newHousehold,
      'person.relationship-to-head': 'child',
    }),
  )
  mustBeOk(await act('leave-household', { 'person.id': 'P3' }))
  mustBeOk(
    await act('change-score', {
      'household.id': 'H1',
      'household.score': 6.5,
      'household.score-model': 'pmt-2023',
      'household.score-direction': 'lower-is-poorer',
    }),
  )
  mustBeOk(await act('record-death', { 'person.national-id': '302118476', 'person.death-date': '2026-11-01' }))
  const pension = { 'enrolment.programme': 'scp', 'enrolment.start-date': '2026-11-01' }
  const { made } = mustBeOk(await act('enrol', { 'person.id': head, ...pension }))
  mustBeOk(await act('change-enrolment', { 'enrolment.id': made['enrolment.id'] ?? '', 'enrolment.status': 'active' }))
  mustBeOk(
    await act('record-payment', {
      'person.id': head,
      'enrolment.programme': 'scp',
      'payment.cycle': '2026-11',
      'payment.amount': 4000.5,
      'payment.currency': 'TUS',
      'payment.status': 'paid',
      'payment.channel': 'mobile-money',
    }),
  )
  const told = (await events()).map((line) => line.replace(/=(hh|ps|en)-.*/, '=new'))
  assert.deepEqual(told, [
    'registration registry.household household.id=new',
    'registration registry.person person.id=new',
    'household-change registry.household household.id=H1',
    'household-change registry.household household.id=new',
    'household-change registry.person person.id=P2',
    'registration registry.household household.id=new',
    'household-change registry.household household.id=H1',
    'household-change registry.household household.id=new',
    'household-change registry.person person.id=P3',
    'household-change registry.household household.id=H1',
    'death registry.person person.id=P1',
    'household-change registry.household household.id=H1',
    'enrolment registry.enrolment enrolment.id=new',
    'enrolment-change registry.enrolment enrolment.id=new',
    'payment registry.enrolment enrolment.id=new',
  ])
  const [payment] = await rows(`select * from payment where enrolment_id = '${made['enrolment.id']}'`)
  assert.deepEqual([payment?.amount_cents, payment?.provider, payment?.status], [400_050, 'mobile_money', 'paid'])
  const [enrolment] = await rows(`select * from enrolment where enrolment_id = '${made['enrolment.id']}'`)
  assert.deepEqual([enrolment?.programme_code, enrolment?.status], ['SCP', 'active'])
  assert.deepEqual(await rows(`select disability_seeing as level from person where person_id = '${head}'`), [
    { level: 3 },
  ])
})

test('births, deaths and marriages are entries of the civil register, each number once', async (t) => {
  const { act, rows, events } = await open(t)
  const entry = (kind: string, number: string): Values => ({
    [`${kind}.registration-number`]: number,
    [`${kind}.date`]: '2026-11-20',
    [`${kind}.registration-date`]: '2026-11-24',
    [`${kind}.place`]: 'TU1101',
  })
  const who = { 'person.name.given': 'Zawadi', 'person.sex': 'female' }
  mustBeOk(await act('register-birth', { ...entry('birth', '202699000001'), ...who }))
  mustBeOk(
    await act('register-death', { ...entry('death', 'D202699000001'), ...who, 'person.national-id': '194002515' }),
  )
  const spouses = { 'person.national-id': '302118476', 'marriage.spouse-national-id': '194002515' }
  mustBeOk(await act('register-marriage', { ...entry('marriage', 'M202699000001'), ...spouses }))
  const again = await act('register-birth', { ...entry('birth', '202699000001'), ...who })
  assert.equal(!again.ok && again.problem.code, 'registry.already-registered')
  assert.deepEqual(await events(), [
    'birth registry.birth birth.registration-number=202699000001',
    'death registry.death death.registration-number=D202699000001',
    'marriage registry.marriage marriage.registration-number=M202699000001',
  ])
  const made = await rows(`select kind, given_name, spouse_national_id from civil_event
    where registration_number like '%202699000001' order by kind, given_name`)
  assert.deepEqual(
    made.map((row) => Object.values(row)),
    [
      ['birth', 'Zawadi', null],
      ['death', 'Zawadi', null],
      ['marriage', 'José', '302118476'],
      ['marriage', 'Wanjiku', '194002515'],
    ],
  )
})

test('a certificate of disability and a farmer are entered once, and told to those whom they concern', async (t) => {
  const { act, rows, events } = await open(t)
  const certificate = { 'disability.status': 'approved', 'disability.registration-date': '2026-11-20' }
  const impairment = { 'impairment.type': 'vision', 'impairment.onset': 'born-with' }
  const farmer = {
    'farmer.status': 'active',
    'farmer.farm-type': 'semi-subsistence',
    'farmer.registration-date': '2026-11-20',
    'farm.size': 1.5,
  }
  await rows('delete from disability_record; delete from farmer')
  const certified = mustBeOk(await act('register-disability', { 'person.id': 'P2', ...certificate, ...impairment }))
  const farms = mustBeOk(await act('register-farmer', { 'person.id': 'P2', ...farmer }))
  for (const [name, values] of [
    ['register-disability', certificate],
    ['register-farmer', farmer],
  ] as const) {
    const again = await act(name, { 'person.id': 'P2', ...values })
    assert.equal(!again.ok && again.problem.code, 'registry.already-on-register')
  }
  assert.deepEqual(await events(), [
    `disability-registration registry.disabled-person disability.id=${certified.made['disability.id']}`,
    `farmer-registration registry.farmer farmer.id=${farms.made['farmer.id']}`,
  ])
  const [record] = await rows('select person_id, status, detail from disability_record')
  const impairments = [{ type: 'vision', age_on_set: 'born_with' }]
  assert.deepEqual(record, { person_id: 'P2', status: 'approved', detail: { impairments, supports: [] } })
  const [farm] = await rows(
    'select farm_type, detail, f.village_code = h.village_code as home from farmer f join household h using (household_id)',
  )
  assert.deepEqual(farm, {
    farm_type: 'semi_subsistence',
    detail: { farms: [{ size: 1.5 }], machinery: [] },
    home: true,
  })
})

test('the same act twice has one effect, however many come at once; its id serves no other', async (t) => {
  const { acts, events, rows } = await open(t)
  const birth = { id: 'clinic-1', act: 'register-person', values: newborn }
  const all = await Promise.all(Array.from({ length: 8 }, () => acts.perform(birth)))
  const made = all.map((one) => mustBeOk(one).made['person.id'])
  assert.equal(new Set(made).size, 1)
  assert.equal(all.filter((one) => !mustBeOk(one).again).length, 1)
  assert.equal((await events()).length, 2)
  assert.deepEqual(await rows(`select count(*) from person where given_name = 'Zawadi'`), [{ count: 1 }])
  const other = await acts.perform({ ...birth, values: { ...newborn, 'person.sex': 'male' } })
  assert.equal(!other.ok && other.problem.code, 'registry.act-id-reused')
})

test('what is already so is no change, and what is refused leaves nothing behind', async (t) => {
  const { act, events, rows } = await open(t)
  const refusals: readonly (readonly [string, Values, string])[] = [
    ['burn-household', {}, 'registry.unknown-act'],
    ['toString', {}, 'registry.unknown-act'],
    ['enrol', { 'person.id': 'P1' }, 'registry.value-missing'],
    ['register-person', { ...newborn, 'household.id': 'H99' }, 'registry.unknown-record'],
    ['register-person', { ...newborn, 'person.sex': 'F' }, 'registry.value-invalid'],
    ['register-person', { ...newborn, 'person.birth-date': '2026-02-30' }, 'registry.value-invalid'],
    ['register-person', { ...newborn, 'household.score': 1 }, 'registry.value-not-taken'],
    ['register-person', { ...newborn, 'household_id) values (1); --': 1 }, 'registry.value-not-taken'],
    [
      'record-death',
      { 'person.national-id': '228306148', 'person.death-date': '2026-11-01' },
      'registry.ambiguous-record',
    ],
    ['record-death', { 'person.death-date': '2026-11-01' }, 'registry.value-missing'],
    ['leave-household', { 'person.id': 'P1' }, 'registry.head-cannot-leave'],
    ['change-enrolment', { 'enrolment.id': 'E1', 'enrolment.status': 'exited' }, 'registry.value-missing'],
    [
      'enrol',
      { 'person.id': 'P1', 'enrolment.programme': 'scp', 'enrolment.start-date': '2026-11-01' },
      'registry.already-enrolled',
    ],
  ]
  for (const [name, values, code] of refusals) {
    const refused = await act(name, values)
    assert.equal(refused.ok ? 'ok' : refused.problem.code, code, `${name} ${JSON.stringify(values)}`)
  }
  mustBeOk(await act('change-enrolment', { 'enrolment.id': 'E1', 'enrolment.status': 'active' }))
  assert.deepEqual(await events(), [])
  const [counted] = await rows('select count(*)::int as acts from registry_act')
  assert.equal(counted?.acts, 1)
})

test('whatever the order of commits, a reader that keeps its place sees every event once and in order', async (t) => {
  const { pool } = await createTestDatabase(t)
  const source = registryEvents(pool, services)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ writer: fc.nat(3), step: fc.constantFrom('write', 'commit', 'roll back', 'read') }), {
        minLength: 5,
        maxLength: 60,
      }),
      async (steps) => {
        const writers = await Promise.all(Array.from({ length: 4 }, () => pool.connect()))
        const open = new Map<number, string[]>()
        const committed = new Set<string>()
        const seen: string[] = []
        const stream = { service: 'registry.person', types: ['birth'] as const, after: await source.last() }
        let after = stream.after
        const read = async () => {
          await source.number()
          for (const { id, position } of await source.next({ ...stream, after }, 1_000)) {
            assert.ok(position > after)
            after = position
            seen.push(id)
          }
        }
        let number = 0
        for (const { writer, step } of steps) {
          const client = writers[writer]
          assert.ok(client)
          if (step === 'read') await read()
          else if (step === 'write') {
            if (!open.has(writer)) await client.query('begin')
            const id = `ev-${Date.now()}-${writer}-${number++}-${Math.random()}`.slice(0, 40)
            open.set(writer, [...(open.get(writer) ?? []), id])
            await client.query(
              `insert into registry_event (id, type, service, key, act, occurred_at)
               values ($1, 'birth', 'registry.person', '{}', 'a', now())`,
              [id],
            )
          } else if (open.has(writer)) {
            await client.query(step === 'commit' ? 'commit' : 'rollback')
            if (step === 'commit') for (const id of open.get(writer) ?? []) committed.add(id)
            open.delete(writer)
          }
        }
        for (const [writer, client] of writers.entries()) {
          if (open.has(writer)) await client.query('rollback')
          client.release()
        }
        await read()
        assert.deepEqual(seen.slice().sort(), [...committed].sort())
      },
    ),
    { numRuns: 40 },
  )
})
