import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { columnsOfView, streamRecords } from '../../registry/stream.ts'
import { withDatabase } from '../linkage/encode/duckdb.ts'
import { openSource } from '../linkage/sources/load.ts'
import { missingColumns } from '../linkage/sources/problems.ts'
import { appendRows, columnsRead, createRawTable, type RawTable } from '../linkage/sources/raw-table.ts'
import type { Source } from '../linkage/sources/schema.ts'
import { socialRegistry } from '../people/records.ts'
import { tooManyRecords, unknownUpload } from '../runs/problems.ts'
import { maxUploadRecords } from '../runs/schema.ts'
import { uploadBytes } from '../runs/store.ts'
import { nothingRead } from './problems.ts'
import { type DraftSource, maxCountedRecords } from './schema.ts'

export interface SourceReach {
  readonly pool: pg.Pool
  /** Of the identity room; what is written there is removed again. */
  readonly folder: string
}

/** The records of a source as a table of texts, for the length of one look. */
export interface Read {
  readonly database: DuckDBConnection
  /** Holds `source`, `record_id` and the columns asked for, in the order of its rows. */
  readonly table: string
  /** A folder of this look alone. */
  readonly folder: string
  readonly records: number
  /** Rows of the table: fewer than `records` where a part was drawn. */
  readonly counted: number
  /** The source's own names of the table's columns, where all were asked for. */
  readonly named: ReadonlyMap<string, string>
  /** Columns that were asked for and that the source does not have: missing in every record. */
  readonly without: readonly string[]
}

const memoryMiB = 300
const table = 'looked_at'

/**
 * Reads a source for one look at it: the columns that are asked for, or all. Every row counts, whether or not it has an id,
 * since this is where one finds out which column is the id.
 */
export async function withRecords<T>(
  source: DraftSource,
  columns: readonly string[] | 'all',
  { pool, folder: room }: SourceReach,
  use: (read: Read) => Promise<Result<T>>,
): Promise<Result<T>> {
  const parent = join(room, 'drafts')
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  const folder = mkdtempSync(join(parent, 'look-'))
  try {
    return await withDatabase({ threads: 1, memoryMiB, spillFolder: folder }, async (database) => {
      const look = { database, folder, pool, columns }
      const read = 'registry' in source ? await readRegistry(look) : await readUpload(source, look)
      if (!read.ok) return read
      return read.value.counted === 0 ? fail(nothingRead) : use({ ...read.value, database, table, folder })
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Look {
  readonly database: DuckDBConnection
  readonly folder: string
  readonly pool: pg.Pool
  readonly columns: readonly string[] | 'all'
}

type Counts = Pick<Read, 'records' | 'counted' | 'named' | 'without'>

/** Which columns of the table are which of the source; of those asked for some may be missing, but not all. */
function columnsWanted(
  asked: Look['columns'],
  own: readonly string[],
  source: Source,
  renamed: Readonly<Record<string, string>> = {},
): Result<Pick<Read, 'named' | 'without'> & { readonly table: readonly string[] }> {
  // Names that no file can clash with: DuckDB takes `Name` and `name` for one column.
  const all =
    asked === 'all'
      ? own.map((name, i) => [`c${i}`, name] as const)
      : asked.map((name) => [name, renamed[name] ?? name] as const)
  const named = new Map(all.filter(([, name]) => own.includes(name)))
  const without = all.filter(([column]) => !named.has(column)).map(([, name]) => name)
  if (named.size === 0) return fail(missingColumns(source, without, own))
  return ok({ named, without, table: all.map(([column]) => column) })
}

async function readRegistry({ database, pool, columns }: Look): Promise<Result<Counts>> {
  const { rows } = await pool.query<{ count: string }>('select count(*) from person')
  const records = Number(rows[0]?.count)
  const wanted = columnsWanted(columns, columnsOfView('person'), registrySource(new Map()))
  if (!wanted.ok) return wanted
  const { named, without } = wanted.value
  const raw: RawTable = { database, name: table, columns: wanted.value.table }
  const source = registrySource(named)
  await createRawTable(raw)
  const appender = await appendRows(raw, source)
  const oneIn = Math.ceil(records / maxCountedRecords)
  let counted = 0
  for await (const some of streamRecords(pool, 'person', columnsRead(source, raw), oneIn)) {
    counted += some.length
    for (const row of some) appender.append(row)
  }
  appender.close()
  return ok({ records: Math.max(records, counted), counted, named, without })
}

const registrySource = (named: ReadonlyMap<string, string>): Source => ({
  ...{ id: socialRegistry, from: { kind: 'registry', records: 'person' }, recordId: 'person_id' },
  columns: Object.fromEntries(named),
})

async function readUpload(
  { upload, sheet, columns: renamed = {} }: Extract<DraftSource, { upload: string }>,
  { database, folder, pool, columns }: Look,
): Promise<Result<Counts>> {
  const kept = await uploadBytes(pool, upload)
  if (kept === undefined) return fail({ ...unknownUpload(upload), pointer: '/source/upload' })
  const path = join(folder, `${upload}.${kept.format}`)
  writeFileSync(path, kept.bytes, { mode: 0o600 })
  const from =
    kept.format === 'xlsx' && sheet !== undefined ? { kind: kept.format, path, sheet } : { kind: kept.format, path }
  const unread: Source = { id: kept.name, from, recordId: '', columns: {} }
  const opened = await openSource(unread, database, { spillFolder: folder })
  if (!opened.ok) return opened
  try {
    const own = opened.value.columns
    const wanted = columnsWanted(columns, own, unread, renamed)
    if (!wanted.ok) return wanted
    const { named, without } = wanted.value
    const raw: RawTable = { database, name: table, columns: wanted.value.table }
    await createRawTable(raw)
    const loaded = await opened.value.load(raw, {
      ...unread,
      recordId: own[0] ?? '',
      columns: Object.fromEntries(named),
    })
    if (!loaded.ok) return loaded
    const [[count] = [0]] = (await database.runAndReadAll(`select count(*) from ${table}`)).getRows()
    const records = Number(count)
    if (records > maxUploadRecords) return fail(tooManyRecords(maxUploadRecords))
    return ok({ records, counted: records, named, without })
  } finally {
    await opened.value.close()
  }
}
