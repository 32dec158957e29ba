import assert from 'node:assert/strict'
import test from 'node:test'
import { mustBeOk } from '../../kernel/result.ts'
import type { Element, ElementType, RecordType } from '../schema.ts'
import { makeVocabulary } from '../vocabulary.ts'
import { compileMapping } from './compile.ts'

const text = (en: string) => ({ en, sw: en, fr: en })

function element(id: string, type: ElementType, more: Partial<Element> = {}): Element {
  const recordTypes: RecordType[] = ['person', 'household', 'payment']
  return {
    id,
    type,
    recordTypes,
    label: text(id),
    definition: text(id),
    classification: 'personal',
    steward: 'nida',
    sourceOfTruth: 'tiprs',
    ...more,
  }
}

const vocabulary = makeVocabulary(
  [
    element('person.national-id', 'identifier', { pattern: '[1-9][0-9]{8}' }),
    element('person.name.given', 'text'),
    element('person.name.middle', 'text'),
    element('person.name.surname', 'text'),
    element('person.name.full', 'text'),
    element('person.sex', 'code', { codeList: 'sex' }),
    element('person.birth-date', 'date'),
    element('person.alive', 'boolean'),
    element('person.phone', 'text'),
    element('household.size', 'integer'),
    element('household.members', 'records', { of: 'person' }),
    element('payment.amount', 'decimal'),
    element('payment.cycle', 'text'),
    element('school-enrolment.attendance-rate', 'decimal'),
  ],
  [
    {
      id: 'sex',
      label: text('sex'),
      version: '1',
      codes: [
        { code: 'male', label: text('male'), dci: 'M' },
        { code: 'female', label: text('female'), dci: 'F' },
        { code: 'unrecorded', label: text('unrecorded') },
      ],
    },
  ],
)

const compile = (answer: unknown[], more: object = {}) =>
  mustBeOk(compileMapping({ id: 'a.b', system: 'a', recordType: 'person', question: [], answer, ...more }, vocabulary))

test('a value goes in and comes out by its path, and null, empty and blank mean not held', () => {
  const mapping = compile([{ element: 'person.name.given', from: 'names.first' }])
  assert.deepEqual(mapping.toCanonical({ names: { first: ' Amina ' } }), {
    record: { 'person.name.given': 'Amina' },
    issues: [],
  })
  for (const first of [null, '', '  ', undefined]) {
    assert.deepEqual(mapping.toCanonical({ names: { first } }), { record: {}, issues: [] })
  }
  assert.deepEqual(mapping.fromCanonical({ 'person.name.given': 'Amina' }).record, { names: { first: 'Amina' } })
})

test('a code without a pair is an issue that names the place and not the value', () => {
  const mapping = compile([
    { element: 'person.sex', from: 'g', as: 'code', wire: 'number', codes: { 1: 'male', 2: 'female' } },
  ])
  assert.deepEqual(mapping.toCanonical({ g: 2 }).record, { 'person.sex': 'female' })
  assert.deepEqual(mapping.toCanonical({ g: 7 }), {
    record: {},
    issues: [{ kind: 'unmapped-code', element: 'person.sex', at: 'g' }],
  })
  for (const g of [{ x: 1 }, '1', true, [1]]) assert.equal(mapping.toCanonical({ g }).issues[0]?.kind, 'wrong-type')
  assert.deepEqual(mapping.fromCanonical({ 'person.sex': 'male' }).record, { g: 1 })
})

test('a value of another type, an impossible day and a bad identifier are issues', () => {
  const mapping = compile([
    { element: 'person.national-id', from: 'id' },
    { element: 'person.birth-date', from: 'dob', as: 'date', format: 'dd/MM/yyyy' },
    { element: 'household.size', from: 'size', as: 'number', wire: 'number' },
  ])
  const { record, issues } = mapping.toCanonical({ id: 302118476, dob: '31/02/1951', size: 2.5 })
  assert.deepEqual(record, {})
  assert.deepEqual(
    issues.map(({ kind, at }) => [kind, at]),
    [
      ['wrong-type', 'id'],
      ['wrong-type', 'dob'],
      ['wrong-type', 'size'],
    ],
  )
  assert.equal(mapping.toCanonical({ id: '12' }).issues[0]?.kind, 'wrong-type')
})

test('required but absent is reported; words for "not held" are not', () => {
  const mapping = compile([
    { element: 'person.national-id', from: 'id', required: true },
    { element: 'person.birth-date', from: 'dob', as: 'date', format: 'yyyyMMdd', absent: ['00000000'] },
    { element: 'person.alive', from: 'life', as: 'boolean', yes: ['A'], no: ['D'], absent: ['S'] },
  ])
  assert.deepEqual(mapping.toCanonical({ dob: '00000000', life: 'S' }), {
    record: {},
    issues: [{ kind: 'missing', element: 'person.national-id', at: 'id' }],
  })
  assert.equal(mapping.toCanonical({ id: '302118476', life: 'X' }).issues[0]?.kind, 'unmapped-code')
})

test('what is not a record is said so and never throws', () => {
  const mapping = compile([{ element: 'person.name.given', from: 'a.b' }])
  for (const hostile of [null, undefined, 'text', 7, [], [1]]) {
    assert.deepEqual(mapping.toCanonical(hostile), { record: {}, issues: [{ kind: 'not-a-record', at: '' }] })
  }
})

test('inherited members are not seen, and paths into prototypes do not compile', () => {
  const mapping = compile([{ element: 'person.name.given', from: 'toString' }])
  assert.deepEqual(mapping.toCanonical({}), { record: {}, issues: [] })
  assert.deepEqual(mapping.toCanonical(Object.create({ toString: 'x' })), { record: {}, issues: [] })
  const polluting = JSON.parse('{"__proto__": {"polluted": "yes"}}')
  compile([{ element: 'person.name.given', from: 'a' }]).toCanonical(polluting)
  assert.equal(({} as { polluted?: string }).polluted, undefined)
  for (const path of ['__proto__.x', 'a.constructor', 'a[__proto__=b].c']) {
    const refused = compileMapping(
      {
        id: 'a.b',
        system: 'a',
        recordType: 'person',
        question: [],
        answer: [{ element: 'person.name.given', from: path }],
      },
      vocabulary,
    )
    assert.equal(refused.ok, false)
  }
})

test('names in one field are split by the pattern and joined again', () => {
  const mapping = compile([
    { as: 'split', from: 'NAME', pattern: '{person.name.surname}, {person.name.given} {person.name.middle*}' },
  ])
  const record = {
    'person.name.surname': 'OLE SANKALE',
    'person.name.given': 'WANJIKU',
    'person.name.middle': 'GRACE ANN',
  }
  assert.deepEqual(mapping.toCanonical({ NAME: 'OLE SANKALE, WANJIKU GRACE ANN' }), { record, issues: [] })
  assert.deepEqual(mapping.fromCanonical(record).record, { NAME: 'OLE SANKALE, WANJIKU GRACE ANN' })
  assert.equal(mapping.toCanonical({ NAME: 'NO COMMA' }).issues.length, 3)
  assert.deepEqual(mapping.toCanonical({ NAME: 'A, B' }).record, {
    'person.name.surname': 'A',
    'person.name.given': 'B',
  })
})

test('nested records are translated each, and their issues carry the whole path', () => {
  const mapping = compile(
    [
      {
        as: 'records',
        element: 'household.members',
        from: 'members.member',
        rules: [{ element: 'person.sex', from: 'sex', as: 'code', codes: { M: 'male' } }],
      },
    ],
    { recordType: 'household' },
  )
  const answer = mapping.toCanonical({ members: { member: [{ sex: 'M' }, { sex: 'Z' }, 'text'] } })
  assert.deepEqual(answer.record, { 'household.members': [{ 'person.sex': 'male' }, {}] })
  assert.deepEqual(
    answer.issues.map(({ kind, at }) => [kind, at]),
    [
      ['unmapped-code', 'members.member[1].sex'],
      ['not-a-record', 'members.member[2].'],
    ],
  )
  assert.deepEqual(mapping.toCanonical({ members: { member: { sex: 'M' } } }).record, {
    'household.members': [{ 'person.sex': 'male' }],
  })
})

test('amounts: cents, thousands separators, and no digit lost on the way back', () => {
  const cents = compile([{ element: 'payment.amount', from: 'AMT', as: 'number', scale: 2 }], { recordType: 'payment' })
  assert.deepEqual(cents.toCanonical({ AMT: '400010' }).record, { 'payment.amount': 4000.1 })
  assert.deepEqual(cents.fromCanonical({ 'payment.amount': 4000.1 }).record, { AMT: '400010' })
  assert.equal(cents.fromCanonical({ 'payment.amount': 1.005 }).issues.length, 1)
  const grouped = compile([{ element: 'payment.amount', from: 'A', as: 'number', thousands: ',' }], {
    recordType: 'payment',
  })
  assert.deepEqual(grouped.toCanonical({ A: '5,400.00' }).record, { 'payment.amount': 5400 })
  for (const wrong of ['5,40.00', '1e3', 'NaN', '', '--1', '0x10']) {
    assert.deepEqual(grouped.toCanonical({ A: wrong }).record, {})
  }
})

test('a ratio needs both numbers and a whole above zero', () => {
  const mapping = compile([
    { as: 'ratio', element: 'school-enrolment.attendance-rate', from: 'a.present', over: 'a.open' },
  ])
  assert.deepEqual(mapping.toCanonical({ a: { present: 57, open: 62 } }).record, {
    'school-enrolment.attendance-rate': 0.9194,
  })
  assert.deepEqual(mapping.toCanonical({ a: null }), { record: {}, issues: [] })
  assert.equal(mapping.toCanonical({ a: { present: 5, open: 0 } }).issues[0]?.kind, 'wrong-type')
})

test('a column of dates and ages is read by the kind of its cells', () => {
  const mapping = compile([
    { element: 'person.birth-date', from: 'dob', as: 'date', format: 'cell', skip: 'number' },
    { element: 'household.size', from: 'dob', as: 'number', wire: 'number', skip: 'date' },
  ])
  assert.deepEqual(mapping.toCanonical({ dob: new Date('1951-03-14T00:00:00Z') }).record, {
    'person.birth-date': '1951-03-14',
  })
  assert.deepEqual(mapping.toCanonical({ dob: 71 }), { record: { 'household.size': 71 }, issues: [] })
  assert.equal(mapping.toCanonical({ dob: 'about 70' }).issues.length, 2)
})

test('DCI: typed identifiers, codes from the list, and what DCI has no word for goes to the additional attributes', () => {
  const mapping = compile(
    [
      { element: 'person.national-id', from: 'identifier[identifier_type=UIN].identifier_value' },
      { element: 'person.sex', from: 'sex', as: 'code', codes: 'dci' },
      { element: 'person.birth-date', from: 'birth_date', as: 'date', format: 'date-time' },
      { as: 'fixed', to: '@type', value: 'Person' },
    ],
    { others: 'additional_attributes' },
  )
  const made = mapping.fromCanonical({
    'person.national-id': '302118476',
    'person.sex': 'unrecorded',
    'person.birth-date': true,
    'household.size': 4,
  })
  assert.deepEqual(made, {
    record: {
      identifier: [{ identifier_type: 'UIN', identifier_value: '302118476' }],
      '@type': 'Person',
      additional_attributes: [
        { name: 'person.sex', value: 'unrecorded' },
        { name: 'person.birth-date', value: true },
        { name: 'household.size', value: 4 },
      ],
    },
    issues: [],
  })
  assert.deepEqual(mapping.toCanonical({ identifier: [{ identifier_type: 'UIN', identifier_value: '302118476' }] }), {
    record: { 'person.national-id': '302118476' },
    issues: [],
  })
})

test('without a place for others, what cannot be said is an issue', () => {
  const mapping = compile([{ element: 'person.sex', from: 'sex', as: 'code', codes: { M: 'male' } }])
  assert.deepEqual(
    mapping.fromCanonical({ 'person.sex': 'female', 'person.phone': '+999712345678' }).issues.map(({ kind }) => kind),
    ['unmapped-code', 'missing'],
  )
})

test('phones become international; a number cell that lost its zero is understood', () => {
  const mapping = compile([
    { element: 'person.phone', from: 'tel', as: 'phone', callingCode: '+999', wire: 'any', write: 'national' },
  ])
  for (const tel of ['0712345678', 712345678, '+999712345678', '0712 345-678']) {
    assert.deepEqual(mapping.toCanonical({ tel }).record, { 'person.phone': '+999712345678' })
  }
  assert.equal(mapping.toCanonical({ tel: '12' }).issues[0]?.kind, 'wrong-type')
  assert.deepEqual(mapping.fromCanonical({ 'person.phone': '+999712345678' }).record, { tel: '0712345678' })
})

test('a mapping with faults is refused with all of them by place', () => {
  const refused = compileMapping(
    {
      id: 'a.b',
      system: 'a',
      recordType: 'person',
      question: [{ element: 'person.nope', param: 'x' }],
      answer: [
        { element: 'person.sex', from: 'g', as: 'code', codes: { 1: 'man' } },
        { element: 'person.sex', from: 'g', as: 'guess' },
        { element: 'person.name.given', from: 'a[b' },
        { element: 'person.name.given', from: 'a', extra: 1 },
        { as: 'split', from: 'x', pattern: '{person.name.given*} {person.name.middle*}' },
        { element: 'person.phone', from: 'a' },
        { element: 'person.phone', from: 'b' },
        { element: 'payment.nothing', from: 'b' },
      ],
    },
    vocabulary,
  )
  assert.equal(refused.ok, false)
  if (refused.ok) return
  for (const part of [
    '/question/0',
    '/answer/0',
    '/answer/1/as',
    '/answer/2',
    '/answer/3',
    '/answer/4',
    '/answer/6 person.phone has a rule already',
    '/answer/7',
    'extra',
  ]) {
    assert.match(refused.problem.message, new RegExp(part))
  }
})

test("a question is put in the source's terms, or refused: never asked by less than was meant", () => {
  const mapping = compile([{ element: 'person.name.given', from: 'a' }], {
    question: [
      { element: 'person.national-id', param: 'KEY', with: { KEYTYPE: 'NIN' } },
      { element: 'person.name.full', param: 'KEY', with: { KEYTYPE: 'NAME' } },
      { element: 'person.birth-date', param: 'dob', as: 'date', format: 'dd/MM/yyyy' },
      { element: 'person.sex', param: 'sex', as: 'code', wire: 'number', codes: { 1: 'male', 2: 'female' } },
    ],
  })
  const asked = { 'person.national-id': '302118476', 'person.birth-date': '1951-03-14', 'person.sex': 'female' }
  assert.deepEqual(mapping.toProvider(asked), {
    ok: true,
    value: { KEY: '302118476', KEYTYPE: 'NIN', dob: '14/03/1951', sex: 2 },
  })
  const codeOf = (equalities: Record<string, string | number>) => {
    const result = mapping.toProvider(equalities)
    return result.ok ? 'ok' : result.problem.code
  }
  assert.equal(codeOf({ 'person.phone': '+999712345678' }), 'semantics.cannot-ask')
  assert.equal(codeOf({ 'person.national-id': "1' or '1'='1" }), 'semantics.invalid-value')
  assert.equal(codeOf({ 'person.birth-date': '1951-02-30' }), 'semantics.invalid-value')
  assert.equal(codeOf({ 'person.sex': 'unrecorded' }), 'semantics.invalid-value')
  assert.equal(codeOf({ 'person.national-id': '302118476', 'person.name.full': 'A B' }), 'semantics.one-key-only')
})
