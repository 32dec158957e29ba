import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { Check, Errors } from 'typebox/value'
import { parse } from 'yaml'
import { root } from '../../../test/support/database.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { loadVocabulary } from '../../semantics/load.ts'
import type { ConsentFacts } from '../circumstances.ts'
import { exampleFacts, exampleRequest } from '../example.ts'
import { sentenceOf } from '../messages.ts'
import { decide, explain } from '../rules/decide.ts'
import type { Agreement, Facts } from '../schema.ts'
import { agreementFacts } from './agreement-facts.ts'
import { caseFacts, lawOf } from './case-facts.ts'
import { LawFacts } from './facts.ts'
import { makeLaw } from './law.ts'
import { complete, known } from './test-complete.ts'

const packs = ['tumaini/law/tu-dpa', 'kenya/law/ke-dpa'].map((name) =>
  parse(readFileSync(join(root, `countries/${name}.yaml`), 'utf8')),
)
const law = makeLaw(packs)

function factsWith(changed: Partial<Agreement> = {}, more: Partial<Facts> = {}): Facts {
  const base = exampleFacts({ ...complete, ...changed })
  return { ...base, lawOf: lawOf(law, known), classificationOf: () => 'personal', ...more }
}

const on = '2026-06-15'
const refusal = (facts: Facts) => {
  const decision = decide(exampleRequest, facts, on)
  const gate = decision.gates.find(({ result }) => result === 'refuse')
  return gate && `${gate.gate} ${gate.reason.params.rule}`
}

test('a decision under a complete agreement names the rules that were asked at each gate', () => {
  const decision = explain(exampleRequest, factsWith(), on)
  assert.equal(decision.outcome, 'permit', JSON.stringify(decision.gates.filter(({ result }) => result !== 'pass')))
  const asked = new Map(decision.gates.map(({ gate, rules }) => [gate, rules]))
  assert.deepEqual(asked.get('G3'), ['TU-DPA-31', 'TU-DPA-31-5'])
  assert.ok(decision.gates.every(({ rules }) => (rules?.length ?? 0) > 0))
})

test('what the law refuses is refused at its gate, with rule, act, section and what would mend it', () => {
  const early = { reference: 'DPIA-1', approvedOn: '2026-01-10', submittedOn: '2026-05-01' }
  const decision = decide(exampleRequest, factsWith({ impactAssessment: early }), on)
  const gate = decision.gates.find(({ result }) => result === 'refuse')
  assert.equal(gate?.gate, 'G3')
  const sentence = sentenceOf(gate!.reason, 'en')
  for (const part of [
    'TU-DPA-31-5',
    'Data Protection Act 2021 (Tumaini)',
    's. 31(5)',
    'less than 60 days ago',
    'wait until the 60th day',
  ]) {
    assert.ok(sentence.includes(part), sentence)
  }
  assert.match(sentenceOf(gate!.reason, 'sw'), /siku 60/)
})

test('each kind of fact reaches its rule', () => {
  assert.equal(refusal(factsWith({ tier: 'one-off' })), 'G2 TU-DPA-48')
  const abroad = { id: 'dss', status: 'active', country: 'ZZ' } as const
  const transfer = { countries: ['ZZ'], mechanism: 'safeguards' as const }
  assert.equal(refusal(factsWith({ transfer: { ...transfer, assessment: 'TIA-1' } }, { consumer: abroad })), undefined)
  const ground = { ...complete.legalBasis, ground: 'public-task' as const }
  const { sensitiveGround: _, ...groundless } = ground
  assert.equal(refusal(factsWith({ legalBasis: ground }, { classificationOf: () => 'sensitive' })), undefined)
  // Our own gate withholds what has no ground, so nothing sensitive is left for the law to refuse.
  assert.notEqual(
    decide(exampleRequest, factsWith({ legalBasis: groundless }, { classificationOf: () => 'sensitive' }), on).outcome,
    'permit',
  )
})

test('across a border both laws are asked', () => {
  const kenyan = { id: 'dss', status: 'active', country: 'KE' } as const
  const facts = factsWith(
    { transfer: { countries: ['KE'], mechanism: 'safeguards', assessment: 'TIA-1' } },
    { consumer: kenyan },
  )
  const { gates } = explain(exampleRequest, facts, on)
  const rules = gates.find(({ gate }) => gate === 'G3')?.rules
  assert.deepEqual(rules, ['TU-DPA-31', 'TU-DPA-31-5', 'KE-DPA-31', 'KE-DPA-31-5'])
})

test('the facts of a case have their shape, with a person who restricted, objected and consented', () => {
  const consent: ConsentFacts = {
    receipt: 'r-1',
    status: 'given',
    purpose: 'eligibility-verification',
    elements: ['person.name.full'],
    mode: 'query',
    validFrom: '2026-01-01',
    validUntil: '2026-06-14',
    givenBy: 'guardian',
  }
  const subject = {
    child: true,
    restrictions: [{ kind: 'restricted' }, { kind: 'objected', member: 'elsewhere' }],
  } as const
  const seen: LawFacts[] = []
  const facts = factsWith({}, { consent, subject, quality: { wellFormedPercent: 97, records: 10 } })
  const lawSeen: Facts['lawOf'] = (given) => {
    const candidate = given.candidate!
    seen.push(caseFacts(given, candidate, { agreement: agreementFacts(candidate, known) }))
    return []
  }
  decide({ ...exampleRequest, subject: 'a1'.repeat(32) }, { ...facts, lawOf: lawSeen }, on)
  const [first] = seen
  assert.ok(Check(LawFacts, first), JSON.stringify(Errors(LawFacts, first)))
  assert.deepEqual(first.subject, {
    collection: 'indirect',
    ...{ restricted: true, objected: false, protected: false, child: true },
    consent: { status: 'expired', receipt: 'r-1', byGuardian: true },
  })
  assert.equal(first.request?.qualityPercent, 97)
})

test('without an agreement the law has nothing to say, and G2 refuses', () => {
  const decision = decide(exampleRequest, { ...factsWith(), agreements: [] }, on)
  assert.equal(decision.refusedAt, 'G2')
  assert.ok(decision.gates.every(({ rules }) => rules === undefined))
})

test('the kinds of the country’s dictionary decide: health data do not leave raw, and the refusal says how well its row is known', async () => {
  const { elements } = mustBeOk(await loadVocabulary(join(root, 'countries/tumaini')))
  const kindOf = (element: string) => elements.get(element)?.element.kind
  const [service] = complete.services
  assert.ok(service)
  const asking = (element: string) =>
    factsWith(
      { services: [{ ...service, fields: [{ element, release: 'raw', justification: 'To pay a funeral grant' }] }] },
      { lawOf: lawOf(law, { ...known, kindOf }) },
    )
  const decided = (element: string) =>
    explain({ ...exampleRequest, elements: [element] }, asking(element), on).gates.find(({ gate }) => gate === 'G8')
  assert.equal(decided('person.sex')?.reason.params.rule, undefined)
  const refused = decided('death.cause')
  assert.equal(refused?.reason.params.rule, 'TU-DPA-28')
  assert.equal(refused?.reason.params.verified, 'F')
  assert.match(sentenceOf(refused!.reason, 'en'), /law of a country made up for demonstration/)
})
