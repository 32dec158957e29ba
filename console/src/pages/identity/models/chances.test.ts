import assert from 'node:assert/strict'
import { it } from 'node:test'
import { chancesOf } from './chances.ts'
import type { Model } from './condition-words.ts'

const equal = (column: string) => [[{ test: 'equal' as const, column }]]

/** A birthplace of which much is known when the postcode is. */
const model = {
  ...{ id: 'small', version: 1, fields: [], thresholds: { link: 1, review: 0, kin: 0 } },
  ...{ blocking: { rules: [], maxPairsPerBlock: 1 }, constraints: { uniqueSources: [], rosters: [] } },
  comparisons: [
    { id: 'postcode', needs: ['postcode.exact'], levels: [{ id: 'exact', when: equal('postcode.exact') }] },
    {
      ...{ id: 'birthplace', needs: ['birthplace.exact'], dependsOn: 'postcode' },
      levels: [{ id: 'exact', when: equal('birthplace.exact') }],
    },
  ],
} satisfies Model

const trained: Model = {
  ...model,
  parameters: {
    records: 10,
    pairs: { match: 1, household: 1, unrelated: 1 },
    comparisons: [
      { id: 'postcode', match: [[0.8, 0.2]], household: [[0.9, 0.1]], unrelated: [[0.1, 0.9]] },
      {
        id: 'birthplace',
        match: [
          [0.5, 0.5],
          [0.75, 0.25],
          [1, 0],
        ],
        household: [
          [0.5, 0.5],
          [0.5, 0.5],
          [0.5, 0.5],
        ],
        unrelated: [
          [0.25, 0.75],
          [0.375, 0.625],
          [0, 1],
        ],
      },
    ],
  },
}

it('gives m, u and their weight level by level, and what is left under else', () => {
  assert.deepEqual(chancesOf(trained, 'postcode'), [
    {
      given: undefined,
      levels: [
        { level: 'exact', match: 0.8, household: 0.9, unrelated: 0.1, weight: 3 },
        { level: 'else', match: 0.2, household: 0.1, unrelated: 0.9, weight: Math.log2(0.2 / 0.9) },
      ],
    },
  ])
})

it('tells the chances of a comparison that depends on another apart by the level of that one', () => {
  const rows = chancesOf(trained, 'birthplace')
  assert.deepEqual(
    rows.map(({ given }) => given),
    ['missing', 'exact', 'else'],
  )
  assert.deepEqual(
    rows.map(({ levels }) => levels[0]?.weight),
    [1, 1, undefined],
    'what was never seen has no weight',
  )
})

it('has nothing to show of a model that is not trained', () => {
  assert.deepEqual(chancesOf(model, 'postcode'), [])
})
