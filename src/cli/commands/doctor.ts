import { accessSync, constants, existsSync } from 'node:fs'
import { createServer } from 'node:net'
import process from 'node:process'
import type { LocalText } from '../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Config } from '../../platform/config/settings.ts'
import { postgresBinaries } from '../../platform/database/embedded-binaries.ts'
import { findDrift, readMigrations } from '../../platform/database/migrate.ts'
import { createLogger } from '../../platform/telemetry/logger.ts'
import { openStorage } from '../../storage.ts'
import { type Command, type ExitCode, exitCodes } from '../command.ts'
import { configOf, configOptions, projectFolder } from '../settings.ts'

interface Examination {
  readonly name: string
  readonly about: LocalText
  run(config: Config): Promise<Result<string>> | Result<string>
}

const examinations: readonly Examination[] = [
  {
    name: 'node',
    about: { en: 'Node.js is new enough', sw: 'Node.js ni mpya vya kutosha', fr: 'Node.js est assez récent' },
    run: () => ok(process.version),
  },
  {
    name: 'data-folder',
    about: {
      en: 'the data folder can be written',
      sw: 'folda ya data inaandikika',
      fr: 'le dossier de données est accessible',
    },
    run: dataFolder,
  },
  {
    name: 'database-programs',
    about: {
      en: 'PostgreSQL is here for this machine',
      sw: 'PostgreSQL ipo kwa mashine hii',
      fr: 'PostgreSQL est là pour cette machine',
    },
    run: (config) => {
      if (config.databaseUrl !== '') return ok('databaseUrl')
      const found = postgresBinaries()
      return found.ok ? ok(found.value.folder.split('/node_modules/').at(-1) ?? '') : found
    },
  },
  {
    name: 'database',
    about: {
      en: 'the database answers and has this version’s schema',
      sw: 'hifadhidata inajibu na ina muundo wa toleo hili',
      fr: 'la base répond et a le schéma de cette version',
    },
    run: database,
  },
  {
    name: 'port',
    about: {
      en: 'the port is free, or Kiungo has it',
      sw: 'mlango uko huru, au Kiungo inautumia',
      fr: 'le port est libre, ou Kiungo l’occupe',
    },
    run: port,
  },
]

const words = {
  good: { en: 'good', sw: 'sawa', fr: 'bon' },
  bad: { en: 'NOT GOOD', sw: 'SI SAWA', fr: 'PAS BON' },
} satisfies Record<string, LocalText>

export const doctor: Command = {
  name: 'doctor',
  about: {
    en: 'look for what would keep Kiungo from working here',
    sw: 'tafuta kinachoweza kuizuia Kiungo kufanya kazi hapa',
    fr: 'chercher ce qui empêcherait Kiungo de fonctionner ici',
  },
  options: configOptions('port', 'host', 'data', 'database-url'),
  examples: ['kiungo doctor', 'kiungo doctor --json'],
  run: async (invocation): Promise<Result<ExitCode>> => {
    const config = configOf(invocation)
    if (!config.ok) return config
    const { output } = invocation
    const findings = []
    const lines: string[] = []
    for (const { name, about, run } of examinations) {
      const found = await run(config.value)
      findings.push({ name, ok: found.ok, ...(found.ok ? { found: found.value } : { problem: found.problem }) })
      lines.push(
        `${output.say(about)}: ${output.say(found.ok ? words.good : words.bad)} ${found.ok ? `(${found.value})` : ''}`,
      )
      if (!found.ok) lines.push(`  ${found.problem.message}`, `  → ${found.problem.fix}`)
    }
    output.result({ examinations: findings }, lines)
    return ok(findings.every((finding) => finding.ok) ? exitCodes.ok : exitCodes.refused)
  },
}

function dataFolder({ dataFolder: folder }: Config): Result<string> {
  try {
    accessSync(existsSync(folder) ? folder : '.', constants.W_OK)
    return ok(folder)
  } catch {
    return fail({
      code: 'cli.data-folder',
      status: 500,
      message: `${folder} cannot be written`,
      fix: 'choose another with --data, or ask for the right to write there',
    })
  }
}

/** Opens the database only where there is one already: looking must not create anything. */
async function database(config: Config): Promise<Result<string>> {
  if (config.databaseUrl === '' && !existsSync(config.dataFolder)) return ok('-')
  const opened = await openStorage({ config, projectFolder, logger: createLogger('silent') })
  if (!opened.ok) return opened
  try {
    const { rows: journal } = await opened.value.pool.query<{ present: boolean }>(
      `select to_regclass('schema_migration') is not null as present`,
    )
    if (journal[0]?.present !== true) return ok('-')
    const { rows } = await opened.value.pool.query(
      'select number, file, checksum from schema_migration order by number',
    )
    const drift = findDrift(rows, readMigrations(`${projectFolder}/migrations`))
    return drift === undefined ? ok(`${rows.length}`) : fail(drift)
  } finally {
    await opened.value.stop()
  }
}

function port({ port: number, host }: Config): Promise<Result<string>> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(portTaken(host, number)))
    server.listen(number, host, () => server.close(() => resolve(ok(String(number)))))
  })
}

async function portTaken(host: string, number: number): Promise<Result<string>> {
  const answered = await fetch(`http://${host}:${number}/healthz`, { signal: AbortSignal.timeout(3_000) })
    .then((response) => response.json() as Promise<{ status?: unknown }>)
    .catch(() => undefined)
  if (answered?.status === 'ok') return ok(`${number}: Kiungo`)
  return fail({
    code: 'cli.port-taken',
    status: 500,
    message: `port ${number} is used by another program`,
    fix: 'stop that program, or choose another port with --port',
  })
}
