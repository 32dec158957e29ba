/** What the standard's queries mean, said as plainly as possible: of a flat record, by the last part of a name. */
type Row = Readonly<Record<string, unknown>>
type Tree = Readonly<Record<string, unknown>>

/** What is wrong with a query, in the standard's words. */
export class Rejected extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const invalid = (message: string): never => {
  throw new Rejected('rjct.search_criteria.invalid', message)
}

export interface Reading {
  /** Attributes that exist. */
  readonly attributes: readonly string[]
  /** A comparison by another attribute is left out instead of refused. */
  readonly swallowUnknown?: boolean
}

export type Test = (row: Row) => boolean

export function readQuery(type: unknown, query: unknown, reading: Reading): Test {
  if (type === 'idtype-value') {
    const { type: kind, value } = treeOf(query)
    return comparison(String(kind), 'eq', value, reading)
  }
  if (type === 'predicate') {
    if (!Array.isArray(query) || query.length === 0) return invalid('a predicate is a list')
    const parts = query.map((item) => predicate(treeOf(item), reading))
    return (row) => parts.every((part) => part(row))
  }
  if (type === 'expression') {
    const inner = treeOf(treeOf(treeOf(query).value).expression).query
    return expressionTest(treeOf(inner), reading)
  }
  return invalid('query_type is none of idtype-value, expression, predicate')
}

const treeOf = (value: unknown): Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : invalid('not an object')

export function expressionTest(tree: Tree, reading: Reading): Test {
  const parts = Object.entries(tree).flatMap(([key, value]): Test[] => {
    if (key === '$and' || key === '$or') {
      if (!Array.isArray(value) || value.length === 0) return invalid(`${key} is a list`)
      const tests = value.map((part) => expressionTest(treeOf(part), reading))
      return [(row) => (key === '$and' ? tests.every((test) => test(row)) : tests.some((test) => test(row)))]
    }
    return Object.entries(treeOf(value)).map(([operator, wanted]) =>
      comparison(key, operator.replace('$', ''), wanted, reading),
    )
  })
  if (parts.length === 0) return invalid('an expression of nothing')
  return (row) => parts.every((part) => part(row))
}

function predicate(item: Tree, reading: Reading): Test {
  const single = (raw: unknown): Test => {
    const { attribute_name, operator, attribute_value } = treeOf(raw)
    return comparison(String(attribute_name), String(operator), attribute_value, reading)
  }
  const first = single(item.expression1)
  if (item.expression2 === undefined) return first
  const second = single(item.expression2)
  if (item.condition === 'and') return (row) => first(row) && second(row)
  if (item.condition === 'or') return (row) => first(row) || second(row)
  return invalid('condition is none of and, or')
}

const names: Readonly<Record<string, string>> = { le: 'lte', ge: 'gte' }

function comparison(attribute: string, operator: string, wanted: unknown, reading: Reading): Test {
  const name = attribute.split('.').at(-1)?.toLowerCase() ?? ''
  if (!reading.attributes.includes(name)) {
    if (reading.swallowUnknown) return () => true
    return invalid(`there is no attribute ${attribute.slice(0, 80)}`)
  }
  const is = names[operator] ?? operator
  if (!['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in'].includes(is)) return invalid('there is no such operator')
  if (typeof wanted === 'object' && !Array.isArray(wanted)) return invalid('a value is a text or a number')
  return (row) => {
    const held = row[name]
    if (held === undefined || held === null) return false
    const list = is === 'in' && typeof wanted === 'string' ? wanted.split(',') : [wanted].flat()
    return list.some((one) => compare(held, is, typeof held === 'number' ? Number(one) : String(one)))
  }
}

function compare(held: unknown, is: string, wanted: string | number): boolean {
  const [a, b] = [held as number, wanted as number]
  switch (is) {
    case 'ne':
      return a !== b
    case 'lt':
      return a < b
    case 'lte':
      return a <= b
    case 'gt':
      return a > b
    case 'gte':
      return a >= b
    default:
      return a === b
  }
}
