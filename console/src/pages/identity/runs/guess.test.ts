import assert from 'node:assert/strict'
import test from 'node:test'
import { columnCalled, likelyId } from './guess.ts'

test('columns are guessed by their names, whatever their case and signs', () => {
  const columns = ['Person No', 'Given-Name', 'BIRTH_DATE', 'household_id']
  assert.equal(columnCalled('given_name', columns), 'Given-Name')
  assert.equal(columnCalled('birth_date', columns), 'BIRTH_DATE')
  assert.equal(columnCalled('surname', columns), undefined)
  assert.equal(likelyId(['name', 'No', 'household_id']), 'No')
  assert.equal(likelyId(['name', 'Beneficiary ID']), 'Beneficiary ID')
  assert.equal(likelyId(['name']), undefined)
})
