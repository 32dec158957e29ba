import assert from 'node:assert/strict'
import { it } from 'node:test'
import { exampleAgreement, exampleParty } from '../../../../src/agreements/example.ts'
import { daysUntil, deadlinesOf, dueWithin } from './radar.ts'

const provider = exampleParty('nida', 'provider')
const agreement = {
  ...exampleAgreement,
  validUntil: '2026-12-31',
  review: { everyMonths: 12, next: '2026-03-01' },
  parties: [
    {
      ...provider,
      registration: { number: 'DPC-1', validUntil: '2026-02-15' },
      signatory: { ...provider.signatory, mandateUntil: '2026-06-30' },
    },
    exampleParty('dss', 'consumer'),
  ],
}

it('lists what ends, what is to be reviewed, whose registration and mandate lapse, the nearest first', () => {
  assert.deepEqual(
    deadlinesOf(agreement).map(({ kind, day, member }) => [day, kind, member]),
    [
      ['2026-02-15', 'registration', 'nida'],
      ['2026-03-01', 'review', undefined],
      ['2026-06-30', 'mandate', 'nida'],
      ['2026-12-31', 'end', undefined],
      ['2099-12-31', 'registration', 'dss'],
    ],
  )
})

it('counts the last day as one that is left, and keeps what has passed in view', () => {
  const due = (days: number, today: string) => dueWithin(agreement, days, today).map(({ kind }) => kind)
  assert.equal(daysUntil('2026-12-31', '2026-12-31'), 0)
  assert.deepEqual(due(30, '2026-01-16'), ['registration'])
  assert.deepEqual(due(30, '2026-01-15'), [])
  assert.deepEqual(due(0, '2026-03-02'), ['registration', 'review'])
})

it('counts days over a leap day', () => assert.equal(daysUntil('2028-03-01', '2028-02-28'), 2))
