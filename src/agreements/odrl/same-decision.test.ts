// The gates decide over the agreement, the evaluator over the policy that is exported of it: they must not differ.
//
// Drawn: parties, service, purpose, dates, volume, fields and their forms, what is asked by, the law and the second ground.
// Not drawn, because it is no term of the agreement or the policy says it in `terms` only, which nobody evaluates:
//   G1 a suspended party, G2 the status of the version: they are told beside the agreement
//   G3 the impact assessment, grounds of single parties (`partyBases`), rules of law packs
//   G6 consent, G7 the state of the person, G9 the place, G11 the measured quality: facts of the exchange
//   G10 hours and the volume of one user
//   several agreements between the two: a policy is of one agreement
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { Parser } from 'n3'
import { evaluate } from '../../standards/odrl/evaluate.ts'
import { agreed, bindingExample, exampleAgreement, exampleFacts } from '../example.ts'
import { decide } from '../rules/decide.ts'
import type { Agreement, DecisionRequest, Facts, Usage } from '../schema.ts'
import { agreementToOdrl } from './export.ts'
import { quadsOfDocument } from './import.ts'
import * as names from './terms.ts'

/** Pairs of an agreement and a request; more of them where `KIUNGO_ODRL_PAIRS` says so. */
const pairs = Number(process.env.KIUNGO_ODRL_PAIRS ?? 100)

const classes = {
  'person.national-id': 'personal',
  'person.name.full': 'personal',
  'person.birth-date': 'open',
  'person.death-date': 'sensitive',
  'person.phone': undefined,
} as const
const elements = Object.keys(classes) as (keyof typeof classes)[]
const forms = ['raw', 'yes-no', 'band', 'pseudonym', 'hash', 'count'] as const
const broader = {
  'social-protection-delivery': undefined,
  'eligibility-verification': 'social-protection-delivery',
  'payment-verification': 'social-protection-delivery',
  'pension-check': 'eligibility-verification',
} as const
const purposes = Object.keys(broader) as (keyof typeof broader)[]
const services = ['tiprs.person', 'tiprs.verify', 'tiprs.other']
const days = ['2026-02-27', '2026-03-01', '2026-06-01', '2026-06-15', '2026-12-31', '2027-01-01']

const usually = <T>(value: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: others })
const someElements = fc.uniqueArray(fc.constantFrom(...elements), { minLength: 1 })
const limit = usually<number | undefined>(undefined, fc.constantFrom(1, 5, 10))

const clause = fc.record({
  service: usually('tiprs.person', fc.constantFrom(...services)),
  askBy: usually([...elements], someElements),
  maxRecords: fc.constant(10),
  fields: fc.uniqueArray(
    fc
      .record({ element: fc.constantFrom(...elements), release: fc.constantFrom(...forms) })
      .map(({ element, release }) => agreed(element, release)),
    { minLength: 1, selector: ({ element }) => element },
  ),
})

const agreementArbitrary: fc.Arbitrary<Agreement> = fc
  .record({
    services: fc.uniqueArray(clause, { minLength: 1, maxLength: 2, selector: ({ service }) => service }),
    purposes: usually([...purposes], fc.uniqueArray(fc.constantFrom(...purposes), { minLength: 1 })),
    validFrom: usually('2026-01-01', fc.constantFrom(...days)),
    validUntil: usually('2027-12-31', fc.constantFrom(...days)),
    volume: fc.record({ perMinute: limit, perDay: limit, perMonth: limit }),
    law: usually('s.14', fc.constantFrom('', ' ')),
    ground: fc.constantFrom(undefined, '', 's.44'),
  })
  .map(({ law, ground, volume, ...rest }) => ({
    ...exampleAgreement,
    ...rest,
    volume: Object.fromEntries(Object.entries(volume).filter(([, value]) => value !== undefined)),
    legalBasis: {
      ...{ ground: 'public-task', act: 'Social Protection Act 2022', section: law },
      ...(ground === undefined ? {} : { sensitiveGround: ground }),
    },
  }))

const requestArbitrary: fc.Arbitrary<DecisionRequest> = fc.record(
  {
    consumer: usually('dss', fc.constant('moh')),
    provider: usually('nida', fc.constant('crs')),
    service: usually('tiprs.person', fc.constantFrom(...services)),
    purpose: usually<string>('eligibility-verification', fc.constantFrom(...purposes, 'marketing')),
    askBy: usually<readonly string[]>(['person.national-id'], fc.uniqueArray(fc.constantFrom(...elements))),
    elements: someElements,
    acceptPartial: fc.boolean(),
  },
  { requiredKeys: ['consumer', 'provider', 'service', 'purpose', 'askBy'] },
)

/** On the first of a month there is no earlier day of it. */
const momentArbitrary = fc
  .record({
    today: usually('2026-06-15', fc.constantFrom(...days)),
    uses: fc.array(fc.nat({ max: 4 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ today, uses: [inMinute = 0, before = 0, earlier = 0] }) => ({
    today,
    usage: {
      lastMinute: inMinute,
      today: inMinute + before,
      thisMonth: inMinute + before + (today.endsWith('-01') ? 0 : earlier),
    },
  }))

const factsOf = (agreement: Agreement, { consumer, provider }: DecisionRequest, usage: Usage): Facts => ({
  ...exampleFacts(),
  consumer: { id: consumer, status: 'active' },
  provider: { id: provider, status: 'active' },
  agreements: [{ ...bindingExample(agreement), usage }],
  broaderPurposes: new Map(purposes.map((purpose) => [purpose, chain(purpose)])),
  classificationOf: (element) => classes[element as keyof typeof classes],
})

const chain = (purpose: keyof typeof broader): string[] => {
  const above = broader[purpose]
  return above === undefined ? [purpose] : [purpose, ...chain(above)]
}

/** The same facts as statements: the time, the uses so far, the scheme of purposes, the classes of the dictionary. */
function stateOf(agreement: Agreement, today: string, usage: Usage): string {
  const use = (time: string, times: number): string =>
    times === 0
      ? ''
      : `[] a k:PerformedAct ; odrl:action <${names.actionOf('raw')}> ; odrl:assignee <${names.memberName('dss')}> ;
         odrl:target <${names.dataName(agreement.id, agreement.version)}> ; k:times ${times} ;
         dcterms:issued "${time}+03:00"^^xsd:dateTime .`
  return `
    [] k:now "${today}T12:00:30+03:00"^^xsd:dateTime . <${names.profile}> a k:KnownProfile .
    k:perMinute k:periodStart "${today}T12:00:00+03:00"^^xsd:dateTime .
    k:perDay k:periodStart "${today}T00:00:00+03:00"^^xsd:dateTime .
    k:perMonth k:periodStart "${today.slice(0, 8)}01T00:00:00+03:00"^^xsd:dateTime .
    ${forms.map((form) => `<${names.actionOf(form)}> odrl:includedIn odrl:use .`).join(' ')}
    ${use(`${today}T12:00:10`, usage.lastMinute)}
    ${use(`${today}T08:00:00`, usage.today - usage.lastMinute)}
    ${use(`${today.slice(0, 8)}01T08:00:00`, usage.thisMonth - usage.today)}
    ${Object.entries(broader)
      .filter(([, above]) => above !== undefined)
      .map(([one, above]) => `<${names.purposeName(one)}> skos:broader <${names.purposeName(above ?? '')}> .`)
      .join('\n')}
    ${elements
      .filter((element) => classes[element] !== undefined)
      .flatMap((element) => {
        const kind = `<${names.classNamed(classes[element] ?? '')}>`
        return [
          `<${names.elementName(element)}> a ${kind} .`,
          ...services.map((service) => `<${names.fieldName(service, element)}> k:classification ${kind} .`),
        ]
      })
      .join('\n')}`
}

const requestOf = (request: DecisionRequest, element: string, form: (typeof forms)[number]): string => `
  <urn:x:request> a odrl:Request ; odrl:permission [
    odrl:target <${names.fieldName(request.service, element)}> ; odrl:action <${names.actionOf(form)}> ;
    odrl:assigner <${names.memberName(request.provider)}> ; odrl:assignee <${names.memberName(request.consumer)}> ;
    odrl:constraint
      [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperand <${names.purposeName(request.purpose)}> ] ,
      [ odrl:leftOperand k:askedBy ; odrl:operator odrl:eq ;
        odrl:rightOperand (${request.askBy.map((id) => `<${names.elementName(id)}>`).join(' ')}) ] ] .`

const quadsOf = (turtle: string) =>
  new Parser().parse(`
    @prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix k: <urn:kiungo:odrl:> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix dcterms: <http://purl.org/dc/terms/> . ${turtle}`)

type Moment = { readonly today: string; readonly usage: Usage }

/** Fields, with their form, that the policy permits to release, each asked for by itself. */
async function permittedByPolicy(agreement: Agreement, request: DecisionRequest, { today, usage }: Moment) {
  const policy = await quadsOfDocument(JSON.parse(JSON.stringify(agreementToOdrl(agreement, []))))
  const state = quadsOf(stateOf(agreement, today, usage))
  const asked = elements.flatMap((element) => forms.map((form) => ({ element, form })))
  return asked
    .filter(({ element, form }) => {
      const result = evaluate(policy ?? [], quadsOf(requestOf(request, element, form)), state)
      if (!result.ok) throw new Error(JSON.stringify(result.problem))
      return result.value.decision === 'permit'
    })
    .map(({ element, form }) => `${element} ${form}`)
}

/** A policy knows single fields. Whether a question is answered in part or not at all is the request's own choice. */
function ofWhole(
  permitted: readonly string[],
  { elements: wanted, acceptPartial }: DecisionRequest,
): readonly string[] {
  if (wanted === undefined) return permitted
  const isPermitted = (element: string) => permitted.some((field) => field.startsWith(`${element} `))
  if (acceptPartial !== true && !wanted.every(isPermitted)) return []
  return permitted.filter((field) => wanted.some((element) => field.startsWith(`${element} `)))
}

test('the gates and the exported policy permit the same fields in the same form, or deny', async () => {
  const seen = { released: 0, denied: 0 }
  await fc.assert(
    fc.asyncProperty(agreementArbitrary, requestArbitrary, momentArbitrary, async (agreement, request, moment) => {
      const decision = decide(request, factsOf(agreement, request, moment.usage), moment.today)
      const released = decision.fields.map(({ element, release }) => `${element} ${release}`).sort()
      const permitted = await permittedByPolicy(agreement, request, moment)
      assert.deepEqual([...ofWhole(permitted, request)].sort(), released)
      if (released.length > 0) seen.released += 1
      else seen.denied += 1
    }),
    { numRuns: pairs },
  )
  // A test in which nothing is ever released would agree about nothing.
  assert.ok(Math.min(seen.released, seen.denied) > pairs / 20, JSON.stringify(seen))
})
