import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { estimateRules } from './estimate.ts'

const breathe = () => Promise.resolve()
const all = { counted: 1_000_000, drawn: 1_000, breathe, weight: 1 }

const columnsOf = (columns: Readonly<Record<string, readonly number[]>>) =>
  new Map(Object.entries(columns).map(([name, codes]) => [name, Int32Array.from(codes)]))

const rule = (...columns: string[]) => ({ id: columns.join('-and-'), columns })

/** The plain way: every pair against every rule. */
function plainly(columns: ReadonlyMap<string, Int32Array>, rules: readonly { readonly columns: readonly string[] }[]) {
  const records = [...columns.values()][0]?.length ?? 0
  const agree = (names: readonly string[], a: number, b: number) =>
    names.every((name) => columns.get(name)![a] !== 0 && columns.get(name)![a] === columns.get(name)![b])
  const counts = rules.map(() => ({ pairs: 0, fresh: 0 }))
  for (let a = 0; a < records; a++) {
    for (let b = 0; b < a; b++) {
      let known = false
      for (const [i, { columns: names }] of rules.entries()) {
        if (!agree(names, a, b)) continue
        counts[i]!.pairs++
        if (!known) counts[i]!.fresh++
        known = true
      }
    }
  }
  return counts
}

const codes = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 40 })

test('pairs of a rule, and those that it adds to the rules before, are counted as pair by pair', async () => {
  await fc.assert(
    fc.asyncProperty(codes, async (rows) => {
      const columns = columnsOf({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b), c: rows.map(([, , c]) => c) })
      const rules = [rule('a', 'b'), rule('c'), rule('a'), rule('b', 'c')]
      const found = await estimateRules(columns, { rules, maxPairsPerBlock: 1_000_000 }, all)
      assert.deepEqual(
        found.map(({ pairs, fresh }) => ({ pairs, fresh })),
        plainly(columns, rules),
      )
    }),
  )
})

test('a block that is too large is left out, and its pairs are fresh again for the rule after', async () => {
  const columns = columnsOf({ a: [1, 1, 1, 1, 2, 2, 0], b: [1, 1, 2, 2, 3, 3, 3] })
  const [first, second] = await estimateRules(columns, { rules: [rule('a'), rule('b')], maxPairsPerBlock: 3 }, all)
  assert.deepEqual(first?.purged, { blocks: 1, records: 4, pairs: 6 })
  assert.equal(first?.pairs, 1)
  assert.deepEqual(first?.largest, { records: 4, row: 0 }, 'it is told of the block that was left out')
  assert.deepEqual(
    [second?.pairs, second?.fresh],
    [5, 4],
    'two pairs of the large block, and two of three in the third',
  )
})

test('of very many pairs some are drawn, near what counting gives and the same each time', async () => {
  const rows = 2_000
  const columns = columnsOf({
    a: Array.from({ length: rows }, (_, i) => 1 + (i % 10)),
    b: Array.from({ length: rows }, (_, i) => 1 + (i % 25)),
  })
  const blocking = { rules: [rule('a'), rule('b')], maxPairsPerBlock: 1_000_000 }
  const [, counted] = await estimateRules(columns, blocking, all)
  const draw = () => estimateRules(columns, blocking, { ...all, counted: 100, drawn: 20_000 })
  const [, drawn] = await draw()
  assert.deepEqual([counted?.freshCounted, drawn?.freshCounted], [true, false])
  assert.equal(drawn?.pairs, counted?.pairs, 'only what it adds is drawn')
  assert.ok(Math.abs(drawn!.fresh / counted!.fresh - 1) < 0.05, `${drawn?.fresh} of ${counted?.fresh}`)
  assert.deepEqual((await draw())[1], drawn)
})
