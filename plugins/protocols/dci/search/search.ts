import type { Condition, ExchangeRequest, Page, Sort } from '../../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import type { RegistryName } from '../../../../src/standards/dci/registries.ts'
import { purposeOf } from '../door/exchange.ts'
import { type ItemFault, itemFault } from '../door/fault.ts'
import { isTree, member, type Tree } from '../door/json.ts'
import { present, scalarText, wholeNumber } from '../door/leniencies.ts'
import { attributeOf, attributeText, nameable } from '../query/attributes.ts'
import type { RecordKind } from '../query/names.ts'
import { parseQuery } from '../query/query.ts'
import { inCopy, type Target, targetsOf } from './targets.ts'

export const pageSizeLimit = 100
const defaultPage: Page = { size: 20, number: 1 }
const eventMissing =
  'name the event: reg_event_type birth, death or marriage; without it only one person’s record is found'
const sortLimit = 5

/** One search request: which service it asks, and what. */
export interface Search {
  readonly target: Target
  readonly request: Omit<ExchangeRequest, 'purpose'>
  /** As the message names it. */
  readonly purpose?: string
}

export function parseSearch(item: Tree, registry: RegistryName): Result<readonly Search[], ItemFault> {
  const criteria = member(item, 'search_criteria')
  if (!isTree(criteria)) return itemFault('rjct.search_criteria.invalid', 'search_criteria is missing')
  const page = pageOf(criteria, item)
  if (!page.ok) return page
  const targets = targetsOf(registry, criteria)
  return targets.ok ? searches(criteria, targets.value, page.value) : targets
}

function searches(criteria: Tree, targets: readonly Target[], page: Page): Result<readonly Search[], ItemFault> {
  if (typeof present(criteria.query_type) !== 'string') {
    return itemFault('rjct.search_criteria.invalid', 'query_type is missing or not a text')
  }
  const purpose = purposeOf(criteria)
  const found: Search[] = []
  for (const target of targets) {
    const condition = parseQuery(criteria.query_type, criteria.query, target.record)
    if (!condition.ok) return condition
    const sort = sortOf(present(criteria.sort), target.record)
    if (!sort.ok) return sort
    // The standard has no way to name elements: all that is agreed is asked for.
    const asked = condition.value
    // A page, an order and a total are of one register; one person's birth and death are one record.
    if (targets.length > 1 && !isKey(asked)) return itemFault('rjct.search_criteria.invalid', eventMissing)
    const answering = isKey(asked) && sort.value.length <= 1 ? target : (inCopy[target.record] ?? target)
    const request = { service: answering.service, condition: asked, sort: sort.value, page, acceptPartial: true }
    found.push({ target: answering, request, ...(purpose === undefined ? {} : { purpose }) })
  }
  return ok(found)
}

const keys = new Set(['person.national-id', 'person.birth-registration-number'])

const isKey = (condition: Condition): boolean =>
  'element' in condition && condition.is === 'eq' && keys.has(condition.element)

function pageOf(criteria: Tree, item: Tree): Result<Page, ItemFault> {
  const invalid = (what: string) => itemFault('rjct.pagination.invalid', what)
  // empty-is-absent
  const isGiven = (one: unknown): boolean =>
    present(one) !== undefined && !(isTree(one) && Object.keys(one).length === 0)
  const given = [criteria.pagination, item.pagination].filter(isGiven)
  const pages: Page[] = []
  for (const one of given) {
    if (!isTree(one)) return invalid('pagination is not an object')
    const size = wholeNumber(one.page_size)
    const number = present(one.page_number) === undefined ? 1 : wholeNumber(one.page_number)
    if (size === undefined || size < 1 || size > pageSizeLimit) return invalid(`page_size is not 1 to ${pageSizeLimit}`)
    if (number === undefined || number < 1) return invalid('page_number counts from 1')
    pages.push({ size, number })
  }
  return ok(pages[0] ?? defaultPage)
}

function sortOf(sort: unknown, record: RecordKind): Result<readonly Sort[], ItemFault> {
  const invalid = (what: string) => itemFault('rjct.sort.invalid', what)
  if (sort === undefined) return ok([])
  if (!Array.isArray(sort) || sort.length > sortLimit) return invalid(`sort is not a list of at most ${sortLimit}`)
  const found: Sort[] = []
  for (const one of sort) {
    const written = isTree(one) ? one : {}
    const attribute = attributeOf(record, attributeText(written.attribute_name))
    const name = nameable(written.attribute_name)
    if (attribute === undefined) return invalid(`unknown attribute ${name} of ${record} records`)
    const order = (scalarText(present(written.sort_order) ?? 'asc') ?? '').toLowerCase()
    if (order !== 'asc' && order !== 'desc') return invalid(`sort_order of ${name} is neither asc nor desc`)
    found.push({ element: attribute.element, order })
  }
  return ok(found)
}
