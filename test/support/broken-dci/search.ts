/** The registry's searches: criteria in, one item of the answer out. */
import type { Json } from '../../../src/kernel/canonical-json.ts'
import type { Tree } from '../../../src/standards/dci/envelope.ts'
import { parseInstant } from '../../../src/standards/dci/instants.ts'
import { registries } from '../../../src/standards/dci/registries.ts'
import { isTree, member } from '../../../src/standards/dci/sealed-message.ts'
import { Refused, stamp } from './envelope.ts'
import { Rejected, readQuery, type Test } from './evaluate.ts'
import { type MadeUp, people, recordOf } from './people.ts'
import type { World } from './world.ts'

const attributes = ['uin', 'given_name', 'surname', 'sex', 'birth_date', 'poverty_score']
const batchLimit = 20

export function searchAll(header: Tree, message: Tree, world: World): Tree[] {
  const { transaction_id: id, search_request: requests } = message
  const lenient = world.has('accepts-missing-fields')
  const named = typeof id === 'string' && id !== '' && id.length <= 99
  if (!named && !lenient) throw new Refused(400, 'err.request.bad', 'transaction_id is missing or too long')
  if (!Array.isArray(requests) || requests.length === 0) throw new Refused(400, 'err.request.bad', 'no search_request')
  if (requests.length > batchLimit) {
    throw new Refused(400, 'err.request.bad', 'too many', 'rjct.total_count.limit_exceeded')
  }
  if (header.total_count !== requests.length && !world.has('accepts-wrong-count') && !lenient) {
    throw new Refused(400, 'err.request.bad', 'total_count differs', 'rjct.total_count.invalid')
  }
  const served = world.has('drops-second-request') ? requests.slice(0, 1) : requests
  const seen = new Set<unknown>()
  return served.map((request) => {
    const again = seen.has(member(request, 'reference_id'))
    seen.add(member(request, 'reference_id'))
    return searchOne(request, again && !world.has('accepts-duplicate-references'), world)
  })
}

function searchOne(request: Json | undefined, again: boolean, world: World): Tree {
  const reference = member(request, 'reference_id')
  const own = typeof reference === 'string' ? reference : ''
  const head = {
    reference_id: world.has('other-reference-id') ? `r-${own}` : own,
    timestamp: stamp(world),
    locale: 'eng',
  }
  try {
    if (again) throw new Rejected('rjct.reference_id.duplicate', 'the reference_id was used in this message')
    return { ...head, status: 'succ', ...find(request, world) }
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    const code = world.has('own-reason-codes') ? 'BAD_QUERY' : error.code
    const said = world.has('leaks-values-in-errors') ? ` in ${JSON.stringify(request)}` : ''
    const where = world.has('leaks-stack-trace') ? ` ${error.stack}` : ''
    const status = world.has('status-always-succ') ? 'succ' : 'rjct'
    return { ...head, status, status_reason_code: code, status_reason_message: `${error.message}${said}${where}` }
  }
}

function find(request: Json | undefined, world: World): Tree {
  const criteria = member(request, 'search_criteria')
  const lenient = world.has('accepts-missing-fields')
  if (!isTree(request) || !isTree(criteria)) throw new Rejected('rjct.search_criteria.invalid', 'no search_criteria')
  if (!lenient && (typeof request.reference_id !== 'string' || request.reference_id === '')) {
    throw new Rejected('rjct.reference_id.invalid', 'reference_id is missing')
  }
  if (!lenient && parseInstant(request.timestamp) === undefined) {
    throw new Rejected('rjct.timestamp.invalid', 'timestamp is no date-time with zone')
  }
  if (criteria.reg_type !== registries[world.registry].type) {
    throw new Rejected('rjct.search_criteria.invalid', 'reg_type is of another registry')
  }
  const page = pageOf(criteria, world)
  const found = sorted(matching(criteria, world), criteria, world)
  const shown = world.has('repeats-page-1')
    ? found.slice(0, page.size)
    : found.slice(page.size * (page.number - 1), page.size * page.number)
  const records = shown.map((one) => recordOf(world.registry, one))
  const type = criteria.reg_record_type
  return {
    data: {
      version: '1.0.0',
      reg_type: String(criteria.reg_type),
      ...(typeof type === 'string' ? { reg_record_type: type } : {}),
      ...(world.has('no-reg-records') ? {} : { reg_records: records }),
    },
    pagination: {
      page_size: page.size,
      page_number: page.number,
      total_count: found.length + (world.has('wrong-total') ? 1 : 0),
    },
  }
}

function matching(criteria: Tree, world: World): readonly MadeUp[] {
  const { query_type: type, query } = criteria
  if (type === 'graphql' && world.has('accepts-graphql')) return people
  if (type === 'idtype-value') {
    const value = member(query, 'value')
    const at = people.findIndex(({ uin }) => uin === value)
    if (at < 0 && world.has('fails-on-unknown-id')) throw new Error('nobody has this identifier')
    if (at < 0 && world.has('finds-somebody-for-unknown-id')) return people.slice(0, 1)
    if (at >= 0 && world.has('finds-another-person')) return people.slice((at + 1) % people.length).slice(0, 1)
  }
  const lenient = world.has('accepts-missing-fields') && (type === undefined || query === undefined)
  const test: Test = lenient
    ? () => true
    : readQuery(type, query, { attributes, swallowUnknown: world.has('swallows-unknown-attribute') })
  if (type !== 'idtype-value' && world.has('ignores-filter')) return people
  return people.filter((one) => test({ ...one }))
}

function sorted(found: readonly MadeUp[], { sort }: Tree, world: World): readonly MadeUp[] {
  if (!Array.isArray(sort) || world.has('ignores-sort')) return found
  const keys = sort.map((one) => {
    const name = String(member(one, 'attribute_name')) as keyof MadeUp
    if (!attributes.includes(name)) throw new Rejected('rjct.sort.invalid', 'there is no such attribute to sort by')
    return { name, sign: member(one, 'sort_order') === 'desc' ? -1 : 1 }
  })
  return [...found].sort((a, b) => {
    const key = keys.find(({ name }) => a[name] !== b[name])
    return key === undefined ? 0 : key.sign * (a[key.name] < b[key.name] ? -1 : 1)
  })
}

function pageOf({ pagination }: Tree, world: World): { size: number; number: number } {
  if (pagination === undefined) return { size: 20, number: 1 }
  const [size, number = 1] = [member(pagination, 'page_size'), member(pagination, 'page_number')]
  const least = { size: world.has('accepts-page-size-0') ? 0 : 1, number: world.has('accepts-page-number-0') ? 0 : 1 }
  const whole = (value: unknown, from: number): value is number =>
    Number.isInteger(value) && Number(value) >= from && Number(value) <= 1000
  if (!whole(size, least.size) || !whole(number, least.number)) {
    throw new Rejected('rjct.pagination.invalid', 'page_size and page_number count from 1')
  }
  return { size, number: Math.max(number, 1) }
}
