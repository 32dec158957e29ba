import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { overlapsOf, plainOverlapRules, suppressed } from './rules.ts'

const cell = (people: number, name = String(people)) => ({ name, people })

test('people in two programmes are counted for the two, and the country says whether that may be', () => {
  const rules = {
    ...plainOverlapRules,
    combinations: [{ programmes: ['OVC', 'SCP'], rule: 'not-allowed' as const, act: 'Act, s. 4' }],
  }
  const served = [
    { programmes: ['OVC', 'SCP'], people: 20 },
    { programmes: ['DSN', 'OVC', 'SCP'], people: 5 },
    { programmes: ['SCP', 'SCP'], people: 3 },
  ]
  assert.deepEqual(
    overlapsOf(served, rules).map(({ programmes, people, rule }) => [programmes.join('+'), people, rule]),
    [
      ['DSN+OVC', 5, 'to-be-looked-at'],
      ['DSN+SCP', 5, 'to-be-looked-at'],
      ['OVC+SCP', 25, 'not-allowed'],
      ['SCP+SCP', 3, 'to-be-looked-at'],
    ],
  )
})

test('a small count is not told, nor what a total would give away', () => {
  const { cells, total } = suppressed([cell(3), cell(40), cell(25), cell(0)], 10)
  assert.deepEqual(
    cells.map(({ people }) => people),
    [undefined, 40, undefined, 0],
  )
  assert.equal(total, 68)
  assert.equal(suppressed([cell(3), cell(0)], 10).total, undefined)
  assert.equal(suppressed([cell(30), cell(0)], 10).total, 30)
})

test('no hidden count can be worked out from what is told: what is hidden sums to no less than the smallest cell', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 12 }), fc.integer({ min: 2, max: 15 }), (sizes, smallest) => {
      const cells = sizes.map((people, i) => cell(people, `c${i}`))
      const told = suppressed(cells, smallest)
      for (const { people } of told.cells) assert.ok(people === undefined || people === 0 || people >= smallest)
      if (told.total === undefined) return
      const hidden = told.total - told.cells.reduce((sum, { people = 0 }) => sum + people, 0)
      const left = told.cells.filter(({ people }) => people === undefined).length
      assert.ok(left !== 1, 'one hidden cell follows from the total')
      assert.ok(left === 0 || hidden >= smallest)
    }),
  )
})
