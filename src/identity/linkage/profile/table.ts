import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier } from '../encode/duckdb.ts'
import type { CleanerOf } from '../model/cleaned.ts'
import { type ColumnProfile, profileColumn } from './column.ts'

/** Rows that are looked at; over the whole table only fill and distinct values are counted. */
const sampledRows = 20_000
const sampleSeed = 1
const maxColumns = 200
/** Up to here different values are counted: an estimate that is a tenth off makes a record's number look repeated. */
const countedRows = 200_000

const distinctCount = (text: string, rows: unknown): string =>
  Number(rows) <= countedRows ? `count(distinct ${text})` : `approx_count_distinct(${text})`

export interface TableProfile {
  readonly rows: number
  readonly columns: readonly ColumnProfile[]
  /** The sample, by column: what the cost of blocking is estimated from. Never leaves the process. */
  readonly sample: ReadonlyMap<string, readonly (string | null)[]>
}

/**
 * Profiles the columns of a table or view: what it takes to propose a linkage model. `named`: what the file calls a column,
 * where the table could not (names that differ in case alone, or that the table has already).
 */
export async function profileTable(
  database: DuckDBConnection,
  table: string,
  cleanerOf: CleanerOf,
  named: (column: string) => string = (column) => column,
): Promise<TableProfile> {
  const from = identifier(table)
  const described = await (await database.run(`describe select * from ${from}`)).getRows()
  const columns = described.map(([name]) => String(name)).slice(0, maxColumns)
  const [[all] = [0]] = await (await database.run(`select count(*) from ${from}`)).getRows()
  const texts = columns.map((column) => `nullif(trim(${identifier(column)}::varchar), '')`)
  const counts = texts.flatMap((text) => [`count(${text})`, distinctCount(text, all)])
  const [totals = []] = await (await database.run(`select count(*), ${counts.join(', ')} from ${from}`)).getRows()
  const [rows = 0, ...each] = totals.map(Number)
  const drawn = await (
    await database.run(
      `select ${texts.join(', ')} from ${from} using sample reservoir(${sampledRows} rows) repeatable (${sampleSeed})`,
    )
  ).getRows()
  const sample = new Map(columns.map((column, i) => [named(column), drawn.map((row) => row[i] as string | null)]))
  return {
    rows,
    sample,
    columns: columns.map((column, i) =>
      profileColumn(
        named(column),
        sample.get(named(column)) ?? [],
        { rows, filled: each[i * 2] ?? 0, distinct: Math.min(each[i * 2 + 1] ?? 0, each[i * 2] ?? 0) },
        cleanerOf,
      ),
    ),
  }
}
