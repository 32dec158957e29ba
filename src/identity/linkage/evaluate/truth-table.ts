import { setImmediate as breathe } from 'node:timers/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier } from '../encode/duckdb.ts'

const rowsAtOnce = 10_000

/** A table of texts, made row by row as they come, with others' work in between. */
export async function tableOfTexts(
  database: DuckDBConnection,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly string[]>,
): Promise<void> {
  const declared = columns.map((name) => `${identifier(name)} varchar`)
  await database.run(`create or replace table ${identifier(table)} (${declared.join(', ')})`)
  const appender = await database.createAppender(table)
  let appended = 0
  for (const row of rows) {
    for (const value of row) appender.appendVarchar(value)
    appender.endRow()
    if (++appended % rowsAtOnce === 0) await breathe()
  }
  appender.closeSync()
}
