import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ok, type Result } from './kernel/result.ts'
import type { Config } from './platform/config/settings.ts'
import { type OpenDatabase, openDatabase } from './platform/database/connect.ts'
import { migrate, readMigrations } from './platform/database/migrate.ts'
import { installJobs } from './platform/jobs/runner.ts'
import type { Logger } from './platform/telemetry/logger.ts'

export interface StorageOptions {
  readonly config: Config
  readonly projectFolder: string
  readonly logger: Logger
}

/** The database that the settings name: an external one, or the embedded one of the data folder. Not yet migrated. */
export async function openStorage({ config, projectFolder, logger }: StorageOptions): Promise<Result<OpenDatabase>> {
  const pooled = {
    onConnectionLost: (error: Error) =>
      logger.warn({ reason: (error as { code?: unknown }).code ?? error.name }, 'a database connection was lost'),
  }
  if (config.databaseUrl !== '') return openDatabase({ url: config.databaseUrl }, pooled)
  const dataFolder = resolve(config.dataFolder)
  mkdirSync(dataFolder, { recursive: true })
  const say = (line: string): void => logger.info(line)
  return openDatabase({ dataFolder, cacheFolder: join(projectFolder, '.cache'), say }, pooled)
}

/** Brings the database to this version's schema; answers with the migrations that were missing. */
export async function prepareStorage(
  database: OpenDatabase,
  { projectFolder, logger }: StorageOptions,
): Promise<Result<readonly string[]>> {
  const applied = await migrate(database.pool, readMigrations(join(projectFolder, 'migrations')))
  if (!applied.ok) return applied
  await installJobs(database.url, logger)
  return ok(applied.value)
}
