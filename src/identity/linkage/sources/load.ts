import type { DuckDBConnection } from '@duckdb/node-api'
import type pg from 'pg'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { openCsv } from './csv.ts'
import type { Opened } from './opened.ts'
import { openParquet } from './parquet.ts'
import { emptySource, missingColumns, unreadable } from './problems.ts'
import { checkIds, columnsRead, createRawTable, type RawTable } from './raw-table.ts'
import { openRegistry } from './registry.ts'
import type { Source } from './schema.ts'
import { openWorkbook } from './workbook.ts'

export interface Reach {
  /** Where files are written that DuckDB must read in UTF-8; removed again. */
  readonly spillFolder: string
  /** Of Kiungo's registry, where one is a source. */
  readonly pool?: pg.Pool
  /** Digests of deliveries that were loaded before, with what to call them. */
  readonly seenBefore?: ReadonlyMap<string, string>
  readonly onProgress?: (progress: { readonly source: string; readonly done: number; readonly of: number }) => void
}

export interface LoadedSource {
  readonly id: string
  /** SHA-256 of the file, or of the registry's rows. */
  readonly digest: string
  readonly rows: number
  /** Columns of the raw table that this source does not have: missing in all its records. */
  readonly without: readonly string[]
  /** The delivery that this one repeats, which is therefore not loaded again. */
  readonly sameAs?: string
}

/** Fills the raw table from all sources, or says what is wrong with the first that cannot be used. */
export async function loadSources(
  sources: readonly Source[],
  table: RawTable,
  reach: Reach,
): Promise<Result<readonly LoadedSource[]>> {
  await createRawTable(table)
  const seen = new Map(reach.seenBefore)
  const loaded: LoadedSource[] = []
  for (const source of sources) {
    reach.onProgress?.({ source: source.id, done: loaded.length, of: sources.length })
    const opened = await openSource(source, table.database, reach)
    if (!opened.ok) return opened
    try {
      const one = await loadOne(source, table, { opened: opened.value, seen })
      if (!one.ok) return one
      loaded.push(one.value)
    } finally {
      await opened.value.close()
    }
  }
  return ok(loaded)
}

async function loadOne(
  source: Source,
  table: RawTable,
  { opened, seen }: { readonly opened: Opened; readonly seen: Map<string, string> },
): Promise<Result<LoadedSource>> {
  const wanted = columnsRead(source, table)
  if (wanted.some((column) => !opened.columns.includes(column))) {
    return fail(missingColumns(source, wanted, opened.columns))
  }
  const without = table.columns.filter((column) => !Object.hasOwn(source.columns, column))
  const sameAs = seen.get(opened.digest)
  if (sameAs !== undefined) return ok({ id: source.id, digest: opened.digest, rows: 0, without, sameAs })
  const done = await opened.load(table, source)
  if (!done.ok) return done
  const rows = await checkIds(table, source)
  if (!rows.ok) return rows
  if (rows.value === 0) return fail(emptySource(source))
  seen.set(opened.digest, source.id)
  return ok({ id: source.id, digest: opened.digest, rows: rows.value, without })
}

/** Its columns are known then, its rows not yet read. */
export function openSource(
  source: Source,
  database: DuckDBConnection,
  { spillFolder, pool }: Pick<Reach, 'spillFolder' | 'pool'>,
): Promise<Result<Opened>> {
  const { from } = source
  switch (from.kind) {
    case 'csv':
      return openCsv(source, from, spillFolder)
    case 'xlsx':
      return openWorkbook(source, from)
    case 'parquet':
      return openParquet(source, from, database)
    case 'registry':
      return pool === undefined
        ? Promise.resolve(fail(unreadable(source, 'no registry is connected')))
        : openRegistry(from, pool)
  }
}
