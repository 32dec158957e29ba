import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fail, ok, type Result } from '../kernel/result.ts'
import { checkpointFile } from '../known-checkpoint.ts'
import type { Config } from '../platform/config/settings.ts'
import { removeEmbeddedDatabase } from '../platform/database/embedded.ts'

/**
 * Deletes what Kiungo itself keeps in the data folder, and nothing else there: the folder is named by a person and may
 * be any. An external database is not touched, so resetting with one is refused.
 */
export async function reset(config: Config): Promise<Result<void>> {
  if (config.databaseUrl !== '') {
    return fail({
      code: 'cli.reset-external',
      status: 400,
      message: '--reset does not empty an external database',
      fix: 'drop and create that database yourself, delete the data folder, and start without --reset',
    })
  }
  const dataFolder = resolve(config.dataFolder)
  await removeEmbeddedDatabase(dataFolder)
  const kept = ['postgres', 'keys', 'clients', config.country, 'kiungo.log'].map((name) => join(dataFolder, name))
  for (const path of [...kept, checkpointFile(dataFolder)]) rmSync(path, { recursive: true, force: true })
  return ok(undefined)
}
