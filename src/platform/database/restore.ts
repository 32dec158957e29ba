import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import type { TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { digestOf } from '../../kernel/digest.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import {
  type BackedUpFolders,
  conflicting,
  describeFiles,
  filesPrefix,
  keepFiles,
  placesOf,
  prepareFiles,
} from './backup-files.ts'
import { BackupManifest, type BackupProgress, BackupSchema, backedUpTables, readSchemaState } from './backup-format.ts'
import { copyFrom } from './copy.ts'
import { damaged, knownProblem, notEmpty, otherSchema } from './restore-problems.ts'
import { readTar, type TarEntry, TarError } from './tar.ts'

export interface RestoreOptions {
  readonly file: string
  /** Where the archive's files go, by their name in it. */
  readonly folders: BackedUpFolders
  /** Makes an empty database ready: migrations and job tables. */
  readonly prepare: () => Promise<Result<unknown>>
  /** Whether the rows of a database that is in use may be thrown away. */
  readonly replace?: boolean
  readonly onProgress?: (progress: BackupProgress) => void
}

/**
 * Loads a backup, in one transaction: afterwards the database holds exactly what the archive holds, or what it held
 * before. Nothing else may use the database meanwhile.
 */
export async function restore(pool: pg.Pool, options: RestoreOptions): Promise<Result<BackupManifest>> {
  const empty = await isEmpty(pool)
  if (!empty && options.replace !== true) return fail(notEmpty)
  const prepared = await options.prepare()
  if (!prepared.ok) return prepared
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0')
    await client.query('begin')
    const loaded = await load(client, options)
    await client.query(loaded.ok ? 'commit' : 'rollback')
    if (!loaded.ok) return loaded
    keepFiles(loaded.value.places)
    await client.query('analyze')
    return ok(loaded.value.manifest)
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    const problem = knownProblem(error, options.file)
    if (problem === undefined) throw error
    return fail(problem)
  } finally {
    client.release(true)
  }
}

async function isEmpty(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') limit 1`,
  )
  return rowCount === 0
}

interface Loaded {
  readonly manifest: BackupManifest
  readonly places: ReadonlyMap<string, Buffer>
}

async function load(client: pg.PoolClient, options: RestoreOptions): Promise<Result<Loaded>> {
  const source = createReadStream(options.file).on('error', () => undefined)
  const unzipped = source.pipe(createGunzip())
  source.once('error', (error) => unzipped.destroy(error))
  const entries = new Entries(readTar(unzipped))
  const schema = parse(BackupSchema, await entries.next('schema.json'))
  const found = await readSchemaState(client)
  const here = JSON.stringify([found.migrations, found.jobsVersion])
  if (here !== JSON.stringify([schema.migrations, schema.jobsVersion])) return fail(otherSchema(schema, found))
  const files = await Array.fromAsync(entries.of(filesPrefix))
  const places = placesOf(files, options.folders)
  const conflict = options.replace === true ? undefined : conflicting(places)
  if (conflict !== undefined) return fail(conflict)
  const loaded = { tables: await loadTables(client, entries, options), files: describeFiles(files) }
  const { sequences, ...manifest } = parse(BackupManifest, await entries.next('manifest.json'))
  if (digestOf(manifest) !== digestOf(loaded)) return fail(damaged(options.file, 'a table or a file differs'))
  for (const { name, value, called } of sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [name, value, called])
  }
  prepareFiles(places)
  return ok({ manifest: { ...manifest, sequences }, places })
}

async function loadTables(
  client: pg.PoolClient,
  entries: Entries,
  { onProgress }: RestoreOptions,
): Promise<BackupManifest['tables']> {
  const tables = await backedUpTables(client)
  // Triggers and foreign keys rest: rows come as they were, in any order, and were consistent when they were copied.
  await client.query('set local session_replication_role = replica')
  await client.query(`truncate ${tables.map((table) => table.sql).join(', ')}`)
  const loaded: BackupManifest['tables'] = []
  for (const [i, { name, sql, columns }] of tables.entries()) {
    onProgress?.({ table: name, tablesDone: i, tablesTotal: tables.length })
    const tally = { hash: createHash('sha256'), bytes: 0 }
    const parts = Readable.from(counted(entries.of(`tables/${name}/`), tally))
    const rows = await copyFrom(client, `copy ${sql} (${columns}) from stdin`, parts)
    loaded.push({ name, rows, bytes: tally.bytes, sha256: tally.hash.digest('hex') })
  }
  return loaded
}

async function* counted(parts: AsyncIterable<TarEntry>, tally: { hash: Hash; bytes: number }): AsyncGenerator<Buffer> {
  for await (const { bytes } of parts) {
    tally.hash.update(bytes)
    tally.bytes += bytes.length
    yield bytes
  }
}

/** Reads entries in order, with one entry of looking ahead. */
class Entries {
  readonly #entries: AsyncGenerator<TarEntry>
  #ahead: TarEntry | undefined

  constructor(entries: AsyncGenerator<TarEntry>) {
    this.#entries = entries
  }

  async next(name: string): Promise<Buffer> {
    const entry = await this.#look()
    if (entry?.name !== name) throw new TarError(`${name} is not where it should be`)
    this.#ahead = undefined
    return entry.bytes
  }

  async *of(prefix: string): AsyncGenerator<TarEntry> {
    for (;;) {
      const entry = await this.#look()
      if (entry === undefined || !entry.name.startsWith(prefix)) return
      this.#ahead = undefined
      yield entry
    }
  }

  async #look(): Promise<TarEntry | undefined> {
    if (this.#ahead === undefined) {
      const { value, done } = await this.#entries.next()
      this.#ahead = done === true ? undefined : value
    }
    return this.#ahead
  }
}

function parse<S extends TSchema>(schema: S, bytes: Buffer) {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new TarError('an entry is not JSON')
  }
  if (!Check(schema, value)) throw new TarError('an entry has another form')
  return value
}
