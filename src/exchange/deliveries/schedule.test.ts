import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attemptsLimit, retryAfterMs, waitAfter } from './schedule.ts'

const hourMs = 3_600_000
const longest = (attempts: number) => waitAfter(attempts, 1)

test('the first retries come within seconds, all of them within about a day and a half', () => {
  assert.ok(longest(1) <= 5_000 && longest(2) <= 15_000)
  let total = 0
  for (let attempts = 1; attempts < attemptsLimit; attempts++) total += longest(attempts)
  assert.ok(total > 24 * hourMs && total < 48 * hourMs, `${total / hourMs} hours`)
})

test('waits grow, and are spread over everything below their ceiling', () => {
  const attempts = fc.integer({ min: 1, max: 50 })
  fc.assert(
    fc.property(attempts, fc.double({ min: 0, max: 1, noNaN: true }), (made, random) => {
      assert.ok(longest(made + 1) >= longest(made))
      const wait = waitAfter(made, random)
      assert.ok(wait >= 0 && wait <= longest(made))
      assert.equal(waitAfter(made, 0), 0)
    }),
  )
})

test('a receiver may ask for a longer wait, within bounds', () => {
  const now = new Date('2026-11-25T10:00:00Z')
  assert.equal(waitAfter(1, 0, retryAfterMs('120', now)), 120_000)
  assert.equal(waitAfter(1, 0, retryAfterMs('Wed, 25 Nov 2026 10:01:00 GMT', now)), 60_000)
  assert.equal(waitAfter(1, 1, retryAfterMs('0', now)), 5_000, 'never a shorter one')
  assert.equal(waitAfter(1, 0, retryAfterMs('999999999', now)), 12 * hourMs)
  for (const nonsense of [undefined, 'soon', '-5', '1e9', 'Tue, 24 Nov 2026 10:00:00 GMT']) {
    assert.equal(retryAfterMs(nonsense, now), 0, String(nonsense))
  }
})
