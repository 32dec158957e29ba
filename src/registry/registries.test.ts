import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase } from '../../test/support/database.ts'
import type { Condition } from '../exchange/plugin.ts'
import { meets } from './oracle.ts'
import { conditionsOf, is, leafOf, sampleIn, today } from './test-registry.ts'

const openSample = async (t: TestContext, records: string) => sampleIn((await createTestDatabase(t)).pool, t, records)

const keys = { birth: 'event_id', 'disabled-person': 'record_id', farmer: 'farmer_id' } as const

const leaves: Readonly<Record<keyof typeof keys, fc.Arbitrary<Condition>>> = {
  birth: fc.oneof(
    leafOf('birth.date', ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in'], ['2016-02-29', '2019-06-30', '2019-12-31']),
    leafOf('birth.registration-status', ['eq', 'ne', 'in'], ['late', 'registered', 'x']),
    leafOf('birth.place', ['eq', 'ne', 'lt', 'in'], ['TU1101', 'TU4103']),
    leafOf('birth.type', ['eq', 'ne', 'in'], ['twin', 'single', '']),
    leafOf('birth.mother-name', ['eq', 'ne', 'in'], ['WANJIKU kamotho', '', "'"]),
    leafOf('birth.mother-national-id', ['eq', 'ne'], ['302118476', '']),
    leafOf('person.name.given', ['eq', 'ne', 'lt'], ['jose', 'ngendo']),
  ),
  'disabled-person': fc.oneof(
    leafOf('disability.status', ['eq', 'ne', 'in'], ['approved', 'pending', 'x']),
    leafOf('disability.level', ['eq', 'ne', 'in'], ['severe', 'mild']),
    leafOf('disability.expiry-date', ['eq', 'ne', 'lt', 'gte'], ['2021-01-01', '2027-03-01']),
    leafOf('disability.transport', ['eq', 'ne', 'in'], ['point_to_point', 'public']),
    leafOf('impairment.type', ['eq', 'ne', 'lt', 'in'], ['vision', 'mobility', 'x']),
    leafOf('impairment.level', ['eq', 'ne', 'in'], ['severe', 'moderate']),
    leafOf('support.intensity', ['eq', 'ne', 'in'], ['daily', 'weekly']),
    leafOf('person.birth-date', ['lt', 'gte'], ['1951-03-14', '2000-01-01']),
    leafOf('person.sex', ['eq', 'ne'], ['male', 'female']),
  ),
  farmer: fc.oneof(
    leafOf('farmer.farm-type', ['eq', 'ne', 'in'], ['subsistence', 'small_independent']),
    leafOf('household.location.county', ['eq', 'ne', 'gt', 'in'], ['TU1101', 'TU4103']),
    leafOf('farm.tenure', ['eq', 'ne', 'in'], ['owner', 'leased', 'x']),
    leafOf('farm.size', ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in'], [0.5, 1.5, 4, 0]),
    leafOf('crop.type', ['eq', 'ne', 'in'], ['cereals', 'fruit', 'x']),
    leafOf('crop.variety', ['eq', 'ne', 'lt'], ['maize', '']),
    leafOf('crop.irrigated', ['eq', 'ne', 'in'], [true, false]),
    leafOf('livestock.count', ['eq', 'ne', 'lt', 'gte'], [7, 8, 0]),
  ),
}

for (const records of Object.keys(keys) as (keyof typeof keys)[]) {
  test(`${records}: every condition finds what it plainly means, in lists as well`, async (t) => {
    const { found } = await openSample(t, records)
    const all = await found({})
    assert.equal(all.length, 3)
    const id = keys[records]
    await fc.assert(
      fc.asyncProperty(conditionsOf(leaves[records]), async (condition) => {
        const expected = all.filter((row) => meets(row, condition, today)).map((row) => row[id])
        assert.deepEqual(
          (await found({ condition })).map((row) => row[id]),
          expected,
        )
      }),
      { numRuns: 200 },
    )
  })
}

const idsFound = async (t: TestContext, records: string, condition: Condition, id: string) => {
  const { found } = await openSample(t, records)
  return (await found({ condition })).map((row) => row[id])
}

test('a marriage is found by either spouse, and by its number as two entries', async (t) => {
  const { found } = await openSample(t, 'marriage')
  const by = async (element: string, value: string) =>
    (await found({ condition: is(element, 'eq', value) })).map((row) => row.event_id)
  assert.deepEqual(await by('person.national-id', '228306148'), ['V5'])
  assert.deepEqual(await by('marriage.spouse-national-id', '228306148'), ['V6'])
  assert.deepEqual(await by('marriage.registration-number', 'M202011000001'), ['V5', 'V6'])
  assert.deepEqual(await by('marriage.spouse-name', 'JUMA bakari'), ['V5'])
})

test('a kind of event is no other: a birth is not found among deaths', async (t) => {
  assert.deepEqual(await idsFound(t, 'death', { and: [] }, 'event_id'), ['V4'])
  assert.deepEqual(await idsFound(t, 'birth', is('birth.registration-number', 'eq', 'D202511000318'), 'event_id'), [])
})

test('a certificate comes with the person, its lists as they are, and its own dates', async (t) => {
  const { found } = await openSample(t, 'disabled-person')
  const [one] = await found({ condition: is('impairment.type', 'eq', 'vision') })
  assert.deepEqual([one?.record_id, one?.person_id, one?.surname], ['W1', 'P1', 'Kamotho'])
  assert.deepEqual([one?.registered_on, one?.updated_on], ['2022-03-01', '2022-04-01'])
  assert.equal((one?.impairments as unknown[] | undefined)?.length, 2)
  const [slim] = await found({ condition: is('person.id', 'eq', 'P1'), elements: ['disability.status'] })
  assert.deepEqual(slim, { record_id: 'W1', status: 'approved' })
})

test('text meant to become SQL or a path in JSON stays text', async (t) => {
  const attacks = ["' or true --", "'; drop table farmer; --", '$.farms[*]', '"] }', '\\', '{"a":1}', "x' || 'y"]
  for (const [records, elements] of [
    ['farmer', ['crop.type', 'crop.variety', 'farmer.id', 'farm.tenure']],
    ['disabled-person', ['impairment.type', 'disability.transport', 'disability.status']],
    ['birth', ['birth.type', 'birth.mother-name', 'birth.registration-number']],
  ] as const) {
    const { found, pool } = await openSample(t, records)
    for (const attack of attacks) {
      for (const element of elements) {
        assert.deepEqual(await found({ condition: is(element, 'eq', attack) }), [], `${element} = ${attack}`)
        assert.deepEqual(await found({ condition: is(element, 'in', [attack]) }), [], `${element} in ${attack}`)
      }
    }
    assert.equal((await pool.query('select count(*) as farmers from farmer')).rows[0].farmers, 3)
  }
})

test('an item of a list cannot be sorted by, and an unknown member is refused by name', async (t) => {
  const { ask } = await openSample(t, 'farmer')
  const sorted = await ask({ sort: [{ element: 'crop.type', order: 'asc' }] })
  assert.match(sorted.ok ? '' : sorted.problem.detail, /cannot sort by "crop.type"/)
  const unknown = await ask({ condition: is('crop.price', 'eq', 1) })
  assert.match(unknown.ok ? '' : unknown.problem.detail, /"crop.price"/)
})
