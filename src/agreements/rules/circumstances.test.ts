import assert from 'node:assert/strict'
import test from 'node:test'
import { addDays, weekdayOf } from '../../kernel/dates.ts'
import { fixedClock } from '../../platform/clock.ts'
import type { ConsentFacts, SubjectRestriction } from '../circumstances.ts'
import { exampleAgreement, exampleFacts, exampleRequest } from '../example.ts'
import { sentenceOf } from '../messages.ts'
import type { Agreement, Decision, DecisionRequest, Facts, LegalBasis } from '../schema.ts'
import { decide } from './decide.ts'

// The gates that ask what does not stand among an agreement's first clauses.

const today = '2026-06-15'
const nobody: ConsentFacts = {
  receipt: 'receipt-7',
  status: 'given',
  purpose: 'eligibility-verification',
  elements: exampleAgreement.services.flatMap(({ fields }) => fields.map(({ element }) => element)),
  mode: 'query',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  givenBy: 'subject',
}
const person = 'a1'.repeat(32)

interface Changes {
  readonly agreement?: Partial<Agreement>
  readonly facts?: Partial<Facts>
  readonly request?: Partial<DecisionRequest>
  readonly today?: string
}

function deciding(changes: Changes): Decision {
  const facts = { ...exampleFacts({ ...exampleAgreement, ...changes.agreement }), ...changes.facts }
  return decide({ ...exampleRequest, ...changes.request }, facts, changes.today ?? today)
}

/** `G3 assessment-not-approved`, or the outcome where it is no refusal. */
function outcome(changes: Changes): string {
  const decision = deciding(changes)
  const refused = decision.gates.find(({ result }) => result === 'refuse')
  if (refused === undefined) return decision.outcome
  assert.match(sentenceOf(refused.reason, 'fr'), /\p{Lu}.*\.$/u)
  assert.doesNotMatch(sentenceOf(refused.reason, 'sw'), /\{/)
  return `${refused.gate} ${refused.reason.code.replace('agreements.', '')}`
}

const basis = (ground: LegalBasis['ground']): Partial<Agreement> => ({
  legalBasis: { ...exampleAgreement.legalBasis, ground },
})

test('G3: an assessment must be approved, and the days that the law makes the parties wait must be over', () => {
  const assessed = (impactAssessment: Agreement['impactAssessment'] & object, day = today) =>
    outcome({ agreement: { impactAssessment }, today: day })
  assert.equal(outcome({}), 'permit')
  assert.equal(assessed({ reference: 'dpia-1' }), 'G3 assessment-not-approved')
  assert.equal(assessed({ reference: 'dpia-1', approvedOn: '2026-06-16' }), 'G3 assessment-not-approved')
  assert.equal(assessed({ reference: 'dpia-1', approvedOn: '2026-06-15' }), 'permit')
  const waiting = { reference: 'dpia-1', approvedOn: '2026-05-01', earliestStart: addDays('2026-05-01', 60) }
  assert.equal(assessed(waiting, '2026-06-29'), 'G3 assessment-waiting')
  assert.equal(assessed(waiting, '2026-06-30'), 'permit')
  const notRequired = { en: 'No persons.', sw: 'Hakuna watu.', fr: 'Aucune personne.' }
  assert.equal(assessed({ reference: 'finding-2', notRequired }), 'permit')
})

test('G3: sixty days over the leap day end one day earlier than in a common year', () => {
  assert.equal(addDays('2028-01-01', 60), '2028-03-01')
  assert.equal(addDays('2026-01-01', 60), '2026-03-02')
  const dates = { validFrom: '2028-01-01', validUntil: '2028-12-31' }
  const impactAssessment = { reference: 'dpia-1', approvedOn: '2028-01-01', earliestStart: '2028-02-29' }
  const on = (day: string) => outcome({ agreement: { ...dates, impactAssessment }, today: day })
  assert.deepEqual([on('2028-02-28'), on('2028-02-29')], ['G3 assessment-waiting', 'permit'])
})

test('G5: each party may have a ground of its own for a purpose, and both must name their law', () => {
  const own = { member: 'nida', purpose: 'social-protection-delivery', ground: 'legal-obligation' as const }
  const partyBases = [{ ...own, act: 'Identity Act', section: 's.9', sensitiveGround: 'DPA s.44' }]
  assert.equal(outcome({ agreement: { partyBases } }), 'permit')
  const nameless = [{ ...own, act: ' ', section: 's.9' }]
  assert.equal(outcome({ agreement: { partyBases: nameless } }), 'G5 legal-basis-missing')
  const groundless = [{ ...own, act: 'Identity Act', section: 's.9' }]
  const decision = deciding({ agreement: { partyBases: groundless } })
  assert.deepEqual(
    decision.withheld.map(({ element }) => element),
    ['person.death-date'],
  )
  const consumers = [{ ...partyBases[0]!, member: 'dss', act: 'Pensions Act' }]
  assert.equal(deciding({ agreement: { partyBases: consumers } }).legalBasis?.act, 'Pensions Act')
  const elsewhere = [{ ...partyBases[0]!, member: 'dss', purpose: 'payment-verification', act: 'Banking Act' }]
  assert.equal(
    deciding({ agreement: { partyBases: elsewhere } }).legalBasis?.act,
    exampleAgreement.legalBasis.act,
    'a basis for another purpose does not count',
  )
})

test('G6: the ground consent needs a receipt that holds today for this purpose', () => {
  const asked = (consent: Partial<ConsentFacts> | undefined, more: Partial<Facts> = {}) =>
    outcome({
      agreement: basis('consent'),
      facts: { ...more, ...(consent === undefined ? {} : { consent: { ...nobody, ...consent } }) },
    })
  assert.equal(outcome({}), 'permit', 'a law needs no consent')
  assert.equal(asked(undefined), 'G6 consent-missing')
  assert.equal(asked({}), 'permit')
  assert.equal(asked({ purpose: 'social-protection-delivery' }), 'permit', 'a broader consent covers it')
  assert.equal(asked({ purpose: 'payment-verification' }), 'G6 consent-other-purpose')
  assert.equal(asked({ status: 'withdrawn' }), 'G6 consent-not-given')
  assert.equal(asked({ validFrom: '2026-06-16' }), 'G6 consent-not-yet-valid')
  assert.equal(asked({ validUntil: '2026-06-14' }), 'G6 consent-expired')
  assert.equal(asked({ validUntil: '2026-06-15' }), 'permit')
  assert.equal(asked({ frequency: { times: 1, per: 'consent', used: 1 } }), 'G6 consent-used-up')
  assert.equal(asked({ frequency: { times: 2, per: 'day', used: 1 } }), 'permit')
  const child = { subject: { restrictions: [], child: true } }
  assert.equal(asked({}, child), 'G6 guardian-missing')
  assert.equal(asked({ givenBy: 'delegate' }, child), 'G6 guardian-missing')
  assert.equal(asked({ givenBy: 'guardian' }, child), 'permit')
  const decision = deciding({ agreement: basis('consent'), facts: { consent: nobody } })
  assert.equal(decision.consent, 'receipt-7')
})

test('G8: by consent, only what the person gave it for leaves', () => {
  const elements = ['person.name.full']
  const facts = { consent: { ...nobody, elements } }
  const decision = deciding({ agreement: basis('consent'), facts })
  assert.deepEqual([decision.outcome, decision.fields.map(({ element }) => element)], ['partial', elements])
  const all = { elements: ['person.name.full', 'person.national-id'] }
  assert.equal(outcome({ agreement: basis('consent'), facts, request: all }), 'G8 fields-not-consented')
  assert.equal(deciding({ facts }).outcome, 'permit', 'where a law is the ground, a consent takes nothing away')
})

test('G6: to be told of every event, a consent must be for that', () => {
  const services = exampleAgreement.services.map((one) => ({ ...one, mode: 'subscribe' as const }))
  const told = (mode: ConsentFacts['mode']) =>
    outcome({ agreement: { ...basis('consent'), services }, facts: { consent: { ...nobody, mode } } })
  assert.deepEqual([told('query'), told('stream')], ['G6 consent-other-mode', 'permit'])
})

test('G7: restriction, objection and protection of the person stop what they concern', () => {
  const about = (restriction: SubjectRestriction, agreement: Partial<Agreement> = {}) =>
    outcome({ agreement, facts: { subject: { restrictions: [restriction] } }, request: { subject: person } })
  assert.equal(about({ kind: 'restricted' }), 'G7 subject-restricted')
  assert.equal(about({ kind: 'restricted' }, basis('vital-interests')), 'permit')
  assert.equal(about({ kind: 'restricted', member: 'nida' }), 'G7 subject-restricted')
  assert.equal(about({ kind: 'restricted', member: 'ndma' }), 'permit')
  assert.equal(about({ kind: 'objected' }), 'G7 subject-objected')
  assert.equal(about({ kind: 'objected' }, basis('legal-obligation')), 'permit')
  assert.equal(about({ kind: 'objected', purpose: 'social-protection-delivery' }), 'G7 subject-objected')
  assert.equal(about({ kind: 'objected', purpose: 'payment-verification' }), 'permit')
  assert.equal(about({ kind: 'protected' }), 'G7 subject-protected')
  const subjects = { categories: ['protected-persons'], expected: 10, initiatedBy: 'body' as const }
  assert.equal(about({ kind: 'protected' }, { subjects }), 'permit')
})

test('G7: a child must be among those whom the agreement is about; a death is said and stops nothing', () => {
  const child = { subject: { restrictions: [], child: true } }
  const about = (categories: string[]) => ({ subjects: { categories, expected: 1, initiatedBy: 'body' as const } })
  const asked = (categories: string[]) =>
    outcome({ agreement: about(categories), facts: child, request: { subject: person } })
  assert.deepEqual([asked(['adults']), asked(['children'])], ['G7 subject-is-child', 'permit'])
  const dead = deciding({
    facts: { subject: { restrictions: [], deceased: true } },
    request: { subject: person },
  })
  assert.equal(dead.gates.find(({ gate }) => gate === 'G7')?.reason.code, 'agreements.subject-deceased')
  assert.equal(dead.outcome, 'permit')
})

test('G9: it leaves the country only for where it is agreed to go, and under what protects it there', () => {
  const consumer = { id: 'dss', status: 'active', country: 'KE' } as const
  const system = { id: 'tiprs', status: 'active', country: 'IE' } as const
  const to = (...countries: string[]) => ({ transfer: { countries, mechanism: 'safeguards' as const } })
  assert.equal(outcome({ facts: { consumer: { ...consumer, country: 'TU' } } }), 'permit')
  assert.equal(outcome({ facts: { consumer } }), 'G9 transfer-not-agreed')
  assert.equal(outcome({ facts: { consumer }, agreement: to('UG') }), 'G9 transfer-not-agreed')
  assert.equal(outcome({ facts: { consumer }, agreement: to('KE') }), 'permit')
  assert.equal(outcome({ facts: { consumer, system }, agreement: to('KE') }), 'G9 transfer-not-agreed')
  assert.equal(outcome({ facts: { consumer, system }, agreement: to('KE', 'IE') }), 'permit')
  const byConsent = { transfer: { countries: ['KE'], mechanism: 'consent' as const } }
  assert.equal(outcome({ facts: { consumer }, agreement: byConsent }), 'G9 transfer-without-consent')
  assert.equal(outcome({ facts: { consumer, consent: nobody }, agreement: byConsent }), 'permit')
})

const conditions = {
  recipientRoles: [],
  caseReferenceRequired: false,
  linkage: [],
  commercialUse: false,
  reidentification: false,
}
type Window = NonNullable<NonNullable<Agreement['conditions']>['timeWindow']>

/** Decided at an instant, by the country's wall clock. */
function at(instant: string, timeWindow: Window): string {
  const clock = fixedClock(new Date(instant), 'Africa/Nairobi')
  const dates = { validFrom: '2026-01-01', validUntil: '2028-12-31' }
  return outcome({
    agreement: { ...dates, conditions: { ...conditions, timeWindow } },
    facts: { time: clock.time() },
    today: clock.today(),
  })
}

test('G10: the agreed hours are those of the country’s wall clock, from the first minute to before the last', () => {
  const office: Window = { from: '08:00', until: '17:00', days: [1, 2, 3, 4, 5] }
  assert.equal(weekdayOf('2026-06-15'), 1)
  assert.equal(at('2026-06-15T04:59:59Z', office), 'G10 outside-hours')
  assert.equal(at('2026-06-15T05:00:00Z', office), 'permit')
  assert.equal(at('2026-06-15T13:59:59Z', office), 'permit')
  assert.equal(at('2026-06-15T14:00:00Z', office), 'G10 outside-hours')
  assert.equal(at('2026-06-14T09:00:00Z', office), 'G10 outside-hours', 'a Sunday')
})

test('G10: midnight in the country is not midnight in UTC, and the day is open to 24:00', () => {
  const monday: Window = { from: '00:00', until: '24:00', days: [1] }
  assert.equal(at('2026-06-14T20:59:59Z', monday), 'G10 outside-hours')
  assert.equal(at('2026-06-14T21:00:00Z', monday), 'permit')
  assert.equal(at('2026-06-15T20:59:59Z', monday), 'permit')
  assert.equal(at('2026-06-15T21:00:00Z', monday), 'G10 outside-hours')
})

test('G10: hours over midnight belong to the day on which they began', () => {
  const night: Window = { from: '22:00', until: '04:00', days: [7] }
  assert.equal(at('2026-06-14T18:59:59Z', night), 'G10 outside-hours')
  assert.equal(at('2026-06-14T19:00:00Z', night), 'permit', 'Sunday at ten')
  assert.equal(at('2026-06-15T00:59:59Z', night), 'permit', 'Monday before four')
  assert.equal(at('2026-06-15T01:00:00Z', night), 'G10 outside-hours')
  assert.equal(at('2026-06-15T20:00:00Z', night), 'G10 outside-hours', 'Monday at eleven')
})

test('G10: the leap day is a day like any other', () => {
  const tuesday: Window = { from: '08:00', until: '17:00', days: [2] }
  assert.equal(at('2028-02-29T09:00:00Z', tuesday), 'permit')
  assert.equal(at('2028-03-01T09:00:00Z', tuesday), 'G10 outside-hours')
})

test('G10: one person may ask so often a day; a machine is not counted as one', () => {
  const agreement = { conditions: { ...conditions, perUserPerDay: 3 } }
  const used = (byUserToday: number, user?: string) => {
    const facts = exampleFacts({ ...exampleAgreement, ...agreement })
    const agreements = facts.agreements.map((one) => ({ ...one, usage: { ...one.usage, byUserToday } }))
    return outcome({ facts: { agreements }, ...(user === undefined ? {} : { request: { user } }) })
  }
  assert.deepEqual([used(2, 'amina'), used(3, 'amina'), used(3)], ['permit', 'G10 user-volume-used-up', 'permit'])
})

test('G11: below the agreed floor nothing is passed on; what was not measured is', () => {
  const quality = { floorPercent: 95, remedy: exampleAgreement.title }
  const measured = (wellFormedPercent: number) =>
    outcome({ agreement: { quality }, facts: { quality: { wellFormedPercent, records: 200 } } })
  assert.deepEqual([measured(94.9), measured(95)], ['G11 quality-below-floor', 'permit'])
  const unmeasured = deciding({ agreement: { quality } })
  assert.equal(unmeasured.outcome, 'permit')
  assert.equal(unmeasured.gates[10]?.reason.code, 'agreements.quality-not-measured')
})

test('G12: what the clauses oblige to goes with the answer, and the parties’ own words come first', () => {
  const decision = deciding({
    agreement: {
      conditions,
      onward: { to: [] },
      automatedDecision: { used: false, humanReview: true },
      retention: [{ period: 'P90D', from: 'decision', action: 'delete', proofWithinDays: 14 }],
    },
  })
  const codes = decision.obligations.map(({ code }) => code)
  assert.deepEqual(codes, [
    ...['no-onward-sharing', 'retention', 'human-decision'],
    ...['no-commercial-use', 'no-reidentification', 'no-linkage'],
  ])
  assert.equal(decision.obligations[0]?.text.en, 'Pass nothing on.')
  assert.equal(
    decision.obligations[1]?.text.en,
    'Keep what is received no longer than 90 days after the decision it was asked for. Then delete it. Prove it within 14 days.',
  )
  assert.match(decision.obligations[1]?.text.sw ?? '', /siku 90.*zifute.*siku 14/)
})

test('a rule of law refuses at the gate it names, in its own words, and the gate names the rules that were asked', () => {
  const says = { en: 'Health data need a professional.', sw: 'Data za afya zinahitaji mtaalamu.', fr: 'Santé.' }
  const rule = {
    rule: 'dpa-46',
    gate: 'G5',
    act: 'Data Protection Act',
    section: 's. 46',
    verified: 'M',
    says,
  } as const
  const allowed = deciding({ facts: { lawOf: () => [{ ...rule, denies: false }] } })
  assert.deepEqual([allowed.outcome, allowed.gates[4]?.rules], ['permit', ['dpa-46']])
  const refused = deciding({ facts: { lawOf: () => [{ ...rule, denies: true }] } })
  assert.equal(refused.refusedAt, 'G5')
  const sentence = sentenceOf(refused.gates[4]!.reason, 'sw')
  assert.match(
    sentence,
    /^Data za afya zinahitaji mtaalamu\. \(Data Protection Act, s\. 46; kanuni dpa-46, imeandikwa kutoka kumbukumbu/,
  )
  assert.equal(refused.gates[4]!.reason.params.verified, 'M')
})
