import type pg from 'pg'
import type { Registry } from 'prom-client'
import type { Agreements } from '../agreements/service.ts'
import { subjectKeys } from '../agreements/subjects.ts'
import type { Directory } from '../federation/directory.ts'
import { createRandomSource } from '../kernel/random.ts'
import type { SigningKey } from '../kernel/signature.ts'
import type { Clock } from '../platform/clock.ts'
import type { RouteScope } from '../platform/http/route.ts'
import type { Task } from '../platform/jobs/task.ts'
import type { Outbound } from '../platform/outbound/outbound.ts'
import type { AllowedHosts } from '../platform/outbound/target.ts'
import { createConnectors } from './connectors.ts'
import type { QueueDelivery } from './deliveries/queue.ts'
import { type Deliveries, openDeliveries } from './deliveries/room.ts'
import type { Sender } from './deliveries/sender.ts'
import { openErrands } from './errands/room.ts'
import { type Health, watchSystems } from './health.ts'
import { purgeTask } from './jobs.ts'
import type { Connector, MessageDesk, PartnerDesk, Protocol, ProtocolHouse, SubscriptionDesk } from './plugin.ts'
import { protocolHouse } from './protocol-house.ts'
import type { QualityMeter } from './quality.ts'
import { exchangeRoutes } from './routes/exchanges.ts'
import { overviewRoute } from './routes/overview.ts'
import { protocolScope } from './routes/protocols.ts'
import { questionRoutes } from './routes/questions.ts'
import { whatIfRoute } from './routes/what-if.ts'
import { answerKeyFrom } from './sealed.ts'
import { createExchanges, type Exchanges } from './service.ts'
import { openDayCounter } from './store/day-counts.ts'
import { type FieldUse, openFieldUse } from './store/field-use.ts'
import { exchangeWriter } from './store/write.ts'
import type { EventSource } from './subscriptions/events.ts'
import { openSubscriptions } from './subscriptions/room.ts'
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
  /** Rooms that have things to tell by themselves. */
  readonly senders?: readonly Sender[]
  readonly ledger: Evidence
  readonly nodeKey: SigningKey
  /** Name that this node answers under: its host name. */
  readonly nodeName: string
  /** The code that a partner's word means, in the list of an element. */
  readonly codeOf: (element: string, word: string) => string | undefined
  /** Secrets of the node, 256 bits each: for answers at rest, and for pseudonyms. */
  readonly answerSecret: Uint8Array
  readonly pseudonymKey: Uint8Array
  readonly quality: QualityMeter
  /** What a registry of this node holds of a person, for gate G7. */
  readonly personState?: ExchangeWorld['personState']
  readonly answerKeepHours: number
  /** A credential of a system by name, or undefined. */
  readonly secret: (system: string, name: string) => string | undefined
  /** What is agreed with partners. */
  readonly partners: PartnerDesk
  readonly outbound: Outbound
  /** Where a client may be called, as agreed with it now; undefined: nowhere. */
  readonly hostsOf: (client: string) => AllowedHosts | undefined
  readonly metrics: Registry
  /** What happens in the registries. */
  readonly events: EventSource
  /** The country's, which times of subscriptions are read in. */
  readonly timeZone: string
  readonly report: (error: unknown, about: string) => void
  readonly turns?: TurnLimits
}

export interface ExchangeRoom {
  readonly exchanges: Exchanges
  readonly health: Health
  readonly scopes: readonly RouteScope[]
  readonly tasks: readonly Task[]
  /** Those that put themselves on again once they were scheduled at start. */
  readonly recurring: readonly Task[]
  readonly queueDelivery: QueueDelivery
  readonly mayBeCalled: Deliveries['mayBeCalled']
  readonly received: Deliveries['received']
  /** In the transaction of a change: once it is committed, its subscribers hear of it. */
  readonly wakeSubscribers: (tx: Pick<pg.ClientBase, 'query'>) => Promise<void>
  readonly fieldUse: FieldUse
  /** Counts what came since; to be done now and then. */
  readonly tidy: () => Promise<void>
  /** The durable messages of a protocol. */
  readonly messages: (protocol: string) => MessageDesk
  /** The subscriptions of a protocol's callers. */
  readonly subscriptions: (protocol: string) => SubscriptionDesk
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
    node: {
      name: options.nodeName,
      // At each use: keys are rotated while the node runs.
      get keys() {
        return options.partners.own
      },
    },
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
    ...{ pseudonymKey: options.pseudonymKey, subjectKey: subjectKeys(options.pseudonymKey), quality: options.quality },
    ...{ personState: options.personState, randomBytes: createRandomSource() },
    answerKeepHours: options.answerKeepHours,
    nodeKey: options.nodeKey,
    writer: exchangeWriter(agreements),
    report: options.report,
  }
  const exchanges = createExchanges(world, database)
  const health = watchSystems(world)
  const house = (protocol: string): ProtocolHouse =>
    protocolHouse(routed, protocol, () => ({ startedMs: performance.now(), before: [] }))
  const deliveries = openDeliveries({ ...options, sealing: world, keepHours: options.answerKeepHours, house })
  const protocols = new Map(options.protocols.map((protocol) => [protocol.name, protocol]))
  const errands = openErrands({ database, sealing: world, now: () => clock.now(), protocols, house })
  const subscriptions = openSubscriptions({ ...options, sealing: world, protocols, house, queue: deliveries.queue })
  const { nodeName, codeOf, partners, timeZone } = options
  const desks = { messages: deliveries.desk, subscriptions: subscriptions.desk, errands: errands.desk, partners }
  const routed = { ...world, ...desks, exchanges, database, health, nodeName, codeOf, timeZone }
  const routes = [
    ...questionRoutes(routed),
    ...exchangeRoutes(routed),
    ...[overviewRoute(routed), whatIfRoute(routed)],
    ...[...deliveries.routes, ...subscriptions.routes],
  ]
  const purge = purgeTask(database)
  return {
    exchanges,
    health,
    tasks: [purge, errands.task, ...deliveries.tasks, ...subscriptions.tasks],
    recurring: [purge, ...deliveries.recurring, ...subscriptions.recurring],
    ...{ queueDelivery: deliveries.queue, mayBeCalled: deliveries.mayBeCalled, received: deliveries.received },
    subscriptions: subscriptions.desk,
    wakeSubscribers: subscriptions.wake,
    messages: deliveries.desk,
    ...counted(options),
    scopes: [{ name: 'exchange', routes }, ...options.protocols.map((protocol) => protocolScope(protocol, routed))],
    async close() {
      health.stop()
      await deliveries.close()
      await connectors.close()
    },
  }
}

/** What is counted behind the exchanges. */
function counted(options: ExchangeOptions): Pick<ExchangeRoom, 'fieldUse' | 'tidy'> {
  const fieldUse = openFieldUse(options)
  const ledgerSize = async () => (await options.ledger.latestCheckpoint()).size
  const days = openDayCounter({ ...options, ledgerSize })
  return {
    fieldUse,
    async tidy() {
      await fieldUse.count()
      await days.count()
    },
  }
}
