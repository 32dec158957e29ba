// Questions in the forms of the standard that this authority takes: one identifier, or an expression.
type Attributes = Readonly<Record<string, string | null>>
export type Test = (attributes: Attributes) => boolean
/** What is asked, or why it cannot be. An identifier is told apart, because an index answers it. */
export type Query =
  | { readonly kind: 'identifier'; readonly type: string; readonly value: string }
  | { readonly kind: 'test'; readonly test: Test }
  | { readonly kind: 'refused'; readonly why: string }

/** As `sort` of an array compares. */
export type Order = (one: Attributes, other: Attributes) => number

const maxParts = 50
const maxSorts = 5
const identifierTypes = new Set(['UIN', 'NID', 'EMPLOYMENT_NUMBER'])
const askable = new Set([
  'member_identifier',
  'national_id',
  'given_name',
  'surname',
  'sex',
  'birth_date',
  'county',
  'employment_status',
  'employment_type',
  'enrolment_status',
  'start_date',
])

class Refusal extends Error {}

export function readQuery(type: unknown, query: unknown): Query {
  try {
    if (type === 'idtype-value') return identifier(query)
    if (type !== 'expression') throw new Refusal('query_type is idtype-value or expression')
    const budget = { left: maxParts }
    return { kind: 'test', test: allOf(expressionOf(query), budget) }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', why: error.message }
    throw error
  }
}

/** The order that is asked for, or why it cannot be; without one, that of the file. */
export function readSort(sort: unknown): Order | string | undefined {
  if (sort === undefined) return undefined
  if (!Array.isArray(sort) || sort.length > maxSorts) return `sort is a list of at most ${maxSorts}`
  const orders: Order[] = []
  for (const one of sort) {
    const { attribute_name: name, sort_order: order = 'asc' } = one ?? {}
    const attribute = attributeNamed(String(name))
    if (attribute === undefined) return 'sort names an attribute that there is not'
    if (order !== 'asc' && order !== 'desc') return 'sort_order is asc or desc'
    orders.push(by(attribute, order === 'asc' ? 1 : -1))
  }
  return (one, other) => orders.reduce((decided, order) => decided || order(one, other), 0)
}

/** Whoever lacks the attribute comes last, whatever the order. */
const by =
  (attribute: string, sign: 1 | -1): Order =>
  (one, other) => {
    const [a, b] = [one[attribute] ?? null, other[attribute] ?? null]
    if (a === b) return 0
    if (a === null || b === null) return a === null ? 1 : -1
    return a < b ? -sign : sign
  }

function identifier(query: unknown): Query {
  const { type, value } = members(query)
  if (typeof type !== 'string' || !identifierTypes.has(type))
    throw new Refusal(`type is ${[...identifierTypes].join(', ')}`)
  if (typeof value !== 'string' || value === '') throw new Refusal('value is a text')
  return { kind: 'identifier', type, value }
}

/** `{ value: { expression: { query } } }`, or the bare comparisons of check-enrollment. */
function expressionOf(query: unknown): unknown {
  const expression = members(members(query).value ?? {}).expression
  return expression === undefined ? query : members(expression).query
}

type Budget = { left: number }

/** Every member of an object must hold: `{ "sex": { "$eq": "F" }, "$or": [ … ] }`. */
function allOf(tree: unknown, budget: Budget): Test {
  const tests = Object.entries(members(tree)).map(([name, operand]) => part(name, operand, budget))
  if (tests.length === 0) throw new Refusal('a query compares something')
  return (attributes) => tests.every((test) => test(attributes))
}

function part(name: string, operand: unknown, budget: Budget): Test {
  budget.left -= 1
  if (budget.left < 0) throw new Refusal(`a query has at most ${maxParts} parts`)
  if (name === '$and' || name === '$or') {
    if (!Array.isArray(operand) || operand.length === 0) throw new Refusal(`${name} takes a list`)
    const tests = operand.map((one) => allOf(one, budget))
    if (name === '$and') return (attributes) => tests.every((test) => test(attributes))
    return (attributes) => tests.some((test) => test(attributes))
  }
  const attribute = attributeNamed(name)
  if (attribute === undefined) throw new Refusal(`there is no attribute ${name.slice(0, 40)}`)
  const tests = Object.entries(members(operand)).map(([operator, value]) =>
    comparison(operator.replace(/^\$/, ''), value),
  )
  if (tests.length === 0) throw new Refusal(`${attribute} is compared with something`)
  return (attributes) => {
    const held = attributes[attribute] ?? null
    return held !== null && tests.every((test) => test(held))
  }
}

/** A path ends in the attribute: `demographic_info.birth_date`. */
function attributeNamed(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1)
  return askable.has(name) ? name : undefined
}

function comparison(operator: string, value: unknown): (held: string) => boolean {
  if (operator === 'in') {
    if (!Array.isArray(value) || value.length > 1_000) throw new Refusal('$in takes a list')
    const wanted = new Set(value.map(textOf))
    return (held) => wanted.has(held)
  }
  const wanted = textOf(value)
  switch (operator) {
    case 'eq':
      return (held) => held === wanted
    case 'ne':
      return (held) => held !== wanted
    case 'lt':
      return (held) => held < wanted
    case 'lte':
      return (held) => held <= wanted
    case 'gt':
      return (held) => held > wanted
    case 'gte':
      return (held) => held >= wanted
    default:
      throw new Refusal('operators are $eq, $ne, $lt, $lte, $gt, $gte, $in')
  }
}

/** A day may come with its hour. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Refusal('values are texts')
  return /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : value
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('query is not an object')
  return value as Record<string, unknown>
}
