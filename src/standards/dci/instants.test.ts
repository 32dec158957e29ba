import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { parseInstant, wireInstant } from './instants.ts'

test('an instant needs its day, its time and its offset, and must exist', () => {
  assert.equal(parseInstant('2026-11-23T11:00:00.5+03:00')?.toISOString(), '2026-11-23T08:00:00.500Z')
  assert.equal(parseInstant('2026-11-23t08:00:00z')?.toISOString(), '2026-11-23T08:00:00.000Z')
  assert.equal(parseInstant('2016-12-31T23:59:60Z')?.toISOString(), '2017-01-01T00:00:00.000Z')
  const none = [
    '2026-11-23',
    '2026-11-23T08:00:00',
    '2026-02-30T08:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23 08:00:00Z',
  ]
  for (const text of [...none, '', 'now', 1795420800, null, {}, `${'2'.repeat(500)}`]) {
    assert.equal(parseInstant(text), undefined, String(text))
  }
})

test('what is written is read as the same second', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), (at) => {
      assert.equal(parseInstant(wireInstant(at))?.getTime(), Math.floor(at.getTime() / 1000) * 1000)
    }),
  )
})
