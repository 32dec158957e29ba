import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeList, Element } from '../semantics/schema.ts'
import { makeLabels } from './labels.ts'
import { createOutput } from './output.ts'

const text = (word: string) => ({ en: `${word} en`, sw: `${word} sw`, fr: `${word} fr` })
const element = (id: string, more: Partial<Element>): Element => ({
  id,
  recordTypes: ['person'],
  label: text(id),
  definition: text(id),
  type: 'text',
  classification: 'personal',
  steward: 'nida',
  sourceOfTruth: 'tiprs',
  ...more,
})
const sexes: CodeList = {
  id: 'sex',
  label: text('sex'),
  version: '1',
  codes: [{ code: 'female', label: text('female') }],
}
const labels = makeLabels(
  [
    element('person.sex', { type: 'code', codeList: 'sex' }),
    element('person.birth-date', { type: 'date' }),
    element('household.score', { type: 'decimal' }),
  ],
  [sexes],
  createOutput({ out: () => undefined, err: () => undefined, interactive: false }, 'fr', false),
)

test('elements, codes, days and numbers are shown in the reader’s language', () => {
  assert.equal(labels.element('person.sex'), 'person.sex fr')
  assert.equal(labels.value('person.sex', 'female', 'raw'), 'female fr')
  assert.equal(labels.value('person.birth-date', '1955-03-01', 'raw'), '1 mars 1955')
  assert.equal(labels.value('household.score', 9.25, 'raw'), '9,25')
})

test('a form is said as what it is', () => {
  assert.equal(labels.value('person.sex', true, 'yes-no'), 'oui')
  assert.equal(labels.value('household.score', { from: 9, to: 12 }, 'band'), 'de 9 à moins de 12')
  assert.equal(labels.value('household.score', { to: 9 }, 'band'), 'moins de 9')
  assert.equal(labels.value('person.birth-date', { from: 70 }, 'band'), '70 ou plus')
  assert.equal(labels.value('person.sex', 'ab12', 'pseudonym'), 'pseudonyme ab12')
})

test('what the dictionary does not have is shown as it came', () => {
  assert.equal(labels.element('x.y'), 'x.y')
  assert.equal(labels.value('x.y', 'z', undefined), 'z')
})
