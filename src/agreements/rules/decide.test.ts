import assert from 'node:assert/strict'
import test from 'node:test'
import {
  agreed,
  bindingExample,
  exampleAgreement,
  exampleFacts,
  exampleRequest,
  exampleStanding,
  unused,
} from '../example.ts'
import { type AgreementStanding, agreementStatuses } from '../lifecycle/schema.ts'
import { sentenceOf } from '../messages.ts'
import { type Agreement, type Decision, type DecisionRequest, type Facts, gates } from '../schema.ts'
import { decide, explain } from './decide.ts'

const today = '2026-06-15'
const facts = exampleFacts(exampleAgreement)

/** The gate and code that refused, and the English sentence a person reads. */
function refusal(decision: Decision): { gate: string | undefined; code: string | undefined; sentence: string } {
  const refused = decision.gates.find(({ result }) => result === 'refuse')
  assert.equal(decision.outcome, 'deny')
  assert.deepEqual(decision.fields, [])
  assert.equal(refused?.gate, decision.refusedAt)
  return { gate: refused?.gate, code: refused?.reason.code, sentence: sentenceOf(refused!.reason, 'en') }
}

const withAgreement = (changed: Partial<Agreement>): Facts => exampleFacts({ ...exampleAgreement, ...changed })
const standing = (standing: AgreementStanding): Facts => ({
  ...facts,
  agreements: [{ ...bindingExample(exampleAgreement), standing, usage: unused }],
})
const asking = (changed: Partial<DecisionRequest>): DecisionRequest => ({ ...exampleRequest, ...changed })

test('a request inside its agreement is permitted and names agreement, purpose, basis and fields', () => {
  const decision = decide(exampleRequest, facts, today)
  assert.equal(decision.outcome, 'permit')
  assert.deepEqual(decision.agreement, { id: 'dss-nida-identity', version: 1, hash: 'a'.repeat(64) })
  assert.equal(decision.purpose, 'eligibility-verification')
  assert.equal(decision.legalBasis?.act, 'Social Protection Act 2022')
  assert.deepEqual(decision.fields, exampleAgreement.services[0]?.fields)
  assert.equal(decision.maxRecords, 10)
  assert.deepEqual(
    decision.gates.map(({ gate, result }) => `${gate} ${result}`),
    gates.map((gate) => `${gate} pass`),
  )
})

test('G1: unknown and suspended members are refused on either side, and a suspended system', () => {
  const cases: [Partial<Facts>, string][] = [
    [{ consumer: undefined }, 'agreements.consumer-unknown'],
    [{ consumer: { id: 'dss', status: 'suspended' } }, 'agreements.consumer-suspended'],
    [{ provider: undefined }, 'agreements.provider-unknown'],
    [{ provider: { id: 'nida', status: 'suspended' } }, 'agreements.provider-suspended'],
    [{ system: { id: 'tiprs', status: 'suspended' } }, 'agreements.system-suspended'],
  ]
  for (const [changed, code] of cases) {
    const refused = refusal(decide(exampleRequest, { ...facts, ...changed }, today))
    assert.deepEqual([refused.gate, refused.code], ['G1', code])
  }
})

test('G2: without an agreement, or with an unknown one named, the sentence says whose is missing', () => {
  const missing = refusal(decide(exampleRequest, exampleFacts(), today))
  assert.equal(missing.gate, 'G2')
  assert.match(missing.sentence, /no agreement under which dss may ask nida.*Draw up/)
  const unknown = refusal(decide(asking({ agreement: 'dss-nida-payments' }), facts, today))
  assert.equal(unknown.gate, 'G2')
  assert.match(unknown.sentence, /no agreement dss-nida-payments between dss and nida/)
})

test('G2: an agreement between other parties is never used, even when handed in', () => {
  const refused = refusal(decide(exampleRequest, withAgreement({ consumer: 'ndma' }), today))
  assert.equal(refused.code, 'agreements.agreement-missing')
})

test('G2: every status but active is refused by its own name', () => {
  const codes = agreementStatuses
    .filter((status) => status !== 'active')
    .map((status) => refusal(decide(exampleRequest, standing(exampleStanding(status)), today)).code)
  assert.deepEqual(codes, [
    'agreements.agreement-draft',
    'agreements.agreement-in-review',
    'agreements.agreement-in-review',
    'agreements.agreement-not-signed',
    'agreements.agreement-not-activated',
    'agreements.agreement-suspended',
    'agreements.agreement-recorded-expired',
    'agreements.agreement-terminated',
  ])
  const order = { ...exampleStanding('suspended'), by: { account: 'inspector', member: 'dpc' }, order: true } as const
  assert.match(refusal(decide(exampleRequest, standing(order), today)).sentence, /regulator, dpc.*Only the regulator/)
})

test('G2: an agreement works on its first and its last day, and on no day outside', () => {
  assert.equal(decide(exampleRequest, facts, '2026-01-01').outcome, 'permit')
  assert.equal(decide(exampleRequest, facts, '2026-12-31').outcome, 'permit')
  const early = refusal(decide(exampleRequest, facts, '2025-12-31'))
  assert.match(early.sentence, /begins on 2026-01-01; today is 2025-12-31/)
  const late = refusal(decide(exampleRequest, facts, '2027-01-01'))
  assert.equal(late.gate, 'G2')
  assert.match(late.sentence, /ended on 2026-12-31; today is 2027-01-01\. The parties must renew it/)
})

test('G2: a service without a clause is refused', () => {
  const refused = refusal(decide(asking({ service: 'tiprs.verify' }), facts, today))
  assert.deepEqual([refused.gate, refused.code], ['G2', 'agreements.service-not-covered'])
})

test('G4: an agreement for a broader purpose covers the narrower, never the other way', () => {
  const broad = withAgreement({ purposes: ['social-protection-delivery'] })
  assert.equal(decide(exampleRequest, broad, today).outcome, 'permit')
  const refused = refusal(decide(asking({ purpose: 'social-protection-delivery' }), facts, today))
  assert.equal(refused.gate, 'G4')
  assert.match(refused.sentence, /social-protection-delivery is not agreed.*agreed are: eligibility-verification/)
})

test('G4: a sibling purpose and one outside the scheme are refused', () => {
  const sibling = refusal(decide(asking({ purpose: 'payment-verification' }), facts, today))
  assert.deepEqual([sibling.gate, sibling.code], ['G4', 'agreements.purpose-not-agreed'])
  const stranger = refusal(decide(asking({ purpose: 'marketing' }), facts, today))
  assert.deepEqual([stranger.gate, stranger.code], ['G4', 'agreements.purpose-unknown'])
})

test('G5: a basis without an act is refused', () => {
  const refused = refusal(
    decide(exampleRequest, withAgreement({ legalBasis: { ground: 'public-task', act: ' ', section: 's.1' } }), today),
  )
  assert.deepEqual([refused.gate, refused.code], ['G5', 'agreements.legal-basis-missing'])
})

test('G5: a sensitive field asked for by name needs a ground; unasked or in part, it is withheld', () => {
  const legalBasis = { ground: 'public-task', act: 'Social Protection Act 2022', section: 's.14' } as const
  const groundless = withAgreement({ legalBasis })
  const elements = ['person.name.full', 'person.death-date']
  const refused = refusal(decide(asking({ elements }), groundless, today))
  assert.equal(refused.gate, 'G5')
  assert.match(refused.sentence, /person\.death-date/)
  for (const request of [asking({ elements, acceptPartial: true }), exampleRequest]) {
    const decision = decide(request, groundless, today)
    assert.equal(decision.outcome, 'partial')
    assert.ok(!decision.fields.some(({ element }) => element === 'person.death-date'))
    assert.equal(decision.withheld[0]?.reason.code, 'agreements.field-without-ground')
  }
})

test('G5: asking by a sensitive element, or by one the dictionary does not know, needs a ground too', () => {
  const legalBasis = { ground: 'public-task', act: 'Social Protection Act 2022', section: 's.14' } as const
  const sensitive: Facts = { ...withAgreement({ legalBasis }), classificationOf: () => undefined }
  assert.equal(refusal(decide(exampleRequest, sensitive, today)).gate, 'G5')
})

test('G8: a field that is not agreed refuses the whole, unless a partial answer is accepted', () => {
  const elements = ['person.name.full', 'person.phone']
  const refused = refusal(decide(asking({ elements }), facts, today))
  assert.equal(refused.gate, 'G8')
  assert.match(refused.sentence, /not agreed in dss-nida-identity: person\.phone\. Leave them out/)
  const partial = decide(asking({ elements, acceptPartial: true }), facts, today)
  assert.equal(partial.outcome, 'partial')
  assert.deepEqual(
    partial.fields.map(({ element }) => element),
    ['person.name.full'],
  )
  assert.deepEqual(
    partial.withheld.map(({ element, reason }) => [element, reason.code]),
    [['person.phone', 'agreements.field-not-agreed']],
  )
})

test('G8: a partial answer that would hold nothing is a refusal', () => {
  const refused = refusal(decide(asking({ elements: ['person.phone'], acceptPartial: true }), facts, today))
  assert.equal(refused.gate, 'G8')
})

test('G8: a filter is a disclosure: asking by what is not agreed is refused, and so is asking by nothing', () => {
  const refused = refusal(decide(asking({ askBy: ['person.national-id', 'person.phone'] }), facts, today))
  assert.equal(refused.gate, 'G8')
  assert.match(refused.sentence, /does not allow asking by: person\.phone\. Ask by: person\.national-id/)
  assert.equal(refusal(decide(asking({ askBy: [] }), facts, today)).code, 'agreements.ask-by-missing')
})

test('G10: each window refuses when its volume is used up, and not one question before', () => {
  const used = (usage: Partial<typeof unused>): Facts => ({
    ...facts,
    agreements: [{ ...bindingExample(exampleAgreement), usage: { ...unused, ...usage } }],
  })
  const windows = [
    { last: { lastMinute: 99 }, full: { lastMinute: 100 }, sentence: /100 questions a minute/ },
    { last: { today: 999 }, full: { today: 1000 }, sentence: /1000 questions a day/ },
    { last: { thisMonth: 9_999 }, full: { thisMonth: 10_000 }, sentence: /10000 questions a month/ },
  ]
  for (const { last, full, sentence } of windows) {
    assert.equal(decide(exampleRequest, used(last), today).outcome, 'permit')
    const refused = refusal(decide(exampleRequest, used(full), today))
    assert.equal(refused.gate, 'G10')
    assert.match(refused.sentence, sentence)
  }
})

test('explain evaluates the gates that decide leaves unreached', () => {
  const request = asking({ purpose: 'payment-verification', elements: ['person.phone'] })
  const decision = decide(request, facts, today)
  const explained = explain(request, facts, today)
  const results = (one: Decision) => one.gates.map(({ gate, result }) => `${gate} ${result}`)
  const later = gates.slice(gates.indexOf('G4') + 1)
  assert.deepEqual(results(decision).slice(3), ['G4 refuse', ...later.map((gate) => `${gate} not-reached`)])
  const refusing = explained.gates.filter(({ result }) => result !== 'pass').map(({ gate }) => gate)
  assert.deepEqual(refusing, ['G4', 'G8'])
  assert.equal(explained.refusedAt, 'G4')
})

test('of several agreements the one that permits is used, and among those the one that releases most', () => {
  const expired = { ...exampleAgreement, id: 'a-expired', validUntil: '2026-02-01' }
  const narrow = { ...exampleAgreement, id: 'b-narrow', services: narrowed(['person.name.full']) }
  const several = exampleFacts(expired, narrow, exampleAgreement)
  assert.equal(decide(exampleRequest, several, today).agreement?.id, 'dss-nida-identity')
  assert.equal(decide(asking({ agreement: 'b-narrow' }), several, today).agreement?.id, 'b-narrow')
})

test('of several agreements that refuse, the one nearest to passing names the refusal', () => {
  const elsewhere = {
    ...exampleAgreement,
    id: 'a-elsewhere',
    services: exampleAgreement.services.map((one) => ({ ...one, service: 'tiprs.verify' })),
  }
  const expired = { ...exampleAgreement, id: 'z-expired', validUntil: '2026-02-01' }
  const refused = refusal(decide(exampleRequest, exampleFacts(elsewhere, expired), today))
  assert.equal(refused.code, 'agreements.agreement-expired')
})

function narrowed(elements: readonly string[]): Agreement['services'] {
  return exampleAgreement.services.map((one) => ({ ...one, fields: elements.map((element) => agreed(element, 'raw')) }))
}
