import assert from 'node:assert/strict'
import test from 'node:test'
import { barsOf, pointsOf, thresholdRows } from './plot.ts'

test('bars fill the box from the lightest pairs to the heaviest, and the most pairs are its height', () => {
  const { bars, from, to, most, xOf } = barsOf([
    { from: -2, pairs: 50, linked: 0 },
    { from: 6, pairs: 100, linked: 80 },
  ])
  assert.deepEqual([from, to, most], [-2, 7, 100])
  assert.equal(bars[0]?.x, 0)
  assert.equal(Math.round((bars[1]?.x ?? 0) + (bars[1]?.width ?? 0)), 100)
  assert.deepEqual([bars[0]?.height, bars[1]?.height, bars[1]?.linked], [50, 100, 80])
  assert.equal(xOf(900), 100, 'a threshold beyond all pairs stands at the edge')
})

test('what was measured stands beside what is expected, at the next threshold above', () => {
  const expected = [0, 5, 9].map((threshold) => ({ threshold, links: 9, expectedPrecision: 0.5, expectedRecall: 1 }))
  const rows = thresholdRows(expected, [
    { threshold: 7.5, precision: 1, recall: 0.5 },
    { threshold: 0.5, precision: 0.8, recall: 1 },
  ])
  assert.deepEqual(
    rows.map(({ measuredPrecision }) => measuredPrecision),
    [0.8, 1, undefined],
  )
  const { line } = pointsOf(rows)
  assert.equal(line('precision').split(' ').length, 3)
  assert.equal(line('measuredPrecision').split(' ').length, 2)
})
