import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KnownMessage } from '../../../../src/exchange/plugin.ts'
import { txnStatus } from './action.ts'
import { employmentWord, responseOf } from './response.ts'

const question = {
  reference_id: 's-1',
  txn_type: 'search',
  attribute_type: 'transaction_id',
  attribute_value: 't-1',
}
const read = (changes: object) => {
  const parsed = txnStatus.read({ txnstatus_request: { ...question, ...changes } }, 'sr')
  return parsed.ok ? parsed.value.value.by : parsed.problem.error
}

test('a status is asked for by transaction, correlation, references or subscription codes', () => {
  assert.deepEqual(read({}), { transactionId: 't-1' })
  assert.deepEqual(read({ attribute_type: 'correlation_id', attribute_value: ['c-1'] }), { correlationId: 'c-1' })
  const references = { attribute_type: 'reference_id_list' }
  assert.deepEqual(read({ ...references, attribute_value: ['a', 'b'] }), { referenceIds: ['a', 'b'] })
  assert.deepEqual(read({ ...references, attribute_value: 'a' }), { referenceIds: ['a'] })
  const codes = { attribute_type: 'subscription_code_list', attribute_value: ['sub-1'] }
  assert.deepEqual(read(codes), { subscriptionCodes: ['sub-1'] })
})

test('whatever else is asked for is refused', () => {
  for (const broken of [
    { reference_id: 7 },
    { txn_type: 'dance' },
    { txn_type: 'toString' },
    { attribute_type: 'name' },
    { attribute_value: '' },
    { attribute_value: [] },
    { attribute_value: ['a', 'b'] },
    { attribute_value: [{}] },
    { attribute_type: 'reference_id_list', attribute_value: Array.from({ length: 101 }, (_, i) => `${i}`) },
    { attribute_value: 'x'.repeat(100) },
    { locale: 'english' },
  ]) {
    assert.equal(read(broken), 'err.request.bad', JSON.stringify(broken))
  }
})

const known = (changes: Partial<KnownMessage>): KnownMessage => ({
  operation: 'sr/search',
  transactionId: 't-1',
  correlationId: 'c-1',
  referenceIds: ['a', 'b'],
  receivedAt: new Date('2026-11-23T08:00:00Z'),
  state: 'waiting',
  ...changes,
})
const asked = {
  registry: 'sr',
  edition: '2025-12',
  type: 'search',
  at: '2026-11-23T08:00:00Z',
  wanted: undefined,
} as const
const statusesOf = (messages: KnownMessage[], wanted?: string[]) =>
  (responseOf(messages, { ...asked, wanted }).search_response as { reference_id: string; status: string }[]).map(
    ({ reference_id, status }) => `${reference_id} ${status}`,
  )

test('what waits is pending, what was given up is rejected, what was done is told again', () => {
  assert.deepEqual(statusesOf([known({})]), ['a pdng', 'b pdng'])
  assert.deepEqual(statusesOf([known({ state: 'failed' })]), ['a rjct', 'b rjct'])
  assert.deepEqual(statusesOf([known({ state: 'done' })]), ['a succ', 'b succ'])
  const reply = {
    search_response: [
      { reference_id: 'a', status: 'rjct' },
      { reference_id: 'b', status: 'succ' },
    ],
  }
  assert.deepEqual(statusesOf([known({ state: 'done', reply })]), ['a rjct', 'b succ'])
  assert.deepEqual(statusesOf([known({ state: 'done', reply })], ['b']), ['b succ'])
  assert.deepEqual(statusesOf([]), [])
})

test('in the status of a civil search each record is an object of its own', () => {
  const entry = { reference_id: 'a', status: 'succ', data: { reg_type: 'x', reg_records: [{ n: 1 }, { n: 2 }] } }
  const message = known({ state: 'done', reply: { search_response: [entry] } })
  const response = responseOf([message], { ...asked, registry: 'crvs' })
  const records = (response.search_response as { data: { reg_records: unknown } }[]).map(({ data }) => data.reg_records)
  assert.deepEqual(records, [{ n: 1 }, { n: 2 }])
})

test('the employment registry has its own words', () => {
  assert.equal(employmentWord([known({})]), 'pending')
  assert.equal(employmentWord([known({ state: 'done' })]), 'completed')
  assert.equal(employmentWord([known({ state: 'done' }), known({ state: 'failed' })]), 'failed')
  assert.equal(employmentWord([]), 'failed')
})
