import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { anyAgreement } from '../../../test/support/any-agreement.ts'
import { readPack } from '../../cli/pack.ts'
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { exampleAgreement } from '../example.ts'
import type { Agreement } from '../schema.ts'
import { agreementToOdrl } from './export.ts'
import { odrlToAgreement } from './import.ts'

/** Over the wire and back: what is signed is the canonical form, so that is what must be the same. */
async function assertReturns(agreement: Agreement): Promise<void> {
  const wire = JSON.stringify(agreementToOdrl(agreement, []))
  const back = mustBeOk(await odrlToAgreement(JSON.parse(wire)))
  assert.equal(canonicalJson(back), canonicalJson(agreement))
}

test('every agreement of the demo country comes back as it was', async () => {
  const { agreements } = mustBeOk(await readPack('countries/tumaini'))
  assert.ok(agreements.length >= 22)
  for (const { agreement } of agreements) await assertReturns(agreement)
})

test('an agreement with any clauses comes back as it was', async () => {
  await fc.assert(fc.asyncProperty(anyAgreement, assertReturns), { numRuns: 60 })
})

type Document = { [name: string]: Json }
const exported = (): Document => JSON.parse(JSON.stringify(agreementToOdrl(exampleAgreement, [])))

const whole: Agreement = {
  ...exampleAgreement,
  retention: [{ period: 'P12W', from: 'receipt', action: 'delete' }],
  conditions: {
    recipientRoles: [],
    caseReferenceRequired: false,
    linkage: [],
    commercialUse: false,
    reidentification: false,
  },
  onward: { to: ['nhif'] },
}

test('what the clauses forbid and demand stands in the rules, not only in the terms', () => {
  const document = agreementToOdrl(whole, [])
  const text = JSON.stringify([document.permission, document.prohibition])
  for (const action of ['"delete"', 'commercialUse', 'reidentify', ':link"', '"distribute"']) {
    assert.ok(text.includes(action), action)
  }
  assert.match(text, /"P84D"/)
})

const faulty: Readonly<Record<string, (document: Document) => void>> = {
  'a prohibition that the agreement has no clause for': (document) => {
    document.prohibition = [...(document.prohibition as Json[]), { target: 'urn:x', action: 'distribute' }]
  },
  'a volume that was raised in the rule': (document) => {
    const [first] = document.prohibition as { constraint: { operator: string } }[]
    if (first !== undefined) first.constraint.operator = 'gteq'
  },
  'an obligation that was struck out': (document) => {
    document.obligation = []
  },
  'terms that are no agreement’s': (document) => {
    document.terms = { title: 'Identity' }
  },
  'another profile': (document) => {
    document.profile = 'urn:x'
  },
  'a context that would have to be fetched': (document) => {
    document['@context'] = 'http://www.w3.org/ns/odrl.jsonld'
  },
  'no policy at all': (document) => {
    for (const name of Object.keys(document)) delete document[name]
  },
}

for (const [name, change] of Object.entries(faulty)) {
  test(`is refused: ${name}`, async () => {
    const document = exported()
    change(document)
    const result = await odrlToAgreement(document)
    assert.match(result.ok ? 'read' : result.problem.code, /^agreements\.odrl-/)
  })
}

test('a changed term changes the agreement that is read, and so its hash', async () => {
  const document = exported()
  document.terms = { ...(document.terms as Document), title: { en: 'Other', sw: 'Other', fr: 'Other' } }
  assert.equal(mustBeOk(await odrlToAgreement(document)).title.en, 'Other')
})
