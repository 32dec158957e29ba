import assert from 'node:assert/strict'
import { test } from 'node:test'
import { batchFault, parseEnvelope } from './admission.ts'
import { entriesOf } from './entries.ts'

const header = {
  version: '1.0.0',
  message_id: 'm-1',
  message_ts: '2026-11-23T08:00:00Z',
  action: 'search',
  sender_id: 'pension-mis',
  total_count: 1,
}
const message = { transaction_id: 't-1', search_request: [{}] }
/** As the door reads a search: header, entries, counts. */
function faultIn(body: unknown) {
  const envelope = parseEnvelope(body, { kind: 'request', words: ['search'] })
  if (!envelope.ok) return envelope.problem
  const entries = entriesOf(envelope.value.message, 'search_request')
  if (!entries.ok) return entries.problem
  const partner = {} as Parameters<typeof batchFault>[0]['partner']
  return batchFault({ ...envelope.value, partner }, { count: entries.value.length, referenceIds: [], value: undefined })
}
const fault = (changes: object, body: object = { message }) => {
  const problem = faultIn({ header: { ...header, ...changes }, ...body })
  return [problem?.status, problem?.error, problem?.reason]
}

test('an envelope of the standard is taken, with the count as a number or as text', () => {
  for (const total_count of [1, '1']) {
    assert.equal(faultIn({ header: { ...header, total_count }, message }), undefined)
  }
})

test('each fault of the header has its reason', () => {
  assert.deepEqual(fault({ version: '2.0.0' }), [400, 'err.version.not_supported', 'rjct.version.invalid'])
  assert.deepEqual(fault({ message_id: undefined }), [400, 'err.request.bad', undefined])
  assert.deepEqual(fault({ message_id: 'x'.repeat(100) }), [400, 'err.request.bad', undefined])
  assert.deepEqual(fault({ message_ts: '2026-11-23T08:00:00' }), [400, 'err.request.bad', 'rjct.message_ts.invalid'])
  assert.deepEqual(fault({ action: 'subscribe' }), [400, 'err.request.bad', 'rjct.action.not_supported'])
  assert.deepEqual(fault({ action: 'dance' }), [400, 'err.request.bad', 'rjct.action.invalid'])
  assert.deepEqual(fault({ sender_id: '' }), [400, 'err.sender_id.invalid', undefined])
  assert.deepEqual(fault({ is_msg_encrypted: 'yes' }), [400, 'err.encryption.invalid', undefined])
  assert.deepEqual(fault({ sender_uri: 'file:///etc/passwd' }), [400, 'err.sender_uri.invalid', undefined])
  assert.deepEqual(fault({ receiver_id: {} }), [400, 'err.receiver_id.invalid', undefined])
  assert.deepEqual(fault({ total_count: 2 }), [400, 'err.request.bad', 'rjct.total_count.invalid'])
  assert.deepEqual(fault({ total_count: '' }), [400, 'err.request.bad', 'rjct.total_count.invalid'])
  const many = { message: { ...message, search_request: Array.from({ length: 101 }, () => ({})) } }
  assert.deepEqual(fault({ total_count: 101 }, many), [400, 'err.request.bad', 'rjct.total_count.limit_exceeded'])
})

test('what is no envelope is a bad request', () => {
  for (const body of [null, [], 'x', {}, { header }, { header: '', message: '' }, { header, message: {} }]) {
    assert.equal(faultIn(body)?.error, 'err.request.bad', JSON.stringify(body))
  }
})
