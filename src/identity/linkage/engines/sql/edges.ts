import type { DuckDBConnection } from '@duckdb/node-api'
import type { Edges } from '../contract.ts'
import { edgesFrom } from '../edges.ts'
import type { Sql } from './dialect.ts'

/** The rows (a, b, weight, pattern) of a table in DuckDB. */
export async function readEdges(database: DuckDBConnection, table: Sql): Promise<Edges> {
  const reader = await database.runAndReadAll(`select count(*) from ${table}`)
  return edgesFrom(database, `${table} order by a, b`, Number(reader.getRows()[0]![0]))
}
