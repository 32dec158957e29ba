import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { sha256Hex } from '../../kernel/digest.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'

/** One numbered step of the schema: `migrations/0001_platform.sql`. Once applied it never changes. */
export interface Migration {
  readonly number: number
  readonly file: string
  readonly sql: string
  readonly checksum: string
}

interface AppliedMigration {
  readonly number: number
  readonly file: string
  readonly checksum: string
}

// Any fixed number: two processes that migrate one database take turns on it.
const advisoryLock = 7_400_001

const journalSql = `create table if not exists schema_migration (
  number integer primary key,
  file text not null,
  checksum text not null,
  applied_at timestamptz not null default now()
)`

export function readMigrations(folder: string): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8')
      return { number: Number(file.slice(0, 4)), file, sql, checksum: sha256Hex(sql) }
    })
  const twice = migrations.find((migration, i) => migration.number === migrations[i - 1]?.number)
  if (twice !== undefined) throw new Error(`two migrations have the number ${twice.number}: renumber ${twice.file}`)
  return migrations
}

/** Brings the database to the newest schema; answers with the files that it applied. */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<Result<readonly string[]>> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [advisoryLock])
    await client.query(journalSql)
    const applied = await appliedMigrations(client)
    const drift = findDrift(applied, migrations)
    if (drift !== undefined) return fail(drift)
    const last = applied.at(-1)?.number ?? 0
    const pending = migrations.filter((migration) => migration.number > last)
    for (const migration of pending) {
      const problem = await apply(client, migration)
      if (problem !== undefined) return fail(problem)
    }
    return ok(pending.map((migration) => migration.file))
  } finally {
    // The session holds the lock and the changed setting: it is closed, not returned to the pool.
    client.release(true)
  }
}

async function appliedMigrations(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'select number, file, checksum from schema_migration order by number',
  )
  return rows
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<Problem | undefined> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into schema_migration (number, file, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.file,
      migration.checksum,
    ])
    await client.query('commit')
    return undefined
  } catch (error) {
    await client.query('rollback')
    return {
      code: 'platform.migration-failed',
      status: 503,
      message: `${migration.file} could not be applied: ${error instanceof Error ? error.message : String(error)}`,
      fix: 'Nothing of this file was kept. Mend what the message names, then start again.',
    }
  }
}

/** What differs between the history of the database and the files of this version. */
export function findDrift(applied: readonly AppliedMigration[], migrations: readonly Migration[]): Problem | undefined {
  for (const past of applied) {
    const file = migrations.find((migration) => migration.number === past.number)
    if (file === undefined || file.file !== past.file) {
      return drift(`${past.file} was applied to this database but is not among the migrations of this version`, {
        fix: `Run the version of Kiungo that has ${past.file}, or restore a backup taken before it.`,
      })
    }
    if (file.checksum !== past.checksum) {
      return drift(`${past.file} was changed after it was applied to this database`, {
        fix: `Put ${past.file} back as it was and write the change as a new migration.`,
      })
    }
  }
  const last = applied.at(-1)?.number ?? 0
  const late = migrations.find(
    (migration) => migration.number < last && !applied.some((past) => past.number === migration.number),
  )
  if (late === undefined) return undefined
  return drift(`${late.file} is numbered before migrations that this database already has`, {
    fix: `Give ${late.file} a number after ${String(last).padStart(4, '0')}.`,
  })
}

const drift = (message: string, { fix }: { fix: string }): Problem => ({
  code: 'platform.schema-drift',
  status: 503,
  message,
  fix,
})
