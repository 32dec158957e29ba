import type pg from 'pg'
import type { Agreements } from '../agreements/service.ts'
import type { Directory } from '../federation/directory.ts'
import { createRandomSource } from '../kernel/random.ts'
import type { SigningKey } from '../kernel/signature.ts'
import type { Clock } from '../platform/clock.ts'
import type { RouteScope } from '../platform/http/route.ts'
import type { Task } from '../platform/jobs/task.ts'
import { createConnectors } from './connectors.ts'
import { type Health, watchSystems } from './health.ts'
import { purgeTask } from './jobs.ts'
import type { Connector, Protocol } from './plugin.ts'
import { exchangeRoutes } from './routes/exchanges.ts'
import { overviewRoute } from './routes/overview.ts'
import { protocolScope } from './routes/protocols.ts'
import { questionRoutes } from './routes/questions.ts'
import { answerKeyFrom } from './sealed.ts'
import { createExchanges, type Exchanges } from './service.ts'
import { exchangeWriter } from './store/write.ts'
import { createTurns, type TurnLimits } from './turns.ts'
import type { Evidence, ExchangeWorld, Mapping } from './world.ts'

export interface ExchangeOptions {
  readonly database: pg.Pool
  readonly clock: Clock
  readonly directory: Directory
  readonly agreements: Agreements
  readonly mappings: ReadonlyMap<string, Mapping>
  /** Every kind of connector: the plugins, and the rooms that can be asked themselves. */
  readonly connectors: ReadonlyMap<string, Connector>
  readonly protocols: readonly Protocol[]
  readonly ledger: Evidence
  readonly nodeKey: SigningKey
  /** Name that this node answers under: its host name. */
  readonly nodeName: string
  /** Secrets of the node, 256 bits each: for answers at rest, and for pseudonyms. */
  readonly answerSecret: Uint8Array
  readonly pseudonymKey: Uint8Array
  readonly answerKeepHours: number
  /** A credential of a system by name, or undefined. */
  readonly secret: (system: string, name: string) => string | undefined
  readonly report: (error: unknown, about: string) => void
  readonly turns?: TurnLimits
}

export interface ExchangeRoom {
  readonly exchanges: Exchanges
  readonly health: Health
  readonly scopes: readonly RouteScope[]
  /** To be scheduled once at start: `schedulePurge`. */
  readonly purge: Task
  close(): Promise<void>
}

const defaultTurns: TurnLimits = { atOnceLimit: 64, waitingLimit: 512 }

export function openExchangeRoom(options: ExchangeOptions): ExchangeRoom {
  const { database, clock, directory, agreements, mappings } = options
  const connectors = createConnectors({
    directory,
    kinds: options.connectors,
    secret: options.secret,
    now: () => clock.now(),
  })
  const world: ExchangeWorld = {
    clock,
    directory,
    agreements,
    mapping: (id) => mappings.get(id),
    connector: (service) => connectors.of(service),
    turns: createTurns(options.turns ?? defaultTurns),
    ledger: options.ledger,
    answerKey: answerKeyFrom(options.answerSecret),
    pseudonymKey: options.pseudonymKey,
    randomBytes: createRandomSource(),
    answerKeepHours: options.answerKeepHours,
    nodeKey: options.nodeKey,
    writer: exchangeWriter((client, rows) => agreements.writeUsage(client, rows)),
    report: options.report,
  }
  const exchanges = createExchanges(world, database)
  const health = watchSystems(world)
  const routed = { ...world, exchanges, database, health, nodeName: options.nodeName }
  const routes = [...questionRoutes(routed), ...exchangeRoutes(routed), overviewRoute(routed)]
  return {
    exchanges,
    health,
    scopes: [{ name: 'exchange', routes }, ...options.protocols.map((protocol) => protocolScope(protocol, routed))],
    purge: purgeTask(database),
    async close() {
      health.stop()
      await connectors.close()
    },
  }
}
