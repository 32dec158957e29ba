import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { agreed, exampleAgreement } from '../example.ts'
import type { Agreement } from '../schema.ts'
import { diff } from './diff.ts'
import { changeWords } from './diff-words.ts'

const [clause] = exampleAgreement.services
assert.ok(clause)
const withFields = (...elements: string[]): Agreement => ({
  ...exampleAgreement,
  services: [{ ...clause, fields: elements.map((element) => agreed(element, 'raw')) }],
})

test('what changed is told clause by clause, in the reader’s language', () => {
  const after: Agreement = {
    ...exampleAgreement,
    version: 2,
    validUntil: '2027-12-31',
    volume: { perMinute: 100, perDay: 500 },
    services: [
      {
        ...clause,
        fields: clause.fields.map((field) => (field.release === 'raw' ? { ...field, release: 'hash' } : field)),
      },
    ],
    onward: { to: [] },
  }
  const changes = diff(exampleAgreement, after)
  assert.deepEqual(
    changes.map((change) => changeWords(change, 'en')),
    [
      'Data, tiprs.person, person.national-id, release: says “hash” instead of “raw”.',
      'Data, tiprs.person, person.name.full, release: says “hash” instead of “raw”.',
      'Ends on: says “2027-12-31” instead of “2026-12-31”.',
      'Volume, perDay: says “500” instead of “1000”.',
      'Volume, perMonth: no longer says “10000”.',
      'Onward sharing: now says “to: ”; it said nothing.',
    ],
  )
  assert.equal(changes[0]?.path, '/services/0/fields/0/release')
  assert.match(changeWords(changes[2]!, 'sw'), /^Huisha: inasema “2027-12-31” badala ya/)
  assert.match(changeWords(changes[2]!, 'fr'), /^Fin : dit « 2027-12-31 » au lieu de/)
})

test('the order of fields is no change; a field that comes or goes is one', () => {
  const three = ['person.national-id', 'person.name.full', 'person.phone']
  fc.assert(
    fc.property(fc.subarray(three, { minLength: 1 }), fc.shuffledSubarray(three, { minLength: 1 }), (old, now) => {
      const kinds = diff(withFields(...old), withFields(...now)).map(({ kind, of }) => `${kind} ${of[1]}`)
      const gone = old.filter((one) => !now.includes(one)).map((one) => `removed ${one}`)
      const come = now.filter((one) => !old.includes(one)).map((one) => `added ${one}`)
      assert.deepEqual(kinds.sort(), [...gone, ...come].sort())
    }),
  )
})

test('a version differs from itself in nothing, and its number and chain are no change', () => {
  assert.deepEqual(diff(exampleAgreement, { ...exampleAgreement, version: 9, previous: 'a'.repeat(64) }), [])
})
