import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { afterThisProcess } from '../../scripts/tool.ts'
import { digestOf } from '../../src/kernel/digest.ts'
import { mustBeOk } from '../../src/kernel/result.ts'
import { createPool } from '../../src/platform/database/connect.ts'
import { startEmbeddedPostgres } from '../../src/platform/database/embedded.ts'
import { migrate, readMigrations } from '../../src/platform/database/migrate.ts'
import type { Database } from '../../src/platform/database/tables.generated.ts'
import { installJobs } from '../../src/platform/jobs/runner.ts'
import { createLogger } from '../../src/platform/telemetry/logger.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const migrationsFolder = join(root, 'migrations')
export const cacheFolder = join(root, '.cache')

/** What `t` of node:test offers; `{ after(f) {...} }` will do elsewhere. */
interface Cleanup {
  after(action: () => Promise<void> | void): void
}

export interface TestDatabase {
  readonly pool: pg.Pool
  readonly db: Kysely<Database>
  readonly connectionString: string
}

/** A fresh database with every migration applied, dropped after the test. */
export async function createTestDatabase(t: Cleanup): Promise<TestDatabase> {
  const { url, template } = await sharedServer()
  return createFrom(t, url, template)
}

/** A fresh database with nothing in it. */
export async function createEmptyDatabase(t: Cleanup): Promise<TestDatabase> {
  const { url } = await sharedServer()
  return createFrom(t, url, 'template0')
}

async function createFrom(t: Cleanup, url: string, template: string): Promise<TestDatabase> {
  await dropFinished(url)
  const name = `kiungo_test_${process.pid}_${Date.now().toString(36)}_${databaseCount++}`
  // Copied as files, which takes a quarter of the time of a copy through the log.
  await administer(url, `create database ${name} template ${template} strategy file_copy`)
  const connectionString = withDatabase(url, name)
  const pool = createPool({ url: connectionString })
  t.after(async () => {
    if (!pool.ended) await pool.end()
    finished.push(name)
    // On a server that goes on after us, nothing stays behind.
    if (process.env.DATABASE_URL !== undefined) await dropFinished(url)
  })
  return { pool, db: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }), connectionString }
}

// Dropped before the next one is made: what a test closes after its database (a ledger, a runner of jobs) is closed by
// then, and a drop would have to wait for it.
const finished: string[] = []

async function dropFinished(url: string): Promise<void> {
  for (const name of finished.splice(0)) {
    await administer(url, closed(name))
    await administer(url, `drop database if exists ${name} with (force)`)
  }
}

/** Waits a little: the end of a pool does not wait for its connections, and one that the drop cuts off fails the test. */
const closed = (name: string): string => `do $$ begin
  for i in 1..100 loop
    exit when not exists (select from pg_stat_activity where datname = '${name}' and backend_type = 'client backend');
    perform pg_sleep(0.02), pg_stat_clear_snapshot();
  end loop;
end $$`

export interface TestPostgres extends TestDatabase {
  /** Every server process dies at once. */
  kill(): Promise<void>
  stop(): Promise<void>
  /** Starts it again on the same data and the same address. */
  restart(): Promise<void>
}

/** A server of the test's own, migrated, that the test may kill and start again. */
export async function startTestPostgres(t: Cleanup): Promise<TestPostgres> {
  const dataFolder = temporaryFolder()
  const start = async () => mustBeOk(await startEmbeddedPostgres({ dataFolder, cacheFolder, survives: 'kill' }))
  let server = await start()
  stopWithThisProcess(dataFolder)
  const pool = createPool({ url: server.url })
  mustBeOk(await migrate(pool, readMigrations(migrationsFolder)))
  await installJobs(server.url, createLogger('error'))
  t.after(async () => {
    if (!pool.ended) await pool.end()
    await server.kill()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  return {
    pool,
    db: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }),
    connectionString: server.url,
    kill: () => server.kill(),
    stop: () => server.stop(),
    restart: async () => {
      server = await start()
    },
  }
}

/** A folder under the system's temporary one that an unprivileged server can enter. */
export function temporaryFolder(): string {
  return join(tmpdir(), `kiungo-test-${process.pid}-${randomBytes(4).toString('hex')}`)
}

interface SharedServer {
  readonly url: string
  readonly template: string
}

// One server for all test files of a process: they run one after another in it.
let shared: Promise<SharedServer> | undefined
let databaseCount = 0

function sharedServer(): Promise<SharedServer> {
  shared ??= startShared()
  return shared
}

async function startShared(): Promise<SharedServer> {
  const url = process.env.DATABASE_URL ?? (await startThrowAway())
  const migrations = readMigrations(migrationsFolder)
  const template = `kiungo_template_${digestOf(migrations.map((m) => m.checksum)).slice(0, 16)}`
  const admin = createPool({ url, connectionsLimit: 1 })
  try {
    await admin.query('select pg_advisory_lock(7400002)')
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) await createTemplate(admin, url, template)
  } finally {
    await admin.end()
  }
  return { url, template }
}

async function createTemplate(admin: pg.Pool, url: string, template: string): Promise<void> {
  await admin.query(`create database ${template}_new`)
  const pool = createPool({ url: withDatabase(url, `${template}_new`) })
  mustBeOk(await migrate(pool, readMigrations(migrationsFolder)))
  await pool.end()
  await installJobs(withDatabase(url, `${template}_new`), createLogger('error'))
  await admin.query(`alter database ${template}_new rename to ${template}`)
}

async function startThrowAway(): Promise<string> {
  const dataFolder = temporaryFolder()
  const server = mustBeOk(await startEmbeddedPostgres({ dataFolder, cacheFolder, survives: 'nothing' }))
  stopWithThisProcess(dataFolder)
  return server.url
}

/** Clears everything away when this process ends, however it ends: the server, if there is one, and the folder. */
export function stopWithThisProcess(dataFolder: string): void {
  // The number in a stale file may by now be another program's.
  afterThisProcess(
    `pid=$(head -n 1 "$1/postgres/cluster/postmaster.pid" 2>/dev/null)
case "$(tr '\\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null || ps -o args= -p "$pid")" in
  *"$1"*) kill -QUIT "$pid" && sleep 0.5 ;;
esac
rm -rf "$1"`,
    dataFolder,
  )
}

async function administer(url: string, sql: string): Promise<void> {
  const pool = createPool({ url, connectionsLimit: 1 })
  try {
    await pool.query(sql)
  } finally {
    await pool.end()
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
