import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import test from 'node:test'
import { personColumns } from '../../../../bench/linkage/people.ts'
import { limits, openEngine, preparePeople, testFolder, trained } from '../../../../test/support/linkage.ts'
import { literal, withDatabase } from '../encode/duckdb.ts'
import { columnFiles } from '../encode/prepared.ts'
import { personModel } from '../model/person.ts'
import { blockingWarnings, costOfRule } from './cost.ts'

test('the cost that is told before a run is the number of pairs that the run then sees', async (t) => {
  const folder = testFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const whole = personModel(personColumns)
  const model = { ...whole, blocking: { ...whole.blocking, maxPairsPerBlock: 40 } }
  const people = await preparePeople(3_000, folder, model)
  const engine = await openEngine(people.folder, people.prepared, model)
  t.after(() => engine.close())
  const { rules } = await engine.scorePairs(await trained(model, engine, people.prepared), 0, () => undefined)
  const costs = await withDatabase(limits, async (database) => {
    const records = `read_parquet(${literal(columnFiles(people.folder))})`
    const found = []
    for (const rule of model.blocking.rules) found.push(await costOfRule(database, records, model.blocking, rule))
    return found
  })
  assert.deepEqual(costs, rules)
  const purging = rules.filter(({ purged }) => purged.blocks > 0).map(({ rule }) => rule)
  assert.ok(purging.length > 0)
  assert.deepEqual(
    blockingWarnings(costs, 3_000).map(({ rule }) => rule),
    purging,
  )
  assert.deepEqual(
    blockingWarnings([{ rule: 'all', pairs: 4_498_500, purged: { blocks: 0, records: 0, pairs: 0 } }], 3_000),
    [{ rule: 'all', warning: 'explodes' }],
  )
})
