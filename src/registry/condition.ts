import type { Comparison, Condition, Scalar, Sort } from '../exchange/plugin.ts'
import { type IsoDate, isIsoDate } from '../kernel/dates.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { bornByDay } from './age.ts'
import type { Attribute, View } from './attributes.ts'

const maxConditionNodes = 100
const maxConditionDepth = 10
const maxValuesInList = 1_000
const maxTextLength = 200

/** SQL with its values apart from it: `text` is made of constants of this room and of `$1`, `$2`, … only. */
export interface Fragment {
  readonly text: string
  readonly values: readonly unknown[]
}

/** A reason for an operator: names the element, never the value. */
export type Refusal = string

/** An attribute that names records, and the value that it is to have. */
export interface Identifier {
  readonly attribute: Attribute
  readonly value: string
}

/** Of a condition that compiles: the identifier, when it asks for nothing but that. */
export function identifierOf(condition: Condition, view: View): Identifier | undefined {
  if ('and' in condition) {
    const [only, ...others] = condition.and
    return only === undefined || others.length > 0 ? undefined : identifierOf(only, view)
  }
  if (!('element' in condition) || condition.is !== 'eq') return undefined
  const attribute = view.attributes.get(condition.element)
  return attribute?.identifies === true ? { attribute, value: String(condition.value) } : undefined
}

interface Compilation {
  readonly view: View
  readonly today: IsoDate
  readonly values: unknown[]
  nodes: number
}

/**
 * A condition as SQL. A comparison with a value that the registry does not hold is never met, and `not` turns exactly
 * that answer around: `is not true` makes SQL's third truth value the second.
 */
export function compileCondition(condition: Condition, view: View, today: IsoDate): Result<Fragment, Refusal> {
  const compilation: Compilation = { view, today, values: [], nodes: 0 }
  const text = compile(condition, compilation, 1)
  return text.ok ? ok({ text: text.value, values: compilation.values }) : text
}

function compile(condition: Condition, at: Compilation, depth: number): Result<string, Refusal> {
  at.nodes += 1
  if (at.nodes > maxConditionNodes) return fail(`a condition has at most ${maxConditionNodes} parts`)
  if (depth > maxConditionDepth) return fail(`a condition is at most ${maxConditionDepth} levels deep`)
  if ('and' in condition) return all(condition.and, 'and', at, depth)
  if ('or' in condition) return all(condition.or, 'or', at, depth)
  if ('not' in condition) {
    const inner = compile(condition.not, at, depth + 1)
    return inner.ok ? ok(`(${inner.value}) is not true`) : inner
  }
  return compare(condition, at)
}

function all(parts: readonly Condition[], word: 'and' | 'or', at: Compilation, depth: number): Result<string, Refusal> {
  // Every one of none is met, any one of none is not.
  if (parts.length === 0) return ok(word === 'and' ? 'true' : 'false')
  const texts: string[] = []
  for (const part of parts) {
    const text = compile(part, at, depth + 1)
    if (!text.ok) return text
    texts.push(`(${text.value})`)
  }
  return ok(texts.join(` ${word} `))
}

type Leaf = Extract<Condition, { element: string }>

function compare(leaf: Leaf, at: Compilation): Result<string, Refusal> {
  const attribute = at.view.attributes.get(leaf.element)
  if (attribute === undefined) return fail(`the registry has no attribute "${leaf.element}" to ask by`)
  const values = valuesOf(leaf)
  if (!values.ok) return values
  for (const value of values.value) {
    if (!admits(attribute, value)) return fail(`"${leaf.element}" cannot be compared with a value of this type`)
  }
  const { spell } = attribute
  const own = spell === undefined ? values.value : values.value.map((value) => spell(String(value)))
  if (leaf.is === 'eq' && attribute.contains !== undefined) return ok(attribute.contains(bind(at, own[0])))
  const text = comparison(attribute, leaf, own, at)
  if (text === undefined) return fail(`"${leaf.element}" cannot be asked with "${leaf.is}"`)
  return ok(attribute.among === undefined ? text : attribute.among(text))
}

function valuesOf({ element, is, value }: Leaf): Result<readonly Scalar[], Refusal> {
  if (is !== 'in')
    return Array.isArray(value) ? fail(`"${element}" takes one value with "${is}"`) : ok([value as Scalar])
  if (!Array.isArray(value)) return fail(`"${element}" takes a list with "in"`)
  if (value.length > maxValuesInList) return fail(`"${element}" takes at most ${maxValuesInList} values`)
  return ok(value as readonly Scalar[])
}

function admits({ kind }: Attribute, value: Scalar): boolean {
  switch (kind) {
    case 'date':
      return typeof value === 'string' && isIsoDate(value) && value >= '0001'
    case 'integer':
      return Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value)
    case 'age':
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 200
    case 'boolean':
      return typeof value === 'boolean'
    case 'answer-only':
      return false
    default:
      // PostgreSQL's text holds no NUL; a lone surrogate has no UTF-8 form.
      return (
        typeof value === 'string' && value.length <= maxTextLength && value.isWellFormed() && !value.includes('\u0000')
      )
  }
}

const operators: Readonly<Record<Exclude<Comparison, 'in'>, string>> = {
  eq: '=',
  ne: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
}

const types = {
  text: 'text',
  code: 'text',
  name: 'text',
  date: 'date',
  integer: 'integer',
  decimal: 'numeric',
} as const

/** Undefined when the attribute's kind does not know the comparison. */
function comparison(
  attribute: Attribute,
  { is }: Leaf,
  values: readonly Scalar[],
  at: Compilation,
): string | undefined {
  const { kind, sql } = attribute
  if (kind === 'age') return is === 'in' ? undefined : compareAge(sql, is, Number(values[0]), at)
  if (kind === 'words') return compareWords(sql, is, values, at)
  if (kind === 'boolean') {
    if (is === 'in') return `${sql} = any(${bind(at, values)}::boolean[])`
    return is === 'eq' || is === 'ne' ? `${sql} ${operators[is]} ${bind(at, values[0])}::boolean` : undefined
  }
  if (kind === 'answer-only') return undefined
  if (kind === 'name') return compareName(sql, is, values, at)
  if (is === 'in') return `${sql} = any(${bind(at, values)}::${types[kind]}[])`
  return ordered(sql, is, `${bind(at, values[0])}::${types[kind]}`, kind === 'text' || kind === 'code')
}

// Without a collation of its own the order of texts would be that of the server it happens to run on.
function ordered(sql: string, is: Exclude<Comparison, 'in'>, value: string, isText: boolean): string {
  const collation = isText && is !== 'eq' && is !== 'ne' ? ' collate "C"' : ''
  return `${sql}${collation} ${operators[is]} ${value}${collation}`
}

function compareName(sql: string, is: Comparison, values: readonly Scalar[], at: Compilation): string {
  if (is !== 'in') return ordered(`name_key(${sql})`, is, `name_key(${bind(at, values[0])}::text)`, true)
  const keys = `select name_key(name) from unnest(${bind(at, values)}::text[]) as name`
  return `name_key(${sql}) = any(array(${keys}))`
}

function compareWords(sql: string, is: Comparison, values: readonly Scalar[], at: Compilation): string | undefined {
  const found = (value: Scalar | undefined) => `${sql} @@ name_search(${bind(at, value)}::text)`
  if (is === 'eq') return found(values[0])
  return undefined
}

/** An age is asked as a range of birth dates, so that the index over them serves and the answer changes at midnight. */
function compareAge(sql: string, is: Exclude<Comparison, 'in'>, years: number, at: Compilation): string {
  const atLeast = (age: number) => `${sql} <= ${bind(at, bornByDay(at.today, age))}::date`
  const below = (age: number) => `${sql} > ${bind(at, bornByDay(at.today, age))}::date`
  switch (is) {
    case 'gte':
      return atLeast(years)
    case 'gt':
      return atLeast(years + 1)
    case 'lt':
      return below(years)
    case 'lte':
      return below(years + 1)
    case 'eq':
      return `${atLeast(years)} and ${below(years + 1)}`
    case 'ne':
      return `(${below(years)} or ${atLeast(years + 1)})`
  }
}

function bind(at: Compilation, value: unknown): string {
  at.values.push(value)
  return `$${at.values.length}`
}

const maxSorts = 5

/** What to sort by, and in which direction. */
export interface SortTerm {
  readonly sql: string
  readonly direction: 'asc' | 'desc'
}

/** `order by` of a question; the key comes last, so that pages never overlap. */
export function compileSort(sorts: readonly Sort[], view: View): Result<readonly SortTerm[], Refusal> {
  if (sorts.length > maxSorts) return fail(`a question is sorted by at most ${maxSorts} elements`)
  const terms: SortTerm[] = []
  for (const { element, order } of sorts) {
    const attribute = view.attributes.get(element)
    const sql = attribute && sortable(attribute)
    if (sql === undefined) return fail(`the registry cannot sort by "${element}"`)
    terms.push({ sql, direction: order === 'desc' ? 'desc' : 'asc' })
  }
  return ok([...terms, { sql: view.key, direction: 'asc' }])
}

function sortable({ kind, sql, among }: Attribute): string | undefined {
  if (among !== undefined || kind === 'answer-only' || kind === 'words' || kind === 'age') return undefined
  if (kind === 'name') return `name_key(${sql}) collate "C"`
  return kind === 'text' || kind === 'code' ? `${sql} collate "C"` : sql
}
