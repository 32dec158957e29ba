import assert from 'node:assert/strict'
import { it } from 'node:test'
import { applicantOf } from './applicant.ts'

it('searches by what was typed, and by two things at least', () => {
  assert.equal(applicantOf({}), undefined)
  assert.equal(applicantOf({ surname: 'Kamotho', given_name: '  ' }), undefined)
  assert.deepEqual(applicantOf({ surname: ' Kamotho ', birth_date: '1951-03-14', phone: '' }), {
    surname: 'Kamotho',
    birth_date: '1951-03-14',
  })
})
