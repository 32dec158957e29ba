import assert from 'node:assert/strict'
import test from 'node:test'
import type { PersonRecord } from './records.ts'
import { type Survivorship, survivors } from './survivorship.ts'

const record = (source: string, id: string, values: Record<string, string | null>, updatedOn = '2024-01-01') =>
  ({ source, record: id, values, household: null, area: null, updatedOn }) satisfies PersonRecord

const rules: Survivorship = {
  sources: ['civil-register', 'social-registry'],
  otherwise: ['newest'],
  fields: { surname: ['source-rank'], given_name: ['verified', 'longest'], sex: ['most-frequent'] },
}
const chosen = (records: PersonRecord[], field: string) => {
  const found = survivors(records, rules).find((one) => one.field === field)
  return found && [found.value, found.by, found.others]
}

test('a more trusted source stands before a newer record, where the country says so', () => {
  const records = [
    record('social-registry', '1', { surname: 'Wanjiru', phone: '1' }, '2026-01-01'),
    record('civil-register', '2', { surname: 'Wanjiku', phone: '2' }, '2020-01-01'),
    record('ngo', '3', { surname: 'W', phone: '3' }, '2026-05-01'),
  ]
  assert.deepEqual(chosen(records, 'surname'), ['Wanjiku', 'source-rank', 2])
  assert.deepEqual(chosen(records, 'phone'), ['3', 'newest', 2])
})

test('a later criterion decides only between those that the earlier left', () => {
  const records = [
    record('a', '1', { given_name: 'Jo', national_id: '123' }),
    record('a', '2', { given_name: 'Josephine', national_id: null }),
    record('a', '3', { given_name: 'Joan', national_id: '456' }),
  ]
  assert.deepEqual(chosen(records, 'given_name'), ['Joan', 'longest', 2])
})

test('what is missing never stands for a person, and one value needs no rule', () => {
  const records = [record('a', '1', { sex: null, surname: '' }), record('b', '2', { sex: 'female', surname: '' })]
  assert.deepEqual(chosen(records, 'sex'), ['female', 'only', 0])
  assert.equal(chosen(records, 'surname'), undefined)
})

test('where no criterion tells two apart, the choice is the same every time', () => {
  const records = [record('a', '2', { sex: 'male' }), record('a', '1', { sex: 'female' })]
  assert.deepEqual(chosen(records, 'sex'), ['female', 'first', 1])
  assert.deepEqual(chosen(records.toReversed(), 'sex'), ['female', 'first', 1])
})
