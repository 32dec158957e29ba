import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { exampleAgreement } from '../../../../src/agreements/example.ts'
import { type AgreementStatus, agreementStatuses, type Step } from '../../../../src/agreements/lifecycle/schema.ts'
import { permissionsOf } from '../../../../src/federation/permissions.ts'
import { roles } from '../../../../src/federation/schema.ts'
import { possibleSteps, stageOf } from './steps.ts'

const today = '2026-06-01'
const event = (step: Step, status: AgreementStatus) => ({
  ...{ version: 1, step, status, at: '2026-01-01T00:00:00.000Z' },
  by: { account: 'legal', member: 'dss' },
})
const as = (role: (typeof roles)[number], member: string) => ({
  session: { username: 'reader', member, permissions: [...permissionsOf([role])] },
  isRegulator: member === 'dpc',
  today,
})
const stepsFor = (asker: ReturnType<typeof as>, ...events: ReturnType<typeof event>[]) =>
  possibleSteps(exampleAgreement, { events }, [{ events }], asker)

it('offers each role of a party its own steps, and none to others', () => {
  const inReview = event('approve-law', 'dpo-review')
  assert.deepEqual(stepsFor(as('legal-officer', 'dss'), event('submit', 'legal-review')), [
    ...['approve-law', 'send-back', 'terminate'],
  ])
  assert.deepEqual(stepsFor(as('data-protection-officer', 'dss'), inReview), ['approve-protection', 'send-back'])
  assert.deepEqual(stepsFor(as('legal-officer', 'moe'), inReview), [])
  assert.deepEqual(stepsFor(as('programme-officer', 'dss'), inReview), [])
})

it('offers the legal review to everybody but who drafted the version', () => {
  const asker = as('legal-officer', 'dss')
  const events = [event('draft', 'draft'), event('submit', 'legal-review')]
  assert.equal(stepsFor(asker, ...events).includes('approve-law'), true)
  const drafter = { ...asker, session: { ...asker.session, username: 'legal' } }
  assert.equal(stepsFor(drafter, ...events).includes('approve-law'), false)
})

it('offers the regulator an order, and after it only to lift it', () => {
  const active = event('activate', 'active')
  assert.deepEqual(stepsFor(as('regulator', 'dpc'), active), ['order'])
  assert.deepEqual(stepsFor(as('regulator', 'dpc'), active, event('order', 'suspended')), ['lift'])
})

it('offers to record an expiry only after the last day', () => {
  const asker = as('legal-officer', 'dss')
  assert.equal(stepsFor(asker, event('activate', 'active')).includes('expire'), false)
  const over = { ...asker, today: '2027-01-01' }
  assert.equal(stepsFor(over, event('activate', 'active')).includes('expire'), true)
})

it('offers no step once a version has ended, whoever asks', () => {
  fc.assert(
    fc.property(fc.constantFrom(...roles), fc.constantFrom('nida', 'dss', 'dpc'), (role, member) => {
      assert.deepEqual(stepsFor(as(role, member), event('terminate', 'terminated')), [])
    }),
  )
})

it('shows every state on the way', () => {
  for (const status of agreementStatuses) {
    const shown = stageOf({ events: [event('draft', status)] })
    assert.equal(shown, ['suspended', 'expired', 'terminated'].includes(status) ? 'active' : status)
  }
})
