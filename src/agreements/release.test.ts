import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { CanonicalRecord } from '../semantics/schema.ts'
import { agreed } from './example.ts'
import { type ReleaseContext, release } from './release.ts'
import type { AgreedField, Predicate } from './schema.ts'

const context: ReleaseContext = { today: '2026-06-15', consumer: 'dss', pseudonymKey: 'node secret', asked: {} }
const decision = (...fields: AgreedField[]) => ({ fields, maxRecords: 10 })
const yesNo = (element: string, predicate: Predicate): AgreedField => ({ ...agreed(element, 'yes-no'), predicate })
const banded = (element: string, ...bandEdges: number[]): AgreedField => ({ ...agreed(element, 'band'), bandEdges })

/** The one released value of a record with one field. */
function released(field: AgreedField, value: CanonicalRecord[string], changed: Partial<ReleaseContext> = {}): unknown {
  return release([{ [field.element]: value }], decision(field), { ...context, ...changed }).records[0]?.[field.element]
}

test('only agreed fields leave, and the answer says in which form', () => {
  const record = { 'person.name.full': 'Asha Mwinyi', 'person.phone': '+255 700', 'person.birth-date': '1950-03-01' }
  const fields = [agreed('person.name.full', 'raw'), yesNo('person.birth-date', { test: 'age-at-least', years: 70 })]
  assert.deepEqual(release([record], decision(...fields), context), {
    records: [{ 'person.name.full': 'Asha Mwinyi', 'person.birth-date': true }],
    forms: { 'person.name.full': 'raw', 'person.birth-date': 'yes-no' },
    total: 1,
  })
})

test('a decision without fields releases nothing', () => {
  assert.deepEqual(release([{ 'person.sex': 'female' }], { fields: [], maxRecords: 0 }, context).records, [])
})

test('no more records leave than agreed, and the total is told', () => {
  const records = Array.from({ length: 25 }, (_, i) => ({ 'household.size': i }))
  const cut = release(records, decision(agreed('household.size', 'raw')), { ...context, total: 40 })
  assert.deepEqual([cut.records.length, cut.total], [10, 40])
})

test('a yes or no answers its predicate, and an unknown is not a no', () => {
  const cases: [Predicate, CanonicalRecord[string], unknown][] = [
    [{ test: 'is-present' }, '2020-01-01', true],
    [{ test: 'is-present' }, null, false],
    [{ test: 'is-present' }, [], false],
    [{ test: 'equals', value: 'Married' }, 'married', true],
    [{ test: 'equals', value: 3 }, '3', false],
    [{ test: 'at-least', value: 3 }, 3, true],
    [{ test: 'at-least', value: '2026-01-01' }, '2025-12-31', false],
    [{ test: 'at-most', value: 3 }, 4, false],
    [{ test: 'at-most', value: 3 }, 'many', null],
    [{ test: 'age-at-least', years: 70 }, '1956-06-15', true],
    [{ test: 'age-at-least', years: 70 }, '1956-06-16', false],
    [{ test: 'age-at-least', years: 70 }, 'about 1956', null],
    [{ test: 'age-at-least', years: 70 }, null, null],
  ]
  for (const [predicate, value, answer] of cases) {
    assert.equal(released(yesNo('person.any', predicate), value), answer, JSON.stringify([predicate, value]))
  }
})

test('what matches the question is compared without case, accents and punctuation', () => {
  const field = yesNo('person.name.full', { test: 'matches-question' })
  const asked = { 'person.name.full': 'ng’ang’á  WANJIKU' }
  assert.equal(released(field, "Ng'ang'a Wanjiku", { asked }), true)
  assert.equal(released(field, 'Njoroge Wanjiku', { asked }), false)
  assert.equal(released(field, 'Njoroge Wanjiku'), null)
  assert.equal(released(field, 'Akinyi', { asked: { 'person.name.full': ['Achieng', 'akinyi'] } }), true)
})

test('a missing value is present in no record of its kind, and says nothing in another kind', () => {
  const fields = [
    agreed('person.death-date', 'yes-no'),
    agreed('household.members', 'raw'),
    agreed('person.sex', 'raw'),
  ]
  const household = { 'household.members': [{ 'person.sex': 'male' }, { 'payment.cycle': '2026-05' }] }
  assert.deepEqual(release([household], decision(...fields), context).records, [
    { 'household.members': [{ 'person.death-date': false, 'person.sex': 'male' }, {}] },
  ])
})

test('a band holds its lower edge and not its upper one; of a day it is made of completed years', () => {
  const age = banded('person.birth-date', 18, 60)
  assert.deepEqual(released(age, '2008-06-16'), { to: 18 })
  assert.deepEqual(released(age, '2008-06-15'), { from: 18, to: 60 })
  assert.deepEqual(released(age, '1966-06-15'), { from: 60 })
  assert.deepEqual(released(banded('household.score', 10, 20), 19.99), { from: 10, to: 20 })
  assert.deepEqual(released(banded('household.members', 1, 5), [{}, {}]), { from: 1, to: 5 })
  assert.equal(released(age, 'unknown'), null)
})

test('a pseudonym is stable for one consumer and joins with no other consumer’s', () => {
  const field = agreed('person.national-id', 'pseudonym')
  const first = released(field, '12345678')
  assert.match(String(first), /^[0-9a-f]{32}$/)
  assert.equal(released(field, '12345678'), first)
  assert.notEqual(released(field, '12345678', { consumer: 'ndma' }), first)
  assert.notEqual(released(field, '12345678', { pseudonymKey: 'another node' }), first)
  assert.notEqual(released(field, '12345679'), first)
})

test('a hash is salted by its agreement, tells nothing of the value, and is one for one value in every element', () => {
  const id = { version: 1, hash: '' }
  const hashOf = (value: CanonicalRecord[string], agreement = 'a', element = 'person.phone') => {
    const decided = { ...decision(agreed(element, 'hash')), agreement: { ...id, id: agreement } }
    return release([{ [element]: value }], decided, context).records[0]?.[element]
  }
  assert.match(String(hashOf('+255 700 123')), /^[0-9a-f]{32}$/)
  assert.equal(hashOf('+255 700 123'), hashOf('255700123'), 'however it is written')
  assert.equal(hashOf('255700123'), hashOf('255700123', 'a', 'account.number'))
  assert.notEqual(hashOf('255700123'), hashOf('255700123', 'b'))
  assert.deepEqual([hashOf(null), hashOf([{}]), hashOf('  ')], [null, null, null])
})

test('a count says how many there are, and nothing of what they are', () => {
  const members = [{ 'person.sex': 'female' }, { 'person.sex': 'male' }]
  assert.equal(released(agreed('household.members', 'count'), members), 2)
  assert.equal(released(agreed('household.members', 'count'), []), 0)
  assert.equal(released(agreed('person.phone', 'count'), '+255 700'), 1)
  assert.equal(released(agreed('person.phone', 'count'), null), 0)
  const known = release([{ 'person.sex': 'female' }], decision(agreed('person.phone', 'count')), context)
  assert.deepEqual(known.records, [{ 'person.phone': 0 }], 'a person without a phone has none')
})

test('nested records are cut down by the fields agreed for them, and not agreed means not there', () => {
  const record = {
    'household.id': 'H1',
    'household.members': [{ 'person.name.full': 'Juma', 'person.phone': '0700', 'household.members': [] }],
  }
  const members = agreed('household.members', 'raw')
  const cut = (...fields: AgreedField[]) => release([record], decision(...fields), context).records
  assert.deepEqual(cut(agreed('person.name.full', 'raw')), [{}])
  assert.deepEqual(cut(members), [{ 'household.members': [{ 'household.members': [] }] }])
  assert.deepEqual(cut(members, agreed('person.name.full', 'raw')), [
    { 'household.members': [{ 'household.members': [], 'person.name.full': 'Juma' }] },
  ])
})

// ---------------------------------------------------------------------------------------------------------------- laws

const elements = ['person.name.full', 'person.phone', 'household.members', 'household.score', 'person.birth-date']

/** Values that name their element, so that a leak is seen wherever it comes out. */
const marker = (element: string) => fc.nat({ max: 999 }).map((n) => `raw:${element}:${n}`)
const records = fc.letrec<{ record: CanonicalRecord; list: CanonicalRecord[] }>((tie) => ({
  list: fc.array(tie('record'), { maxLength: 3 }),
  record: fc.record(
    Object.fromEntries(
      elements.map((one) => [
        one,
        one === 'household.members' ? fc.oneof({ withCrossShrink: true }, fc.constant([]), tie('list')) : marker(one),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<CanonicalRecord>,
}))

const predicates: fc.Arbitrary<Predicate> = fc.constantFrom(
  { test: 'is-present' },
  { test: 'equals', value: 'x' },
  { test: 'at-least', value: 'raw' },
  { test: 'age-at-least', years: 18 },
  { test: 'matches-question' },
)
const fieldArbitrary: fc.Arbitrary<AgreedField> = fc.record({
  element: fc.constantFrom(...elements),
  release: fc.constantFrom('raw', 'yes-no', 'band', 'pseudonym', 'hash', 'count'),
  predicate: predicates,
  bandEdges: fc.constant([1, 2]),
  justification: fc.constant('test'),
})
const fieldsArbitrary = fc.uniqueArray(fieldArbitrary, { selector: (field) => field.element, maxLength: 5 })

function* keysOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key
    yield* keysOf(inner)
  }
}

test('at every depth the keys released are agreed (or the two ends of a band)', () => {
  fc.assert(
    fc.property(fc.array(records.record, { maxLength: 4 }), fieldsArbitrary, (given, fields) => {
      const allowed = new Set(['from', 'to', ...fields.map((field) => field.element)])
      for (const key of keysOf(release(given, decision(...fields), context).records)) assert.ok(allowed.has(key), key)
    }),
    { numRuns: 1000 },
  )
})

test('the value of a field that is not agreed raw appears nowhere in what leaves', () => {
  fc.assert(
    fc.property(fc.array(records.record, { maxLength: 4 }), fieldsArbitrary, (given, fields) => {
      const out = JSON.stringify(release(given, decision(...fields), context))
      const raw = new Set(fields.filter((field) => field.release === 'raw').map((field) => field.element))
      for (const element of elements) if (!raw.has(element)) assert.ok(!out.includes(`raw:${element}:`), element)
    }),
    { numRuns: 1000 },
  )
})
