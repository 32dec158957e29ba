import assert from 'node:assert/strict'
import test from 'node:test'
import { fixedClock } from '../../platform/clock.ts'
import { bindingExample, exampleAgreement, exampleFacts, exampleParty, exampleRequest, unused } from '../example.ts'
import { sentenceOf } from '../messages.ts'
import type { Agreement, BindingVersion } from '../schema.ts'
import { decide } from './decide.ts'
import { isInForce, stopped } from './in-force.ts'

const today = '2026-06-15'

/** Gate, code and sentence of the refusal of the example request under that version. */
function refusal(version: BindingVersion, day = today) {
  const facts = { ...exampleFacts(), agreements: [{ ...version, usage: unused }] }
  const { gates, refusedAt } = decide(exampleRequest, facts, day)
  const reason = gates.find(({ result }) => result === 'refuse')?.reason
  assert.ok(reason)
  assert.deepEqual(stopped(version, day), reason, 'the list of agreements gives the reason of the decision')
  return [refusedAt, reason.code, sentenceOf(reason, 'en')]
}

const nida = exampleParty('nida', 'provider')
const dss = exampleParty('dss', 'consumer')

test('unsigned, signed by one, or signed by another than the document names: nothing leaves', () => {
  const version = bindingExample(exampleAgreement)
  const [byNida, byDss] = version.signatures
  assert.ok(byNida && byDss)
  const worthless = [[], [byNida], [byNida, { ...byDss, account: 'dss-clerk' }], [byNida, { ...byNida, account: 'x' }]]
  for (const signatures of worthless) {
    const [gate, code] = refusal({ ...version, signatures })
    assert.deepEqual([gate, code], ['G2', 'agreements.signature-missing'])
  }
  const { parties: _, ...unnamed } = exampleAgreement
  assert.equal(refusal(bindingExample(unnamed))[1], 'agreements.signatory-not-named')
})

test('a mandate counts on the day of the signing: to its last day, and its later end takes nothing back', () => {
  const signatory = { ...dss.signatory, mandateUntil: '2026-01-01' }
  const version = bindingExample({ ...exampleAgreement, parties: [nida, { ...dss, signatory }] })
  assert.equal(isInForce(version, today), true, 'signed on the last day, decided months later')
  const late = version.signatures.map((one) => ({ ...one, day: '2026-01-02' }))
  const [gate, code, sentence] = refusal({ ...version, signatures: late })
  assert.deepEqual([gate, code], ['G2', 'agreements.mandate-expired'])
  assert.match(sentence ?? '', /for dss on 2026-01-02.*ended on 2026-01-01/)
})

test('the review, a registration and the validity hold through their last day and stop by themselves on the next', () => {
  const leapDay = '2028-02-29'
  const cases: [Partial<Agreement>, string, string][] = [
    [{ validUntil: leapDay }, 'G2', 'agreements.agreement-expired'],
    [{ validUntil: '2029-12-31', review: { everyMonths: 6, next: leapDay } }, 'G2', 'agreements.review-overdue'],
    [
      {
        validUntil: '2029-12-31',
        parties: [nida, { ...dss, registration: { number: 'DPC-1', validUntil: leapDay } }],
      },
      'G1',
      'agreements.registration-lapsed',
    ],
  ]
  for (const [changes, gate, code] of cases) {
    const version = bindingExample({ ...exampleAgreement, ...changes })
    assert.equal(stopped(version, leapDay), undefined, code)
    assert.deepEqual(refusal(version, '2028-03-01').slice(0, 2), [gate, code])
  }
})

test('an agreement ends with the framework above it, at any height', () => {
  const framework = (id: string, changes: Partial<Agreement> = {}): BindingVersion =>
    bindingExample({ ...exampleAgreement, id, tier: 'framework', services: [], ...changes })
  const under = bindingExample({ ...exampleAgreement, under: 'relations' })
  assert.equal(isInForce({ ...under, above: framework('relations') }, today), true)
  const ended = framework('relations', { validUntil: '2026-06-14' })
  assert.match(refusal({ ...under, above: ended })[2] ?? '', /stands under relations, which is not in force/)
  const higher = { ...framework('relations', { under: 'treaty' }), above: framework('treaty', { validUntil: today }) }
  assert.equal(isInForce({ ...under, above: higher }, today), true)
  assert.equal(refusal({ ...under, above: higher }, '2026-06-16')[1], 'agreements.framework-not-in-force')
  assert.equal(refusal(under)[1], 'agreements.framework-missing')
})

test('an agreement ends at the country’s midnight, not at that of another zone', () => {
  const version = bindingExample(exampleAgreement)
  const dayAt = (instant: string) => fixedClock(new Date(instant), 'Africa/Nairobi').today()
  assert.equal(isInForce(version, dayAt('2026-12-31T20:59:59.999Z')), true)
  assert.equal(isInForce(version, dayAt('2026-12-31T21:00:00Z')), false, 'in London it is still nine in the evening')
})
