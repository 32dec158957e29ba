import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalText } from '../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { checkpointFile } from '../../known-checkpoint.ts'
import { backup as backUp } from '../../platform/database/backup.ts'
import type { BackedUpFolders } from '../../platform/database/backup-files.ts'
import type { BackupManifest, BackupProgress } from '../../platform/database/backup-format.ts'
import type { OpenDatabase } from '../../platform/database/connect.ts'
import { restore as load } from '../../platform/database/restore.ts'
import { createLogger } from '../../platform/telemetry/logger.ts'
import { openStorage, prepareStorage, type StorageOptions } from '../../storage.ts'
import { type Command, type ExitCode, exitCodes, type Invocation } from '../command.ts'
import type { Output } from '../output.ts'
import { configOf, configOptions, projectFolder } from '../settings.ts'

const words = {
  table: {
    en: '{table} ({done} of {total})',
    sw: '{table} ({done} kati ya {total})',
    fr: '{table} ({done} sur {total})',
  },
  backedUp: {
    en: '{tables} tables, {rows} rows, in {file}',
    sw: 'majedwali {tables}, safu {rows}, katika {file}',
    fr: '{tables} tables, {rows} lignes, dans {file}',
  },
  restored: {
    en: '{tables} tables, {rows} rows, restored from {file}',
    sw: 'majedwali {tables}, safu {rows}, yamerejeshwa kutoka {file}',
    fr: '{tables} tables, {rows} lignes, restaurées depuis {file}',
  },
  setBack: {
    en: 'The ledger is as it was then: receipts given after the backup have no entry in it any more.',
    sw: 'Kumbukumbu iko kama ilivyokuwa wakati huo: stakabadhi zilizotolewa baadaye hazina kiingilio tena.',
    fr: 'Le journal est comme il était alors : les reçus donnés depuis n’y ont plus d’entrée.',
  },
} satisfies Record<string, LocalText>

const file = {
  name: 'FILE',
  about: { en: 'the archive', sw: 'hifadhi', fr: 'l’archive' },
  required: true,
}

export const backup: Command = {
  name: 'backup',
  about: {
    en: 'back up the database as one archive, verified before it is kept',
    sw: 'hifadhi nakala ya hifadhidata katika faili moja, lililothibitishwa',
    fr: 'sauvegarder la base en une archive, vérifiée avant d’être gardée',
  },
  positionals: [file],
  options: configOptions('data', 'database-url'),
  examples: ['kiungo backup kiungo-2026-11-23.tar.gz'],
  run: (invocation) =>
    withStorage(invocation, async (database, storage) => {
      const name = invocation.positionals[0] ?? ''
      if (existsSync(name)) {
        return fail({
          code: 'cli.file-exists',
          status: 409,
          message: `${name} is there already`,
          fix: 'name another file, or move that one away',
        })
      }
      const done = await backUp(database.pool, {
        file: name,
        folders: foldersOf(storage),
        onProgress: progress(invocation.output),
      })
      return done.ok ? report(invocation, [words.backedUp], done.value) : done
    }),
}

export const restore: Command = {
  name: 'restore',
  about: {
    en: 'restore a backup into the database, wholly or not at all; stop Kiungo first',
    sw: 'rejesha nakala katika hifadhidata, yote au bila chochote; simamisha Kiungo kwanza',
    fr: 'restaurer une sauvegarde dans la base, entièrement ou pas du tout ; arrêtez d’abord Kiungo',
  },
  positionals: [file],
  options: [
    ...configOptions('data', 'database-url'),
    {
      name: 'replace',
      type: 'boolean',
      about: {
        en: 'throw away what the database holds now',
        sw: 'tupa kilichomo katika hifadhidata sasa',
        fr: 'jeter ce que la base contient maintenant',
      },
    },
  ],
  examples: ['kiungo restore kiungo-2026-11-23.tar.gz --replace'],
  run: (invocation) =>
    withStorage(invocation, async (database, storage) => {
      const done = await load(database.pool, {
        file: invocation.positionals[0] ?? '',
        folders: foldersOf(storage),
        prepare: () => prepareStorage(database, storage),
        replace: invocation.options.replace === true,
        onProgress: progress(invocation.output),
      })
      if (!done.ok) return done
      // The operator sets the log back on purpose: the node must not refuse it at the next start.
      rmSync(checkpointFile(storage.config.dataFolder), { force: true })
      return report(invocation, [words.restored, words.setBack], done.value)
    }),
}

/** Keys without which a restored database would be of no use. */
const foldersOf = ({ config }: StorageOptions): BackedUpFolders => ({
  keys: join(config.dataFolder, 'keys'),
  clients: join(config.dataFolder, 'clients'),
})

async function withStorage(
  invocation: Invocation,
  work: (database: OpenDatabase, storage: StorageOptions) => Promise<Result<ExitCode>>,
): Promise<Result<ExitCode>> {
  const config = configOf(invocation)
  if (!config.ok) return config
  const storage = { config: config.value, projectFolder, logger: createLogger('error') }
  const database = await openStorage(storage)
  if (!database.ok) return database
  try {
    return await work(database.value, storage)
  } finally {
    await database.value.stop()
  }
}

const progress =
  (output: Output) =>
  ({ table, tablesDone, tablesTotal }: BackupProgress): void =>
    output.progress(output.say(words.table, { table, done: tablesDone + 1, total: tablesTotal }))

function report(
  { output, positionals }: Invocation,
  texts: readonly LocalText[],
  manifest: BackupManifest,
): Result<ExitCode> {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const counts = {
    tables: output.number(manifest.tables.length),
    rows: output.number(rows),
    file: positionals[0] ?? '',
  }
  output.result(
    manifest,
    texts.map((text) => output.say(text, counts)),
  )
  return ok(exitCodes.ok)
}
