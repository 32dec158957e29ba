import assert from 'node:assert/strict'
import test from 'node:test'
import type { Agreement } from '../schema.ts'
import { analyse } from './analyse.ts'
import { clause, draft, exampleWorld, field } from './example.ts'
import type { AnalysisWorld } from './world.ts'

const { sensitiveGround: _, ...withoutGround } = draft().legalBasis

/** The findings as `severity code place,place`. */
const found = (agreement: Agreement, world: Partial<AnalysisWorld> = {}): string[] =>
  analyse(agreement, exampleWorld(world)).map(
    ({ severity, code, places }) => `${severity} ${code.replace('analysis.', '')} ${places.join()}`,
  )

test('an agreement in order gives no finding', () => {
  assert.deepEqual(found(draft()), [])
})

test('a field wider than the purpose usually needs is told of with the form that suffices; narrower is not', () => {
  const fields = [
    field('person.birth-date', 'raw'),
    field('person.death-date', 'raw'),
    field('household.score', 'band'),
    field('person.sex', 'yes-no'),
    field('person.alive', 'raw'),
  ]
  const agreement = draft({ services: [clause('tiprs.person', fields)] })
  assert.deepEqual(found(agreement), [
    'warning form-wider /services/0/fields/1',
    'notice form-wider /services/0/fields/0',
  ])
  const [sensitive] = analyse(agreement, exampleWorld())
  assert.match(sensitive?.says.en ?? '', /a yes or no usually suffices; more is agreed of: person\.death-date\./)
  assert.match(sensitive?.says.fr ?? '', /un oui ou non suffit/)
})

test('what the purpose does not need is told of; a purpose nobody has looked at says nothing', () => {
  const services = [clause('ncpd.person', [field('disability.level', 'yes-no')])]
  assert.deepEqual(found(draft({ services })), ['warning outside-purpose /services/0/fields/0'])
  assert.deepEqual(found(draft({ services, purposes: ['statistics'] })), [])
  // An agreement for the broader purpose covers the narrower one, so what that needs is needed.
  const village = [clause('nsps.person', [field('person.village', 'raw')])]
  assert.deepEqual(found(draft({ services: village, purposes: ['social-protection-delivery'] })), [])
})

test('what can never leave is an error: an unknown element, sensitive data without a ground', () => {
  const services = [clause('tiprs.person', [field('person.shoe-size', 'raw'), field('person.death-date', 'yes-no')])]
  assert.deepEqual(found(draft({ services, legalBasis: withoutGround })), [
    'error element-unknown /services/0/fields/0/element',
    'error sensitive-without-ground /legalBasis,/services/0/fields/1',
  ])
})

test('a justification of one word, or one for all kinds of fields, is told of', () => {
  const thin = [clause('nsps.household', [field('household.score', 'band', { justification: 'needed' })])]
  assert.deepEqual(found(draft({ services: thin })), ['warning justification-thin /services/0/fields/0/justification'])
  const elements = ['person.name.full', 'person.sex', 'person.village', 'enrolment.programme', 'household.score']
  const same = elements.map((element) => field(element, 'yes-no', { justification: 'For the running of programmes' }))
  assert.match(found(draft({ services: [clause('nsps.all', same)] })).join(), /^notice justification-repeated/)
})

test('a field that was agreed and never released is told of; one of an agreement without answers is not', () => {
  const services = [clause('tiprs.person', [field('person.name.full', 'raw'), field('person.sex', 'raw')])]
  const use = { days: 90, answers: 12, released: new Map([['person.name.full', 12]]) }
  assert.deepEqual(found(draft({ services }), { use }), ['notice never-released /services/0/fields/1'])
  const [finding] = analyse(draft({ services }), exampleWorld({ use }))
  assert.equal(finding?.says.en, 'Agreed, and in none of the 12 answers of the last 90 days: person.sex.')
  const none = { days: 90, answers: 0, released: new Map() }
  assert.deepEqual(found(draft({ services }), { use: none }), ['notice never-used '])
})

test('the rules of law that a text does not meet come first, with act and section', () => {
  const fault = {
    ...{ rule: 'TU-DPA-8-g', act: 'Data Protection Act 2021', section: 's. 8(g)', verified: 'F' },
    ...{ severity: 'deny' as const, says: { en: 'a', sw: 'b', fr: 'c' }, fix: { en: 'd', sw: 'e', fr: 'f' } },
  }
  const [finding] = analyse(draft(), exampleWorld({ clauseFaults: () => [fault] }))
  assert.deepEqual(
    [finding?.severity, finding?.says.sw, finding?.law?.rule, finding?.law?.section],
    ['error', 'b', 'TU-DPA-8-g', 's. 8(g)'],
  )
})

test('without rules of law, clauses that are missing are named and not judged', () => {
  const { clauseFaults: _rules, ...world } = exampleWorld()
  const [finding] = analyse(draft({ onward: { to: [] } }), world)
  assert.equal(`${finding?.severity} ${finding?.code}`, 'notice analysis.clauses-absent')
  assert.match(finding?.says.en ?? '', /retention/)
  assert.doesNotMatch(finding?.says.en ?? '', /passing on/)
})

test('what one agreement says twice and differently is told of', () => {
  const period = { from: 'receipt', action: 'delete' } as const
  const cases: [expected: string, changes: Partial<Agreement>][] = [
    [
      'error decision-without-human /automatedDecision/humanReview',
      { automatedDecision: { used: true, humanReview: false } },
    ],
    ['warning no-reconsideration /automatedDecision', { automatedDecision: { used: true, humanReview: true } }],
    [
      'error no-events /services/0/mode',
      { services: [{ ...clause('tiprs.person', [field('person.sex', 'raw')]), mode: 'subscribe' }] },
    ],
    [
      'error once-and-repeated /tier,/services/0/frequency',
      {
        tier: 'one-off',
        services: [{ ...clause('tiprs.person', [field('person.sex', 'raw')]), frequency: 'recurring' }],
      },
    ],
    [
      'error onward-against-obligation /onward/to,/obligations/0',
      {
        onward: { to: ['ndma'] },
        obligations: [{ code: 'no-onward-sharing', text: { en: 'No', sw: 'Hapana', fr: 'Non' } }],
      },
    ],
    ['warning onward-to-party /onward/to', { onward: { to: ['dss'] } }],
    [
      'warning retention-outlasts-log /retention/0/period,/security/auditLogRetention',
      {
        retention: [{ ...period, period: 'P2Y' }],
        security: { transport: 'tls', payloadEncryption: false, baseline: 'b', auditLogRetention: 'P12M' },
      },
    ],
    [
      'error retention-twice /retention',
      {
        retention: [
          { ...period, period: 'P2Y' },
          { ...period, period: 'P1Y' },
        ],
      },
    ],
    [
      'warning retention-of-nothing /retention/0/elements',
      { retention: [{ ...period, period: 'P1Y', elements: ['person.sex'] }] },
    ],
    ['warning never-reviewed /review/next,/validUntil', { review: { everyMonths: 24, next: '2027-06-01' } }],
  ]
  for (const [expected, changes] of cases) assert.deepEqual(found(draft(changes)), [expected])
  const hidden = clause('tiprs.person', [field('person.village', 'pseudonym')])
  const conditions = { recipientRoles: [], caseReferenceRequired: false, linkage: [], commercialUse: false }
  assert.deepEqual(found(draft({ services: [hidden], conditions: { ...conditions, reidentification: true } })), [
    'error reidentification-of-pseudonyms /conditions/reidentification',
  ])
})

test('two agreements of the same parties that differ are told of, when they overlap and share a purpose', () => {
  const conditions = { recipientRoles: [], caseReferenceRequired: false, linkage: [], reidentification: false }
  const retention = (period: string) => [{ period, from: 'receipt' as const, action: 'delete' as const }]
  const theirs = draft({
    ...{ id: 'other', volume: { perDay: 5 }, onward: { to: ['ndma'] }, retention: retention('P1Y') },
    conditions: { ...conditions, commercialUse: true, linkage: ['payroll'] },
  })
  const ours = draft({
    ...{ volume: { perDay: 9 }, onward: { to: [] }, retention: retention('P90D') },
    conditions: { ...conditions, commercialUse: false },
    services: [clause('tiprs.person', [field('person.name.full', 'yes-no')])],
  })
  const codes = (world: Agreement[]) =>
    analyse(ours, exampleWorld({ inForce: world }))
      .filter(({ code }) => code.endsWith('differ') || code.endsWith('differs'))
      .map(({ code, other }) => `${code.replace('analysis.', '')} ${other}`)
  assert.deepEqual(codes([theirs]), [
    'forms-differ other',
    'retention-differs other',
    'onward-differs other',
    'condition-differs other',
    'linkage-differs other',
    'volumes-differ other',
  ])
  assert.deepEqual(codes([{ ...theirs, validFrom: '2027-01-01', validUntil: '2027-12-31' }]), [])
  assert.deepEqual(codes([{ ...theirs, purposes: ['statistics'] }]), [])
  assert.deepEqual(codes([{ ...theirs, provider: 'crs' }]), [])
  assert.deepEqual(codes([{ ...theirs, id: ours.id }]), [], 'the version it replaces')
})

test('a pseudonym of a number that the consumer holds is told of', () => {
  const hidden = clause('tiprs.person', [field('person.national-id', 'pseudonym')])
  assert.deepEqual(found(draft({ services: [hidden] })), ['warning pseudonym-undone /services/0/fields/0'])
  assert.deepEqual(found(draft({ services: [{ ...hidden, askBy: ['person.name.full'] }] })), [])
})

test('a narrow form is told of where the same consumer has the value about the same persons', () => {
  const services = [clause('nsps.person', [field('person.birth-date', 'band')])]
  const raw = draft({
    id: 'raw',
    provider: 'crs',
    services: [clause('crs.person', [field('person.birth-date', 'raw')])],
  })
  assert.deepEqual(found(draft({ services }), { inForce: [raw] }), ['notice form-undone /services/0/fields/0'])
  // By a number that the other does not carry, nobody can tell that it is the same person.
  const apart = [{ ...services[0], askBy: ['person.household-id'] } as Agreement['services'][number]]
  assert.deepEqual(found(draft({ services: apart }), { inForce: [raw] }), [])
})

test('a service that can be searched by what it does not release is told of; one that answers of one person is not', () => {
  const search = (maxRecords: number) =>
    draft({
      services: [clause('nsps.person', [field('person.sex', 'raw')], { askBy: ['household.score'], maxRecords })],
    })
  assert.deepEqual(found(search(100)), ['warning learned-by-asking /services/0/askBy/0'])
  assert.deepEqual(found(search(1)), [])
})

test('a provider that serves what it has from another under terms that forbid it is told of', () => {
  const upstream = draft({ id: 'nida-nsps', consumer: 'nsps', onward: { to: [] }, services: draft().services })
  const ours = draft({ provider: 'nsps' })
  assert.deepEqual(found(ours, { inForce: [upstream] }), ['notice passed-on-against-agreement /services/0/fields/0'])
  assert.deepEqual(found(ours, { inForce: [{ ...upstream, onward: { to: ['dss'] } }] }), [])
  const narrower = [clause('tiprs.person', [field('person.name.full', 'yes-no')])]
  assert.deepEqual(found(ours, { inForce: [{ ...upstream, services: narrower }] }), [], 'it cannot have it from there')
})

test('elements that only together tell who a person is are told of when the last one is added', () => {
  const askBy = { askBy: ['person.household-id'] }
  const known = draft({
    ...{ id: 'known', provider: 'crs' },
    services: [clause('crs.person', [field('person.birth-date', 'raw'), field('person.sex', 'raw')], askBy)],
  })
  const services = [clause('nsps.person', [field('person.village', 'raw')], askBy)]
  assert.deepEqual(found(draft({ provider: 'nsps', services }), { inForce: [known] }), ['warning identifies /services'])
  assert.deepEqual(found(draft({ provider: 'nsps', services })), [])
})

test('a sensitive thing that is told from what is not classed so needs a ground, or takes two agreements', () => {
  const programme = [clause('nsps.enrolment', [field('enrolment.programme', 'raw')])]
  assert.deepEqual(found(draft({ services: programme, legalBasis: withoutGround })), [
    'warning infers-without-ground /services',
  ])
  assert.deepEqual(found(draft({ services: programme })), [])
  const score = draft({ id: 'score', services: [clause('nsps.household', [field('household.score', 'band')])] })
  const village = draft({ services: [clause('nsps.person', [field('person.village', 'raw')])] })
  assert.deepEqual(found(village, { inForce: [score] }), ['notice infers-together /services'])
})
