import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInstant, parseEnvelope } from './envelope.ts'

const header = {
  version: '1.0.0',
  message_id: 'm-1',
  message_ts: '2026-11-23T08:00:00Z',
  action: 'search',
  sender_id: 'pension-mis',
  total_count: 1,
}
const message = { transaction_id: 't-1', search_request: [{}] }
const fault = (changes: object, body: object = { message }) => {
  const parsed = parseEnvelope({ header: { ...header, ...changes }, ...body })
  assert.ok(!parsed.ok)
  return [parsed.problem.status, parsed.problem.error, parsed.problem.reason]
}

test('an envelope of the standard is taken, with the count as a number or as text', () => {
  for (const total_count of [1, '1']) {
    const parsed = parseEnvelope({ header: { ...header, total_count }, message })
    assert.ok(parsed.ok)
    assert.equal(parsed.value.messageId, 'm-1')
    assert.equal(parsed.value.searches.length, 1)
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
  assert.deepEqual(fault({ is_msg_encrypted: true }), [400, 'err.encryption.invalid', undefined])
  assert.deepEqual(fault({ total_count: 2 }), [400, 'err.request.bad', 'rjct.total_count.invalid'])
  assert.deepEqual(fault({ total_count: '' }), [400, 'err.request.bad', 'rjct.total_count.invalid'])
  const many = { message: { ...message, search_request: Array.from({ length: 11 }, () => ({})) } }
  assert.deepEqual(fault({ total_count: 11 }, many), [400, 'err.request.bad', 'rjct.total_count.limit_exceeded'])
})

test('what is no envelope is a bad request', () => {
  for (const body of [null, [], 'x', {}, { header }, { header: '', message: '' }, { header, message: {} }]) {
    const parsed = parseEnvelope(body)
    assert.ok(!parsed.ok && parsed.problem.error === 'err.request.bad')
  }
})

test('an instant has a zone, and its day exists', () => {
  assert.ok(isInstant('2022-12-04T17:20:07-04:00') && isInstant('2023-07-19T12:15:04.555Z'))
  for (const bad of [
    '2022-12-04',
    '2022-12-04T17:20:07',
    '2023-02-29T00:00:00Z',
    '2022-12-04T24:00:00Z',
    1,
    undefined,
  ]) {
    assert.equal(isInstant(bad), false, String(bad))
  }
})
