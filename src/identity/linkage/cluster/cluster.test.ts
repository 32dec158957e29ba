import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { TrainedModel } from '../compare/weights.ts'
import type { Edges } from '../engines/contract.ts'
import { clusterEdges, strongestFirst } from './cluster.ts'
import type { Forbids } from './constraints.ts'
import { linkHouseholds } from './households.ts'
import { suspiciousClusters } from './quality.ts'

const column = 'name.exact'
const even = [[0.5, 0.5]]
/** One comparison; level 1 tells a person from a household by 7 bits, level 2 not at all. */
const model: TrainedModel = {
  id: 'test',
  version: 1,
  fields: [{ id: 'name', kind: 'full-name', from: ['name'] }],
  comparisons: [{ id: 'name', needs: [column], levels: [{ id: 'exact', when: [[{ test: 'equal', column }]] }] }],
  blocking: { rules: [{ id: 'name', columns: [column] }], maxPairsPerBlock: 10 },
  thresholds: { link: 2, review: -2, kin: 2 },
  constraints: { uniqueSources: [], rosters: [] },
  parameters: {
    records: 10,
    pairs: { match: 1, household: 1, unrelated: 1 },
    comparisons: [{ id: 'name', match: [[0.99, 0.01]], household: [[0.01, 0.99]], unrelated: even }],
  },
}
const [sure, kin] = [1, 2]

const edgesOf = (...list: readonly (readonly [a: number, b: number, weight: number, pattern: number])[]): Edges => ({
  count: list.length,
  a: Int32Array.from(list, ([a]) => a),
  b: Int32Array.from(list, ([, b]) => b),
  weight: Float64Array.from(list, ([, , weight]) => weight),
  pattern: Int32Array.from(list, ([, , , pattern]) => pattern),
})
const free: Forbids = { source: () => 1, unique: new Set(), rosters: [] }

test('what is strong is linked, what is weak is reviewed, and what a household explains as well is never linked alone', () => {
  const edges = edgesOf([0, 1, 9, sure], [1, 2, 1, sure], [3, 4, 9, kin])
  const { cluster, reviews, linked } = clusterEdges(edges, { model, records: 5, forbids: free })
  assert.deepEqual([...cluster], [0, 0, 2, 3, 4])
  assert.deepEqual([...linked], [1, 0, 0])
  assert.deepEqual(reviews, [
    { edge: 2, reason: 'kin' },
    { edge: 1, reason: 'weak' },
  ])
})

test('edges come in the order of their weights, heaviest first, and of equal ones the first first', () => {
  const weight = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1.5, -1.5))
  fc.assert(
    fc.property(fc.array(weight, { maxLength: 60 }), (weights) => {
      const order = [...strongestFirst({ count: weights.length, weight: Float64Array.from(weights) })]
      const compare = (x: number, y: number) => (x === y ? 0 : x > y ? -1 : 1)
      assert.deepEqual(
        order,
        [...weights.keys()].sort((x, y) => compare(weights[x]!, weights[y]!) || x - y),
      )
    }),
  )
})

test('of two records of a unique source the better one is linked; when they are as good, a person chooses', () => {
  // Records 0 and 1 are of the civil register, which holds nobody twice.
  const forbids: Forbids = { source: (record) => (record < 2 ? 1 : 2), unique: new Set([1]), rosters: [] }
  const better = clusterEdges(edgesOf([0, 2, 8, sure], [1, 2, 6, sure]), { model, records: 3, forbids })
  assert.deepEqual([...better.cluster], [0, 1, 0])
  assert.deepEqual(better.reviews, [{ edge: 1, reason: 'same-unique-source' }])
  const tied = clusterEdges(edgesOf([0, 2, 8, sure], [1, 2, 7.99, sure]), { model, records: 3, forbids })
  assert.deepEqual(tied.reviews, [{ edge: 1, reason: 'tie' }])
})

test('two records of one roster are two people, also by way of a third record', () => {
  const forbids: Forbids = { source: () => 1, unique: new Set(), rosters: [(record) => (record < 2 ? 7 : 0)] }
  const edges = edgesOf([0, 1, 12, sure], [0, 2, 11, sure], [1, 2, 10, sure])
  const { cluster, reviews } = clusterEdges(edges, { model, records: 3, forbids })
  assert.deepEqual([...cluster], [0, 1, 0])
  assert.deepEqual(
    reviews.map(({ reason }) => reason),
    ['same-roster', 'same-roster'],
  )
})

test('no cluster ever holds what must be apart, and every other strong pair is in one cluster', () => {
  const edge = fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 3, max: 20 }))
  fc.assert(
    fc.property(
      fc.array(edge, { maxLength: 30 }),
      fc.array(fc.nat(4), { minLength: 12, maxLength: 12 }),
      (list, rosters) => {
        const pairs = list.filter(([a, b]) => a < b).map(([a, b, weight]) => [a, b, weight, sure] as const)
        const forbids: Forbids = { source: () => 1, unique: new Set(), rosters: [(record) => rosters[record]!] }
        const edges = edgesOf(...pairs)
        const { cluster, linked, reviews } = clusterEdges(edges, { model, records: 12, forbids })
        for (let x = 0; x < 12; x++) {
          for (let y = x + 1; y < 12; y++) {
            if (cluster[x] === cluster[y]) assert.ok(rosters[x] === 0 || rosters[x] !== rosters[y])
          }
        }
        for (let i = 0; i < edges.count; i++) {
          assert.equal(linked[i] === 1, cluster[edges.a[i]!] === cluster[edges.b[i]!])
          assert.equal(
            linked[i] === 0,
            reviews.some((review) => review.edge === i),
          )
        }
      },
    ),
  )
})

test('clusters that should be seen are told: large, of two sexes, of births far apart, held by one weak link', () => {
  const square = (from: number) =>
    [
      [from, from + 1, 9, sure],
      [from, from + 2, 9, sure],
      [from + 1, from + 2, 9, sure],
    ] as const
  const edges = edgesOf(...square(0), ...square(3), [2, 3, 4, sure], ...square(6))
  const clustering = clusterEdges(edges, { model, records: 9, forbids: free })
  const view = {
    edges,
    clustering,
    sex: (record: number) => (record === 8 ? 2 : 1),
    year: (record: number) => (record === 7 ? 1950 : 1990),
  }
  assert.deepEqual(suspiciousClusters(view), [
    { cluster: 0, size: 6, suspicions: ['bridge'], bridge: 6 },
    { cluster: 6, size: 3, suspicions: ['sex-differs', 'births-differ'] },
  ])
})

test('a household is found again over a split and a merge', () => {
  // Persons 0 to 4 were household 1; on the second list 0, 1, 2 are household 2 and 3, 4 household 3 with a newcomer.
  const cluster = Int32Array.of(0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 10)
  const rosters = [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3]
  const links = linkHouseholds(cluster, (record) => rosters[record]!)
  assert.deepEqual(
    links.map(({ left, right, shared, kind }) => [left, right, shared, kind]),
    [
      [1, 2, 3, 'same'],
      [1, 3, 2, 'part-of'],
    ],
  )
})
