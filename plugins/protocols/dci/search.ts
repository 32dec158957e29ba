import type { ExchangeRequest, Page, Sort } from '../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../src/kernel/result.ts'
import { attributeOf, type RecordKind } from './attributes.ts'
import { isInstant } from './envelope.ts'
import { type ItemFault, itemFault } from './fault.ts'
import { isTree, lastSegment, member, type Tree } from './json.ts'
import { isLocale, present, wholeNumber } from './leniencies.ts'
import { parseQuery } from './query.ts'
import { type Domain, type Target, targetsOf } from './targets.ts'

export const pageSizeLimit = 100
const defaultPage: Page = { size: 20, number: 1 }
const sortLimit = 5

/** One search request: which services it asks, and what. */
export interface Search {
  readonly target: Target
  readonly request: ExchangeRequest
}

export interface SearchContext {
  readonly domain: Domain
  /** Purpose when the message names none. */
  readonly purpose: string | undefined
}

export function parseSearch(item: unknown, context: SearchContext): Result<readonly Search[], ItemFault> {
  if (!isTree(item)) return itemFault('rjct.search_criteria.invalid', 'the search request is not an object')
  if (!isInstant(item.timestamp)) {
    return itemFault('rjct.timestamp.invalid', 'timestamp is not a date-time with zone (RFC 3339)')
  }
  const locale = present(item.locale)
  if (locale !== undefined && !isLocale(locale))
    return itemFault('rjct.filter.invalid', 'locale is not a language code')
  const criteria = member(item, 'search_criteria')
  if (!isTree(criteria)) return itemFault('rjct.search_criteria.invalid', 'search_criteria is missing')
  const page = pageOf(criteria, item)
  if (!page.ok) return page
  const purpose = purposeOf(criteria) ?? context.purpose
  if (purpose === undefined) {
    return itemFault('rjct.search_criteria.invalid', 'no purpose: send authorize.purpose.code, or have one registered')
  }
  const targets = targetsOf(context.domain, criteria)
  if (!targets.ok) return targets
  return searches(criteria, targets.value, { page: page.value, purpose })
}

function searches(
  criteria: Tree,
  targets: readonly Target[],
  { page, purpose }: { page: Page; purpose: string },
): Result<readonly Search[], ItemFault> {
  const found: Search[] = []
  for (const target of targets) {
    const condition = parseQuery(criteria.query_type, criteria.query, target.record)
    if (!condition.ok) return condition
    const sort = sortOf(present(criteria.sort), target.record)
    if (!sort.ok) return sort
    const asked = { service: target.service, purpose, condition: condition.value, sort: sort.value, page }
    // The standard has no way to name elements: all that is agreed is asked for.
    found.push({ target, request: { ...asked, acceptPartial: true } })
  }
  return ok(found)
}

/** The purpose's code in the authorize or consent block, whose semantics the standard leaves to the country. */
function purposeOf(criteria: Tree): string | undefined {
  for (const block of [criteria.authorize, criteria.consent]) {
    const purpose = isTree(block) && isTree(block.purpose) ? present(block.purpose.code) : undefined
    if (typeof purpose === 'string') return lastSegment(purpose).slice(0, 80)
  }
  return undefined
}

function pageOf(criteria: Tree, item: Tree): Result<Page, ItemFault> {
  const invalid = (what: string) => itemFault('rjct.pagination.invalid', what)
  const given = [criteria.pagination, item.pagination].map(present).filter((one) => one !== undefined)
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
    const name = isTree(one) && typeof one.attribute_name === 'string' ? one.attribute_name.slice(0, 100) : ''
    const attribute = attributeOf(record, name)
    if (attribute === undefined) return invalid(`unknown attribute "${name}" of ${record} records`)
    const order = String((isTree(one) ? present(one.sort_order) : undefined) ?? 'asc').toLowerCase()
    if (order !== 'asc' && order !== 'desc') return invalid(`sort_order of "${name}" is neither asc nor desc`)
    found.push({ element: attribute.element, order })
  }
  return ok(found)
}
