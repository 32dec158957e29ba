import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import test from 'node:test'
import { personColumns } from '../../../../../bench/linkage/people.ts'
import { limits, openEngine, preparePeople, testFolder, trained } from '../../../../../test/support/linkage.ts'
import { withDatabase } from '../../encode/duckdb.ts'
import { personModel } from '../../model/person.ts'
import type { Edges } from '../contract.ts'
import { duckdbEngine } from './duckdb.ts'

const listed = ({ count, a, b, pattern }: Edges) => Array.from({ length: count }, (_, i) => [a[i], b[i], pattern[i]])

for (const maxPairsPerBlock of [20_000_000, 60]) {
  test(`SQL and the kernel find the same pairs, levels and weights; blocks of up to ${maxPairsPerBlock} pairs`, async (t) => {
    const folder = testFolder()
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const whole = personModel(personColumns)
    const model = { ...whole, blocking: { ...whole.blocking, maxPairsPerBlock } }
    const people = await preparePeople(10_000, folder, model)
    const kernel = await openEngine(people.folder, people.prepared, model)
    t.after(() => kernel.close())
    const fitted = await trained(model, kernel, people.prepared)
    const expected = await kernel.scorePairs(fitted, -6, () => undefined)
    const found = await withDatabase(limits, (database) =>
      duckdbEngine(database, people).scorePairs(fitted, -6, () => undefined),
    )
    assert.ok(expected.edges.count > 1_000)
    assert.deepEqual(listed(found.edges), listed(expected.edges))
    expected.edges.weight.forEach((weight, i) => {
      assert.ok(Math.abs(weight - found.edges.weight[i]!) < 1e-9)
    })
    assert.deepEqual(
      found.rules.map(({ purged }) => purged),
      expected.rules.map(({ purged }) => purged),
    )
  })
}
