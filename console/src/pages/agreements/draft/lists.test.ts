import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { moved } from './lists.ts'

test('an item moves to its place, and all others keep their order', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a'])
  assert.deepEqual(moved(['a', 'b', 'c'], 2, 1), ['a', 'c', 'b'])
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { minLength: 1 }), fc.nat(20), fc.nat(20), (items, from, to) => {
      const out = moved(items, from, to)
      assert.deepEqual(moved(out, to, from), from < items.length && to < items.length ? items : out)
      const rest = (list: readonly number[]) => list.filter((one) => one !== items[from])
      assert.deepEqual(rest(out), rest(items))
    }),
  )
})

test('beyond the ends nothing moves', () => {
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 1, 2), ['a', 'b'])
  assert.deepEqual(moved([], 0, 0), [])
})
