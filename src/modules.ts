import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Registry } from 'prom-client'
import { bodyFacts, elementFacts } from './agreements/analysis/ground.ts'
import { analysisRoutes } from './agreements/analysis/routes.ts'
import { type Analyst, type AnalystWorld, openAnalyst } from './agreements/analysis/service.ts'
import type { Post } from './agreements/consent/govstack/webhooks.ts'
import { agreementExportRoutes } from './agreements/export-routes.ts'
import type { LawCopy } from './agreements/law/book.ts'
import type { Agreements } from './agreements/service.ts'
import type { Pack } from './cli/pack.ts'
import { type ComplianceWorld, openCompliance } from './compliance/module.ts'
import { type ConformanceWorld, openConformance } from './conformance/service.ts'
import { countryRoutes } from './country.ts'
import type { Sender } from './exchange/deliveries/sender.ts'
import { type ExchangeRoom, openExchangeRoom } from './exchange/module.ts'
import type { Connector, Protocol } from './exchange/plugin.ts'
import type { QualityMeter } from './exchange/quality.ts'
import type { EventSource } from './exchange/subscriptions/events.ts'
import type { Directory } from './federation/directory.ts'
import { type Federation, openFederation } from './federation/federation.ts'
import { loadOrCreateKey, loadOrCreateSecret } from './federation/keys.ts'
import { openPartners, type Partners } from './federation/partners/module.ts'
import { cleanersFor } from './identity/linkage/cleaning/cleaner.ts'
import type { CleanerOf } from './identity/linkage/model/cleaned.ts'
import { identityConnector } from './identity/mapping/connector.ts'
import { type Telling, withLinkEvents } from './identity/mapping/events.ts'
import { linkedPeople } from './identity/mapping/linked.ts'
import { lookupRoutes } from './identity/mapping/lookup.ts'
import { type NumberChanges, openNumberChanges } from './identity/mapping/number-changes.ts'
import { watchingNumbers } from './identity/mapping/registry-watch.ts'
import { type IdentityMapping, openMapping } from './identity/mapping/service.ts'
import { type IdentityRoom, openIdentity } from './identity/module.ts'
import { ok, type Result } from './kernel/result.ts'
import { checkpointFile, keepCheckpoint } from './known-checkpoint.ts'
import type { Ledger } from './ledger/ledger.ts'
import { ledgerMetrics } from './ledger/metrics.ts'
import { openLedger } from './ledger/open.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { openLegalLayer } from './legal.ts'
import { locationRoutes } from './locations.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config/settings.ts'
import type { ReadinessCheck } from './platform/http/health.ts'
import type { RouteScope } from './platform/http/route.ts'
import type { Task } from './platform/jobs/task.ts'
import { type Outbound, openOutbound } from './platform/outbound/outbound.ts'
import type { Shutdown } from './platform/shutdown.ts'
import type { Logger } from './platform/telemetry/logger.ts'
import { openRegistryActs, type RegistryActs } from './registry/acts/perform.ts'
import { registryConnector } from './registry/connector.ts'
import { registryEvents } from './registry/events/source.ts'
import { openPersonStates } from './registry/person-state.ts'
import { semanticsRoutes } from './semantics/routes.ts'
import { codeOf } from './semantics/vocabulary.ts'

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
  /** What changes the registry. */
  readonly acts: RegistryActs
  /** Linkage models, and runs that train them. */
  readonly models: IdentityRoom['models']
  readonly runs: IdentityRoom['runs']
  /** Rosters of other systems, whose numbers are mapped. */
  readonly rosters: IdentityRoom['rosters']
  /** Those that put themselves on again once they were scheduled at start. */
  readonly recurring: readonly Task[]
  /** To be done now and then. */
  tidy(): Promise<void>
}

/** Opens the rooms in the order of their rank; each is given what it needs, and what it offers is collected. */
export async function openModules(world: ModulesWorld): Promise<Result<Modules>> {
  const { config, pool, pack, shutdown } = world
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

  const who = { clock, directory, keysFolder, ledger: ledger.value }
  const legal = await openLegalLayer(world, { ...who, post: postOf(() => exchange) })
  if (!legal.ok) return legal
  const { agreements, law, quality, pseudonymKey, subjectKey, sender } = legal.value

  const outbound = openOutbound()
  shutdown.add('outbound', () => outbound.close())
  const needs = { ...who, agreements, keys, outbound, quality, pseudonymKey }
  const partners = openThePartners(world, needs)

  const { vocabulary } = pack
  // Nothing acts before the exchange is open.
  const wake = async (tx: Pick<pg.ClientBase, 'query'>) => exchange?.wakeSubscribers(tx)
  const { acts, changes } = openTheActs(world, { clock, directory, wake })
  const openedExchange = openTheExchange(world, { ...needs, partners: partners.desk, acts, sender })
  if (!openedExchange.ok) return openedExchange
  const opened = openedExchange.value
  exchange = opened

  const identity = openTheIdentity(world, { ...needs, exchanges: opened.exchanges, wake, changes })
  const conformance = openTheConformance(world, { ...needs, ...opened, desk: partners.desk })

  return ok({
    authenticate: federation.value.authenticate,
    scopes: [
      ledgerRoutes({ ledger: ledger.value, pool }),
      ...federation.value.scopes,
      partners.scope,
      ...packScopes(pack),
      ...legal.value.scopes,
      { name: 'exports', routes: agreementExportRoutes({ agreements, vocabulary, publicUrl: config.publicUrl }) },
      { name: 'analysis', routes: analysisRoutes(openTheAnalyst(world, { ...needs, ...opened, law }), agreements) },
      ...opened.scopes,
      ...identity.scopes,
      ...openTheCompliance(world, { ...needs, law, subjectKey }),
      conformance.scope,
    ],
    readiness: {
      database: async () => ok((await pool.query('select 1')).rowCount),
      ledger: async () => ledger.value.fault(),
    },
    tasks: [...opened.tasks, ...identity.tasks, ...conformance.tasks],
    recurring: [...opened.recurring, ...identity.recurring],
    ...{ acts, models: identity.models, runs: identity.runs, rosters: identity.rosters },
    async tidy() {
      await rememberLog()
      await opened.tidy()
      await federation.value.forgetExpired()
      await partners.forgetExpired()
    },
  })
}

/** Nothing is told before the exchange is open. */
const postOf = (exchange: () => ExchangeRoom | undefined): Post => ({
  mayBeCalled: async (client, url) => (await exchange()?.mayBeCalled(client, url)) ?? false,
  queueDelivery: async (tx, delivery) => exchange()?.queueDelivery(tx, delivery),
})

type AnalystNeeds = Pick<AnalystWorld, 'agreements' | 'clock'> &
  Pick<ExchangeRoom, 'fieldUse'> & { readonly directory: Directory; readonly law: LawCopy }

function openTheAnalyst(world: ModulesWorld, needs: AnalystNeeds): Analyst {
  const { pack } = world
  const { agreements, clock, directory, fieldUse, law } = needs
  const events = eventsOf(world, directory)
  return openAnalyst({
    agreements,
    clock,
    element: elementFacts(pack.vocabulary, (system) => directory.system(system)?.member),
    combination: pack.combination,
    hasEvents: (service) => events.keyOf(service) !== undefined,
    fieldUse: fieldUse.of,
    law: async () => (await law.get()).law,
    party: (member) => bodyFacts(directory.member(member), pack.country.code),
  })
}

/** What changes the registry; and who is linked otherwise once a number comes into it, or onto a roster. */
function openTheActs(
  { pool, pack }: ModulesWorld,
  { clock, ...telling }: Pick<Telling, 'directory' | 'wake'> & { readonly clock: Clock },
): { readonly acts: RegistryActs; readonly changes: NumberChanges } {
  const { linkage, vocabulary, country } = pack
  const mapped = { map: linkage.identifiers, cleanerOf: cleanerOf(pack, clock), timeZone: country.timeZone }
  const changes = openNumberChanges({ ...mapped, telling })
  const acts = openRegistryActs({ pool, clock, vocabulary, ...telling, watch: watchingNumbers(changes) })
  return { acts, changes }
}

type IdentityNeeds = Pick<ExchangeNeeds, 'agreements' | 'clock' | 'directory' | 'ledger'> &
  Pick<Telling, 'wake'> &
  Pick<ExchangeRoom, 'exchanges'> & { readonly changes: NumberChanges }

function openTheIdentity({ config, pool, pack }: ModulesWorld, needs: IdentityNeeds): IdentityRoom {
  const { survivorship, overlap, identifiers: map } = pack.linkage
  const room = openIdentity({
    ...needs,
    pool,
    folder: join(config.dataFolder, 'linkage'),
    ...{ survivorship, overlap, map, telling: needs },
    cleanerOf: cleanerOf(pack, needs.clock),
  })
  return { ...room, scopes: [...room.scopes, { name: 'identity-lookup', routes: lookupRoutes(needs) }] }
}

const cleanerOf = ({ linkage: { rules, nicknames } }: Pack, clock: Clock): CleanerOf =>
  cleanersFor({ rules, nicknames, today: clock.today() })

/** Which identifiers are one person's, as the identity room has it: asked by the exchange like any system. */
const openTheMapping = ({ pool, pack }: ModulesWorld, clock: Clock): IdentityMapping =>
  openMapping({ pool, map: pack.linkage.identifiers, cleanerOf: cleanerOf(pack, clock), ...pack.country })

type ComplianceNeeds = Pick<ComplianceWorld, 'agreements' | 'clock' | 'directory' | 'law' | 'ledger' | 'subjectKey'>

const openTheCompliance = ({ pool, pack }: ModulesWorld, needs: ComplianceNeeds): readonly RouteScope[] =>
  openCompliance({
    ...needs,
    ...{ pool, country: pack.country.code, timeZone: pack.country.timeZone },
    elements: pack.vocabulary.elements,
    isElement: (id) => pack.vocabulary.elements.has(id),
    classificationOf: (id) => pack.vocabulary.elements.get(id)?.element.classification,
  })

/** What the country pack says of itself. */
const packScopes = (pack: Pack): RouteScope[] => [
  countryRoutes(pack.country),
  ...(pack.geography === undefined ? [] : [locationRoutes(pack.geography)]),
  { name: 'semantics', routes: semanticsRoutes(pack) },
]

/** Where a node's operator puts a system's credential: `KIUNGO_SECRET_PENSION_MIS_PASSWORD`. */
const secretVariable = (system: string, name: string): string =>
  `KIUNGO_SECRET_${`${system}_${name}`.replace(/[^A-Za-z0-9]/g, '_').toUpperCase()}`

const secretsOf =
  (pack: Pack) =>
  (system: string, name: string): string | undefined =>
    process.env[secretVariable(system, name)] ?? pack.secrets[system]?.[name]

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

function openThePartners(
  { pool, config }: ModulesWorld,
  needs: Omit<ExchangeNeeds, 'partners' | 'acts' | 'sender'>,
): Partners {
  return openPartners({
    ...needs,
    pool,
    nodeName: new URL(config.publicUrl).host,
    nextExpiryOf: (member) => nextExpiry(needs.agreements, member),
  })
}

/** The agreement of a member that ends first, among those in force. */
async function nextExpiry(agreements: Agreements, member: string) {
  const own = (await agreements.inForce()).filter(({ consumer, provider }) => [consumer, provider].includes(member))
  const [first] = own.toSorted((a, b) => a.validUntil.localeCompare(b.validUntil))
  return first && { agreement: first.id, validUntil: first.validUntil }
}

/** Of the registries, and of the links between their records. */
const eventsOf = ({ pool }: ModulesWorld, directory: Directory): EventSource =>
  withLinkEvents(registryEvents(pool, directory), directory)

interface ExchangeNeeds {
  readonly clock: Clock
  readonly keysFolder: string
  readonly agreements: Agreements
  readonly directory: Federation['directory']
  readonly keys: Federation['keys']
  readonly ledger: Ledger
  readonly outbound: Outbound
  readonly quality: QualityMeter
  readonly pseudonymKey: Uint8Array
  readonly partners: Partners['desk']
  readonly acts: RegistryActs
  readonly sender: Sender
}

function openTheExchange(world: ModulesWorld, needs: ExchangeNeeds): Result<ExchangeRoom> {
  const { config, pool, pack, shutdown, logger } = world
  const { acts } = needs
  const mapping = openTheMapping(world, needs.clock)
  const answerSecret = loadOrCreateSecret(needs.keysFolder, 'answers')
  if (!answerSecret.ok) return answerSecret
  const room = openExchangeRoom({
    database: pool,
    clock: needs.clock,
    directory: needs.directory,
    agreements: needs.agreements,
    mappings: pack.mappings,
    connectors: new Map([
      ...world.connectors,
      ['registry', registryConnector(pool, { ...pack.country, acts, linked: linkedPeople(mapping) })],
      ['identity', identityConnector(mapping)],
    ]),
    ...{ protocols: world.protocols, senders: [needs.sender] },
    ledger: needs.ledger,
    nodeKey: needs.keys.current,
    nodeName: new URL(config.publicUrl).host,
    codeOf: (element, word) => codeOf(pack.vocabulary, element, word),
    answerSecret: answerSecret.value,
    pseudonymKey: needs.pseudonymKey,
    quality: needs.quality,
    personState: openPersonStates(pool, needs.clock),
    answerKeepHours: config.answerKeepHours,
    secret: secretsOf(pack),
    outbound: needs.outbound,
    partners: needs.partners,
    hostsOf: (client) => needs.partners.hostsOf(client),
    metrics: world.metrics,
    events: eventsOf(world, needs.directory),
    timeZone: pack.country.timeZone,
    report: (error, exchangeId) => logger.error({ err: error, exchangeId }, 'a step of an exchange failed'),
  })
  shutdown.add('exchange', () => room.close())
  return ok(room)
}

type ConformanceNeeds = Pick<ConformanceWorld, 'clock' | 'directory' | 'desk' | 'ledger' | 'outbound' | 'received'>

function openTheConformance({ config, pool, pack, demoPassword }: ModulesWorld, needs: ConformanceNeeds) {
  const { publicUrl } = config
  // Secrets that a pack publishes are for demonstrations.
  const published = demoPassword === undefined ? undefined : pack.clients.find(maySearch)
  const { id, secret } = published ?? {}
  return openConformance({
    ...needs,
    ...{ pool, publicUrl, nodeName: new URL(publicUrl).host, secret: secretsOf(pack) },
    ...(id === undefined || secret === undefined ? {} : { demoClient: { id, secret } }),
  })
}

const maySearch = ({ secret, status, scopes }: Pack['clients'][number]): boolean =>
  secret !== undefined && status === 'active' && scopes.includes('registry.search')
