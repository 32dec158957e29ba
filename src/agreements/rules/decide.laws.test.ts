import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { type AgreedField, type Agreement, type Decision, type Facts, gates } from '../schema.ts'
import { decide, explain } from './decide.ts'
import {
  agreementArbitrary,
  anyDay,
  circumstancesArbitrary,
  type Drawn,
  factsOf,
  requestArbitrary,
  severalAgreements,
  usually,
} from './example-laws.ts'
import { stricterOf } from './stricter.ts'

const runs = { numRuns: 2000 }
const today = '2026-06-15'
const circumstances = usually({}, circumstancesArbitrary)

const clauseOf = (agreement: Agreement | undefined, service: string) =>
  agreement?.services.find((one) => one.service === service)

/** Whether a field tells no more than another does: it can be made from it. */
const canBeMadeFrom = (field: AgreedField, other: AgreedField): boolean =>
  field === other || JSON.stringify(stricterOf(field, other)) === JSON.stringify(field)

test('what is released is agreed in the agreement that the decision names, in its form or a stricter one', () => {
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, circumstances, anyDay, (agreements, request, more, day) => {
      const decision = decide(request, factsOf(agreements, more), day)
      const named = clauseOf(
        agreements.find(({ id }) => id === decision.agreement?.id),
        request.service,
      )
      for (const released of decision.fields) {
        const agreed = named?.fields.find(({ element }) => element === released.element)
        assert.ok(agreed !== undefined && canBeMadeFrom(released, agreed), released.element)
        if (request.elements !== undefined) assert.ok(request.elements.includes(released.element))
      }
      assert.ok(decision.maxRecords <= (named?.maxRecords ?? 0))
    }),
    runs,
  )
})

test('a denial releases nothing; a permit withholds nothing; a partial does both', () => {
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, circumstances, anyDay, (agreements, request, more, day) => {
      const { outcome, fields, withheld, refusedAt, maxRecords } = decide(request, factsOf(agreements, more), day)
      if (outcome === 'deny') assert.deepEqual([fields.length, maxRecords, refusedAt === undefined], [0, 0, false])
      if (outcome === 'permit') assert.deepEqual([withheld.length, refusedAt], [0, undefined])
      if (outcome === 'partial') assert.ok(withheld.length > 0 && fields.length > 0 && refusedAt === undefined)
    }),
    runs,
  )
})

test('every element asked for is either released or accounted for', () => {
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, circumstances, (agreements, request, more) => {
      const { outcome, fields, withheld } = decide(request, factsOf(agreements, more), today)
      if (outcome === 'deny') return
      const accounted = [...fields, ...withheld].map(({ element }) => element)
      assert.equal(new Set(accounted).size, accounted.length)
      for (const element of request.elements ?? []) assert.ok(accounted.includes(element), element)
    }),
    runs,
  )
})

test('the first gate that refuses decides, and the gates after it are not reached', () => {
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, circumstances, anyDay, (agreements, request, more, day) => {
      const decision = decide(request, factsOf(agreements, more), day)
      assert.deepEqual(
        decision.gates.map(({ gate }) => gate),
        [...gates],
      )
      const refusal = decision.gates.findIndex(({ result }) => result === 'refuse')
      assert.equal(decision.refusedAt, gates[refusal])
      for (const [i, { result }] of decision.gates.entries()) {
        if (refusal !== -1 && i > refusal) assert.equal(result, 'not-reached')
        if (i < refusal) assert.notEqual(result, 'refuse')
      }
    }),
    runs,
  )
})

test('explain and decide agree on everything but the gates after the refusal', () => {
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, circumstances, anyDay, (agreements, request, more, day) => {
      const facts = factsOf(agreements, more)
      const { gates: decided, ...decision } = decide(request, facts, day)
      const { gates: explained, ...explanation } = explain(request, facts, day)
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
    fc.property(severalAgreements, requestArbitrary, circumstances, anyDay, (agreements, request, more, day) => {
      const forwards = decide(request, factsOf(agreements, more), day)
      assert.deepEqual(decide(request, factsOf(agreements.toReversed(), more), day), forwards)
    }),
    runs,
  )
})

test('outside its dates, or in any status but active, an agreement permits nothing', () => {
  fc.assert(
    fc.property(agreementArbitrary, requestArbitrary, circumstances, anyDay, (agreement, request, more, day) => {
      const { outcome } = decide(request, factsOf([agreement], more), day)
      const dated = agreement.validFrom <= day && day <= agreement.validUntil
      if (!dated || agreement.status !== 'active') assert.equal(outcome, 'deny')
    }),
    runs,
  )
})

type Situation = readonly [Drawn, Partial<Facts>]
/** Restrictions, each at a gate of its own. */
const restrictions: Readonly<Record<string, (agreement: Drawn, more: Partial<Facts>) => Situation>> = {
  'a suspended member': (agreement, more) => [agreement, { ...more, provider: { id: 'nida', status: 'suspended' } }],
  'an assessment without approval': (agreement, more) => [
    { ...agreement, impactAssessment: { reference: 'dpia-9' } },
    more,
  ],
  'one purpose less': (agreement, more) => [{ ...agreement, purposes: agreement.purposes.slice(0, 1) }, more],
  'no ground for sensitive data': (agreement, more) => [
    { ...agreement, legalBasis: { ground: 'public-task', act: 'Act', section: 's.1' } },
    more,
  ],
  'consent in place of a law': (agreement, more) => [
    // An objection ends what a law merely allows, and no consent: that is withdrawn.
    more.subject?.restrictions.some(({ kind }) => kind === 'objected') ? agreement : byConsent(agreement),
    more,
  ],
  'a restricted person': (agreement, more) => [
    agreement,
    { ...more, subject: { ...more.subject, restrictions: [{ kind: 'restricted' }] } },
  ],
  'a field less': (agreement, more) => [withoutFirstField(agreement), more],
  'fewer records': (agreement, more) => [
    { ...agreement, services: agreement.services.map((one) => ({ ...one, maxRecords: 1 })) },
    more,
  ],
  'no transfer': ({ transfer: _, ...agreement }, more) => [agreement, more],
  'another hour': (agreement, more) => [
    {
      ...agreement,
      conditions: {
        ...{ recipientRoles: [], caseReferenceRequired: false, linkage: [], commercialUse: false },
        ...{ reidentification: false, timeWindow: { from: '03:00', until: '04:00', days: [1] } },
      },
    },
    more,
  ],
  'a floor that is not reached': (agreement, more) => [
    { ...agreement, quality: { floorPercent: 100, remedy: agreement.title } },
    { ...more, quality: { wellFormedPercent: 99, records: 100 } },
  ],
  'a rule of law': (agreement, more) => [
    agreement,
    {
      ...more,
      lawOf: () => [
        { rule: 'r-1', gate: 'G12', denies: true, act: 'Act', section: 's.1', verified: 'V', says: agreement.title },
      ],
    },
  ],
}

/** Each basis keeps its second ground, or its lack of one. */
const byConsent = ({ partyBases = [], ...agreement }: Drawn): Drawn => ({
  ...agreement,
  partyBases: partyBases.map((basis) => ({ ...basis, ground: 'consent' })),
  legalBasis: { ...agreement.legalBasis, ground: 'consent' },
})

function withoutFirstField(agreement: Drawn): Drawn {
  const services = agreement.services.map((one) =>
    one.fields.length < 2 ? one : { ...one, fields: one.fields.slice(1) },
  )
  return { ...agreement, services }
}

test('adding a restriction, at whichever gate, never releases more', () => {
  fc.assert(
    fc.property(
      agreementArbitrary,
      requestArbitrary,
      circumstances,
      fc.constantFrom(...Object.keys(restrictions)),
      (agreement, request, more, name) => {
        const before = decide(request, factsOf([agreement], more), today)
        const [restricted, circumstances] = restrictions[name]!(agreement, more)
        const after = decide(request, factsOf([restricted], circumstances), today)
        for (const field of after.fields) assert.ok(before.fields.includes(field), `${name}: ${field.element}`)
        assert.ok(after.maxRecords <= before.maxRecords, name)
      },
    ),
    { numRuns: 5000 },
  )
})

/** Whether an agreement, alone, works for the request at all, whatever it then holds back. */
function speaks(agreement: Agreement, decision: Decision): boolean {
  const passed = new Set(decision.gates.filter(({ result }) => result === 'pass').map(({ gate }) => gate))
  const asks = decision.gates.find(({ gate }) => gate === 'G8')?.reason.code !== 'agreements.ask-by-not-agreed'
  return passed.has('G2') && passed.has('G3') && passed.has('G4') && asks && agreement.services.length > 0
}

test('of agreements that disagree the stricter wins: a field leaves only as each that names it lets it leave', () => {
  let disagreed = 0
  fc.assert(
    fc.property(severalAgreements, requestArbitrary, circumstances, (agreements, request, more) => {
      const decision = decide(request, factsOf(agreements, more), today)
      for (const agreement of agreements) {
        const alone = explain({ ...request, acceptPartial: true }, factsOf([agreement], more), today)
        if (agreement.id === decision.agreement?.id || !speaks(agreement, alone)) continue
        for (const released of decision.fields) {
          const theirs = clauseOf(agreement, request.service)?.fields.find((one) => one.element === released.element)
          if (theirs === undefined) continue
          assert.ok(canBeMadeFrom(released, theirs), `${agreement.id} gives ${released.element} as ${theirs.release}`)
          const forbids = alone.gates.filter(({ result }) => result === 'refuse').map(({ gate }) => gate)
          assert.deepEqual(
            forbids.filter((gate) => gate === 'G7' || gate === 'G9' || gate === 'G11'),
            [],
          )
        }
      }
      if (decision.stricter !== undefined) disagreed += 1
    }),
    { numRuns: 4000 },
  )
  assert.ok(disagreed > 100, `only ${disagreed} of the cases disagreed`)
})

test('a further agreement never makes one that is named release more', () => {
  fc.assert(
    fc.property(agreementArbitrary, agreementArbitrary, requestArbitrary, circumstances, (one, two, request, more) => {
      const named = { ...request, agreement: 'alpha' }
      const first = { ...one, id: 'alpha' }
      const alone = decide(named, factsOf([first], more), today)
      const both = decide(named, factsOf([first, { ...two, id: 'beta' }], more), today)
      for (const field of both.fields) {
        const before = alone.fields.find(({ element }) => element === field.element)
        assert.ok(before !== undefined && canBeMadeFrom(field, before), field.element)
      }
      assert.ok(both.maxRecords <= alone.maxRecords)
    }),
    runs,
  )
})
