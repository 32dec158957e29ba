import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseEnvelope } from './envelope.ts'
import { parseSearch } from './search.ts'
import type { Domain } from './targets.ts'

const criteria = { query_type: 'idtype-value', query: { type: 'UIN', value: '847951632' } }
const parse = (changes: object, domain: Domain = 'sr', purpose: string | undefined = 'eligibility-verification') => {
  const { search_criteria = {}, ...others } = changes as { search_criteria?: object }
  const item = { timestamp: '2026-11-23T08:00:00Z', search_criteria: { ...criteria, ...search_criteria }, ...others }
  return parseSearch(item, { domain, purpose })
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
  assert.deepEqual(services({ reg_type: 'ns:org:RegistryType:IBR' }, 'ibr'), ['beneficiary-registry.enrolment'])
  assert.equal(code({ search_criteria: { reg_type: 'ns:org:RegistryType:FR' } }), 'rjct.search_criteria.invalid')
  assert.equal(code({ search_criteria: { reg_event_type: 'marriage' } }, 'crvs'), 'rjct.search_criteria.invalid')
  assert.equal(code({ search_criteria: { response_entity: 'Farm' } }), 'rjct.search_criteria.invalid')
})

test('pagination is read and checked in both places, and counts from 1', () => {
  const page = (pagination: unknown, beside?: unknown) => ({ search_criteria: { pagination }, pagination: beside })
  assert.deepEqual(searches(page({ page_size: '5', page_number: 2 }))[0]?.request.page, { size: 5, number: 2 })
  assert.deepEqual(searches(page(undefined, { page_size: 7 }))[0]?.request.page, { size: 7, number: 1 })
  for (const bad of [
    { page_size: 0 },
    { page_size: -1 },
    { page_size: 101 },
    { page_size: 10, page_number: 0 },
    'x',
    {},
  ]) {
    assert.equal(code(page(bad)), 'rjct.pagination.invalid')
    assert.equal(code(page(undefined, bad)), 'rjct.pagination.invalid')
    assert.equal(code(page({ page_size: 10 }, bad)), 'rjct.pagination.invalid')
  }
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

test('the purpose is that of authorize, of consent, or the one registered', () => {
  const purposeOf = (search_criteria: object) => searches({ search_criteria })[0]?.request.purpose
  assert.equal(purposeOf({ authorize: '' }), 'eligibility-verification')
  assert.equal(purposeOf({ consent: { purpose: { code: 'life-status-check' } } }), 'life-status-check')
  assert.equal(purposeOf({ authorize: { purpose: { code: 'tumaini:school-support' } } }), 'school-support')
  const none = parseSearch(
    { timestamp: '2026-11-23T08:00:00Z', search_criteria: criteria },
    { domain: 'sr', purpose: undefined },
  )
  assert.ok(!none.ok && none.problem.code === 'rjct.search_criteria.invalid')
})

test('time and locale are checked', () => {
  assert.equal(code({ timestamp: '2026-11-23T08:00:00' }), 'rjct.timestamp.invalid')
  for (const locale of ['', 'eng', 'en', 'EN/GB', 'sw-TZ']) assert.equal(code({ locale }), 'ok', locale)
  for (const locale of ['english', 7, 'e']) assert.equal(code({ locale }), 'rjct.filter.invalid')
})

const samples = join(import.meta.dirname, '../../../../shared/standards/dci-samples')

test('the official samples of these kinds are understood', { skip: !existsSync(samples) }, () => {
  const outcomes: Record<string, string> = {}
  for (const [folder, domain] of [
    ['social', 'sr'],
    ['crvs', 'crvs'],
    ['ibr', 'ibr'],
  ] as const) {
    for (const file of readdirSync(join(samples, folder)).filter((name) => name.endsWith('req.json'))) {
      const envelope = parseEnvelope(JSON.parse(readFileSync(join(samples, folder, file), 'utf8')))
      if (!envelope.ok) {
        outcomes[`${folder}/${file}`] = envelope.problem.reason ?? envelope.problem.error
        continue
      }
      const parsed = parseSearch(envelope.value.searches[0], { domain, purpose: 'eligibility-verification' })
      outcomes[`${folder}/${file}`] = parsed.ok
        ? parsed.value.map(({ request }) => request.service).join(' ')
        : parsed.problem.message
    }
  }
  const civil = 'crvs.birth crvs.death'
  const enrolment = 'beneficiary-registry.enrolment'
  assert.deepEqual(outcomes, {
    'social/processflow1-1req.json': 'social-registry.household',
    'social/processflow1-2req.json': 'social-registry.household',
    'social/processflow1-3req.json': 'social-registry.person',
    'social/processflow2req.json': 'social-registry.person',
    'social/processflow3areq.json': 'social-registry.person',
    // The sample asks for a gender less than m.
    'social/processflow4req.json': '"gender" has no order, so it cannot be compared with lt',
    ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`crvs/processflow${n}req.json`, civil])),
    // An enrolment update and a sync/enrolled request: other endpoints.
    'ibr/processflow1req.json': 'rjct.action.invalid',
    'ibr/processflow2req.json': 'err.request.bad',
    'ibr/processflow3areq.json': enrolment,
    'ibr/processflow4req.json': enrolment,
    // Empty placeholders.
    ...Object.fromEntries(['3', '3b', '3c', '3d', '5'].map((n) => [`ibr/processflow${n}req.json`, 'err.request.bad'])),
  })
})
