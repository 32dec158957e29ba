import type { DuckDBConnection } from '@duckdb/node-api'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { identifier, literal } from '../encode/duckdb.ts'
import { idsTwice, withoutIds } from './problems.ts'
import type { Source } from './schema.ts'

/** The table that a run reads: `source`, `record_id`, and a text column for each name that the model's fields read. */
export interface RawTable {
  readonly database: DuckDBConnection
  readonly name: string
  /** Columns beside `source` and `record_id`. */
  readonly columns: readonly string[]
}

export async function createRawTable({ database, name, columns }: RawTable): Promise<void> {
  const list = ['source', 'record_id', ...columns].map((column) => `${identifier(column)} varchar`)
  await database.run(`create or replace table ${identifier(name)} (${list.join(', ')})`)
}

/** The source's own columns that are read: the id's, then those of the raw table that it has. */
export const columnsRead = (source: Source, table: RawTable): readonly string[] => [
  source.recordId,
  ...mapped(source, table).map((column) => source.columns[column] ?? ''),
]

const mapped = (source: Source, { columns }: RawTable): readonly string[] =>
  columns.filter((column) => Object.hasOwn(source.columns, column))

/** Adds the rows of a relation that has the source's columns as texts; blank is missing. */
export async function insertFrom(table: RawTable, source: Source, relation: string): Promise<void> {
  const own = columnsRead(source, table).map((column) => `nullif(trim(${identifier(column)}::varchar), '')`)
  const into = ['source', 'record_id', ...mapped(source, table)].map(identifier)
  await table.database.run(
    `insert into ${identifier(table.name)} (${into.join(', ')}) select ${[literal(source.id), ...own].join(', ')} from ${relation}`,
  )
}

/** Adds rows whose values are in the order of `columnsRead`. */
export function appendRows(table: RawTable, source: Source): Promise<RowAppender> {
  const at = new Map(mapped(source, table).map((column, i) => [column, i + 1]))
  const places = table.columns.map((column) => at.get(column))
  return table.database.createAppender(table.name).then((appender) => ({
    append(values) {
      appender.appendVarchar(source.id)
      for (const place of [0, ...places]) {
        const value = place === undefined ? '' : (values[place] ?? '').trim()
        if (value === '') appender.appendNull()
        else appender.appendVarchar(value)
      }
      appender.endRow()
    },
    close: () => appender.closeSync(),
  }))
}

export interface RowAppender {
  append(values: readonly (string | null)[]): void
  close(): void
}

/** How many records the source has; each must have an id of its own. */
export async function checkIds({ database, name }: RawTable, source: Source): Promise<Result<number>> {
  const numbers = async (query: string): Promise<readonly number[]> =>
    ((await (await database.run(query)).getRows())[0] ?? []).map(Number)
  const table = identifier(name)
  const mine = `source = ${literal(source.id)}`
  const [rows = 0, withId = 0, ids = 0] = await numbers(
    `select count(*), count(record_id), count(distinct record_id) from ${table} where ${mine}`,
  )
  const numbered = `(select record_id, row_number() over (order by rowid) as place from ${table} where ${mine})`
  if (withId < rows) {
    const [first = 0] = await numbers(`select min(place) from ${numbered} where record_id is null`)
    return fail(withoutIds(source, rows - withId, first))
  }
  if (ids === rows) return ok(rows)
  const places = await numbers(
    `select count(*) over (), min(place) as first, max(place) from ${numbered} group by record_id having count(*) > 1
     order by first limit 1`,
  )
  return fail(idsTwice(source, places[0] ?? 0, places.slice(1)))
}
