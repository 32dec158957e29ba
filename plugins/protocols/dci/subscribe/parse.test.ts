import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RegistryName } from '../../../../src/standards/dci/registries.ts'
import { notifyAddress } from './address.ts'
import { parseWish } from './parse.ts'

const criteria = {
  reg_event_type: 'REGISTER',
  filter_type: 'expression',
  filter: {},
  notify_record_type: 'Member',
}
const parse = (changes: object, registry: RegistryName = 'sr') =>
  parseWish({ subscribe_criteria: { ...criteria, ...changes } }, registry)
const wish = (changes: object, registry: RegistryName = 'sr') => {
  const parsed = parse(changes, registry)
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problem.message)
  return parsed.value
}
const code = (changes: object, registry: RegistryName = 'sr') => {
  const parsed = parse(changes, registry)
  return parsed.ok ? 'ok' : parsed.problem.code
}
const heard = (reg_event_type: string, registry: RegistryName) =>
  wish({ reg_event_type }, registry).heard.map(({ events, target }) => `${target.service}: ${events.join(' ')}`)

test('an event is known by its word, whatever its case, prefix and synonym', () => {
  assert.deepEqual(heard('REGISTER', 'sr'), ['social-registry.person: registration'])
  assert.deepEqual(heard('NewHouseHoldMember', 'sr'), ['social-registry.person: household-change'])
  for (const enrolment of ['enrollement', 'ENROLMENT', 'enrollment']) {
    assert.deepEqual(heard(enrolment, 'ibr'), ['beneficiary-registry.enrolment: enrolment'])
  }
  assert.deepEqual(heard('enrollement_status_change', 'ibr'), ['beneficiary-registry.enrolment: enrolment-change'])
  const births = heard('BIRTH', 'crvs')
  for (const birth of ['spdci-common:RegistryEventType:LiveBirth', 'live_birth', 'Birth']) {
    assert.deepEqual(heard(birth, 'crvs'), births)
  }
  assert.ok(
    births.every((one) => one.endsWith('birth: birth')),
    String(births),
  )
  for (const unknown of ['dance', '', 7, undefined]) {
    assert.equal(code({ reg_event_type: unknown }), 'rjct.notify_types.invalid', String(unknown))
  }
})

test('changed links are told of as identifiers of a person, and filtered by any of them', () => {
  for (const word of ['IdentityChange', 'identity_change', 'ns:org:EventType:LINK_CHANGED']) {
    assert.deepEqual(heard(word, 'sr'), ['identity-map.identifiers: identity-change'])
  }
  const filter = { type: 'BENEFICIARY_ID', value: 'P0000012' }
  const {
    heard: [one],
  } = wish({ reg_event_type: 'IdentityChange', filter_type: 'idtype-value', filter })
  assert.deepEqual(one?.filter, { element: 'enrolment.number', is: 'eq', value: 'P0000012' })
})

test('the social registry tells of persons or of households', () => {
  const services = (notify_record_type: string) =>
    wish({ notify_record_type }).heard.map(({ target }) => target.service)
  assert.deepEqual(services('spdci-extensions-dci:Person'), ['social-registry.person'])
  assert.deepEqual(services('Group'), ['social-registry.household'])
  assert.equal(code({ notify_record_type: 'Farm' }), 'rjct.notify_details.invalid')
  assert.equal(code({ notify_record_type: undefined }), 'rjct.notify_details.invalid')
})

test('a filter is a question in any of the forms, over attributes that the record has', () => {
  const uin = { element: 'person.national-id', is: 'eq', value: '847951632' }
  const byId = wish({ filter_type: 'idtype-value', filter: { type: 'UIN', value: '847951632' } })
  assert.deepEqual(byId.heard[0]?.filter, uin)
  for (const none of [{}, [], '', null]) assert.equal(wish({ filter: none }).heard[0]?.filter, undefined)
  const shoe = { value: { expression: { query: { shoe_size: { $eq: 1 } } } } }
  assert.equal(code({ filter: shoe }), 'rjct.notify_details.invalid')
  assert.equal(code({ filter_type: 'graphql', filter: 'query { x }' }), 'rjct.notify_details.invalid')
})

test('a frequency has its parts or is a word; its times have a zone', () => {
  const start_time = '2026-11-23T00:00:00Z'
  const end_time = '2027-11-23T00:00:00Z'
  const whole = wish({ frequency: { start_time, end_time, frequency: '0 0 0 5,15 * ? *' } })
  assert.deepEqual(
    [whole.frequency, whole.from?.getTime(), whole.until?.getTime()],
    ['0 0 0 5,15 * ? *', Date.parse(start_time), Date.parse(end_time)],
  )
  assert.equal(wish({ frequency: { start_time, frequency: 'daily' } }).frequency, 'daily')
  assert.equal(wish({ frequency: 'daily' }).frequency, 'daily')
  assert.equal(wish({ frequency: {} }).frequency, undefined)
  const broken = [
    { start_time: '2026-11-23' },
    { end_time: 7 },
    { frequency: 7 },
    { frequency: 'x'.repeat(101) },
    [],
    7,
  ]
  for (const frequency of broken)
    assert.equal(code({ frequency }), 'rjct.notify_details.invalid', JSON.stringify(frequency))
})

test('a subscriber is notified beside where its answers go', () => {
  const at = (url: string) => notifyAddress(url)
  assert.equal(at('https://mis.example/dci/registry/on-subscribe'), 'https://mis.example/dci/registry/notify')
  assert.equal(at('https://mis.example/dci/registry/on-subscribe/'), 'https://mis.example/dci/registry/notify')
  assert.equal(at('https://mis.example/registry/txn/on-status'), 'https://mis.example/registry/notify')
  assert.equal(at('https://mis.example/registry/notify?k=v'), 'https://mis.example/registry/notify?k=v')
  assert.equal(at('https://mis.example'), 'https://mis.example/notify')
  assert.equal(at('mis.example'), undefined)
})
