import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Comparison, Condition, Scalar } from '../../../src/exchange/plugin.ts'
import { expressionTree } from '../../../src/standards/dci/expression.ts'
import { expressionTest, readQuery } from '../../../test/support/broken-dci/evaluate.ts'
import { expressionOf, queryOf, sortOf } from './query.ts'
import type { Ask } from './settings.ts'

const ask: Ask = {
  identifiers: { 'person.national-id': 'UIN' },
  attributes: {
    'person.national-id': 'uin',
    'household.score': 'poverty_score',
    'person.birth-date': 'demographic_info.birth_date',
    'person.sex': { name: 'sex', codes: { male: 'M', female: 'F' } },
  },
}
const attributes = ['uin', 'poverty_score', 'birth_date', 'sex']
const words = { male: 'M', female: 'F' } as const

type Row = Readonly<Record<string, Scalar>>

/** What a condition means, of a record in the dictionary's terms. */
function meets(row: Row, condition: Condition): boolean {
  if ('and' in condition) return condition.and.every((part) => meets(row, part))
  if ('or' in condition) return condition.or.some((part) => meets(row, part))
  if ('not' in condition) return !meets(row, condition.not)
  const held = row[condition.element]
  if (held === undefined) return false
  return [condition.value].flat().some((wanted) => holds(held, condition.is, wanted as Scalar))
}

function holds(held: Scalar, is: Comparison, wanted: Scalar): boolean {
  const of: Record<Comparison, boolean> = {
    eq: held === wanted,
    in: held === wanted,
    ne: held !== wanted,
    lt: held < wanted,
    lte: held <= wanted,
    gt: held > wanted,
    gte: held >= wanted,
  }
  return of[is]
}

const scores = fc.integer({ min: 0, max: 5 })
const days = fc.constantFrom('1960-01-01', '1975-05-05', '1990-12-31')
const sexes = fc.constantFrom('male', 'female')
const ordered: readonly Comparison[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte']
const leaf = fc.oneof(
  fc.record({ element: fc.constant('household.score'), is: fc.constantFrom(...ordered), value: scores }),
  fc.record({ element: fc.constant('person.birth-date'), is: fc.constantFrom(...ordered), value: days }),
  fc.record({ element: fc.constant('person.sex'), is: fc.constantFrom('eq' as const), value: sexes }),
  fc.record({
    element: fc.constant('household.score'),
    is: fc.constant('in' as const),
    value: fc.array(scores, { minLength: 1, maxLength: 3 }),
  }),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ and: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
  ),
}))
const row = fc.record(
  { 'household.score': scores, 'person.birth-date': days, 'person.sex': sexes },
  { requiredKeys: ['person.sex'] },
)

const theirs = (ours: Partial<Record<string, Scalar>>): Row => ({
  ...(ours['household.score'] === undefined ? {} : { poverty_score: ours['household.score'] }),
  ...(ours['person.birth-date'] === undefined ? {} : { birth_date: ours['person.birth-date'] }),
  sex: words[ours['person.sex'] as 'male' | 'female'],
})

test('an expression finds the records that its condition means, and no other', () => {
  fc.assert(
    fc.property(condition, row, (asked, ours) => {
      const expression = expressionOf(asked, ask)
      assert.ok(expression.ok)
      const found = expressionTest(expressionTree(expression.value), { attributes })(theirs(ours))
      assert.equal(found, meets(ours as Row, asked))
    }),
  )
})

test('a list of predicates finds what the expression finds, or is refused for what it cannot say', () => {
  fc.assert(
    fc.property(condition, row, (asked, ours) => {
      const query = queryOf({ params: {}, condition: asked }, { ...ask, form: 'predicate' })
      const text = JSON.stringify(asked)
      if (text.includes('"or"') || text.includes('"ne"')) assert.equal(query.ok, false)
      else {
        assert.ok(query.ok)
        const found = readQuery(query.value.type, query.value.query, { attributes })(theirs(ours))
        assert.equal(found, meets(ours as Row, asked))
      }
    }),
  )
})

const asked = (condition: Condition, params: Record<string, Scalar> = {}) => queryOf({ params, condition }, ask)

test('one identifier alone is asked for by its type', () => {
  const one: Condition = { element: 'person.national-id', is: 'eq', value: '7' }
  for (const same of [one, { and: [one] }, { and: [{ and: [one] }] }]) {
    const query = asked(same)
    assert.deepEqual(query.ok && query.value, { type: 'idtype-value', query: { type: 'UIN', value: '7' } })
  }
  const more = asked({ and: [one, { element: 'person.sex', is: 'eq', value: 'male' }] })
  assert.equal(more.ok && more.value.type, 'expression')
})

test('what the provider has no word for is refused by name, never left out', () => {
  const sex = { element: 'person.sex', is: 'eq', value: 'other' } as const
  const cases: readonly (readonly [Condition, RegExp])[] = [
    [{ element: 'person.phone', is: 'eq', value: '1' }, /person\.phone/],
    [{ element: 'constructor', is: 'eq', value: '1' }, /constructor/],
    [sex, /person\.sex/],
    [{ not: sex }, /not/],
    [{ and: [] }, /nothing/],
    [{ or: [] }, /nothing/],
  ]
  for (const [condition, why] of cases) {
    const query = asked(condition)
    assert.match(query.ok ? 'asked' : query.problem, why)
  }
  const unknown = asked({ and: [] }, { uin: '1' })
  assert.match(unknown.ok ? 'asked' : unknown.problem, /uin/)
  assert.equal(sortOf([{ element: 'person.phone', order: 'asc' }], ask).ok, false)
  const sorted = sortOf([{ element: 'person.sex', order: 'desc' }], ask)
  assert.deepEqual(sorted.ok && sorted.value, [{ attribute: 'sex', order: 'desc' }])
})
