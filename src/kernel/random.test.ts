import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandomSource } from './random.ts'

test('no bytes are handed out twice, also where a block ends within a request', () => {
  const random = createRandomSource(100)
  const seen = new Set(Array.from({ length: 1_000 }, () => random(16).toString('hex')))
  assert.equal(seen.size, 1_000)
  assert.ok([...seen].every((hex) => hex.length === 32 && hex !== '0'.repeat(32)))
})
