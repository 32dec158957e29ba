import assert from 'node:assert/strict'
import { it } from 'node:test'
import { expiryOf } from './expiry.ts'

it('warns in the last thirty days, and the last day itself is still good', () => {
  assert.equal(expiryOf('2026-11-25', '2026-11-26'), 'expired')
  assert.equal(expiryOf('2026-11-26', '2026-11-26'), 'soon')
  assert.equal(expiryOf('2026-12-26', '2026-11-26'), 'soon')
  assert.equal(expiryOf('2026-12-27', '2026-11-26'), 'valid')
})
