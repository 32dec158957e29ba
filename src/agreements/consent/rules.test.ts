import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { generateSigningKey } from '../../kernel/signature.ts'
import { chainFault, receiptOf } from './chain.ts'
import { consentFor, type GivingFacts, givingFault } from './rules.ts'
import type { ConsentReceipt, ConsentRequest, ConsentRevision, Representation } from './schema.ts'
import { exampleConsent, exampleGiving, exampleTerms } from './test-consent.ts'

const subject = 'a'.repeat(64)
const broaderPurposes = new Map([
  ['social-protection-delivery', ['social-protection-delivery']],
  ['eligibility-verification', ['eligibility-verification', 'social-protection-delivery']],
  ['research', ['research']],
])
const facts: GivingFacts = {
  now: new Date('2026-06-15T09:00:00Z'),
  today: '2026-06-15',
  members: new Set(['dss', 'nida']),
  broaderPurposes,
  isElement: (id) => id.startsWith('person.'),
  representation: undefined,
  subject,
  birthDate: '1990-05-01',
}
const guardian: Representation = {
  id: `rep-${'0'.repeat(26)}`,
  subject,
  representative: 'b'.repeat(64),
  kind: 'guardian',
  proof: { kind: 'court-order', reference: 'HC/1' },
  validFrom: '2026-01-01',
  recordedAt: '2026-01-01T00:00:00Z',
  recordedBy: { account: 'officer', member: 'dss' },
}
const byGuardian: ConsentRequest = {
  ...exampleConsent,
  giving: { ...exampleGiving, by: 'guardian', representation: guardian.id },
}

const withTerms = (terms: object): ConsentRequest => ({ ...exampleConsent, terms: { ...exampleTerms, ...terms } })
const withGiving = (giving: object): ConsentRequest => ({ ...exampleConsent, giving: { ...exampleGiving, ...giving } })
const [purpose] = exampleTerms.purposes

test('a consent with all that the record needs is taken', () => {
  assert.equal(givingFault(exampleConsent, facts), undefined)
})

test('a record that contradicts itself or names what is not there is refused at the place', () => {
  const faulty: readonly (readonly [ConsentRequest, string, string])[] = [
    [withTerms({ validFrom: '2026-02-29' }), '/terms/validFrom', 'no-day'],
    [withTerms({ validUntil: '2026-05-31' }), '/terms/validUntil', 'ends-before-it-begins'],
    [withTerms({ controllers: ['dss', 'nobody'] }), '/terms/controllers/1', 'no-member'],
    [withTerms({ purposes: [{ ...purpose, purpose: 'curiosity' }] }), '/terms/purposes/0/purpose', 'no-purpose'],
    [withTerms({ purposes: [purpose, purpose] }), '/terms/purposes/1/purpose', 'twice'],
    [withTerms({ purposes: [{ ...purpose, elements: ['pet.name'] }] }), '/terms/purposes/0/elements/0', 'no-element'],
    [withGiving({ at: '2026-06-15T09:00:01Z' }), '/giving/at', 'in-the-future'],
    [withGiving({ proof: { kind: 'click', reference: 'x' } }), '/giving/proof/kind', 'online-only'],
    [withGiving({ proof: { kind: 'thumbprint', reference: 'x' } }), '/giving/witness', 'witness-missing'],
    [withGiving({ representation: guardian.id }), '/giving/representation', 'for-others-only'],
  ]
  for (const [request, pointer, variant] of faulty) {
    const fault = givingFault(request, facts)
    assert.deepEqual([fault?.pointer, fault?.variant], [pointer, variant])
  }
})

test('who speaks for another must hold a representation of that person, today, for those purposes', () => {
  const codeOf = (representation: Representation | undefined, more: Partial<GivingFacts> = {}) =>
    givingFault(byGuardian, { ...facts, representation, ...more })?.code
  assert.equal(codeOf(guardian), undefined)
  assert.equal(codeOf(undefined), 'consent.representation-missing')
  assert.equal(codeOf({ ...guardian, subject: 'c'.repeat(64) }), 'consent.representation-missing')
  assert.equal(codeOf({ ...guardian, validFrom: '2026-06-16' }), 'consent.representation-missing')
  assert.equal(codeOf({ ...guardian, validUntil: '2026-06-14' }), 'consent.representation-missing')
  assert.equal(codeOf({ ...guardian, endedAt: '2026-06-15T08:00:00Z' }), 'consent.representation-missing')
  assert.equal(codeOf({ ...guardian, purposes: ['research'] }), 'consent.representation-not-for')
  assert.equal(codeOf({ ...guardian, purposes: ['social-protection-delivery'] }), undefined)
})

const minor = '2008-06-16'

test('a child consents through a parent or guardian, not alone and not through a delegate', () => {
  assert.equal(givingFault(exampleConsent, { ...facts, birthDate: minor })?.code, 'consent.child')
  assert.equal(givingFault(exampleConsent, { ...facts, birthDate: '2008-06-15' }), undefined, 'eighteen today')
  assert.equal(givingFault(byGuardian, { ...facts, birthDate: minor, representation: guardian }), undefined)
  const delegate = { ...guardian, kind: 'delegate' as const }
  assert.equal(givingFault(byGuardian, { ...facts, birthDate: minor, representation: delegate })?.code, 'consent.child')
})

const revision = (more: Partial<ConsentRevision> = {}): ConsentRevision => ({
  schema: 'ISO/IEC TS 27560:2023',
  id: `con-${'0'.repeat(26)}`,
  revision: 1,
  subject,
  status: 'given',
  terms: exampleTerms,
  giving: exampleGiving,
  recordedAt: '2026-06-15T09:00:00Z',
  recordedBy: { account: 'officer', member: 'dss' },
  ...more,
})

const asked = { consumer: 'dss', provider: 'nida', purpose: 'eligibility-verification' }
const idOf = (records: readonly ConsentRevision[], more: Partial<typeof asked> = {}, today = '2026-06-15') =>
  consentFor(records, { ...asked, ...more }, { broaderPurposes, today })?.record.id

test('a consent speaks of its controllers, its providers, and its purposes with those that are part of them', () => {
  const id = revision().id
  assert.equal(idOf([revision()]), id)
  assert.equal(idOf([revision()], { consumer: 'nida' }), undefined)
  assert.equal(idOf([revision()], { purpose: 'research' }), undefined)
  assert.equal(idOf([revision({ terms: { ...exampleTerms, providers: ['crs'] } })]), undefined)
  // Given for one use it is not given for the broader one.
  assert.equal(idOf([revision()], { purpose: 'social-protection-delivery' }), undefined)
  const broad = { ...exampleTerms, purposes: [{ ...exampleTerms.purposes[0], purpose: 'social-protection-delivery' }] }
  assert.equal(idOf([revision({ terms: broad as typeof exampleTerms })]), id)
})

test('of several the newest that stands today is used; with none, the newest says why not', () => {
  const older = revision({ id: 'con-older', recordedAt: '2026-06-01T00:00:00Z' })
  const withdrawn = revision({ id: 'con-withdrawn', status: 'withdrawn' })
  assert.equal(idOf([withdrawn, older]), 'con-older')
  assert.equal(idOf([withdrawn, older], {}, '2027-06-01'), 'con-withdrawn')
})

/** A record that was given and withdrawn. */
function chain(): { readonly receipts: ConsentReceipt[]; readonly key: Parameters<typeof chainFault>[1] } {
  const key = generateSigningKey()
  const first = receiptOf(revision(), key)
  const second = receiptOf(
    revision({
      ...{ revision: 2, previous: first.hash, status: 'withdrawn' },
      withdrawal: { channel: 'ussd', by: 'subject', at: '2026-07-01T00:00:00Z' },
    }),
    key,
  )
  return { receipts: [first, second], key: key.publicJwk }
}

test('a chain that nobody touched is whole; any change of any revision is found', () => {
  const { receipts, key } = chain()
  assert.equal(chainFault(receipts, key), undefined)
  const [first, second] = receipts as [ConsentReceipt, ConsentReceipt]
  const forged = { ...first, record: { ...first.record, status: 'refused' as const } }
  assert.deepEqual(chainFault([forged, second], key), { revision: 1, fault: 'hash' })
  assert.deepEqual(chainFault([second], key), { revision: 1, fault: 'order' })
  assert.deepEqual(chainFault([first, first], key), { revision: 2, fault: 'order' })
  const other = receiptOf({ ...second.record, previous: 'f'.repeat(64) }, generateSigningKey())
  assert.deepEqual(chainFault([first, other], key), { revision: 2, fault: 'chain' })
  const resigned = receiptOf(second.record, generateSigningKey())
  assert.deepEqual(chainFault([first, resigned], key), { revision: 2, fault: 'signature' })
})

test('whatever the terms, another day of their end is another hash', () => {
  const key = generateSigningKey()
  const day = fc.date({ min: new Date('2026-06-02'), max: new Date('2030-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(day, day, (a, b) => {
      const until = (at: Date) => at.toISOString().slice(0, 10)
      const hashOf = (at: Date) => receiptOf(revision({ terms: { ...exampleTerms, validUntil: until(at) } }), key).hash
      assert.equal(hashOf(a) === hashOf(b), until(a) === until(b))
    }),
    { numRuns: 50 },
  )
})
