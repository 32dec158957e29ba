import assert from 'node:assert/strict'
import test from 'node:test'
import type { RecordRef } from '../people/schema.ts'
import type { IdentifierMap } from './declared.ts'
import type { Holding, LinkDecision, MappedRecord, MappingFacts } from './facts.ts'
import { mapped } from './rules.ts'

const map: IdentifierMap = {
  identifiers: [],
  known: [],
  sameNumber: { atLeast: 3 },
  assurance: {
    bindings: { issued: 'substantial', 'civil-registry': 'high', 'same-number': 'substantial', declared: 'low' },
    links: [
      { reasons: ['papers-seen'], level: 'high' },
      { reasons: ['evidence-of-the-records'], minWeight: 20, level: 'substantial' },
      { reasons: ['evidence-of-the-records'], confirmed: true, level: 'substantial' },
    ],
  },
}
const amina = { given_name: 'amina', surname: 'juma', birth_date: '1951-03-14', sex: 'female' }
const other = { given_name: 'baraka', surname: 'otieno', birth_date: '1980-01-02', sex: 'male' }
const ref = (source: string, record: string): RecordRef => ({ source, record })
const nin = (value: string): Holding => ({ element: 'person.national-id', value, issued: false })
const own = (element: string, value: string): Holding => ({ element, value, issued: true })

const inRegistry = (record: string, more: Partial<MappedRecord> = {}): MappedRecord => ({
  ...ref('social-registry', record),
  ...{ since: '2026-01-01', features: amina, programmes: [] },
  holdings: [own('person.id', record)],
  ...more,
})
const onRoster = (record: string, more: Partial<MappedRecord> = {}): MappedRecord => ({
  ...inRegistry(record, more),
  ...ref('pension-mis', record),
  holdings: more.holdings ?? [own('enrolment.number', record)],
})
let decisions = 0
const decided = (first: RecordRef, second: RecordRef, more: Partial<LinkDecision> = {}): LinkDecision => ({
  ...{ id: `ld-${decisions++}`, kind: 'link', first, second, undone: false, reason: 'papers-seen' },
  ...{ day: '2026-06-01', confirmed: false },
  ...more,
})
const facts = (seeds: RecordRef[], more: Partial<MappingFacts>): MappingFacts => ({
  ...{ seeds, records: [], decisions: [], civil: [], tooMany: false },
  ...more,
})
const asked = (element: string, value: string) => ({ element, value })
const byNumber = asked('person.national-id', '123')

function levels(found: ReturnType<typeof mapped>): string[] {
  assert.equal(found.standing, 'one-person')
  return found.standing === 'one-person'
    ? found.identifiers.map(({ element, value, level, by, since }) =>
        [element, value, level, by.basis, since].join(' '),
      )
    : []
}

test('nobody is unknown, two people are ambiguous, and of neither is anything said', () => {
  assert.deepEqual(mapped(byNumber, facts([], {}), map), { standing: 'unknown' })
  const [one, two] = [inRegistry('P1', { holdings: [nin('123')] }), inRegistry('P2', { holdings: [nin('123')] })]
  assert.deepEqual(mapped(byNumber, facts([one, two], { records: [one, two] }), map), { standing: 'ambiguous' })
  assert.deepEqual(mapped(byNumber, facts([one], { tooMany: true, records: [] }), map), { standing: 'ambiguous' })
})

test('two records with one number are one person once a steward has said so, and two again when it is taken back', () => {
  const holdings = (record: string) => [own('person.id', record), nin('123')]
  const one = inRegistry('P1', { holdings: holdings('P1'), entity: 'en-a' })
  const two = inRegistry('P2', { holdings: holdings('P2'), entity: 'en-a' })
  const link = decided(one, two)
  const found = mapped(byNumber, facts([one, two], { records: [one, two], decisions: [link] }), map)
  assert.deepEqual(levels(found), [
    'person.id P1 low declared 2026-01-01',
    'person.id P2 low declared 2026-01-01',
    'person.national-id 123 low declared 2026-01-01',
  ])
  const apart = [one, { ...two, entity: 'en-b' }]
  const undone = facts([one, two], { records: apart, decisions: [{ ...link, undone: true }] })
  assert.deepEqual(mapped(byNumber, undone, map), { standing: 'ambiguous' })
})

test('an identifier is as sure as the weakest link between it and what was asked by', () => {
  const person = inRegistry('P1', { entity: 'en-a' })
  const roster = onRoster('S7', { entity: 'en-a' })
  const ask = (decision: Partial<LinkDecision>) =>
    levels(
      mapped(
        asked('person.id', 'P1'),
        facts([person], { records: [person, roster], decisions: [decided(person, roster, decision)] }),
        map,
      ),
    )[0]
  assert.equal(ask({}), 'enrolment.number S7 substantial steward 2026-06-01')
  const byModel = { reason: 'evidence-of-the-records' } as const
  assert.equal(ask({ ...byModel, weight: 25 }), 'enrolment.number S7 substantial model 2026-06-01')
  assert.equal(ask({ ...byModel, weight: 12 }), 'enrolment.number S7 low model 2026-06-01')
  assert.equal(ask({ ...byModel, weight: 12, confirmed: true }), 'enrolment.number S7 substantial model 2026-06-01')
  assert.equal(ask({ reason: 'same-name-only' }), 'enrolment.number S7 low steward 2026-06-01')
})

test('of two ways to an identifier the surer one counts', () => {
  const [one, two, three] = ['P1', 'P2', 'P3'].map((record) => inRegistry(record, { entity: 'en-a' })) as [
    MappedRecord,
    MappedRecord,
    MappedRecord,
  ]
  const records = [one, two, three]
  const weak = decided(one, three, { reason: 'same-name-only' })
  const strong = [decided(one, two), decided(two, three, { day: '2026-07-01' })]
  const found = mapped(asked('person.id', 'P1'), facts([one], { records, decisions: [weak, ...strong] }), map)
  assert.equal(levels(found)[2], 'person.id P3 substantial steward 2026-07-01')
})

test('one number in two systems that agree on whose it is makes one person; a number alone does not', () => {
  const holdings = (number: Holding) => [number, nin('123')]
  const person = inRegistry('P1', { holdings: holdings(own('person.id', 'P1')) })
  const roster = onRoster('S7', { holdings: holdings(own('enrolment.number', 'S7')), since: '2026-05-01' })
  const ask = (features: MappedRecord['features'], more: Partial<MappingFacts> = {}) =>
    mapped(
      asked('enrolment.number', 'S7'),
      facts([roster], { records: [person, { ...roster, features }], ...more }),
      map,
    )
  assert.deepEqual(levels(ask({ ...amina, given_name: 'aminah' })), [
    'enrolment.number S7 substantial issued 2026-05-01',
    'person.id P1 substantial same-number 2026-05-01',
    'person.national-id 123 substantial issued 2026-05-01',
  ])
  // Somebody else is on the roster under this number.
  assert.deepEqual(levels(ask(other)), [
    'enrolment.number S7 substantial issued 2026-05-01',
    'person.national-id 123 low declared 2026-05-01',
  ])
  const byBoth = facts([person, roster], { records: [person, { ...roster, features: other }] })
  assert.deepEqual(mapped(byNumber, byBoth, map), { standing: 'ambiguous' })
  const apart = [decided(person, roster, { kind: 'not-link' })]
  assert.equal(levels(ask(amina, { decisions: apart })).length, 2, 'a steward has said that they are two people’s')
})

test('what the civil register confirms is sure', () => {
  const person = inRegistry('P1', { holdings: [nin('123')] })
  const civil = [{ element: 'person.national-id', value: '123', features: amina }]
  assert.deepEqual(levels(mapped(byNumber, facts([person], { records: [person], civil }), map)), [
    'person.national-id 123 high civil-registry 2026-01-01',
  ])
  const stranger = [{ element: 'person.national-id', value: '123', features: other }]
  assert.deepEqual(levels(mapped(byNumber, facts([person], { records: [person], civil: stranger }), map)), [
    'person.national-id 123 low declared 2026-01-01',
  ])
})

test('same numbers never make one person of two whom nobody has decided about', () => {
  const holdings = (number: Holding) => [number, nin('123')]
  const [one, two] = [
    inRegistry('P1', { holdings: holdings(own('person.id', 'P1')) }),
    inRegistry('P2', { holdings: holdings(own('person.id', 'P2')) }),
  ]
  const roster = onRoster('S7', { holdings: holdings(own('enrolment.number', 'S7')) })
  const records = [one, two, roster]
  const found = mapped(asked('enrolment.number', 'S7'), facts([roster], { records }), map)
  assert.ok(!levels(found).some((line) => line.startsWith('person.id')))
  assert.equal(found.standing === 'one-person' && found.undecided, true)
  const joined = records.map((record) => (record === roster ? record : { ...record, entity: 'en-a' }))
  const after = mapped(
    asked('enrolment.number', 'S7'),
    facts([roster], { records: joined, decisions: [decided(one, two)] }),
    map,
  )
  assert.equal(after.standing === 'one-person' && after.undecided, false)
  assert.deepEqual(levels(after).filter((line) => line.startsWith('person.id')).length, 2)
})
