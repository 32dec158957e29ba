/**
 * Where this front door takes more than the standard's text allows, because official samples and partners in the field
 * send it. One table: what is not here is refused. Emitted messages keep to the text.
 */
import { isTree } from './json.ts'

export const leniencies = {
  'empty-is-absent': 'an empty text where a value is optional: `"meta": ""`, `"consent": ""`, `"expression2": ""`',
  'empty-ids': 'an empty `transaction_id` or `reference_id` in a message of one request; it is echoed',
  'number-as-text': 'a number written as text and the other way round: `"total_count": "1"`, `"attribute_value": 25`',
  'array-for-in': 'a list, or one text with commas, as the value of `in`',
  'shape-before-type': 'a predicate list under `query_type: expression`, and the reverse: the JSON shape decides',
  'query-type-names': 'older names of a query type: `ns:org:QueryType:NoSql`, `…:GraphQl`; only the last part counts',
  'operator-names': '`$eq` and `eq` alike; `gte`, `lte`, `ne`, `not_in` beside the listed `gt lt eq ge le in`',
  'single-condition': '`{"attribute_name", "operator", "attribute_value"}` as a whole query, as IBR samples send',
  'more-expressions': '`expression3` to `expression9`, joined by the same condition as the first two',
  'two-paginations': '`pagination` beside `search_criteria` as well as in it; the one in it wins',
  'locale-forms': '`EN/GB`, `en`, `eng-KE`; answers carry `eng`',
  'entity-names': '`Household`, `member`, `SRPerson` and prefixed forms of response_entity and reg_record_type',
  'signature-placeholders':
    '`unsigned`, `unsigned-stub` and the text of the standard’s own example count as no signature',
  'version-absent': 'no version at all; it is taken for 1.0.0',
} as const
export type Leniency = keyof typeof leniencies

/** empty-is-absent */
export const present = (value: unknown): unknown =>
  value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value

/** number-as-text, for counts: a whole number or undefined. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

/** number-as-text, for values: as text without white space around it, or undefined when it is not a scalar. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim().slice(0, 200) === value.trim() ? value.trim() : undefined
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value)
  return undefined
}

/** array-for-in */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [value]
}

/** shape-before-type and query-type-names: what the query is, by its shape. */
export type QueryShape = 'idtype-value' | 'expression' | 'predicate' | 'graphql' | 'unknown'

export function queryShape(queryType: unknown, query: unknown): QueryShape {
  const named = typeof queryType === 'string' ? queryType.toLowerCase() : ''
  const inner = isTree(query) && typeof query.type === 'string' ? query.type.toLowerCase() : ''
  if (named === 'graphql' || holdsGraphQl(query, inner)) return 'graphql'
  if (Array.isArray(query)) return 'predicate'
  if (!isTree(query)) return 'unknown'
  if (isTree(query.value) && 'expression' in query.value) return 'expression'
  if (inner !== '' && scalarText(query.value) !== undefined) return 'idtype-value'
  if ('expression1' in query) return 'predicate'
  return named === 'expression' || named === 'predicate' ? 'expression' : 'unknown'
}

/** A GraphQL query is a text; older messages name a tree of conditions GraphQl, too. */
function holdsGraphQl(query: unknown, inner: string): boolean {
  return inner.endsWith(':graphql') && isTree(query) && !(isTree(query.value) && isTree(query.value.expression))
}

/** operator-names */
const operators = new Map<string, 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'not-in'>([
  ['eq', 'eq'],
  ['ne', 'ne'],
  ['lt', 'lt'],
  ['gt', 'gt'],
  ['le', 'lte'],
  ['lte', 'lte'],
  ['ge', 'gte'],
  ['gte', 'gte'],
  ['in', 'in'],
  ['nin', 'not-in'],
  ['not_in', 'not-in'],
])

export const operatorOf = (name: unknown) =>
  typeof name === 'string' ? operators.get(name.toLowerCase().replace(/^\$/, '')) : undefined

/** locale-forms */
export const isLocale = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Za-z]{2,3}([-_/][A-Za-z]{2,4})?$/.test(value)
