import type pg from 'pg'
import Type, { type Static } from 'typebox'
import { quoteName } from './names.ts'

export const backupFormat = 'kiungo-backup/1'

const Checksum = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** First entry of the archive, `schema.json`: what the database must be before anything is loaded. */
export const BackupSchema = Type.Object({
  format: Type.Literal(backupFormat),
  createdAt: Type.String({ format: 'date-time' }),
  migrations: Type.Array(Type.Object({ file: Type.String(), checksum: Checksum })),
  /** Number of the job queue's own newest migration. */
  jobsVersion: Type.Integer(),
})
export type BackupSchema = Static<typeof BackupSchema>

/** Last entry, `manifest.json`: what must have been loaded. */
export const BackupManifest = Type.Object({
  tables: Type.Array(
    Type.Object({ name: Type.String(), rows: Type.Integer(), bytes: Type.Integer(), sha256: Checksum }),
  ),
  files: Type.Array(Type.Object({ name: Type.String(), sha256: Checksum })),
  sequences: Type.Array(Type.Object({ name: Type.String(), value: Type.Integer(), called: Type.Boolean() })),
})
export type BackupManifest = Static<typeof BackupManifest>

export interface BackupProgress {
  readonly table: string
  readonly tablesDone: number
  readonly tablesTotal: number
}

interface BackedUpTable {
  /** As the archive names it: schema and table. */
  readonly name: string
  readonly sql: string
  /** Without those that the database computes itself. */
  readonly columns: string
}

const tablesQuery = `select n.nspname as schema, c.relname as table,
    array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind = 'r'
    and (n.nspname, c.relname) not in (('public', 'schema_migration'), ('graphile_worker', 'migrations'))
  group by n.nspname, c.relname order by n.nspname, c.relname`

export async function backedUpTables(client: pg.ClientBase): Promise<BackedUpTable[]> {
  const { rows } = await client.query<{ schema: string; table: string; columns: string[] }>(tablesQuery)
  return rows.map(({ schema, table, columns }) => ({
    name: `${schema}.${table}`,
    sql: `${quoteName(schema)}.${quoteName(table)}`,
    columns: columns.map(quoteName).join(', '),
  }))
}

/** What the database was migrated to. */
export async function readSchemaState(client: pg.ClientBase): Promise<Omit<BackupSchema, 'format' | 'createdAt'>> {
  const { rows } = await client.query<{ file: string; checksum: string }>(
    'select file, checksum from schema_migration order by number',
  )
  const jobs = await client.query<{ version: number }>('select max(id)::int as version from graphile_worker.migrations')
  return { migrations: rows, jobsVersion: jobs.rows[0]?.version ?? 0 }
}
