import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Registry } from 'prom-client'
import { agreementRoutes } from './agreements/routes.ts'
import { openAgreements } from './agreements/service.ts'
import type { Pack } from './cli/pack.ts'
import { countryRoutes } from './country.ts'
import { type ExchangeRoom, openExchangeRoom } from './exchange/module.ts'
import type { Connector, Protocol } from './exchange/plugin.ts'
import { type Federation, openFederation } from './federation/federation.ts'
import { loadOrCreateKey, loadOrCreateSecret } from './federation/keys.ts'
import { ok, type Result } from './kernel/result.ts'
import type { Ledger } from './ledger/ledger.ts'
import { ledgerMetrics } from './ledger/metrics.ts'
import { openLedger } from './ledger/open.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config/settings.ts'
import type { ReadinessCheck } from './platform/http/health.ts'
import type { RouteScope } from './platform/http/route.ts'
import type { Task } from './platform/jobs/task.ts'
import type { Shutdown } from './platform/shutdown.ts'
import type { Logger } from './platform/telemetry/logger.ts'
import { registryConnector } from './registry/connector.ts'
import { semanticsRoutes } from './semantics/routes.ts'

export interface ModulesWorld {
  readonly config: Config
  readonly pool: pg.Pool
  readonly pack: Pack
  /** The plugins. */
  readonly connectors: ReadonlyMap<string, Connector>
  readonly protocols: readonly Protocol[]
  readonly logger: Logger
  readonly metrics: Registry
  readonly shutdown: Shutdown
  /** Published password of the demo accounts; absent, they may not sign in. */
  readonly demoPassword?: string
}

export interface Modules {
  readonly authenticate: Federation['authenticate']
  readonly scopes: readonly RouteScope[]
  readonly readiness: Readonly<Record<string, ReadinessCheck>>
  readonly tasks: readonly Task[]
  /** To be done now and then. */
  tidy(): Promise<void>
}

/** Opens the rooms in the order of their rank; each is given what it needs, and what it offers is collected. */
export async function openModules(world: ModulesWorld): Promise<Result<Modules>> {
  const { config, pool, pack, shutdown, logger } = world
  const clock = systemClock(pack.country.timeZone)
  const keysFolder = join(config.dataFolder, 'keys')

  const ledger = await openTheLedger(world, keysFolder)
  if (!ledger.ok) return ledger
  const rememberLog = (): Promise<void> => keepCheckpoint(config.dataFolder, ledger.value)
  shutdown.add('ledger', async () => {
    await ledger.value.close()
    await rememberLog()
  })

  // The systems' health is known to the exchange, which is opened after those who show it.
  let exchange: ExchangeRoom | undefined
  const federation = await openTheFederation(world, { clock, keysFolder, healthOf: (id) => exchange?.health.of(id) })
  if (!federation.ok) return federation
  const { directory, keys } = federation.value

  const agreements = await openAgreements({
    pool,
    directory,
    clock,
    classificationOf: (element) => pack.vocabulary.elements.get(element)?.element.classification,
    onTampered: (agreement, version) => logger.error({ agreement, version }, 'a stored agreement has another hash'),
  })

  const answerSecret = loadOrCreateSecret(keysFolder, 'answers')
  if (!answerSecret.ok) return answerSecret
  const pseudonymKey = loadOrCreateSecret(keysFolder, 'pseudonyms')
  if (!pseudonymKey.ok) return pseudonymKey
  exchange = openExchangeRoom({
    database: pool,
    clock,
    directory,
    agreements,
    mappings: pack.mappings,
    connectors: new Map([...world.connectors, ['registry', registryConnector(pool, pack.country)]]),
    protocols: world.protocols,
    ledger: ledger.value,
    nodeKey: keys.current,
    nodeName: new URL(config.publicUrl).host,
    answerSecret: answerSecret.value,
    pseudonymKey: pseudonymKey.value,
    answerKeepHours: config.answerKeepHours,
    secret: (system, name) => process.env[secretVariable(system, name)] ?? pack.secrets[system]?.[name],
    report: (error, exchangeId) => logger.error({ err: error, exchangeId }, 'a step of an exchange failed'),
  })
  const opened = exchange
  shutdown.add('exchange', () => opened.close())

  return ok({
    authenticate: federation.value.authenticate,
    scopes: [
      ledgerRoutes({ ledger: ledger.value, pool }),
      ...federation.value.scopes,
      ...packScopes(pack),
      { name: 'agreements', routes: agreementRoutes({ agreements, directory }) },
      ...opened.scopes,
    ],
    readiness: {
      database: async () => ok((await pool.query('select 1')).rowCount),
      ledger: async () => ledger.value.fault(),
    },
    tasks: [opened.purge],
    async tidy() {
      await rememberLog()
      await federation.value.forgetExpired()
    },
  })
}

/** What the country pack says of itself. */
const packScopes = (pack: Pack): RouteScope[] => [
  countryRoutes(pack.country),
  { name: 'semantics', routes: semanticsRoutes(pack) },
]

/** Where a node's operator puts a system's credential: `KIUNGO_SECRET_PENSION_MIS_PASSWORD`. */
const secretVariable = (system: string, name: string): string =>
  `KIUNGO_SECRET_${`${system}_${name}`.replace(/[^A-Za-z0-9]/g, '_').toUpperCase()}`

function openTheLedger({ config, pool, logger, metrics }: ModulesWorld, keysFolder: string): Promise<Result<Ledger>> {
  const signingKey = loadOrCreateKey(keysFolder, 'ledger')
  if (!signingKey.ok) return Promise.resolve(signingKey)
  const known = checkpointFile(config.dataFolder)
  return openLedger({
    pool,
    signingKey: signingKey.value,
    origin: `kiungo.${config.country}/ledger`,
    logger,
    onBatch: ledgerMetrics(metrics),
    ...(existsSync(known) ? { knownCheckpoint: readFileSync(known, 'utf8') } : {}),
  })
}

/** Kept outside the database: a database that was set back to an earlier state is noticed at the next start. */
export const checkpointFile = (dataFolder: string): string => join(dataFolder, 'ledger.checkpoint')

async function keepCheckpoint(dataFolder: string, ledger: Ledger): Promise<void> {
  const { note } = await ledger.latestCheckpoint()
  const file = checkpointFile(dataFolder)
  // Written whole or not at all: half a checkpoint would keep the node from starting.
  writeFileSync(`${file}.new`, note)
  renameSync(`${file}.new`, file)
}

interface FederationNeeds {
  readonly clock: Clock
  readonly keysFolder: string
  readonly healthOf: (system: string) => ReturnType<ExchangeRoom['health']['of']> | undefined
}

function openTheFederation(world: ModulesWorld, needs: FederationNeeds): Promise<Result<Federation>> {
  const { config, pool, demoPassword } = world
  return openFederation({
    pool,
    clock: needs.clock,
    settings: {
      publicUrl: config.publicUrl,
      keysFolder: needs.keysFolder,
      tokenTtlSeconds: config.tokenTtlSeconds,
      sessionTtlMinutes: config.sessionTtlMinutes,
      allowClientSecret: config.allowClientSecret,
      ...(demoPassword === undefined ? {} : { demoPassword }),
    },
    healthOf: (system) => needs.healthOf(system) ?? { state: 'unknown' },
  })
}
