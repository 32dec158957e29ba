import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { mustBeOk } from '../../../kernel/result.ts'
import { encodingBytes } from '../encoding/filter.ts'
import { kernelFolder } from '../test-project.ts'
import { type EncodedSet, type MatchPlan, match } from './match.ts'
import { oneToOne } from './one-to-one.ts'
import { openPairSet } from './pair-set.ts'

const folder = kernelFolder
const digest = 'd'.repeat(64)

const setOf = (encodings: readonly Uint8Array[], blocks: readonly (readonly string[])[] = []): EncodedSet => ({
  ids: encodings.map((_, i) => `${i}`),
  bits: Buffer.concat(encodings),
  blocks,
})

/** A generator of its own, so that a failure can be had again. */
function randomBytesFrom(seed: number): () => Uint8Array {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  }
  return () => Uint8Array.from({ length: encodingBytes }, next)
}

/** Turns the first `count` bits, spread over the encoding. */
function turned(encoding: Uint8Array, count: number): Uint8Array {
  const out = Uint8Array.from(encoding)
  for (let i = 0; i < count; i++) {
    const place = (i * 37) % (encodingBytes * 8)
    out[place >> 3] = (out[place >> 3] ?? 0) ^ (1 << (place & 7))
  }
  return out
}

const diceOf = (a: Uint8Array, b: Uint8Array): number => {
  const ones = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
  return (2 * ones(a.map((byte, i) => byte & (b[i] ?? 0)))) / (ones(a) + ones(b))
}

test('the compiled comparison finds exactly the pairs that a plain one finds, whatever the threshold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.double({ min: 0.45, max: 0.9, noNaN: true }), async (seed, threshold) => {
      const random = randomBytesFrom(seed)
      const a = Array.from({ length: 9 }, random)
      // Thinner ones too, so that the counts of bits differ, and an empty one.
      const b = [
        ...a.map((one, i) => turned(one, i * 45)),
        ...a.map((one) => one.map((byte) => byte & 0x55)),
        new Uint8Array(encodingBytes),
      ]
      const plan: MatchPlan = { blocking: { kind: 'all' }, threshold, digest }
      const { linked, tied, compared } = mustBeOk(await match(setOf(a), setOf(b), plan, { folder }))
      const plain = a.flatMap((x, i) => b.map((y, j) => ({ a: i, b: j, score: diceOf(x, y) })))
      const expected = oneToOne(plain.filter(({ score }) => score >= threshold))
      assert.deepEqual({ linked, tied }, expected)
      assert.equal(compared, a.length * b.length)
    }),
    { numRuns: 40 },
  )
})

test('sampling of bits finds what is alike among many, with few comparisons', async () => {
  const random = randomBytesFrom(7)
  const a = Array.from({ length: 2000 }, random)
  const b = a.map((one, i) => (i < 200 ? turned(one, 80) : random()))
  const blocking = { kind: 'lsh', tables: 60, bits: 12 } as const
  const plan: MatchPlan = { blocking, threshold: 0.8, digest }
  const { linked, compared } = mustBeOk(await match(setOf(a), setOf(b), plan, { folder }))
  assert.ok(linked.length >= 195, `${linked.length} of 200`)
  assert.ok(linked.every((pair) => pair.a === pair.b))
  assert.ok(compared < 2000 * 2000 * 0.05, `${compared} comparisons`)
})

test('keyed tokens compare only records of a common block, by rule', async () => {
  const random = randomBytesFrom(3)
  const [x, y, z] = [random(), random(), random()]
  const a = setOf(
    [x, y, z],
    [
      ['p', 'q'],
      ['', 'q2'],
      ['', ''],
    ],
  )
  const b = setOf(
    [x, y, z],
    [
      ['p', ''],
      ['q2', 'q2'],
      ['', ''],
    ],
  )
  const blocking = { kind: 'tokens' as const, rules: [['f.a'], ['f.b']] }
  const { linked, compared } = mustBeOk(await match(a, b, { blocking, threshold: 0.9, digest }, { folder }))
  assert.deepEqual(
    linked.map((pair) => [pair.a, pair.b]),
    [
      [0, 0],
      [1, 1],
    ],
  )
  assert.equal(compared, 2, 'who has no token is compared with nobody')
})

test('one giant block is compared in pieces: nothing is lost where a piece ends', async () => {
  const random = randomBytesFrom(11)
  const same = random()
  const a = Array.from({ length: 1100 }, () => same)
  const b = Array.from({ length: 1100 }, () => same)
  const { linked, tied } = mustBeOk(
    await match(setOf(a), setOf(b), { blocking: { kind: 'all' }, threshold: 0.9, digest }, { folder }),
  )
  assert.equal(linked.length, 0, 'who is like everybody is linked to nobody')
  assert.equal(tied.length, 1100 * 1100)
})

test('more comparisons than the limit are refused before they are made', async () => {
  const random = randomBytesFrom(5)
  const set = setOf(Array.from({ length: 20 }, random))
  const plan: MatchPlan = { blocking: { kind: 'all' }, threshold: 0.9, digest }
  const refused = await match(set, set, plan, { folder, comparisonsLimit: 399 })
  assert.equal(refused.ok ? '' : refused.problem.code, 'identity.private-too-many-pairs')
  assert.equal((await match(set, set, plan, { folder, comparisonsLimit: 400 })).ok, true)
})

test('nobody with anybody: an empty side gives no pairs', async () => {
  const plan: MatchPlan = { blocking: { kind: 'lsh', tables: 3, bits: 8 }, threshold: 0.8, digest }
  const one = setOf([randomBytesFrom(1)()])
  for (const [a, b] of [
    [setOf([]), one],
    [one, setOf([])],
  ] as const) {
    assert.deepEqual(mustBeOk(await match(a, b, plan, { folder })), { linked: [], tied: [], compared: 0 })
  }
})

test('each record is in one pair at most, the best first; ties are told and not decided', () => {
  const pair = (a: number, b: number, score: number) => ({ a, b, score })
  const { linked, tied } = oneToOne([
    pair(0, 0, 0.8),
    pair(0, 1, 0.9),
    pair(1, 1, 0.85),
    pair(2, 2, 0.95),
    pair(2, 3, 0.95),
    pair(4, 2, 0.9),
    pair(1, 0, 0.7),
  ])
  assert.deepEqual(linked, [pair(0, 1, 0.9), pair(1, 0, 0.7)])
  assert.deepEqual(tied, [pair(2, 2, 0.95), pair(2, 3, 0.95)])
})

test('one to one holds for any pairs: nobody twice, nobody linked who is tied', () => {
  const pairs = fc.array(fc.record({ a: fc.nat(6), b: fc.nat(6), score: fc.constantFrom(0.7, 0.8, 0.9) }), {
    maxLength: 25,
  })
  fc.assert(
    fc.property(pairs, (given) => {
      const { linked, tied } = oneToOne(given)
      for (const side of ['a', 'b'] as const) {
        const rows = linked.map((one) => one[side])
        assert.equal(new Set(rows).size, rows.length)
        assert.ok(tied.every((one) => !rows.includes(one[side])))
      }
    }),
  )
})

test('pairs that are found again are kept once, and no more than the limit', () => {
  const set = openPairSet(1000, 100_000)
  for (let round = 0; round < 3; round++) for (let i = 0; i < 60_000; i++) assert.equal(set.add(i >> 8, i & 255), true)
  assert.equal(set.pairs().length, 60_000)
  const small = openPairSet(1_000_000, 70_000)
  let taken = 0
  while (taken < 1_000_000 && small.add(taken, taken)) taken++
  assert.ok(taken >= 70_000 && taken < 300_000, `${taken}`)
})
