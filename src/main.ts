import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import type { Registry } from 'prom-client'
import { startAgencies } from './agencies.ts'
import { type Pack, readPack } from './cli/pack.ts'
import { seedCountry } from './cli/seed.ts'
import { seedLaw } from './cli/seed-law.ts'
import { type DemoPerson, demoPassword, demoRoutes, readDemoPeople } from './demo.ts'
import { startDemoLife } from './demo-life.ts'
import { startDemoLinkage } from './demo-linkage.ts'
import { firstRoster, startDemoRosters } from './demo-roster.ts'
import { startDemoTraffic } from './demo-traffic.ts'
import { setSystemAddresses } from './federation/store.ts'
import type { LocalText } from './kernel/nouns.ts'
import { ok, type Result } from './kernel/result.ts'
import { type Modules, openModules } from './modules.ts'
import { systemClock } from './platform/clock.ts'
import type { Config } from './platform/config/settings.ts'
import type { OpenDatabase } from './platform/database/connect.ts'
import { createHttp, type Http } from './platform/http/app.ts'
import { enqueue } from './platform/jobs/enqueue.ts'
import { startJobs } from './platform/jobs/runner.ts'
import { createShutdown, type Shutdown } from './platform/shutdown.ts'
import { createLogger, type LogDestination, type Logger, logToFile } from './platform/telemetry/logger.ts'
import { createMetrics } from './platform/telemetry/metrics.ts'
import { discoverConnectors, discoverProtocols, type Plugins } from './plugins.ts'
import { roomProblemMessages } from './problem-messages.ts'
import { progressWords } from './progress-words.ts'
import { openStorage, prepareStorage } from './storage.ts'

export interface Progress {
  readonly text: LocalText
  readonly params: Readonly<Record<string, string | number>>
  readonly finished: boolean
}

export interface StartOptions {
  readonly config: Config
  /** Where migrations, plugins, country packs and the built console lie. */
  readonly projectFolder: string
  readonly onProgress: (progress: Progress) => void
  /** Given the way to stop before anything is opened, so that a start can be broken off, too. */
  readonly onStarting?: (shutdown: Shutdown) => void
}

/** A running node. */
export interface Kiungo {
  readonly url: string
  readonly http: Http
  readonly shutdown: Shutdown
  /** Only in demo mode. */
  readonly demo?: {
    readonly accounts: readonly string[]
    readonly password: string
    readonly people: readonly DemoPerson[]
  }
}

interface Node extends Omit<StartOptions, 'config'> {
  readonly config: Config
  readonly logger: Logger
  readonly metrics: Registry
  readonly shutdown: Shutdown
}

/** Starts a node: storage, country, agencies (demo), rooms, HTTP, jobs. What was opened is closed when a step fails. */
export async function startKiungo(options: StartOptions): Promise<Result<Kiungo>> {
  const config = await settled(options.config)
  const logger = createLogger(config.logLevel, logDestination(config))
  const shutdown = createShutdown({ logger })
  options.onStarting?.(shutdown)
  const node: Node = { ...options, config, logger, metrics: createMetrics(), shutdown }
  const started = await start(node)
  if (!started.ok) await shutdown.run('start failed')
  return started
}

async function start(node: Node): Promise<Result<Kiungo>> {
  const { config, projectFolder, shutdown } = node
  const plugins = await discoverPlugins(join(projectFolder, 'plugins'))
  const pack = await readPack(join(projectFolder, 'countries', config.country), plugins)
  if (!pack.ok) return pack
  const database = await openDatabaseOf(node)
  if (!database.ok) return database
  const seeded = await seed(node, database.value, pack.value)
  if (!seeded.ok) return seeded
  const agencies = config.demo ? await serveAgencies(node, database.value, pack.value) : ok(undefined)
  if (!agencies.ok) return agencies
  const modules = await openModules({
    ...node,
    ...plugins,
    pool: database.value.pool,
    pack: pack.value,
    ...(config.demo ? { demoPassword } : {}),
  })
  if (!modules.ok) return modules
  const people = config.demo ? readDemoPeople(countryFolder(config)) : []
  const http = await serveHttp(node, modules.value, people)
  await startWork(node, database.value, modules.value)
  shutdown.add('http', () => http.close())
  if (config.demo) {
    await firstRoster(modules.value, countryFolder(config))
    animate(node, modules.value, { pack: pack.value, pool: database.value.pool })
  }
  // A dozen signatories, one for each member, would bury the others.
  const shown = pack.value.accounts.filter(({ roles }) => !roles.includes('signatory'))
  const demo = { accounts: shown.map(({ username }) => username), password: demoPassword, people }
  return ok({ url: config.publicUrl, http, shutdown, ...(config.demo ? { demo } : {}) })
}

/** The demo country does not stand still: its people live, and its programmes ask about them. */
function animate(
  node: Node,
  { acts, ...modules }: Modules,
  { pack, pool }: { pack: Pack; pool: OpenDatabase['pool'] },
): void {
  const { config, shutdown } = node
  const { demoEventsPerMinute: eventsPerMinute, demoQuestionsPerMinute: questionsPerMinute, publicUrl: url } = config
  const { country, clients } = pack
  if (config.demoLinkage) {
    const linkage = startDemoLinkage({ ...node, ...modules })
    shutdown.add('demo linkage', () => linkage.stop())
    const rosters = startDemoRosters({ ...node, ...modules }, countryFolder(config))
    shutdown.add('demo rosters', () => rosters.stop())
  }
  if (eventsPerMinute > 0) {
    const { today } = systemClock(country.timeZone)
    const life = startDemoLife({ ...node, pool, acts, today, currency: country.currency.code, eventsPerMinute })
    shutdown.add('demo life', () => life.stop())
  }
  if (questionsPerMinute > 0) {
    const traffic = startDemoTraffic({ ...node, url, clients, pool, questionsPerMinute })
    shutdown.add('demo traffic', () => traffic.stop())
  }
}

/** In a demonstration the terminal is for its reader: the log goes to a file, begun anew at each start. */
export const demoLogFile = (config: Config): string => join(config.dataFolder, 'kiungo.log')

function logDestination(config: Config): LogDestination | undefined {
  return config.demo ? logToFile(demoLogFile(config)) : undefined
}

/** Tokens are issued for the node's address, so a port that is left to the system is chosen before anything starts. */
async function settled(config: Config): Promise<Config> {
  if (config.port !== 0) return config
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, config.host, listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const publicUrl = config.publicUrl.replace(/:0$/, `:${port}`)
  return { ...config, port, publicUrl }
}

async function discoverPlugins(folder: string): Promise<Plugins> {
  return { connectors: await discoverConnectors(folder), protocols: await discoverProtocols(folder) }
}

async function openDatabaseOf(node: Node): Promise<Result<OpenDatabase>> {
  tell(node, progressWords.database)
  const database = await openStorage(node)
  if (!database.ok) return database
  node.shutdown.add('database', () => database.value.stop())
  const prepared = await prepareStorage(database.value, node)
  if (!prepared.ok) return prepared
  tell(node, progressWords.database, {}, true)
  return database
}

export const countryFolder = (config: Config): string => resolve(config.dataFolder, config.country)

async function seed(node: Node, database: OpenDatabase, pack: Pack): Promise<Result<unknown>> {
  const { config } = node
  const country = { country: pack.country.name.en }
  tell(node, progressWords.country, country)
  const seeded = await seedCountry({
    pool: database.pool,
    pack,
    dataFolder: config.dataFolder,
    scale: config.scale,
    seed: String(config.seed),
    people: config.demo,
    onProgress: ({ step, done, of }) => tell(node, progressWords[step], { done, of }),
  })
  if (!seeded.ok) return seeded
  const law = await seedLaw(database.pool, join(node.projectFolder, 'countries'))
  if (law.ok) tell(node, progressWords.country, country, true)
  return law
}

async function serveAgencies(node: Node, database: OpenDatabase, pack: Pack): Promise<Result<unknown>> {
  const program = join(pack.folder, 'agencies', 'main.ts')
  if (!existsSync(program)) return ok(undefined)
  tell(node, progressWords.agencies)
  const folder = countryFolder(node.config)
  const agencies = await startAgencies({ program, folder, basePort: node.config.agenciesPort, logger: node.logger })
  if (!agencies.ok) return agencies
  node.shutdown.add('agencies', () => agencies.value.stop())
  const { systems, drops } = agencies.value.addresses
  const named = Object.entries({ ...systems, ...drops })
  const addresses = named.flatMap(([name, address]) => {
    const system = pack.country.agencies?.[name]
    return system === undefined ? [] : [[system, address] as const]
  })
  await setSystemAddresses(database.pool, Object.fromEntries(addresses))
  tell(node, progressWords.agencies, {}, true)
  return ok(undefined)
}

async function serveHttp(node: Node, modules: Modules, people: readonly DemoPerson[]): Promise<Http> {
  const { config, logger, metrics, projectFolder } = node
  const consoleFolder = join(projectFolder, 'console', 'dist')
  const http = await createHttp({
    settings: config,
    logger,
    metrics,
    authenticate: modules.authenticate,
    scopes: config.demo ? [...modules.scopes, demoRoutes(people)] : modules.scopes,
    readiness: modules.readiness,
    version: versionOf(projectFolder),
    problemMessages: roomProblemMessages,
    ...(existsSync(consoleFolder) ? { consoleFolder } : {}),
  })
  await http.listen(config)
  return http
}

export function versionOf(projectFolder: string): string {
  return (JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }).version
}

const tidyEveryMs = 15 * 60_000

async function startWork(node: Node, { pool, url }: OpenDatabase, modules: Modules): Promise<void> {
  const { logger, metrics, shutdown } = node
  const jobs = await startJobs({ url, tasks: modules.tasks, logger, metrics })
  shutdown.add('jobs', () => jobs.stop())
  for (const task of modules.recurring) await enqueue(pool, { task, payload: {}, key: task.name })
  const tidy = (): void => void modules.tidy().catch((err: unknown) => logger.warn({ err }, 'tidying up failed'))
  const timer = setInterval(tidy, tidyEveryMs)
  shutdown.add('tidy', () => clearInterval(timer))
}

function tell(node: Node, text: LocalText, params: Progress['params'] = {}, finished = false): void {
  node.onProgress({ text, params, finished })
}
