import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type BackedUpFolders, describeFiles, readFiles } from './backup-files.ts'
import {
  type BackupManifest,
  type BackupProgress,
  backedUpTables,
  backupFormat,
  readSchemaState,
} from './backup-format.ts'
import { copyTo } from './copy.ts'
import { tarEnd, tarEntry } from './tar.ts'

export interface BackupOptions {
  readonly file: string
  readonly folders: BackedUpFolders
  readonly onProgress?: (progress: BackupProgress) => void
}

const partBytes = 4 * 1024 * 1024

/**
 * Writes all tables, as they stand at one moment, into one compressed archive (tar and gzip: readable without Kiungo).
 * The file holds personal data and keys: only its owner may read it, and it should be kept encrypted.
 */
export async function backup(pool: pg.Pool, options: BackupOptions): Promise<Result<BackupManifest>> {
  const partial = `${options.file}.partial`
  const manifest: BackupManifest = { tables: [], files: [], sequences: [] }
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0')
    await client.query('begin transaction isolation level repeatable read read only')
    await pipeline(
      Readable.from(archive(client, manifest, options)),
      createGzip({ level: 4 }),
      createWriteStream(partial, { mode: 0o600 }),
    )
    await client.query('commit')
    await makeDurable(partial, options.file)
    return ok(manifest)
  } catch (error) {
    await rm(partial, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EACCES' || code === 'ENOENT') return fail(cannotWrite(options.file, code))
    throw error
  } finally {
    client.release(true)
  }
}

async function* archive(
  client: pg.PoolClient,
  manifest: BackupManifest,
  { folders, onProgress }: BackupOptions,
): AsyncGenerator<Buffer> {
  const schema = { format: backupFormat, createdAt: new Date().toISOString(), ...(await readSchemaState(client)) }
  yield jsonEntry('schema.json', schema)
  const files = readFiles(folders)
  manifest.files.push(...describeFiles(files))
  for (const file of files) yield tarEntry(file)
  const tables = await backedUpTables(client)
  for (const [i, { name, sql, columns }] of tables.entries()) {
    onProgress?.({ table: name, tablesDone: i, tablesTotal: tables.length })
    const rows = copyTo(client, `copy ${sql} (${columns}) to stdout`)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const part of partsOf(rows)) {
      hash.update(part)
      yield tarEntry({ name: `tables/${name}/${String(bytes).padStart(15, '0')}.copy`, bytes: part })
      bytes += part.length
    }
    manifest.tables.push({ name, rows: rows.count, bytes, sha256: hash.digest('hex') })
  }
  manifest.sequences.push(...(await sequences(client)))
  yield jsonEntry('manifest.json', manifest)
  yield tarEnd()
}

const jsonEntry = (name: string, value: unknown): Buffer =>
  tarEntry({ name, bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`) })

async function* partsOf(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = []
  let bytes = 0
  for await (const chunk of rows) {
    gathered.push(chunk)
    bytes += chunk.length
    if (bytes < partBytes) continue
    yield Buffer.concat(gathered)
    gathered = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(gathered)
}

async function sequences(client: pg.ClientBase): Promise<BackupManifest['sequences']> {
  const { rows } = await client.query<{ name: string; value: number | null; start: number }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value as value, start_value as start
     from pg_sequences where schemaname !~ '^pg_' order by 1`,
  )
  return rows.map(({ name, value, start }) => ({ name, value: value ?? start, called: value !== null }))
}

/** The file appears under its name only when all of it is on the disk. */
async function makeDurable(partial: string, file: string): Promise<void> {
  const written = await open(partial, 'r+')
  await written.sync()
  await written.close()
  await rename(partial, file)
  const folder = await open(dirname(file), 'r')
  await folder.sync()
  await folder.close()
}

const cannotWrite = (file: string, code: string) => ({
  code: 'platform.backup-not-written',
  status: 500,
  message: `the backup could not be written to ${file} (${code})`,
  fix: 'Choose a folder that exists, may be written to, and has room.',
})
