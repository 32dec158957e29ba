import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from './ids.ts'

test('ids sort by the time they were made and do not repeat', () => {
  const times = [0, 1, 1_700_000_000_000, 1_763_900_000_000, 281_474_976_710_655]
  const ids = times.map((time) => newId('xch', time))
  assert.deepEqual([...ids].sort(), ids)
  for (const id of ids) assert.match(id, /^xch-[0-9a-hjkmnp-tv-z]{26}$/)
  assert.equal(new Set(Array.from({ length: 10_000 }, () => newId('xch', 1))).size, 10_000)
})
