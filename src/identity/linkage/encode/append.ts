import { DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER } from '@duckdb/node-api'
import { identifier } from './duckdb.ts'

export interface NumberColumn {
  readonly name: string
  readonly values: Int32Array | Float64Array
}

const rowsPerChunk = 2_048

/** A table of numbers, made of columns side by side, rows `from` up to `to`. */
export async function tableOfNumbers(
  database: DuckDBConnection,
  table: string,
  columns: readonly NumberColumn[],
  from = 0,
  to = columns[0]?.values.length ?? 0,
): Promise<void> {
  const types = columns.map(({ values }) => (values instanceof Float64Array ? DOUBLE : INTEGER))
  const declared = columns.map(({ name }, i) => `${identifier(name)} ${String(types[i])}`)
  await database.run(`create or replace table ${identifier(table)} (${declared.join(', ')})`)
  const appender = await database.createAppender(table)
  for (let at = from; at < to; at += rowsPerChunk) {
    const count = Math.min(rowsPerChunk, to - at)
    const chunk = DuckDBDataChunk.create(types, count)
    for (const [c, { values }] of columns.entries()) {
      const vector = chunk.getColumnVector(c) as unknown as WritableVector
      vector.items.set(values.subarray(at, at + count))
      vector.flush()
    }
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

interface WritableVector {
  readonly items: Int32Array | Float64Array
  flush(): void
}
