import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { LinkageModel } from '../model/schema.ts'
import { atLeast, atMost, boundsOf } from './bounds.ts'
import { maximise } from './expectation.ts'

const level = (column: string) => ({ id: 'exact', when: [[{ test: 'equal' as const, column }]] })

/** Given name and national number, each the same or not: a pattern has two bits for each. */
const model: LinkageModel = {
  id: 'small',
  version: 1,
  fields: [
    { id: 'given', kind: 'given-names', from: ['given'] },
    { id: 'nid', kind: 'national-id', from: ['nid'] },
  ],
  comparisons: [
    { id: 'given', needs: ['given.exact'], levels: [level('given.exact')] },
    { id: 'nid', needs: ['nid.exact'], levels: [level('nid.exact')] },
  ],
  blocking: { rules: [{ id: 'given', columns: ['given.exact'] }], maxPairsPerBlock: 1_000_000 },
  thresholds: { link: 0, review: -5, kin: 2 },
  constraints: { uniqueSources: [], rosters: [] },
}
const same = 1
const different = 2
const pattern = (given: number, nid: number): number => given | (nid << 2)

const trainedOn = (patterns: readonly (readonly [given: number, nid: number, pairs: number])[]) =>
  maximise({
    model,
    records: 30_000,
    patterns: new Map(patterns.map(([given, nid, pairs]) => [pattern(given, nid), pairs])),
    unrelated: [[[1e-4, 1 - 1e-4]], [[1e-8, 1 - 1e-8]]],
    labels: [],
  }).parameters

test('where there is hardly a duplicate, strangers of one name do not become one person', () => {
  // Names are commoner than chance says, since peoples have their own: ten times the pairs that were reckoned.
  const { comparisons, pairs } = trainedOn([
    [same, different, 450_000],
    [same, same, 80],
    [different, different, 200_000],
  ])
  const [, nid] = comparisons
  assert.ok((nid?.match[0]?.[0] ?? 0) >= 0.9 - 1e-9, 'one person has one number')
  assert.ok((nid?.household[0]?.[0] ?? 1) <= 0.02 + 1e-9, 'two of one household have two')
  assert.ok(pairs.match < 300_000)
})

test('where nobody shares a household, one person written badly does not become one', () => {
  const { pairs } = trainedOn([
    [same, same, 4_000],
    [different, same, 700],
    [same, different, 300],
  ])
  assert.ok(pairs.household < 100, String(pairs.household))
  assert.ok(pairs.match > 4_500, String(pairs.match))
})

test('only what a comparison is about binds it', () => {
  const about = (column: string) => boundsOf(model, { needs: [column] })
  assert.ok(about('nid.exact').matchAgrees > about('given.exact').matchAgrees)
  assert.deepEqual(boundsOf({ fields: [{ id: 'phone', kind: 'phone', from: ['x'] }] }, { needs: ['phone.exact'] }), {
    matchAgrees: 0,
    householdAgrees: 1,
  })
})

test('law: bound rows are still probabilities, within their bound, and untouched where they were', () => {
  const row = fc
    .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 7 })
    .map((values) => values.map((value) => value / values.reduce((sum, one) => sum + one, 0)))
  fc.assert(
    fc.property(row, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (values, share) => {
      const strong = (of: readonly number[]) =>
        of.slice(0, Math.min(of.length - 1, 4)).reduce((sum, value) => sum + value, 0)
      for (const [bound, holds] of [
        [atLeast, (agreeing: number) => agreeing >= share - 1e-9],
        [atMost, (agreeing: number) => agreeing <= share + 1e-9],
      ] as const) {
        const [bounded = []] = bound([values], share)
        assert.ok(Math.abs(bounded.reduce((sum, value) => sum + value, 0) - 1) < 1e-9)
        assert.ok(holds(strong(bounded)))
        if (holds(strong(values)))
          assert.deepEqual(
            bounded.map((value) => value.toFixed(9)),
            values.map((value) => value.toFixed(9)),
          )
      }
    }),
  )
})
