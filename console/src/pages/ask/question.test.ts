import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ListedSystem } from '../../api/types.ts'
import { newMessageId, type PurposeOption, planOf, subjectOf } from './question.ts'

const purpose: PurposeOption = {
  purpose: 'eligibility-verification',
  sources: [
    {
      service: 'tiprs.verify',
      agreement: 'nida-dss-identity',
      version: 1,
      askBy: ['person.national-id', 'person.birth-date'],
      fields: [{ element: 'person.alive', release: 'yes-no' }],
    },
    {
      service: 'emis.pupil',
      agreement: 'moe-dss-pupils',
      version: 1,
      askBy: ['person.birth-registration-number'],
      fields: [{ element: 'school-enrolment.status', release: 'raw' }],
    },
  ],
}

const system = (id: string, service: string, askBy: string[][]) =>
  ({ id, services: [{ id: service, askBy }] }) as unknown as ListedSystem

const systems = [
  system('tiprs', 'tiprs.verify', [
    ['person.national-id', 'person.birth-date'],
    ['person.national-id', 'person.sex'],
  ]),
  system('emis', 'emis.pupil', [['person.birth-registration-number'], ['school-enrolment.upi']]),
]

describe('planning a question', () => {
  it('takes from a found person only the identifiers that some source may be asked by', () => {
    const record = { 'person.national-id': '123456789', 'person.phone': '+999700', 'person.birth-date': '1950-01-02' }
    assert.deepEqual(subjectOf(record, purpose), {
      'person.national-id': '123456789',
      'person.birth-date': '1950-01-02',
    })
  })

  it('says which sources can be asked and what the others need, within what is agreed', () => {
    const plan = planOf(purpose, { 'person.national-id': '123456789' }, systems)
    assert.deepEqual(
      plan.map(({ source, askable, missing }) => [source.service, askable, missing]),
      [
        ['tiprs.verify', false, ['person.birth-date']],
        ['emis.pupil', false, ['person.birth-registration-number']],
      ],
    )
    const more = planOf(purpose, { 'person.national-id': '123456789', 'person.birth-date': '1950-01-02' }, systems)
    assert.equal(more[0]?.askable, true)
  })

  it('numbers each question anew, as the API wants it', () => {
    assert.notEqual(newMessageId(), newMessageId())
    assert.match(newMessageId(), /^[\x21-\x7e]{1,99}$/)
  })
})
