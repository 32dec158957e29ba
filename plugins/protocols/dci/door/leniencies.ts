/**
 * Where this front door takes more than the standard's text allows, because official samples and partners in the field
 * send it. One table: what is not here is refused. Emitted messages keep to the text.
 */
import { isTree } from './json.ts'

export const leniencies = {
  'empty-is-absent':
    'an empty text where a value is optional: `"meta": ""`, `"consent": ""`, `"expression2": ""`; an empty `pagination`',
  'empty-ids': 'an empty `transaction_id` or `reference_id` in a message of one request; it is echoed',
  'request-as-object': 'a single request where the text has a list: `"search_request": {…}`',
  'number-as-text': 'a number written as text and the other way round: `"total_count": "1"`, `"attribute_value": 25`',
  'array-for-in': 'a list, or one text with commas, as the value of `in`',
  'shape-before-type': 'a predicate list under `query_type: expression`, and the reverse: the JSON shape decides',
  'query-type-names': 'older names of a query type: `ns:org:QueryType:NoSql`, `…:GraphQl`; only the last part counts',
  'operator-names': '`$eq` and `eq` alike; `gte`, `lte`, `ne`, `not_in` beside the listed `gt lt eq ge le in`',
  'single-condition': '`{"attribute_name", "operator", "attribute_value"}` as a whole query, as IBR samples send',
  'more-expressions': '`expression3` to `expression9`, joined by the same condition as the first two',
  'two-paginations': '`pagination` beside `search_criteria` as well as in it; the one in it wins',
  'locale-forms':
    '`EN/GB` for `eng`; `en` in an entry of the drafts: without a time, or with a frequency that has no end. Answers carry `eng`',
  'entity-names': '`Household`, `member`, `SRPerson` and prefixed forms of response_entity and reg_record_type',
  'signature-placeholders':
    '`unsigned`, `unsigned-stub` and the text of the standard’s own example count as no signature',
  'action-names':
    '`register` and `get_disability_info`, `status` and `verify` as `header.action`, as samples and partners send',
  'older-names': '`receipt_information`, `sunscription_codes`, `txn_status_request` of the drafts',
  'count-of-codes': '`total_count` of an unsubscribe as the number of its codes, or 1',
  'frequency-parts':
    'a frequency without `start_time` or `end_time`; `hourly`, `daily`, `weekly`, `monthly` for its cron',
  'event-names': 'events in any case, with prefix or synonym: `BIRTH`, `live_birth`, `…:NewFarmer`, `enrolment`',
  'txn-types': '`txn_type` and `attribute_type` of any registry’s list at every registry',
  'message-absent': 'a callback or notification without `message`',
  'text-as-json': '`text/plain` as JSON at the addresses for callbacks and notifications',
  'beneficiary-places':
    '`enrolment_date`, `enrolment_status` and the programme inside `member.programme_identifier`, `person` inside `demographic_info`',
  'criteria-type-absent': 'no `query_type` in `enrolled_criteria` and `disabled_criteria`',
  'payment-action-words':
    'the words that the text of G2P Connect lists for other actions at its addresses, `link` and `search`',
  'disbursements-spelling': '`disburemsents`, which the text of G2P Connect requires, for `disbursements`',
  'version-absent': 'no version at all; it is taken for 1.0.0',
} as const

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

/** ISO 639-3 in small letters, as the pattern of the text has it; locale-forms */
export const isLocale = (value: unknown, draft = false): boolean =>
  typeof value === 'string' &&
  (draft ? /^([a-z]{2,3}|[A-Z]{2}\/[A-Z]{2})$/ : /^([a-z]{3}|[A-Z]{2}\/[A-Z]{2})$/).test(value)
