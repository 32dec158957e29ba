import fc from 'fast-check'
import type { ConsentFacts, SubjectFacts } from '../circumstances.ts'
import { bindingExample, exampleAgreement, exampleFacts, exampleStanding, unused } from '../example.ts'
import { type AgreementStatus, agreementStatuses } from '../lifecycle/schema.ts'
import type { AgreedField, Agreement, DecisionRequest, Facts } from '../schema.ts'

// Random agreements, requests and facts that touch every gate, for the laws of the decision.

const elements = ['person.national-id', 'person.name.full', 'person.birth-date', 'person.phone', 'person.death-date']
const purposes = ['social-protection-delivery', 'eligibility-verification', 'payment-verification', 'marketing']
const days = ['2025-12-31', '2026-01-01', '2026-06-15', '2026-12-31', '2027-01-01']

const someElements = fc.uniqueArray(fc.constantFrom(...elements), { minLength: 1 })
export const usually = <T>(value: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: others })

const field: fc.Arbitrary<AgreedField> = fc
  .record({
    element: fc.constantFrom(...elements),
    release: fc.constantFrom('raw', 'yes-no', 'band', 'pseudonym', 'hash', 'count'),
    bandEdges: fc.constantFrom<number[]>([18], [18, 60], [60], [30]),
  })
  .map(({ bandEdges, ...rest }) => ({
    ...rest,
    justification: 'needed to decide',
    ...(rest.release === 'band' ? { bandEdges } : {}),
  }))

const clauses: fc.Arbitrary<Partial<Agreement>> = fc.record(
  {
    impactAssessment: fc.constantFrom(
      { reference: 'dpia-1', approvedOn: '2025-12-01' },
      { reference: 'dpia-2' },
      { reference: 'dpia-3', approvedOn: '2026-05-01', earliestStart: '2026-07-01' },
    ),
    transfer: fc.constantFrom(
      { countries: ['KE'], mechanism: 'safeguards' as const },
      { countries: ['UG'], mechanism: 'consent' as const },
    ),
    subjects: fc.constantFrom(
      { categories: ['adults'], expected: 10, initiatedBy: 'body' as const },
      { categories: ['protected-persons', 'children'], expected: 10, initiatedBy: 'body' as const },
    ),
    quality: fc.constant({ floorPercent: 90, remedy: { en: 'Mend.', sw: 'Rekebisha.', fr: 'Corriger.' } }),
    conditions: fc.constant({
      recipientRoles: [],
      caseReferenceRequired: false,
      timeWindow: { from: '08:00', until: '17:00', days: [1, 2, 3, 4, 5] },
      perUserPerDay: 3,
      linkage: [],
      commercialUse: false,
      reidentification: false,
    }),
    partyBases: fc.constant([
      { member: 'dss', purpose: 'eligibility-verification', ground: 'consent' as const, act: 'DPA', section: 's.32' },
    ]),
  },
  { requiredKeys: [] },
)

/** The status stands beside the agreement; drawn together, they are told apart by `factsOf`. */
export type Drawn = Agreement & { readonly status: AgreementStatus }

export const agreementArbitrary: fc.Arbitrary<Drawn> = fc
  .record({
    id: fc.constantFrom('alpha', 'beta', 'gamma'),
    status: usually<AgreementStatus>('active', fc.constantFrom(...agreementStatuses)),
    purposes: usually(purposes, fc.uniqueArray(fc.constantFrom(...purposes), { minLength: 1 })),
    askBy: usually(elements, someElements),
    fields: fc.uniqueArray(field, { minLength: 1, selector: ({ element }) => element }),
    ground: usually(true, fc.constant(false)),
    service: usually('tiprs.person', fc.constant('tiprs.verify')),
    maxRecords: fc.constantFrom(1, 10),
    more: usually({}, clauses),
  })
  .map(({ askBy, fields, ground, service, maxRecords, more, ...rest }) => ({
    ...exampleAgreement,
    ...rest,
    ...more,
    legalBasis: {
      ground: 'public-task' as const,
      act: 'Social Protection Act 2022',
      section: 's.14',
      ...(ground ? { sensitiveGround: 'Data Protection Act 2021 s.44' } : {}),
    },
    services: [{ service, askBy, maxRecords, fields }],
  }))

export const requestArbitrary: fc.Arbitrary<DecisionRequest> = fc.record(
  {
    consumer: fc.constant('dss'),
    provider: fc.constant('nida'),
    service: fc.constant('tiprs.person'),
    purpose: fc.constantFrom(...purposes.slice(0, 3)),
    askBy: someElements,
    elements: someElements,
    acceptPartial: fc.boolean(),
    subject: fc.constant('s'.repeat(64)),
    user: fc.constant('amina'),
  },
  { requiredKeys: ['consumer', 'provider', 'service', 'purpose', 'askBy'] },
)

const consent: fc.Arbitrary<ConsentFacts> = fc.record({
  receipt: fc.constant('receipt-1'),
  status: usually('given', fc.constant('withdrawn')),
  purpose: fc.constantFrom('social-protection-delivery', 'marketing'),
  elements: someElements,
  mode: fc.constant('query'),
  validFrom: fc.constant('2026-01-01'),
  givenBy: fc.constantFrom('subject', 'guardian'),
})

const subject: fc.Arbitrary<SubjectFacts> = fc.record({
  restrictions: fc
    .uniqueArray(fc.constantFrom('restricted', 'objected', 'protected'), { maxLength: 2 })
    .map((kinds) => kinds.map((kind) => ({ kind }) as const)),
  deceased: fc.boolean(),
  child: fc.boolean(),
})

/** All that is true beside the agreements. */
export const circumstancesArbitrary: fc.Arbitrary<Partial<Facts>> = fc.record(
  {
    time: fc.constantFrom('00:00', '07:59', '08:00', '16:59', '17:00', '23:59'),
    consumer: fc.constantFrom(
      { id: 'dss', status: 'active' as const, country: 'KE' },
      { id: 'dss', status: 'active' as const, country: 'UG' },
      { id: 'dss', status: 'suspended' as const },
    ),
    consent,
    subject,
    quality: fc.constantFrom({ wellFormedPercent: 50, records: 100 }, { wellFormedPercent: 99, records: 100 }),
  },
  { requiredKeys: [] },
)

export const factsOf = (drawn: readonly Drawn[], circumstances: Partial<Facts> = {}): Facts => ({
  ...exampleFacts(),
  agreements: drawn.map(({ status, ...agreement }) => ({
    ...bindingExample(agreement),
    standing: exampleStanding(status),
    usage: unused,
  })),
  classificationOf: (element) =>
    element === 'person.phone' ? undefined : element === 'person.death-date' ? 'sensitive' : 'personal',
  ...circumstances,
})

export const severalAgreements = fc.uniqueArray(agreementArbitrary, {
  minLength: 1,
  maxLength: 3,
  selector: ({ id }) => id,
})
export const anyDay = usually('2026-06-15', fc.constantFrom(...days))
