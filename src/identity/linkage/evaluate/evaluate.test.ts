// What the measures say; that they say the same of the files of a run is held by files.test.ts.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { scoreOf, wilson } from './score.ts'
import { compareRuns } from './stability.ts'
import { bestOf, calibrate, curveOf, judge, scoreAt, scoreClusters, scoreGroups, truePairs } from './test-reference.ts'

// Records 0 to 2 are one person, 3 and 4 another, 5 a third.
const truth = [1, 1, 1, 2, 2, 3]
const pairs = { a: [0, 3, 4, 1], b: [1, 4, 5, 2], weight: [9, 5, 4, 1] }
const judged = judge(pairs, truth)

test('a score is of pairs that are right, wrong and missed', () => {
  assert.equal(truePairs(truth), 4)
  assert.deepEqual(scoreAt(judged, 4), scoreOf(2, 1, 2))
  assert.equal(scoreAt(judged, 4).precision, 2 / 3)
  assert.equal(scoreAt(judged, 4).recall, 1 / 2)
  assert.deepEqual(scoreAt(judged, 100), scoreOf(0, 0, 4))
})

test('the best threshold is where F1 is highest', () => {
  const curve = curveOf(judged)
  assert.deepEqual(
    curve.map(({ threshold }) => threshold),
    [9, 5, 4, 1],
  )
  assert.equal(bestOf(curve)?.threshold, 1)
  assert.equal(bestOf([]), undefined)
})

test('law: the curve says at each threshold what scoring at it says', () => {
  const arbitrary = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: -3, max: 3 })), { maxLength: 20 })
  fc.assert(
    fc.property(arbitrary, (list) => {
      const some = { a: list.map(([a]) => a), b: list.map(([, b]) => b), weight: list.map(([, , w]) => w) }
      for (const { threshold, ...score } of curveOf(judge(some, truth)))
        assert.deepEqual(score, scoreAt(judge(some, truth), threshold))
    }),
  )
})

test('clusters count every pair within them, and whole people', () => {
  const { pairs: ofPairs, exact, bCubed } = scoreClusters([7, 7, 8, 9, 9, 9], truth)
  assert.deepEqual(ofPairs, scoreOf(2, 2, 2))
  assert.deepEqual(exact, scoreOf(0, 2, 2))
  assert.equal(bCubed.precision, (1 + 1 + 1 + 2 / 3 + 2 / 3 + 1 / 3) / 6)
  assert.equal(bCubed.recall, (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)
})

test('law: the true clusters are perfect, and single records never wrong', () => {
  const arbitrary = fc.array(fc.nat(4), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(arbitrary, (people) => {
      const perfect = scoreClusters(people, people)
      assert.equal(perfect.pairs.f1, 1)
      assert.equal(perfect.exact.f1, 1)
      assert.equal(Math.round(perfect.bCubed.f1 * 1e9), 1e9)
      const alone = people.map((_, i) => i)
      assert.equal(scoreClusters(alone, people).pairs.precision, 1)
    }),
  )
})

test('a group that the model fails is a finding, and one that is only small is not', () => {
  // 400 people of two records in each of two regions; in the coast every fifth is not found.
  const people = Array.from({ length: 1600 }, (_, i) => i >> 1)
  const region = people.map((person) => (person < 400 ? 'coast' : 'highland'))
  const clusters = people.map((person, i) => (person < 400 && person % 5 === 0 ? 10_000 + i : person))
  const scored = scoreGroups({ name: 'region', groupOf: region }, clusters, people)
  assert.deepEqual(
    scored.map(({ group, recall, finding }) => ({ group, recall, finding })),
    [
      { group: 'coast', recall: 0.8, finding: 'misses-more' },
      { group: 'highland', recall: 1, finding: undefined },
    ],
  )
  const few = scoreGroups({ name: 'x', groupOf: people.map((p) => (p === 0 ? 'a' : 'b')) }, clusters, people)
  assert.equal(few.find(({ group }) => group === 'a')?.finding, undefined)
})

test('a wrong link across two groups weighs on both', () => {
  const scored = scoreGroups({ name: 'sex', groupOf: ['f', 'm'] }, [1, 1], [1, 2])
  assert.deepEqual(
    scored.map(({ wrong }) => wrong),
    [0.5, 0.5],
  )
})

test('law: groups together have the counts of the whole', () => {
  const arbitrary = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom('a', 'b', 'c')), { maxLength: 14 })
  fc.assert(
    fc.property(arbitrary, (rows) => {
      const [clusters, people] = [rows.map(([c]) => c), rows.map(([, p]) => p)]
      const groups = scoreGroups({ name: 'g', groupOf: rows.map(([, , g]) => g) }, clusters, people)
      const whole = scoreClusters(clusters, people).pairs
      const sum = (of: 'right' | 'wrong' | 'missed') => groups.reduce((total, group) => total + group[of], 0)
      assert.deepEqual([sum('right'), sum('wrong'), sum('missed')], [whole.right, whole.wrong, whole.missed])
    }),
  )
})

test('a model that says what is found has no calibration error, and one that boasts has', () => {
  const ofEight = Array.from({ length: 1000 }, (_, i) => i)
  const people = [...ofEight.map(() => 0), ...ofEight.map((i) => (i % 5 === 0 ? 1 : 0))]
  const some = (weight: number) => ({ a: ofEight, b: ofEight.map((i) => i + 1000), weight: ofEight.map(() => weight) })
  assert.ok(calibrate(judge(some(2), people)).error < 1e-9, 'odds of 4 to 1, found in 4 of 5')
  const boasting = calibrate(judge(some(20), people))
  assert.ok(Math.abs(boasting.error - 0.2) < 1e-4)
  assert.equal(boasting.bins.at(-1)?.pairs, 1000)
})

test('two runs are compared by the pairs that they link', () => {
  const other = { a: [1, 4, 0], b: [0, 3, 2], weight: [9, 9, 9] }
  assert.deepEqual(compareRuns(pairs, other, [4, 0]), { both: 2, onlyFirst: 1, onlySecond: 1, agreement: 0.5 })
})

test('an interval is wide for few cases', () => {
  const [low, high] = wilson(1, 1)
  assert.ok(low < 0.25 && high === 1)
  const [lowOfMany] = wilson(1000, 1000)
  assert.ok(lowOfMany > 0.99)
})
