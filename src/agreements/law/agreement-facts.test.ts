import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { Check, Errors } from 'typebox/value'
import { parse } from 'yaml'
import { root } from '../../../test/support/database.ts'
import { bindingExample } from '../example.ts'
import { Agreement } from '../schema.ts'
import { agreementFacts, jurisdictionsOf } from './agreement-facts.ts'
import { LawFacts } from './facts.ts'
import { makeLaw, refuses } from './law.ts'
import type { RuleGate } from './rule.ts'
import { complete, known, party } from './test-complete.ts'

const law = makeLaw([parse(readFileSync(join(root, 'countries/tumaini/law/tu-dpa.yaml'), 'utf8'))])
const signature = (member: string) => ({
  member,
  account: 'a',
  kid: 'k',
  jws: 'j',
  at: '2026-01-01T00:00:00Z',
  day: '2026-01-01',
})

function factsOf(agreement: Agreement, about = known): LawFacts {
  const version = { ...bindingExample(agreement), signatures: [signature('nida'), signature('dss')] }
  const facts = agreementFacts(version, about)
  return { day: '2026-06-15', jurisdictions: jurisdictionsOf(facts), agreement: facts }
}

const broken = (gate: RuleGate, facts: LawFacts): string[] =>
  law
    .evaluate(gate, facts)
    .filter(refuses)
    .map(({ rule }) => rule.id)

test('an agreement with every clause that the law asks for passes its check before signing', () => {
  assert.ok(Check(Agreement, complete), JSON.stringify(Errors(Agreement, complete)))
  const facts = factsOf(complete)
  assert.ok(Check(LawFacts, facts), JSON.stringify(Errors(LawFacts, facts)))
  assert.deepEqual(broken('clause', facts), [])
  for (const gate of ['G2', 'G3'] as const) assert.deepEqual(broken(gate, facts), [], gate)
})

test('each clause that is taken out is missed by its own rule', () => {
  const cases: [keyof Agreement, RuleGate, string][] = [
    ['retention', 'clause', 'TU-DPA-8-g'],
    ['rights', 'clause', 'TU-DPA-12'],
    ['notices', 'clause', 'TU-DPA-15'],
    ['automatedDecision', 'clause', 'TU-DPA-22'],
    ['conditions', 'clause', 'TU-DPA-24'],
    ['security', 'clause', 'TU-DPA-37'],
    ['breach', 'clause', 'TU-DPA-40'],
    ['onward', 'clause', 'TU-DPA-48-3'],
    ['impactAssessment', 'G3', 'TU-DPA-31'],
    ['review', 'G2', 'TU-DPA-48-5'],
    ['parties', 'G1', 'TU-DPA-52'],
  ]
  for (const [clause, gate, rule] of cases) {
    const { [clause]: _, ...without } = complete
    const found = broken(gate, factsOf(without as Agreement))
    assert.ok(found.includes(rule), `${clause}: ${found.join(', ')}`)
  }
})

test('an unsigned party, a lapsed registration and a transfer are seen', () => {
  const version = { ...bindingExample(complete), signatures: [signature('nida')] }
  const facts = { ...factsOf(complete), agreement: agreementFacts(version, known) }
  assert.deepEqual(broken('G2', facts), ['TU-DPA-48-2'])
  const lapsed = {
    ...complete,
    parties: [
      party('nida', 'provider'),
      { ...party('dss', 'consumer'), registration: { number: 'x', validUntil: '2026-06-14' } },
    ],
  }
  assert.ok(broken('G1', factsOf(lapsed)).includes('TU-DPA-52'))
  const abroad = factsOf({ ...complete, transfer: { countries: ['ZZ'], mechanism: 'safeguards' } })
  assert.deepEqual(abroad.jurisdictions, ['TU', 'ZZ'])
  const asked = { request: { elements: [{ element: 'person.birth-date', classification: 'personal' as const }] } }
  assert.deepEqual(broken('G9', { ...abroad, ...asked, place: { consumer: 'TU' } }), ['TU-DPA-44'])
})

test('a party’s own basis stands in place of the agreement’s, for that party and purpose', () => {
  const own = {
    member: 'dss',
    purpose: 'eligibility-verification',
    ground: 'legal-obligation',
    act: 'Act',
    section: 's. 2',
  } as const
  const { legalBases } = agreementFacts(bindingExample({ ...complete, partyBases: [own] }), known)
  assert.deepEqual(
    legalBases?.map(({ party: id, ground, sensitiveGround }) => [id, ground, sensitiveGround !== undefined]),
    [
      ['nida', 'public-task', true],
      ['dss', 'legal-obligation', false],
    ],
  )
})

test('an element that the dictionary does not know counts as sensitive', () => {
  const { fields } = agreementFacts(bindingExample(complete), { ...known, classificationOf: () => undefined })
  assert.ok(fields?.every(({ classification }) => classification === 'sensitive'))
})
