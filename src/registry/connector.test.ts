import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase } from '../../test/support/database.ts'
import type { Condition } from '../exchange/plugin.ts'
import { mustBeOk } from '../kernel/result.ts'
import { key, meets } from './oracle.ts'
import { conditionsOf, is, leafOf, now, patience, sampleIn, today } from './test-registry.ts'

const openSample = async (t: TestContext, records: string) => sampleIn((await createTestDatabase(t)).pool, t, records)

type Row = Record<string, unknown>
const rowsOf = (nested: unknown) => nested as Row[]

test('a person is found by national id, with the total and the moment', async (t) => {
  const { ask } = await openSample(t, 'person')
  const answer = await ask({ condition: is('person.national-id', 'eq', '302118476') })
  assert.ok(answer.ok)
  assert.equal(answer.value.total, 1)
  assert.equal(answer.value.asOf, now.toISOString())
  const record = answer.value.records[0] as Row
  assert.deepEqual(
    [record.person_id, record.surname, record.birth_date, record.village_code],
    ['P1', 'Kamotho', '1951-03-14', 'TU11010101'],
  )
})

test('names are found without case, accents or apostrophes, in any order, by their beginnings', async (t) => {
  const { found } = await openSample(t, 'person')
  const ids = async (name: string) =>
    (await found({ condition: is('person.name.full', 'eq', name) })).map((row) => row.person_id)
  assert.deepEqual(await ids('KAMOTHO wanj'), ['P1'])
  assert.deepEqual(await ids('ngendo'), ['P2'])
  assert.deepEqual(await ids('jose njoroge'), ['P3'])
  assert.deepEqual(await ids('d’souza'), ['P7'])
  assert.deepEqual(await ids("' & | ! :* \\"), [])
  assert.deepEqual(await ids('wanjiku hassan'), [])
  const exact = await found({ condition: is('person.name.given', 'eq', 'JOSE') })
  assert.deepEqual(
    exact.map((row) => row.person_id),
    ['P3'],
  )
})

test('ages are completed years on the day in the country: turning ten on the first of March', async (t) => {
  const { found } = await openSample(t, 'person')
  const born = await found({ condition: is('person.age', 'eq', 10) })
  assert.deepEqual(
    born.map((row) => row.person_id),
    ['P2'],
  )
})

test('every condition finds whom it plainly means', async (t) => {
  const { found } = await openSample(t, 'person')
  const everyone = await found({})
  assert.equal(everyone.length, 8)
  await fc.assert(
    fc.asyncProperty(conditions, async (condition) => {
      const expected = everyone.filter((row) => meets(row, condition, today)).map((row) => row.person_id)
      const actual = (await found({ condition })).map((row) => row.person_id)
      assert.deepEqual(actual, expected)
    }),
    { numRuns: 300 },
  )
})

test('the database compares names as the house says', async (t) => {
  const { pool } = await createTestDatabase(t)
  const texts = fc.string({ unit: fc.constantFrom(..."aZéÉñç Ng’'-.ʼß9_Å\u0301\u00a0"), maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 20, maxLength: 20 }), async (names) => {
      const { rows } = await pool.query(
        'select array_agg(name_key(n) order by i) keys from unnest($1::text[]) with ordinality x (n, i)',
        [names],
      )
      assert.deepEqual(rows[0].keys, names.map(key))
    }),
    { numRuns: 30 },
  )
})

test('text meant to become SQL stays text', async (t) => {
  const { pool, found } = await openSample(t, 'person')
  const attacks = ["' or true --", "'; drop table person; --", '$1', '%', '_', '\\', "'':*", "302118476' or '1'='1"]
  for (const attack of attacks) {
    for (const element of ['person.national-id', 'person.name.full', 'person.name.given', 'person.sex']) {
      assert.deepEqual(await found({ condition: is(element, 'eq', attack) }), [], `${element} = ${attack}`)
    }
    assert.deepEqual(await found({ condition: is('person.national-id', 'in', [attack]) }), [])
  }
  assert.equal((await pool.query('select count(*) as people from person')).rows[0].people, 8)
})

test('what cannot be asked is refused by name and never by value', async (t) => {
  const { ask } = await openSample(t, 'person')
  const refused = async (condition: Condition, words: RegExp) => {
    const answer = await ask({ condition })
    assert.equal(answer.ok ? '' : answer.problem.kind, 'refused')
    assert.match(answer.ok ? '' : answer.problem.detail, words)
    assert.doesNotMatch(answer.ok ? '' : answer.problem.detail, /SECRET/)
  }
  await refused(is('person.shoe-size', 'eq', 'SECRET'), /"person.shoe-size"/)
  await refused(is('person.birth-date', 'eq', 'SECRET'), /"person.birth-date"/)
  await refused(is('person.birth-date', 'eq', '2023-02-29'), /"person.birth-date"/)
  await refused(is('person.age', 'gt', 'SECRET'), /"person.age"/)
  await refused(is('person.name.full', 'lt', 'SECRET'), /"lt"/)
  await refused(is('person.national-id', 'eq', 'SECRET\u0000'), /"person.national-id"/)
  await refused(is('person.sex', 'in', 'SECRET'), /a list/)
  await refused({ not: is('constructor', 'eq', 'SECRET') }, /"constructor"/)
  await refused({ or: Array.from({ length: 101 }, () => is('person.sex', 'eq', 'SECRET')) }, /100 parts/)
  const deep = Array.from({ length: 11 }).reduce<Condition>((inner) => ({ not: inner }), is('person.sex', 'eq', 'x'))
  await refused(deep, /10 levels/)
  const sorted = await ask({ sort: [{ element: 'person.name.full; drop', order: 'asc' }] })
  assert.match(sorted.ok ? '' : sorted.problem.detail, /cannot sort by/)
  const page = await ask({ page: { size: 0, number: 1 } })
  assert.equal(page.ok, false)
})

test('pages together are all records once, in order, each with the same total', async (t) => {
  const { ask } = await openSample(t, 'person')
  for (const size of [1, 3, 4, 8, 100]) {
    const ids: unknown[] = []
    for (let number = 1; number <= Math.ceil(8 / size) + 1; number++) {
      const answer = mustBeOk(
        (await ask({ page: { size, number }, sort: [{ element: 'person.birth-date', order: 'desc' }] })) as never,
      ) as { records: Row[]; total: number }
      assert.equal(answer.total, 8)
      ids.push(...answer.records.map((row) => row.person_id))
    }
    assert.deepEqual(ids, ['P2', 'P3', 'P4', 'P5', 'P7', 'P1', 'P6', 'P8'])
  }
})

test('only the columns of the elements asked for leave the database', async (t) => {
  const { found } = await openSample(t, 'person')
  const [record] = await found({
    condition: is('person.national-id', 'eq', '302118476'),
    elements: ['person.name.full', 'person.sex', 'person.unknown'],
  })
  assert.deepEqual(record, {
    person_id: 'P1',
    given_name: 'Wanjiku',
    middle_name: 'Grace',
    surname: 'Kamotho',
    sex: 'female',
  })
})

test('a household is found by a member and comes with all its members', async (t) => {
  const { found } = await openSample(t, 'household')
  const [household, ...others] = await found({ condition: is('person.national-id', 'eq', '194002515') })
  assert.equal(others.length, 0)
  assert.equal(household?.household_id, 'H1')
  assert.equal(household?.head_surname, 'Kamotho')
  assert.deepEqual(
    rowsOf(household?.members).map((row) => row.person_id),
    ['P1', 'P2', 'P3', 'P4'],
  )
  const [slim] = await found({
    condition: is('household.head-name', 'eq', 'wanjiku'),
    elements: ['household.score', 'household.members', 'person.sex'],
  })
  assert.deepEqual(slim, {
    household_id: 'H1',
    score: '5.2500',
    members: [{ sex: 'female' }, { sex: 'female' }, { sex: 'male' }, { sex: 'female' }].map((row, i) => ({
      person_id: `P${i + 1}`,
      ...row,
      household_id: 'H1',
    })),
  })
  const scored = await found({ condition: { not: is('household.score', 'lt', 50) }, elements: ['household.id'] })
  assert.deepEqual(
    scored.map((row) => row.household_id),
    ['H2', 'H3', 'H4'],
  )
})

test('an enrolment comes with its payments, newest first, and what they say of the amount', async (t) => {
  const { found } = await openSample(t, 'enrolment')
  const [enrolment] = await found({ condition: is('person.national-id', 'eq', '302118476') })
  assert.deepEqual(
    [enrolment?.programme_code, enrolment?.amount_cents, enrolment?.currency, enrolment?.last_paid_on],
    ['SCP', 400000, 'TUS', '2026-07-25'],
  )
  assert.deepEqual(
    rowsOf(enrolment?.payments).map((row) => [row.cycle, row.status]),
    [
      ['2026-09', 'failed'],
      ['2026-07', 'paid'],
    ],
  )
  const [never] = await found({ condition: is('enrolment.programme', 'eq', 'ovc') })
  assert.deepEqual([never?.amount_cents, never?.last_paid_on, never?.payments], [null, null, []])
})

test("codes are asked in the dictionary's spelling", async (t) => {
  const { found } = await openSample(t, 'person')
  const blind = await found({ condition: is('person.disability.seeing', 'in', ['a-lot', 'cannot']) })
  assert.deepEqual(
    blind.map((row) => row.person_id),
    ['P1'],
  )
  const others = await found({ condition: is('person.relationship-to-head', 'eq', 'other-relative') })
  assert.deepEqual(
    others.map((row) => row.person_id),
    ['P4'],
  )
})

test('an aborted question ends at once and says so; a database that is gone is unavailable', async (t) => {
  const { pool, open, ask } = await openSample(t, 'person')
  const blocker = await pool.connect()
  await blocker.query('begin; lock table person in access exclusive mode')
  const started = performance.now()
  const answer = await open.ask(
    { consumer: 'dss', params: {}, condition: { and: [] }, sort: [], page: { size: 1, number: 1 }, elements: [] },
    AbortSignal.timeout(100),
  )
  assert.equal(answer.ok ? '' : answer.problem.kind, 'timeout')
  assert.ok(performance.now() - started < 2_000)
  await blocker.query('rollback')
  blocker.release()
  assert.equal((await ask({})).ok, true)
  assert.deepEqual(await open.check(patience()), { ok: true, value: true })
  await pool.end()
  assert.equal((await open.check(patience())).ok, false)
})

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  leafOf('person.national-id', ['eq', 'ne', 'lt', 'gte', 'in'], ['302118476', '228306148', '194002515', '']),
  leafOf('person.name.given', ['eq', 'ne', 'lt', 'lte', 'in'], ['WANJIKU', 'jose', 'ngendo', 'Amina', '', '-']),
  leafOf('person.name.surname', ['eq', 'ne', 'gt', 'in'], ['kamotho', 'DSOUZA', 'Kamau Njoroge', 'hassan']),
  leafOf('person.name.full', ['eq'], ['kam', 'wanj kam', 'jose', 'a', '', "'"]),
  leafOf('person.sex', ['eq', 'ne', 'in'], ['male', 'female', 'x']),
  leafOf('person.birth-date', ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in'], ['1951-03-14', '1980-01-01', '2016-02-29']),
  leafOf('person.age', ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'], [0, 9, 10, 11, 46, 74, 75, 200]),
  leafOf('person.disability', ['eq', 'ne', 'in'], [true, false]),
  leafOf('person.marital-status', ['eq', 'ne'], ['widowed', 'married']),
  leafOf('person.village', ['eq', 'gt', 'in'], ['TU11010101', 'TU41030101']),
)

const conditions = conditionsOf(leaf)

test('a shape of question that varies without end does not fill the server with statements', async (t) => {
  const { pool, found } = await openSample(t, 'person')
  for (let parts = 1; parts <= 90; parts++) {
    await found({ condition: { or: Array.from({ length: parts }, () => is('person.sex', 'eq', 'x')) } })
  }
  const { rows } = await pool.query(`select count(*) as kept from pg_prepared_statements where name like 'registry-%'`)
  assert.ok(rows[0].kept <= 64)
})
