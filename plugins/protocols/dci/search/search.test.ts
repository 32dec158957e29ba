import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RegistryName as Domain } from '../../../../src/standards/dci/registries.ts'
import { readEntries } from '../door/entries.ts'
import { parseSearch } from './search.ts'

const criteria = { query_type: 'idtype-value', query: { type: 'UIN', value: '847951632' } }
const parse = (changes: object, domain: Domain = 'sr') => {
  const { search_criteria = {}, ...others } = changes as { search_criteria?: object }
  const item = { timestamp: '2026-11-23T08:00:00Z', search_criteria: { ...criteria, ...search_criteria }, ...others }
  return readSearch(item, domain)
}
const readSearch = (item: unknown, domain: Domain) => {
  const [entry] = readEntries([{ reference_id: 'r', ...(item as object) }], (one) => parseSearch(one, domain))
  assert.ok(entry)
  return entry.read
}
const searches = (changes: object, domain: Domain = 'sr') => {
  const parsed = parse(changes, domain)
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problem.message)
  return parsed.value
}
const code = (changes: object, domain: Domain = 'sr') => {
  const parsed = parse(changes, domain)
  return parsed.ok ? 'ok' : parsed.problem.code
}
const services = (search_criteria: object, domain: Domain) =>
  searches({ search_criteria }, domain).map(({ request }) => request.service)

test('the domain and the entity say which services are asked', () => {
  assert.deepEqual(services({}, 'sr'), ['social-registry.person'])
  assert.deepEqual(services({ response_entity: 'member' }, 'sr'), ['social-registry.person'])
  assert.deepEqual(services({ reg_record_type: 'spdci-extensions-dci:SRPerson' }, 'sr'), ['social-registry.person'])
  const id = { query: { type: 'HOUSEHOLD_ID', value: 'H0000001' } }
  assert.deepEqual(services({ response_entity: 'Group', ...id }, 'sr'), ['social-registry.household'])
  assert.deepEqual(services({ response_entity: 'Household', ...id }, 'sr'), ['social-registry.household'])
  assert.deepEqual(services({ reg_event_type: 'REGISTER' }, 'crvs'), ['crvs.birth', 'crvs.death'])
  assert.deepEqual(services({ reg_event_type: 'spdci-common:RegistryEventType:LiveBirth' }, 'crvs'), ['crvs.birth'])
  assert.deepEqual(services({ reg_type: 'ocrvs:registry_type:death' }, 'crvs'), ['crvs.death'])
  assert.deepEqual(services({ reg_event_type: 'marriage' }, 'crvs'), ['civil-register.marriage'])
  const born = { query_type: 'expression', query: { birth_date: { $gte: '2026-01-01' } } }
  assert.deepEqual(services({ reg_event_type: 'LiveBirth', ...born }, 'crvs'), ['civil-register.birth'])
  assert.deepEqual(services({ reg_record_type: 'spdci-extensions-dci:FRPerson' }, 'fr'), ['farmer-registry.farmer'])
  assert.deepEqual(services({ response_entity: 'DRPerson' }, 'dr'), ['disability-registry.person'])
  assert.equal(code({ search_criteria: { reg_record_type: 'Farmer' } }, 'dr'), 'rjct.search_criteria.invalid')
  assert.deepEqual(services({ reg_type: 'ns:org:RegistryType:IBR' }, 'ibr'), ['beneficiary-registry.enrolment'])
  assert.equal(code({ search_criteria: { reg_type: 'ns:org:RegistryType:FR' } }), 'rjct.search_criteria.invalid')
  assert.equal(code({ search_criteria: { reg_event_type: 'adoption' } }, 'crvs'), 'rjct.search_criteria.invalid')
  assert.equal(code({ search_criteria: { response_entity: 'Farm' } }), 'rjct.search_criteria.invalid')
})

test('a civil search that is not for one person names its event', () => {
  const born = { query_type: 'predicate', query: [{ expression1: expression('birth_date', 'ge', '2026-01-01') }] }
  assert.equal(code({ search_criteria: born }, 'crvs'), 'rjct.search_criteria.invalid')
  assert.equal(code({ search_criteria: { ...born, reg_event_type: 'BIRTH' } }, 'crvs'), 'ok')
})

const expression = (attribute_name: string, operator: string, attribute_value: string) => ({
  attribute_name,
  operator,
  attribute_value,
})

test('pagination is read and checked in both places, and counts from 1', () => {
  const page = (pagination: unknown, beside?: unknown) => ({ search_criteria: { pagination }, pagination: beside })
  assert.deepEqual(searches(page({ page_size: '5', page_number: 2 }))[0]?.request.page, { size: 5, number: 2 })
  assert.deepEqual(searches(page(undefined, { page_size: 7 }))[0]?.request.page, { size: 7, number: 1 })
  assert.deepEqual(
    searches(page({}))[0]?.request.page,
    { size: 20, number: 1 },
    'as the samples of disability and farmers',
  )
  for (const bad of [{ page_size: 0 }, { page_size: -1 }, { page_size: 101 }, { page_size: 10, page_number: 0 }, 'x']) {
    assert.equal(code(page(bad)), 'rjct.pagination.invalid')
    assert.equal(code(page(undefined, bad)), 'rjct.pagination.invalid')
    assert.equal(code(page({ page_size: 10 }, bad)), 'rjct.pagination.invalid')
  }
})

test('query_type is there and a text; what the query is, shows in its shape', () => {
  for (const query_type of [undefined, null, '', 7, ['expression']]) {
    const read = parseSearch({ search_criteria: { ...criteria, query_type } }, 'sr')
    assert.equal(read.ok ? 'ok' : read.problem.code, 'rjct.search_criteria.invalid')
  }
  assert.ok(parseSearch({ search_criteria: { ...criteria, query_type: 'ns:org:QueryType:NoSql' } }, 'sr').ok)
})

test('sort names attributes and an order', () => {
  const sort = (attribute_name: string, sort_order?: string) => ({
    search_criteria: { sort: [{ attribute_name, sort_order }] },
  })
  assert.deepEqual(searches(sort('birth_date', 'DESC'))[0]?.request.sort, [
    { element: 'person.birth-date', order: 'desc' },
  ])
  assert.equal(code(sort('shoe_size')), 'rjct.sort.invalid')
  assert.equal(code(sort('UIN', 'up')), 'rjct.sort.invalid')
})

test('the purpose is that of authorize or of consent', () => {
  const purposeOf = (search_criteria: object) => searches({ search_criteria })[0]?.purpose
  assert.equal(purposeOf({ authorize: '' }), undefined)
  assert.equal(purposeOf({ consent: { purpose: { code: 'life-status-check' } } }), 'life-status-check')
  assert.equal(purposeOf({ authorize: { purpose: { code: 'tumaini:school-support' } } }), 'school-support')
})

test('time and locale are checked', () => {
  assert.equal(code({ timestamp: '2026-11-23T08:00:00' }), 'rjct.timestamp.invalid')
  for (const locale of ['', 'eng', 'swa', 'EN/GB']) assert.equal(code({ locale }), 'ok', locale)
  for (const locale of ['english', 7, 'e', 'en', 'ENG', 'eng-KE']) {
    assert.equal(code({ locale }), 'rjct.filter.invalid', String(locale))
  }
  assert.equal(code({ locale: 'en', timestamp: '' }), 'ok', 'as the samples of the drafts are')
})
