import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { instantIn, localIn } from './zoned-time.ts'

it('reads a time on the clocks of the country, wherever the reader is', () => {
  assert.equal(instantIn('Africa/Nairobi', '2026-11-25T14:30'), '2026-11-25T11:30:00.000Z')
  assert.equal(instantIn('America/Lima', '2026-11-25T14:30'), '2026-11-25T19:30:00.000Z')
  assert.equal(localIn('Africa/Nairobi', '2026-11-25T11:30:59Z'), '2026-11-25T14:30')
})

it('is on the right side of a change of clocks', () => {
  assert.equal(instantIn('Europe/Paris', '2026-03-29T03:10'), '2026-03-29T01:10:00.000Z')
  assert.equal(instantIn('Europe/Paris', '2026-03-29T01:50'), '2026-03-29T00:50:00.000Z')
})

it('gives back every minute that it showed', () => {
  const minutes = fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2060, 0, 1) / 60_000 })
  fc.assert(
    fc.property(minutes, fc.constantFrom('Africa/Nairobi', 'Asia/Kathmandu', 'America/Lima'), (minute, zone) => {
      const iso = new Date(minute * 60_000).toISOString()
      assert.equal(instantIn(zone, localIn(zone, iso)), iso)
    }),
  )
})

it('refuses what is no time', () => {
  for (const text of ['', 'now', '2026-13-01T00:00', '2026-11-25']) {
    assert.equal(instantIn('Africa/Nairobi', text), undefined, text)
  }
})
