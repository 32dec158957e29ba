// What holds for every value: a transform that writes back reads the same, and hostile input only ever makes issues.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { mustBeOk } from '../../kernel/result.ts'
import type { Element, ElementType } from '../schema.ts'
import { makeVocabulary } from '../vocabulary.ts'
import { compileMapping } from './compile.ts'

const text = (en: string) => ({ en, sw: en, fr: en })
const element = (id: string, type: ElementType, more: Partial<Element> = {}): Element => ({
  id,
  type,
  recordTypes: ['person', 'household'],
  label: text(id),
  definition: text(id),
  classification: 'personal',
  steward: 'nida',
  sourceOfTruth: 'tiprs',
  ...more,
})

const vocabulary = makeVocabulary(
  [
    element('a.text', 'text'),
    element('a.given', 'text'),
    element('a.rest', 'text'),
    element('a.date', 'date'),
    element('a.month', 'identifier', { pattern: '[0-9]{4}-(0[1-9]|1[0-2])' }),
    element('a.decimal', 'decimal'),
    element('a.integer', 'integer'),
    element('a.boolean', 'boolean'),
    element('a.code', 'code', { codeList: 'letters' }),
    element('a.phone', 'identifier', { pattern: '\\+[1-9][0-9]{6,14}' }),
    element('a.members', 'records', { of: 'person' }),
  ],
  [
    {
      id: 'letters',
      label: text('letters'),
      version: '1',
      codes: ['x', 'y', 'z'].map((code) => ({ code, label: text(code) })),
    },
  ],
)

const compile = (answer: unknown[]) =>
  mustBeOk(compileMapping({ id: 'a', system: 'a', recordType: 'household', question: [], answer }, vocabulary))

const days = fc
  .date({ min: new Date('1927-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const words = fc.stringMatching(/^[A-Za-z'é-]{1,12}$/)
const cents = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }).map((amount) => amount / 100)

const laws: readonly (readonly [string, object, fc.Arbitrary<unknown>])[] = [
  [
    'text',
    { element: 'a.text' },
    fc
      .stringMatching(/^[A-Za-z'é ,.-]{1,40}$/)
      .map((s) => s.trim())
      .filter((s) => s !== ''),
  ],
  ...['yyyy-MM-dd', 'dd/MM/yyyy', 'yyyyMMdd', 'd-MMM-yy', 'date-time', 'cell'].map(
    (format) => [`date ${format}`, { element: 'a.date', as: 'date', format }, days] as const,
  ),
  ['month', { element: 'a.month', as: 'month' }, days.map((day) => day.slice(0, 7))],
  [
    'number',
    { element: 'a.decimal', as: 'number', wire: 'number' },
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ],
  ['cents', { element: 'a.decimal', as: 'number', scale: 2 }, cents],
  ['cents as numbers', { element: 'a.decimal', as: 'number', scale: 2, wire: 'number' }, cents],
  ...[',', '.', ' '].map(
    (thousands) => [`thousands by "${thousands}"`, { element: 'a.decimal', as: 'number', thousands }, cents] as const,
  ),
  ['integer', { element: 'a.integer', as: 'number' }, fc.integer()],
  ['boolean', { element: 'a.boolean', as: 'boolean', yes: ['Y', 1], no: ['N', 0] }, fc.boolean()],
  [
    'code',
    { element: 'a.code', as: 'code', codes: { 1: 'x', 2: 'y', 3: 'x', 4: 'z' } },
    fc.constantFrom('x', 'y', 'z'),
  ],
  [
    'code as number',
    { element: 'a.code', as: 'code', wire: 'number', codes: { 1: 'x', 2: 'y', 4: 'z' } },
    fc.constantFrom('x', 'y', 'z'),
  ],
  ...['national', 'international'].map(
    (write) =>
      [
        `phone ${write}`,
        { element: 'a.phone', as: 'phone', callingCode: '+999', write },
        fc.stringMatching(/^\+999[1-9][0-9]{8}$/),
      ] as const,
  ),
]

for (const [name, rule, values] of laws) {
  test(`${name}: what is written reads the same`, () => {
    const mapping = compile([{ from: 'deep.at[k=v].place', ...rule }])
    const { element: id } = rule as { element: string }
    fc.assert(
      fc.property(values, (value) => {
        const canonical = { [id]: value as string }
        const back = mapping.fromCanonical(canonical)
        assert.deepEqual(back.issues, [])
        assert.deepEqual(mapping.toCanonical(back.record), { record: canonical, issues: [] })
      }),
    )
  })
}

test('split: a name taken apart and put together is the name', () => {
  const mapping = compile([{ as: 'split', from: 'n', pattern: '{a.text}, {a.given} {a.rest*}' }])
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 3 }),
      fc.array(words, { minLength: 1, maxLength: 4 }),
      (family, given) => {
        const n = `${family.join(' ')}, ${given.join(' ')}`
        const { record, issues } = mapping.toCanonical({ n })
        assert.deepEqual(issues, [])
        assert.deepEqual(mapping.fromCanonical(record).record, { n })
      },
    ),
  )
})

test('whatever a source sends, every value that comes through is one of its element, and the rest is an issue', () => {
  const mappings = [
    ...laws.map(([, rule], i) => ({ from: `f${i}`, ...rule })),
    { as: 'split', from: 's', pattern: '{a.text} {a.given} {a.rest*}' },
    {
      as: 'records',
      element: 'a.members',
      from: 'm',
      rules: [{ element: 'a.code', from: 'c', as: 'code', codes: { 1: 'x' } }],
    },
  ].map((rule) => compile([rule]))
  const anything = fc.oneof(fc.anything({ withDate: true, withNullPrototype: true }), fc.string(), fc.constant(null))
  const keys = fc.constantFrom('s', 'm', '__proto__', 'constructor', ...laws.map((_, i) => `f${i}`))
  fc.assert(
    fc.property(fc.oneof(anything, fc.dictionary(keys, anything)), (source) => {
      for (const mapping of mappings) {
        const { record, issues } = mapping.toCanonical(source)
        for (const [id, value] of Object.entries(record)) assert.ok(vocabulary.elements.get(id)?.admits(value), id)
        for (const issue of issues) assert.ok(issue.at.length <= 200)
      }
    }),
    { numRuns: 300 },
  )
})
