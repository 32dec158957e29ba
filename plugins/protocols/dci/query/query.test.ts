import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attributeOf } from './attributes.ts'
import { parseQuery } from './query.ts'

const condition = (
  query: unknown,
  type: unknown = 'expression',
  record: Parameters<typeof parseQuery>[2] = 'person',
) => {
  const parsed = parseQuery(type, query, record)
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problem.message)
  return parsed.value
}
const refusal = (query: unknown, type: unknown = 'expression', record: Parameters<typeof parseQuery>[2] = 'person') => {
  const parsed = parseQuery(type, query, record)
  assert.ok(!parsed.ok)
  assert.equal(parsed.problem.code, 'rjct.search_criteria.invalid')
  return parsed.problem.message
}
const expression = (query: unknown) => ({
  type: 'ns:org:QueryType:expression',
  value: { expression: { collection: 'Person', query } },
})
const uin = { element: 'person.national-id', is: 'eq', value: '847951632' }

test('an identifier asks by its element, whether its value is a text or a number', () => {
  assert.deepEqual(condition({ type: 'UIN', value: '847951632' }, 'idtype-value'), uin)
  assert.deepEqual(condition({ type: 'NID', value: 847951632 }, 'idtype-value'), uin)
  assert.deepEqual(condition({ type: 'HOUSEHOLD_ID', value: 'H0000001' }, 'idtype-value', 'household'), {
    element: 'household.id',
    is: 'eq',
    value: 'H0000001',
  })
})

test('an expression with dollar and plain operators, dotted paths and several comparisons of one attribute', () => {
  assert.deepEqual(
    condition(expression({ $and: [{ 'demographic_info.person.sex': { $eq: 'F' } }, { marital_status: { eq: 'W' } }] })),
    {
      and: [
        { element: 'person.sex', is: 'eq', value: 'female' },
        { element: 'person.marital-status', is: 'eq', value: 'widowed' },
      ],
    },
  )
  assert.deepEqual(condition(expression({ age: { $gte: 18, $lt: '60' } })), {
    and: [
      { element: 'person.age', is: 'gte', value: 18 },
      { element: 'person.age', is: 'lt', value: 60 },
    ],
  })
  assert.deepEqual(condition(expression({ $or: [{ UIN: '1' }, { $not: { BRN: { $in: ['2', 3] } } }] })), {
    or: [
      { element: 'person.national-id', is: 'eq', value: '1' },
      { not: { element: 'person.birth-registration-number', is: 'in', value: ['2', '3'] } },
    ],
  })
})

test('a predicate list holds in the order of seq_num; empty expressions are absent; a third one joins', () => {
  const item = (seq: unknown, ...values: string[]) => ({
    seq_num: seq,
    condition: values.length > 1 ? 'or' : '',
    expression2: '',
    ...Object.fromEntries(
      values.map((value, i) => [
        `expression${i + 1}`,
        { attribute_name: 'UIN', operator: 'eq', attribute_value: value },
      ]),
    ),
  })
  const eq = (value: string) => ({ ...uin, value })
  assert.deepEqual(condition([item('', '847951632')]), uin)
  assert.deepEqual(condition([item(2, 'b'), item(1, 'a')]), { and: [eq('a'), eq('b')] })
  assert.deepEqual(condition([item(1, 'a', 'b', 'c')]), { or: [eq('a'), eq('b'), eq('c')] })
})

test('a condition "not" negates what follows the first expression', () => {
  const is = (value: string) => ({ attribute_name: 'sex', operator: 'eq', attribute_value: value })
  const sex = (value: string) => ({ element: 'person.sex', is: 'eq', value })
  assert.deepEqual(condition([{ expression1: is('m'), condition: 'not' }]), { not: sex('male') })
  assert.deepEqual(condition([{ expression1: is('m'), condition: 'not', expression2: is('f') }]), {
    and: [sex('male'), { not: sex('female') }],
  })
})

test('one comparison as the whole query is taken, as IBR samples send it', () => {
  assert.deepEqual(
    condition(
      { attribute_name: 'person_identifier', operator: 'eq', attribute_value: '847951632' },
      'expression',
      'enrolment',
    ),
    uin,
  )
})

test('what cannot be understood is refused by the name of the attribute, never with its value', () => {
  assert.match(refusal(expression({ shoe_size: { $eq: 'SECRET' } })), /unknown attribute "shoe_size" of person records/)
  assert.match(refusal(expression({ gender: { $lt: 'm' } })), /"gender" has no order/)
  assert.match(refusal(expression({ gender: { $eq: 'SECRET' } })), /"gender" must be one of m, male/)
  assert.match(refusal(expression({ age: { $lt: 'SECRET' } })), /"age" must be a number/)
  assert.match(refusal(expression({ age: { $regex: 'SECRET' } })), /operator of "age"/)
  assert.match(refusal([{ expression1: '' }]), /no expression1/)
  assert.match(refusal({}), /no condition/)
  assert.match(
    refusal({ type: 'ns:org:QueryType:graphql', value: { expression: 'query { x }' } }, 'graphql'),
    /graphql/,
  )
  assert.match(refusal('x'), /none of/)
  for (const query of [
    expression({ shoe_size: 'SECRET' }),
    expression({ sex: 'SECRET' }),
    expression({ age: 'SECRET' }),
  ]) {
    assert.doesNotMatch(refusal(query), /SECRET/)
  }
})

test('size and depth of a query are bounded', () => {
  const deep = Array.from({ length: 12 }).reduce((inner) => ({ $not: inner }), { UIN: '1' })
  assert.match(refusal(expression(deep)), /deeper than 8/)
  assert.match(refusal(expression({ $or: Array.from({ length: 51 }, () => ({ UIN: '1' })) })), /at most 50/)
  assert.match(refusal(expression({ UIN: { $in: Array.from({ length: 51 }, () => '1') } })), /1 to 50 values/)
})

test('any JSON at all is either understood or refused with a reason of the standard', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('idtype-value', 'expression', 'predicate', 'graphql', 7),
      fc.jsonValue(),
      (type, query) => {
        const parsed = parseQuery(type, query, 'person')
        assert.ok(parsed.ok || parsed.problem.code === 'rjct.search_criteria.invalid')
      },
    ),
  )
})

test('names of object prototypes are no attributes', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) assert.equal(attributeOf('person', name), undefined)
})
