import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { commitment, digestOf, equalSecrets, hmacSha256Hex, newSalt, sha256Hex } from './digest.ts'

test('SHA-256 of the empty text is the well-known one', () => {
  assert.equal(sha256Hex(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

test('equal values have equal digests whatever the order of their keys', () => {
  assert.equal(digestOf({ a: 1, b: [true] }), digestOf({ b: [true], a: 1 }))
})

test('a commitment hides the value without its salt and binds it with', () => {
  const [salt, other] = [newSalt(), newSalt()]
  assert.equal(commitment(salt, { id: '1' }), commitment(salt, { id: '1' }))
  assert.notEqual(commitment(salt, { id: '1' }), commitment(other, { id: '1' }))
  assert.notEqual(commitment(salt, { id: '1' }), commitment(salt, { id: '2' }))
})

test('secrets compare by value', () => {
  assert.ok(equalSecrets('abc', 'abc'))
  assert.ok(!equalSecrets('abc', 'abcd'))
})

test('HMAC is that of the platform, for keys and data of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 150 }), fc.string({ unit: 'grapheme' }), (key, data) => {
      assert.equal(hmacSha256Hex(key, data), createHmac('sha256', key).update(data).digest('hex'))
    }),
  )
})
