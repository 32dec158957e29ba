import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { type ClusterChange, type ComparedRun, compareLinkage } from './test-comparison.ts'

/** A run of a partition, whose links are chains within its clusters. */
function runOf(cluster: readonly number[]): ComparedRun {
  const a: number[] = []
  const b: number[] = []
  const last = new Map<number, number>()
  cluster.forEach((one, record) => {
    if (one < 0) return
    const before = last.get(one)
    if (before !== undefined) {
      a.push(before)
      b.push(record)
    }
    last.set(one, record)
  })
  return { cluster, a, b }
}

const size = 8
const partition = fc.array(fc.integer({ min: -1, max: 4 }), { minLength: size, maxLength: size })
/** Each record is in one of the two at least. */
const twoRuns = fc
  .tuple(partition, partition)
  .map(([first, second]) => [first, second.map((one, i) => (first[i] === -1 && one === -1 ? 0 : one))] as const)

const turned: Readonly<Record<ClusterChange, ClusterChange>> = {
  ...{ same: 'same', split: 'merged', merged: 'split', moved: 'moved' },
}

test('records of one cluster stay, fall apart, come together or change places', () => {
  const first = [0, 0, 1, 1, 2, 3, 4, 4, 5, 5, 6]
  const second = [0, 0, 1, 9, 2, 2, 4, 5, 5, 4, 6]
  const { groups, pairs } = compareLinkage(runOf(first), runOf(second))
  assert.deepEqual(
    groups.map(({ change, first: before }) => [change, before.flat()]),
    [
      ['same', [0, 1]],
      ['split', [2, 3]],
      ['merged', [4, 5]],
      ['moved', [6, 7, 8, 9]],
    ],
  )
  assert.deepEqual(pairs, { both: 1, onlyFirst: 3, onlySecond: 3 })
})

test('law: a run compared with itself has changed in nothing', () => {
  fc.assert(
    fc.property(partition, (cluster) => {
      const run = runOf(cluster)
      const told = compareLinkage(run, run)
      assert.deepEqual([told.onlyFirst, told.onlySecond], [[], []])
      assert.equal(told.pairs.both, run.a.length)
      assert.ok(told.groups.every(({ change }) => change === 'same'))
    }),
  )
})

test('law: with the sides changed, the same is told with the sides changed', () => {
  fc.assert(
    fc.property(twoRuns, ([first, second]) => {
      const one = compareLinkage(runOf(first), runOf(second))
      const other = compareLinkage(runOf(second), runOf(first))
      for (const counts of ['records', 'pairs'] as const) {
        const { both, onlyFirst, onlySecond } = other[counts]
        assert.deepEqual(one[counts], { both, onlyFirst: onlySecond, onlySecond: onlyFirst })
      }
      assert.deepEqual(one.onlyFirst, other.onlySecond)
      const said = (groups: typeof one.groups, change: (of: ClusterChange) => ClusterChange) =>
        groups.map((group) => [[...group.first, ...group.second].flat().sort()[0], change(group.change)]).sort()
      assert.deepEqual(
        said(one.groups, (change) => change),
        said(other.groups, (change) => turned[change]),
      )
    }),
  )
})

test('law: each record that both have, and that one of them joins to another, is in one group, whole on both sides', () => {
  fc.assert(
    fc.property(twoRuns, ([first, second]) => {
      const { groups, records } = compareLinkage(runOf(first), runOf(second))
      const members = groups.flatMap((group) => group.first.flat())
      assert.equal(new Set(members).size, members.length)
      for (const group of groups) assert.deepEqual(group.first.flat().sort(), group.second.flat().sort())
      const common = first.flatMap((one, i) => (one >= 0 && second[i]! >= 0 ? [i] : []))
      const joined = common.filter((i) =>
        common.some((j) => i !== j && (first[i] === first[j] || second[i] === second[j])),
      )
      assert.deepEqual(members.sort(), joined)
      assert.equal(records.both + records.onlyFirst + records.onlySecond, size)
    }),
  )
})
