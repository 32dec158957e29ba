import type { DuckDBConnection } from '@duckdb/node-api'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { literal } from '../encode/duckdb.ts'
import { fileDigest, fileSize } from './files.ts'
import type { Opened } from './opened.ts'
import { unreadable } from './problems.ts'
import { insertFrom } from './raw-table.ts'
import type { Source, SourceOrigin } from './schema.ts'

type ParquetOrigin = Extract<SourceOrigin, { kind: 'parquet' }>

export async function openParquet(
  source: Source,
  { path }: ParquetOrigin,
  database: DuckDBConnection,
): Promise<Result<Opened>> {
  const size = await fileSize(source, path)
  if (!size.ok) return size
  const relation = `read_parquet(${literal(path)})`
  const columns = await namesOf(database, relation)
  if (columns === undefined) return fail(unreadable(source, 'it is not a Parquet file'))
  return ok({
    digest: await fileDigest(path),
    columns,
    load: async (table, as) => ok(await insertFrom(table, as, relation)),
    close: () => Promise.resolve(),
  })
}

async function namesOf(database: DuckDBConnection, relation: string): Promise<string[] | undefined> {
  try {
    const rows = await (await database.run(`describe select * from ${relation}`)).getRows()
    return rows.map(([name]) => String(name))
  } catch {
    return undefined
  }
}
