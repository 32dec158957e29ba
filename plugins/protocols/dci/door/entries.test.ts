import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok } from '../../../../src/kernel/result.ts'
import { batchLimit, entriesOf, readEntries } from './entries.ts'

const entry = (changes: object = {}) => ({ reference_id: 'r-1', timestamp: '2026-11-23T08:00:00Z', ...changes })
const codes = (entries: readonly unknown[]) =>
  readEntries(entries, () => ok('read')).map(({ read }) => (read.ok ? read.value : read.problem.code))

test('each entry has an id of its own', () => {
  assert.deepEqual(codes([entry(), entry({ reference_id: 'r-2' })]), ['read', 'read'])
  assert.deepEqual(codes([entry(), entry()]), ['read', 'rjct.reference_id.duplicate'])
  for (const reference_id of [undefined, null, 7, {}, 'x'.repeat(100)]) {
    assert.deepEqual(codes([entry({ reference_id })]), ['rjct.reference_id.invalid'], JSON.stringify(reference_id))
  }
  for (const broken of [null, 7, 'x', []]) assert.deepEqual(codes([broken]), ['rjct.reference_id.invalid'])
})

test('an empty id is taken only where it cannot be mistaken', () => {
  assert.deepEqual(codes([entry({ reference_id: '' })]), ['read'])
  assert.deepEqual(codes([entry({ reference_id: '' }), entry()]), ['rjct.reference_id.invalid', 'read'])
})

test('time and language of an entry are checked', () => {
  for (const timestamp of [undefined, 'yesterday', '2026-11-23', '2026-11-23T08:00:00', '2026-02-30T08:00:00Z', 7]) {
    assert.deepEqual(codes([entry({ timestamp })]), ['rjct.timestamp.invalid'], String(timestamp))
  }
  assert.deepEqual(codes([entry({ timestamp: '' })]), ['read'])
  assert.deepEqual(codes([entry({ locale: 'english' })]), ['rjct.filter.invalid'])
})

test('a batch is a list of at most its limit; a single request may stand for a list of one', () => {
  const count = (requests: unknown) => {
    const entries = entriesOf({ requests }, 'requests')
    return entries.ok ? entries.value.length : (entries.problem.reason ?? entries.problem.error)
  }
  assert.equal(count([{}, {}]), 2)
  assert.equal(count({}), 1)
  for (const broken of [[], '', null, undefined, 7]) assert.equal(count(broken), 'err.request.bad')
  assert.equal(count(Array.from({ length: batchLimit }, () => ({}))), batchLimit)
  assert.equal(count(Array.from({ length: 10_000 }, () => ({}))), 'rjct.total_count.limit_exceeded')
})
