import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { copyFrom } from '../platform/database/copy.ts'

/** The tables in the order that their references need. Each is loaded from `<table>.csv`. */
const tables = ['household', 'person', 'enrolment', 'payment', 'civil_event', 'disability_record', 'farmer'] as const
type Table = (typeof tables)[number]

export interface LoadProgress {
  readonly table: string
  readonly rows: number
  /** Tables that are loaded, of how many. */
  readonly done: number
  readonly of: number
}

export type LoadedRows = Readonly<Record<Table, number>>

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void
  /** Written in the same transaction: what is to be known of the load is known exactly when the load is. */
  readonly alongside?: (client: pg.ClientBase) => Promise<void>
}

/** Replaces the whole content of the registry by the files of `folder`, or changes nothing. */
export async function loadRegistry(
  pool: pg.Pool,
  folder: string,
  options: LoadOptions = {},
): Promise<Result<LoadedRows>> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set local statement_timeout = 0')
    await client.query(`set local maintenance_work_mem = '256MB'`)
    const loaded = await loadTables(client, folder, options)
    if (loaded.ok) await options.alongside?.(client)
    await client.query(loaded.ok ? 'commit' : 'rollback')
    client.release()
    return loaded
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function loadTables(client: pg.ClientBase, folder: string, options: LoadOptions): Promise<Result<LoadedRows>> {
  // What was changed since the last load is gone with it; events keep their places, as readers have passed them.
  await client.query(`truncate ${tables.join(', ')}, registry_act cascade`)
  const restore = await dropIndexes(client)
  const rows = Object.fromEntries(tables.map((table) => [table, 0])) as Record<Table, number>
  for (const [i, table] of tables.entries()) {
    const count = await loadTable(client, table, join(folder, `${table}.csv`))
    if (!count.ok) return count
    rows[table] = count.value
    options.onProgress?.({ table, rows: count.value, done: i + 1, of: tables.length })
  }
  for (const statement of restore) {
    const problem = await attempt(client, statement)
    if (problem !== undefined) return fail(problem)
  }
  for (const table of tables) await client.query(`analyze ${table}`)
  return ok(rows)
}

async function loadTable(client: pg.ClientBase, table: Table, path: string): Promise<Result<number>> {
  const columns = await columnsOf(client, table)
  const header = await readHeader(path)
  if (header === undefined) return fail(fileProblem(path, 'is missing or empty'))
  const unknown = header.filter((name) => !columns.includes(name))
  const missing = columns.filter((name) => !header.includes(name))
  if (unknown.length > 0 || missing.length > 0 || header.length !== columns.length) {
    return fail(fileProblem(path, `has other columns than the table ${table}: ${[...unknown, ...missing].join(', ')}`))
  }
  try {
    const statement = `copy ${table} (${header.join(', ')}) from stdin with (format csv, header true)`
    return ok(await copyFrom(client, statement, createReadStream(path, { highWaterMark: 256 * 1024 })))
  } catch (error) {
    const problem = dataProblem(error, path)
    if (problem === undefined) throw error
    return fail(problem)
  }
}

async function columnsOf(client: pg.ClientBase, table: Table): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  return rows.map((row) => row.name)
}

const maxHeaderBytes = 8_192

async function readHeader(path: string): Promise<string[] | undefined> {
  try {
    const file = await open(path)
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(maxHeaderBytes), 0, maxHeaderBytes, 0)
      const line = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/, 1)[0] ?? ''
      return line === '' ? undefined : line.split(',')
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Indexes and references are built once after the rows, which is several times as fast as row by row. What they are
 * is taken from the database, so that the migration stays their only description.
 */
async function dropIndexes(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; restore: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore,
            2 as turn
     from pg_constraint where contype = 'f' and conrelid = any($1::regclass[])
     union all
     select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid), 1
     from pg_index where indrelid = any($1::regclass[]) and not indisunique
     order by turn desc`,
    [tables],
  )
  for (const row of rows) await client.query(row.drop)
  return rows.map((row) => row.restore).reverse()
}

async function attempt(client: pg.ClientBase, statement: string): Promise<Problem | undefined> {
  try {
    await client.query(statement)
    return undefined
  } catch (error) {
    const problem = dataProblem(error, 'the files')
    if (problem === undefined) throw error
    return problem
  }
}

/** For what the data did wrong. The server's own message and context quote values, so neither is repeated. */
function dataProblem(error: unknown, path: string): Problem | undefined {
  const { code, where, constraint } = error as { code?: string; where?: string; constraint?: string }
  // Classes 22 (data exception) and 23 (integrity constraint violation).
  if (code === undefined || !/^2[23]/.test(code)) return undefined
  const line = /line (\d+)/.exec(where ?? '')?.[1]
  const column = /column ([a-z_]+)/.exec(where ?? '')?.[1]
  const place = [line && `line ${line}`, column && `column ${column}`, constraint && `rule ${constraint}`]
  return fileProblem(path, `has a value that cannot be loaded (${[...place, code].filter(Boolean).join(', ')})`)
}

const fileProblem = (path: string, what: string): Problem => ({
  code: 'registry.file-unusable',
  status: 422,
  message: `${path} ${what}`,
  fix: 'Write the registry files again as registry-files.md describes them, then load again; nothing was changed.',
})
