import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { agreed, exampleAgreement, exampleFacts } from '../example.ts'
import { type Agreement, agreementStatuses, type DecisionRequest, type Facts, gates } from '../schema.ts'
import { decide, explain } from './decide.ts'

const elements = ['person.national-id', 'person.name.full', 'person.birth-date', 'person.phone', 'person.death-date']
const purposes = ['social-protection-delivery', 'eligibility-verification', 'payment-verification', 'marketing']
const days = ['2025-12-31', '2026-01-01', '2026-06-15', '2026-12-31', '2027-01-01']

const someElements = fc.uniqueArray(fc.constantFrom(...elements), { minLength: 1 })
const usually = <T>(value: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: others })

const agreementArbitrary: fc.Arbitrary<Agreement> = fc
  .record({
    id: fc.constantFrom('alpha', 'beta', 'gamma'),
    status: usually('active', fc.constantFrom(...agreementStatuses)),
    purposes: usually(purposes, fc.uniqueArray(fc.constantFrom(...purposes), { minLength: 1 })),
    askBy: usually(elements, someElements),
    fields: fc.uniqueArray(
      fc.record({ element: fc.constantFrom(...elements), release: fc.constantFrom('raw', 'yes-no', 'pseudonym') }),
      { minLength: 1, selector: (field) => field.element },
    ),
    ground: fc.boolean(),
    service: usually('tiprs.person', fc.constant('tiprs.verify')),
  })
  .map(({ askBy, fields, ground, service, ...rest }) => ({
    ...exampleAgreement,
    ...rest,
    legalBasis: {
      ground: 'public-task',
      act: 'Social Protection Act 2022',
      section: 's.14',
      ...(ground ? { sensitiveGround: 'Data Protection Act 2021 s.44' } : {}),
    },
    services: [
      { service, askBy, maxRecords: 10, fields: fields.map(({ element, release }) => agreed(element, release)) },
    ],
  }))

const requestArbitrary: fc.Arbitrary<DecisionRequest> = fc.record(
  {
    consumer: fc.constant('dss'),
    provider: fc.constant('nida'),
    service: fc.constant('tiprs.person'),
    purpose: fc.constantFrom(...purposes),
    askBy: someElements,
    elements: someElements,
    acceptPartial: fc.boolean(),
  },
  { requiredKeys: ['consumer', 'provider', 'service', 'purpose', 'askBy'] },
)

const factsOf = (...agreements: readonly Agreement[]): Facts => ({
  ...exampleFacts(...agreements),
  classificationOf: (element) =>
    element === 'person.phone' ? undefined : element === 'person.death-date' ? 'sensitive' : 'personal',
})

const severalAgreements = fc.uniqueArray(agreementArbitrary, { minLength: 1, maxLength: 3, selector: ({ id }) => id })
const anyDay = usually('2026-06-15', fc.constantFrom(...days))
const runs = { numRuns: 2000 }

test('what is released is agreed in the agreement that the decision names, in its form, for that service', () => {
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, anyDay, (agreements, request, today) => {
      const decision = decide(request, factsOf(...agreements), today)
      const named = agreements.find(({ id }) => id === decision.agreement?.id)
      const clause = named?.services.find(({ service }) => service === request.service)
      for (const field of decision.fields) assert.ok(clause?.fields.includes(field))
      if (request.elements !== undefined) {
        for (const { element } of decision.fields) assert.ok(request.elements.includes(element))
      }
    }),
    runs,
  )
})

test('a denial releases nothing; a permit withholds nothing; a partial does both', () => {
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, anyDay, (agreements, request, today) => {
      const { outcome, fields, withheld, refusedAt, maxRecords } = decide(request, factsOf(...agreements), today)
      if (outcome === 'deny') assert.deepEqual([fields.length, maxRecords, refusedAt === undefined], [0, 0, false])
      if (outcome === 'permit') assert.deepEqual([withheld.length, refusedAt], [0, undefined])
      if (outcome === 'partial') assert.ok(withheld.length > 0 && fields.length > 0 && refusedAt === undefined)
    }),
    runs,
  )
})

test('every element asked for is either released or accounted for', () => {
  fc.assert(
    fc.property(agreementArbitrary, requestArbitrary, anyDay, (agreement, request, today) => {
      const { outcome, fields, withheld } = decide(request, factsOf(agreement), today)
      if (outcome === 'deny') return
      const accounted = new Set([...fields, ...withheld].map(({ element }) => element))
      for (const element of request.elements ?? []) assert.ok(accounted.has(element), element)
    }),
    runs,
  )
})

test('removing a field from an agreement never releases more', () => {
  fc.assert(
    fc.property(agreementArbitrary, requestArbitrary, fc.nat(), (agreement, request, pick) => {
      const [clause] = agreement.services
      if (clause === undefined || clause.fields.length < 2) return
      const removed = pick % clause.fields.length
      const less = { ...agreement, services: [{ ...clause, fields: clause.fields.filter((_, i) => i !== removed) }] }
      const before = decide(request, factsOf(agreement), '2026-06-15').fields
      for (const field of decide(request, factsOf(less), '2026-06-15').fields) assert.ok(before.includes(field))
    }),
    runs,
  )
})

test('explain and decide agree on everything but the gates after the refusal', () => {
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, anyDay, (agreements, request, today) => {
      const { gates: decided, ...decision } = decide(request, factsOf(...agreements), today)
      const { gates: explained, ...explanation } = explain(request, factsOf(...agreements), today)
      assert.deepEqual(explanation, decision)
      const refusal = decided.findIndex(({ result }) => result === 'refuse')
      const reached = refusal === -1 ? gates.length : refusal + 1
      assert.deepEqual(explained.slice(0, reached), decided.slice(0, reached))
    }),
    runs,
  )
})

test('the order in which agreements are handed in does not matter', () => {
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, anyDay, (agreements, request, today) => {
      const forwards = decide(request, factsOf(...agreements), today)
      assert.deepEqual(decide(request, factsOf(...agreements.toReversed()), today), forwards)
    }),
    runs,
  )
})

test('outside its dates, or in any status but active, an agreement permits nothing', () => {
  fc.assert(
    fc.property(agreementArbitrary, requestArbitrary, anyDay, (agreement, request, today) => {
      const { outcome } = decide(request, factsOf(agreement), today)
      const dated = agreement.validFrom <= today && today <= agreement.validUntil
      if (!dated || agreement.status !== 'active') assert.equal(outcome, 'deny')
    }),
    runs,
  )
})
