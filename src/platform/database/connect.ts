import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { columnTypes } from './column-types.ts'
import { type EmbeddedOptions, restartEmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'
import { watchEmbedded } from './embedded-watch.ts'
import type { Database } from './tables.generated.ts'

/** A database by address (production), or the embedded one of a data folder. */
export type DatabasePlace = { readonly url: string } | EmbeddedOptions

export interface OpenDatabase {
  readonly pool: pg.Pool
  readonly db: Kysely<Database>
  readonly url: string
  readonly embedded: boolean
  stop(): Promise<void>
}

export interface PoolOptions {
  readonly url: string
  readonly connectionsLimit?: number
  readonly statementTimeoutMs?: number
  /** Told of idle connections that broke; the pool replaces them by itself. */
  readonly onConnectionLost?: (error: Error) => void
}

const leastServerVersion = 150_000

/** The feature set of PostgreSQL 15 is the one dialect of Kiungo; see ARCHITECTURE.md. */
export async function openDatabase(
  place: DatabasePlace,
  options: Omit<PoolOptions, 'url'> = {},
): Promise<Result<OpenDatabase>> {
  if ('url' in place) return connect(place.url, options)
  const server = await startEmbeddedPostgres(place)
  if (!server.ok) return server
  const opened = await connect(server.value.url, options)
  if (!opened.ok) return opened
  const restart = () => restartEmbeddedPostgres(place)
  const stopServer = server.value.guest ? server.value.stop : watchEmbedded(server.value, { ...place, restart })
  const stop = async () => {
    await opened.value.stop()
    await stopServer()
  }
  return ok({ ...opened.value, embedded: true, stop })
}

async function connect(url: string, options: Omit<PoolOptions, 'url'>): Promise<Result<OpenDatabase>> {
  const pool = createPool({ ...options, url })
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num')
    const version = Number(rows[0]?.server_version_num)
    const problem = versionProblem(version)
    if (problem !== undefined) {
      await pool.end()
      return fail(problem)
    }
  } catch (error) {
    await pool.end()
    return fail(cannotConnect(error))
  }
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  // Kysely would end the pool too; ending it twice throws.
  return ok({ pool, db, url, embedded: false, stop: () => pool.end() })
}

export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsLimit ?? 16,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'kiungo',
    types: columnTypes,
  })
  // Without a listener, one dropped idle connection would end the process.
  pool.on('error', (error) => options.onConnectionLost?.(error))
  return pool
}

/** `version` as the server's `server_version_num`: 150018 is 15.18. */
export function versionProblem(version: number): Problem | undefined {
  if (version >= leastServerVersion) return undefined
  return {
    code: 'platform.database-too-old',
    status: 503,
    message: `the database server is PostgreSQL ${Math.floor(version / 10_000)}`,
    fix: 'Upgrade it to PostgreSQL 15 or newer, or leave databaseUrl empty to use the embedded one.',
  }
}

function cannotConnect(error: unknown): Problem {
  // The driver's message names host and user at most; the address itself may hold a password and stays out.
  const reason = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error)
  return {
    code: 'platform.database-unreachable',
    status: 503,
    message: `the database cannot be reached: ${reason}`,
    fix: 'Check databaseUrl, that the server runs, and that this machine may connect to it.',
  }
}
