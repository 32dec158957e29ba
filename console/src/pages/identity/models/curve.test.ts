import assert from 'node:assert/strict'
import { it } from 'node:test'
import { expectedCurve } from './curve.ts'

const bin = (from: number, pairs: number) => ({ from, pairs, linked: 0 })

it('expects less precision and more recall of a lower threshold', () => {
  const curve = expectedCurve([bin(-3, 50), bin(0, 10), bin(8, 100)], 110)
  assert.deepEqual(
    curve.map(({ threshold, pairs }) => [threshold, pairs]),
    [
      [-3, 160],
      [0, 110],
      [8, 100],
    ],
  )
  const [low, , high] = curve
  assert.ok(low!.precision < high!.precision && low!.recall > high!.recall)
  assert.ok(Math.abs(high!.precision - 1 / (1 + 2 ** -8.5)) < 1e-9)
  assert.ok(curve.every(({ recall }) => recall <= 1))
})

it('finds everything where it found more than it had expected, and of nothing draws nothing', () => {
  assert.equal(expectedCurve([bin(10, 50)], 1)[0]?.recall, 1)
  assert.deepEqual(expectedCurve([], 5), [])
})
