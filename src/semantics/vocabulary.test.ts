import assert from 'node:assert/strict'
import test from 'node:test'
import type { Element, ElementType } from './schema.ts'
import { makeVocabulary } from './vocabulary.ts'

const label = { en: 'a', sw: 'a', fr: 'a' }

function admits(type: ElementType, value: unknown, more: Partial<Element> = {}): boolean {
  const element: Element = {
    id: 'a.b',
    type,
    recordTypes: ['person'],
    label,
    definition: label,
    classification: 'personal',
    steward: 'x',
    sourceOfTruth: 'x',
    ...more,
  }
  const list = { id: 'list', label, version: '1', codes: [{ code: 'yes', label }] }
  return makeVocabulary([element], [list]).elements.get('a.b')?.admits(value) === true
}

test('each type admits its values and no other', () => {
  const cases: Readonly<Record<ElementType, readonly [yes: readonly unknown[], no: readonly unknown[]]>> = {
    text: [
      ['Zoé', 'two\nlines', 'x'.repeat(500)],
      ['', 'x'.repeat(501), 'a\u0000b', '\ud800', 7, null, ['a']],
    ],
    identifier: [
      ['302118476', 'NGO-00001', 'H 1/2', 'Ñ-1'],
      ['', ' 1', '-1', 'a'.repeat(65), "1' or '1", '<b>', 302118476],
    ],
    integer: [
      [0, -5, 2 ** 53 - 1],
      [0.5, 2 ** 53, '1', Number.NaN],
    ],
    decimal: [
      [0, 0.25, -1e9],
      ['1.5', Number.POSITIVE_INFINITY, Number.NaN, null],
    ],
    boolean: [
      [true, false],
      [0, 'true', null],
    ],
    date: [
      ['2024-02-29', '1900-01-01'],
      ['2023-02-29', '2024-13-01', '24-02-29', '2024-02-29T00:00:00Z', 20240229],
    ],
    instant: [
      ['2026-11-23T19:04:00Z', '2026-11-23T19:04:00.123+03:00'],
      ['2026-11-23T19:04:00', '2026-02-30T00:00:00Z', '2026-11-23', '2026-11-23T25:00:00Z'],
    ],
    code: [['yes'], ['no', '', 'toString', '__proto__', true]],
    records: [
      [[], [{}]],
      [{}, 'a', null],
    ],
  }
  for (const [type, [yes, no]] of Object.entries(cases)) {
    for (const value of yes)
      assert.equal(admits(type as ElementType, value, { codeList: 'list' }), true, `${type} ${value}`)
    for (const value of no)
      assert.equal(admits(type as ElementType, value, { codeList: 'list' }), false, `${type} ${value}`)
  }
})

test('a pattern is of the whole value', () => {
  for (const type of ['text', 'identifier'] as const) {
    assert.equal(admits(type, '302118476', { pattern: '[1-9][0-9]{8}|x' }), true)
    for (const value of ['302118476 ', 'a302118476', '302118476\n', 'xx']) {
      assert.equal(admits(type, value, { pattern: '[1-9][0-9]{8}|x' }), false, JSON.stringify(value))
    }
  }
})
