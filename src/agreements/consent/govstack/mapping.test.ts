import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import Value from 'typebox/value'
import { sha256Hex } from '../../../kernel/digest.ts'
import { mustBeOk } from '../../../kernel/result.ts'
import { ConsentTerms } from '../schema.ts'
import { agreementOf, termsOf } from './mapping.ts'
import { objectOf, revisionOf } from './revision.ts'
import type { DataAgreement, Policy, Revision } from './schema.ts'

const text = fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }).filter((one) => one.length <= 120)
const country = fc.constantFrom('KE', 'UG', 'TZ', 'RW')
const elements = fc.uniqueArray(fc.constantFrom('person.name.full', 'person.birth-date', 'person.sex'), {
  minLength: 1,
})

const policies: fc.Arbitrary<Policy> = fc.record(
  {
    ...{ id: fc.constant(`pol-${'0'.repeat(26)}`), name: text, version: text },
    url: fc.webUrl().filter((url) => url.length <= 120),
    ...{ jurisdiction: country, dataRetentionPeriodDays: fc.integer({ min: 1, max: 9_999 }) },
    storageLocation: fc.uniqueArray(country, { minLength: 1 }).map((list) => list.join(',')),
  },
  { noNullPrototype: true },
)

const made = fc
  .record({ policy: policies, names: elements, version: text, dpia: text })
  .map(({ policy, names, version, dpia }) => {
    const input = {
      ...({ version, dpia, purpose: 'referral', lawfulBasis: 'consent', active: true, forgettable: false } as const),
      controller: { id: 'dss', name: 'Social Services', url: 'https://dss.example' },
      policy: { id: policy.id },
      attributes: names.map((name) => ({ name, sensitivity: 'personal', category: 'identity' })),
    }
    const facts = { members: new Set(['dss']), broaderPurposes: new Map([['referral', []]]), isElement: () => true }
    return mustBeOk(agreementOf(`dag-${'0'.repeat(26)}`, input, { ...facts, policy }))
  })

test('the terms of a consent are those of its data agreement, and tell it back', () => {
  fc.assert(
    fc.property(made, (agreement) => {
      const terms = mustBeOk(termsOf(agreement, { today: '2026-06-15', language: 'fr' }))
      assert.ok(Value.Check(ConsentTerms, terms), 'they can be recorded')
      const [{ purpose, elements: given } = { purpose: '', elements: [] }] = terms.purposes
      const { policy } = agreement
      assert.deepEqual([terms.controllers, purpose], [[agreement.controller.id], agreement.purpose])
      assert.deepEqual(
        given,
        agreement.attributes.map(({ name }) => name),
      )
      assert.deepEqual([terms.notice.reference, terms.notice.version], [policy.url, policy.version])
      assert.equal(terms.retention, `P${policy.dataRetentionPeriodDays}D`)
      assert.deepEqual([terms.jurisdiction, terms.storage.join(',')], [policy.jurisdiction, policy.storageLocation])
    }),
  )
})

test('a revision gives back what it was made of, and its hash covers all that was before', () => {
  const sealed = (object: DataAgreement, predecessor?: Revision) =>
    revisionOf({ schemaName: 'DataAgreement', object, at: new Date(0), by: 'portal', predecessor })
  fc.assert(
    fc.property(made, made, (older, newer) => {
      const first = sealed(older)
      const second = sealed(newer, first)
      assert.deepEqual(objectOf(second), newer)
      assert.equal(sha256Hex(second.serializedSnapshot), second.serializedHash)
      assert.equal(second.predecessorHash, first.serializedHash)
      assert.notEqual(second.serializedHash, sealed(newer).serializedHash)
    }),
  )
})
