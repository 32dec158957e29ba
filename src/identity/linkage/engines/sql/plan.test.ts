import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { candidateSteps } from './candidates.ts'
import { type Dialect, duckdb, spark, table } from './dialect.ts'
import { edgeSteps } from './edge-steps.ts'
import { statementOf } from './plan.ts'
import { smallPlan } from './test-small.ts'

/** What a person who changes the SQL on purpose puts into the file. */
function scriptIn(dialect: Dialect): string {
  const plan = { ...smallPlan, dialect }
  const statements = [
    dialect.open(table('prepared'), "/data/it's here/columns-*.parquet"),
    ...[...candidateSteps(plan), ...edgeSteps(plan)].map((step) => statementOf(dialect, step)),
  ]
  return statements.map((statement) => `${statement};\n`).join('\n')
}

for (const [name, dialect] of Object.entries({ duckdb, spark: spark('/work/run') })) {
  test(`the SQL of a small model is the text that was read and approved: ${name}`, () => {
    assert.equal(scriptIn(dialect), readFileSync(join(import.meta.dirname, 'golden', `small.${name}.sql`), 'utf8'))
  })
}

test('both dialects say the same but for quotes, tables, and files', () => {
  const plain = (text: string) =>
    text
      .replaceAll(/[`"]/g, '')
      .replaceAll(/insert overwrite directory '[^']*\/(\w+)' using parquet /g, 'create or replace table $1 as ')
      .replaceAll(/create or replace temporary view \w+ using parquet options \(.*\);\n/g, '')
      .replaceAll(/create or replace view \w+ as select \* from read_parquet\(.*\);\n/g, '')
  assert.equal(plain(scriptIn(spark('/work/run'))).trim(), plain(scriptIn(duckdb)).trim())
})

test('the SQL calls no function that is not the same in both dialects', () => {
  const known = 'abs bit_count cast coalesce greatest least log2 power'.split(' ')
  const words = 'and as case distinct else from in join not on or select then union when where'.split(' ')
  const called = scriptIn(spark('/work/run')).matchAll(/\b([a-z_0-9]+) ?\(/gi)
  const unknown = [...called].map(([, name = '']) => name).filter((name) => ![...known, ...words].includes(name))
  assert.deepEqual([...new Set(unknown)], ['options'])
})
