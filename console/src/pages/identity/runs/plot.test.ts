import assert from 'node:assert/strict'
import test from 'node:test'
import type { MeasuredAt } from '../../../../../src/identity/measures/schema.ts'
import { barsOf, pointsOf, thresholdRows, verdictOf } from './plot.ts'

const measuredAt = (of: Partial<MeasuredAt>): MeasuredAt => ({
  ...{ threshold: 0, right: 8, wrong: 2, missed: 0, precision: 0.8, recall: 1, f1: 0.9, said: 0.8 },
  intervals: { precision: { low: 0.5, high: 0.9 }, recall: { low: 0.7, high: 1 } },
  ...of,
})

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
    measuredAt({ threshold: 7.5, precision: 1, recall: 0.5 }),
    measuredAt({ threshold: 0.5 }),
  ])
  assert.deepEqual(
    rows.map(({ measuredPrecision }) => measuredPrecision),
    [0.8, 1, undefined],
  )
  const { line, band } = pointsOf(rows)
  assert.equal(line('precision').split(' ').length, 3)
  assert.equal(line('measuredPrecision').split(' ').length, 2)
  const [firstHigh, , , firstLow] = band('precision').split(' ')
  assert.deepEqual(
    [firstHigh, firstLow].map((point) => Math.round(Number(point?.split(',')[1]))),
    [10, 50],
  )
})

test('a model is called too sure only where what it says lies above the whole interval of what was found', () => {
  assert.equal(verdictOf(measuredAt({ said: 0.95 })), 'tooSure')
  assert.equal(verdictOf(measuredAt({ said: 0.89 })), 'asSaid')
  assert.equal(verdictOf(measuredAt({ said: 0.4 })), 'tooCareful')
  assert.equal(verdictOf(measuredAt({ right: 0, wrong: 0, said: 1 })), undefined)
})
