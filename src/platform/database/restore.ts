import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import type { TSchema } from 'typebox'
import { Check } from 'typebox/value'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { BackupManifest, type BackupProgress, BackupSchema, backedUpTables, readSchemaState } from './backup-format.ts'
import { copyFrom } from './copy.ts'
import { readTar, type TarEntry, TarError } from './tar.ts'

export interface RestoreOptions {
  readonly file: string
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
    if (loaded.ok) await client.query('analyze')
    return loaded
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

async function load(client: pg.PoolClient, options: RestoreOptions): Promise<Result<BackupManifest>> {
  const source = createReadStream(options.file).on('error', () => undefined)
  const unzipped = source.pipe(createGunzip())
  source.once('error', (error) => unzipped.destroy(error))
  const entries = new Entries(readTar(unzipped))
  const schema = parse(BackupSchema, await entries.next('schema.json'))
  const found = await readSchemaState(client)
  const here = JSON.stringify([found.migrations, found.jobsVersion])
  if (here !== JSON.stringify([schema.migrations, schema.jobsVersion])) return fail(otherSchema(schema, found))
  const tables = await backedUpTables(client)
  // Triggers and foreign keys rest: rows come as they were, in any order, and were consistent when they were copied.
  await client.query('set local session_replication_role = replica')
  await client.query(`truncate ${tables.map((table) => table.sql).join(', ')}`)
  const loaded: BackupManifest['tables'] = []
  for (const [i, { name, sql, columns }] of tables.entries()) {
    options.onProgress?.({ table: name, tablesDone: i, tablesTotal: tables.length })
    const tally = { hash: createHash('sha256'), bytes: 0 }
    const parts = Readable.from(counted(entries.of(`tables/${name}/`), tally))
    const rows = await copyFrom(client, `copy ${sql} (${columns}) from stdin`, parts)
    loaded.push({ name, rows, bytes: tally.bytes, sha256: tally.hash.digest('hex') })
  }
  const manifest = parse(BackupManifest, await entries.next('manifest.json'))
  if (JSON.stringify(manifest.tables) !== JSON.stringify(loaded)) return fail(damaged(options.file, 'a table differs'))
  for (const { name, value, called } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [name, value, called])
  }
  return ok(manifest)
}

async function* counted(parts: AsyncIterable<Buffer>, tally: { hash: Hash; bytes: number }): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    tally.hash.update(part)
    tally.bytes += part.length
    yield part
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

  async *of(prefix: string): AsyncGenerator<Buffer> {
    for (;;) {
      const entry = await this.#look()
      if (entry === undefined || !entry.name.startsWith(prefix)) return
      this.#ahead = undefined
      yield entry.bytes
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

function knownProblem(error: unknown, file: string): Problem | undefined {
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof TarError) return damaged(file, error.message)
  if (code?.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE') return damaged(file, 'it is not complete')
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') return unreadable(file, code)
  // 42501 insufficient_privilege: session_replication_role is for superusers.
  if (code === '42501') return notSuperuser
  // Class 22: the archive's rows are not rows of these tables.
  return code?.startsWith('22') ? damaged(file, 'a row does not fit its table') : undefined
}

const damaged = (file: string, what: string): Problem => ({
  code: 'platform.backup-damaged',
  status: 422,
  message: `${file} is not a whole backup: ${what}`,
  fix: 'Nothing was changed. Fetch the file again from where it is kept, or use an older backup.',
})

const unreadable = (file: string, code: string): Problem => ({
  code: 'platform.backup-unreadable',
  status: 404,
  message: `${file} cannot be read (${code})`,
  fix: 'Check its path and rights.',
})

const notEmpty: Problem = {
  code: 'platform.restore-target-not-empty',
  status: 409,
  message: 'the database already holds tables',
  fix: 'Restore into a new data folder, or say that what is there may be replaced.',
}

const notSuperuser: Problem = {
  code: 'platform.restore-needs-superuser',
  status: 403,
  message: 'restoring turns triggers off, which this database user may not do',
  fix: 'Use the backup tools of your PostgreSQL server; this restore is for the embedded database.',
}

function otherSchema(backup: BackupSchema, found: Omit<BackupSchema, 'format' | 'createdAt'>): Problem {
  const last = (state: Pick<BackupSchema, 'migrations' | 'jobsVersion'>) =>
    `${state.migrations.at(-1)?.file ?? 'no migration'} (jobs ${state.jobsVersion})`
  return {
    code: 'platform.backup-of-another-version',
    status: 409,
    message: `the backup was made at ${last(backup)}, this version of Kiungo is at ${last(found)}`,
    fix: 'Restore with the version of Kiungo that made the backup, then upgrade.',
  }
}
