import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { FieldParts } from '../../../../../../src/identity/drafts/schema.ts'
import {
  blankModel,
  columnsOf,
  comparisonOf,
  conditionOf,
  freeName,
  type Model,
  modelOfText,
  moved,
  withComparisonNamed,
  withFieldNamed,
  withItsNumbers,
  withRuleColumns,
} from './draft.ts'

const kinds: FieldParts[] = [
  {
    kind: 'sex',
    parts: [{ part: 'exact', coding: 'dictionary', domain: 'sex' }],
    comparison: {
      ...{ id: 'field', needs: ['field.exact'] },
      levels: [{ id: 'exact', when: [[{ test: 'equal', column: 'field.exact' }]], frequencies: 'field.exact' }],
    },
  },
  {
    kind: 'date-of-birth',
    parts: [
      { part: 'iso', coding: 'day' },
      { part: 'year', coding: 'number' },
      { part: 'swapped', coding: 'day' },
      { part: 'estimated', coding: 'flag' },
    ],
  },
]
const sex = { id: 'sex', kind: 'sex', from: ['gender'] } as const
const fields: Model['fields'] = [
  { ...sex, from: [...sex.from] },
  { id: 'dob', kind: 'date-of-birth', from: ['born'] },
]
const model: Model = {
  ...{ ...blankModel(), id: 'small', fields },
  comparisons: [
    comparisonOf(fields[0]!, kinds, []),
    {
      ...{ id: 'birth', needs: ['dob.year'], dependsOn: 'sex' },
      levels: [{ id: 'swapped', when: [[{ test: 'crosswise', columns: ['dob.iso', 'dob.swapped'] }]] }],
    },
  ],
  blocking: { rules: [{ id: 'on-dob-iso', columns: ['dob.iso', 'sex.exact'] }], maxPairsPerBlock: 10 },
  constraints: { uniqueSources: [], rosters: ['sex.exact'] },
}
const trained: Model = {
  ...model,
  parameters: { records: 10, pairs: { match: 1, household: 1, unrelated: 1 }, comparisons: [] },
}

it('a field’s new name goes wherever its columns are named, and nowhere else', () => {
  const renamed = withFieldNamed(model, 1, 'birth-date')
  assert.deepEqual(renamed.comparisons[1]?.needs, ['birth-date.year'])
  assert.deepEqual(renamed.comparisons[1]?.levels[0]?.when, [
    [{ test: 'crosswise', columns: ['birth-date.iso', 'birth-date.swapped'] }],
  ])
  assert.deepEqual(renamed.blocking.rules[0]?.columns, ['birth-date.iso', 'sex.exact'])
  assert.deepEqual(renamed.comparisons[0], model.comparisons[0])
  assert.deepEqual(withFieldNamed(model, 0, 's').constraints.rosters, ['s.exact'])
})

it('what depends on a comparison follows its new name', () => {
  assert.equal(withComparisonNamed(model, 0, 'gender').comparisons[1]?.dependsOn, 'gender')
})

it('probabilities go when fields or comparisons change, and come back with them', () => {
  const changed = { ...trained, comparisons: trained.comparisons.slice(1) }
  const without = withItsNumbers(changed, trained)
  assert.equal(without.parameters, undefined)
  assert.deepEqual(
    withItsNumbers({ ...without, comparisons: trained.comparisons }, trained).parameters,
    trained.parameters,
  )
  const thresholds = { link: 9, review: 0, kin: 0 }
  assert.deepEqual(withItsNumbers({ ...trained, thresholds }, trained).parameters, trained.parameters)
})

it('things move up and down, and not beyond the ends', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 2, -1), ['a', 'c', 'b'])
  assert.deepEqual(moved(['a', 'b', 'c'], 2, 1), ['a', 'b', 'c'])
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
})

it('a test is made on a column that it fits', () => {
  const columns = columnsOf(fields, kinds)
  const equal = { test: 'equal', column: 'dob.iso' } as const
  assert.deepEqual(conditionOf('within', equal, columns), { test: 'within', column: 'dob.iso', atMost: 1 })
  assert.deepEqual(conditionOf('similar', equal, columns), { test: 'similar', column: 'sex.exact', atLeast: 0.9 })
  assert.deepEqual(conditionOf('crosswise', equal, columns), { test: 'crosswise', columns: ['dob.iso', 'dob.swapped'] })
  assert.deepEqual(conditionOf('either', equal, columns), { test: 'either', column: 'dob.estimated' })
})

it('a field is compared as its kind usually is, under a name that is free', () => {
  const comparison = comparisonOf({ id: 'gender', kind: 'sex', from: ['x'] }, kinds, ['gender'])
  assert.equal(comparison.id, 'gender-2')
  assert.deepEqual(comparison.needs, ['gender.exact'])
  assert.equal(comparison.levels[0]?.frequencies, 'gender.exact')
  assert.equal(freeName('a', ['a', 'a-2']), 'a-3')
})

it('a rule is named by its columns, as no other is', () => {
  const [first, second] = withRuleColumns(withRuleColumns([], 0, ['dob.iso']), 1, ['dob.iso'])
  assert.deepEqual([first?.id, second?.id], ['on-dob-iso', 'on-dob-iso-2'])
  const long = Array.from({ length: 5 }, () => `${'f'.repeat(40)}.canonical`)
  const [rule] = withRuleColumns([], 0, long)
  assert.match(rule?.id ?? '', /^[a-z][a-z0-9-]{1,119}$/)
})

it('a text is taken for a model only where it is one', () => {
  assert.deepEqual(modelOfText(JSON.stringify(model)), model)
  for (const text of ['', 'null', '[]', '{"id":"x"}', '{"id":"x","fields":{},"comparisons":[]}']) {
    assert.equal(modelOfText(text), undefined, text)
  }
  const broken = { ...model, comparisons: [{ id: 'x', needs: [], levels: [{ id: 'y', when: [{}] }] }] }
  assert.equal(modelOfText(JSON.stringify(broken)), undefined)
})
