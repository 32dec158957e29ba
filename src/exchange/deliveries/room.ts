import type pg from 'pg'
import type { Registry } from 'prom-client'
import type { Directory } from '../../federation/directory.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Route } from '../../platform/http/route.ts'
import type { Task } from '../../platform/jobs/task.ts'
import type { Outbound } from '../../platform/outbound/outbound.ts'
import type { AllowedHosts } from '../../platform/outbound/target.ts'
import type { MessageDesk, Protocol, ProtocolHouse } from '../plugin.ts'
import type { Sealing } from '../sealed.ts'
import { deliverTask } from './deliver.ts'
import { mayBeCalled, messageDesk } from './desk.ts'
import { inboxRoutes } from './inbox-routes.ts'
import { deliveryMetrics } from './metrics.ts'
import { createNotes } from './notes.ts'
import { purgeMessagesTask } from './purge.ts'
import { deliveryQueue, type QueueDelivery } from './queue.ts'
import { type ReceivedMessages, receivedMessages } from './received-store.ts'
import { deliveryRoutes } from './routes.ts'
import type { Sender } from './sender.ts'
import { workTask } from './work.ts'

export interface DeliveriesOptions {
  readonly database: pg.Pool
  readonly clock: Clock
  readonly directory: Pick<Directory, 'current'>
  readonly sealing: Sealing
  /** Stored replies and ended deliveries are kept as long as answers. */
  readonly keepHours: number
  readonly protocols: readonly Protocol[]
  /** Rooms that have things to tell by themselves. */
  readonly senders?: readonly Sender[]
  /** The house as a protocol's jobs see it. */
  readonly house: (protocol: string) => ProtocolHouse
  readonly outbound: Outbound
  /** Where a client may be called, as agreed with it now; undefined: nowhere. */
  readonly hostsOf: (client: string) => AllowedHosts | undefined
  readonly ledger: Pick<Ledger, 'append'>
  readonly metrics: Registry
  readonly report: (error: unknown, about: string) => void
}

export interface Deliveries {
  desk(protocol: string): MessageDesk
  readonly queue: QueueDelivery
  /** Whether that client may be called there, as agreed with it now; a host that cannot be looked up may be there later. */
  mayBeCalled(client: string, url: string): Promise<boolean>
  readonly received: ReceivedMessages
  readonly routes: readonly Route[]
  readonly tasks: readonly Task[]
  /** Those that put themselves on again once they were scheduled at start. */
  readonly recurring: readonly Task[]
  /** Writes down what is known and not yet written. */
  close(): Promise<void>
}

export function openDeliveries(options: DeliveriesOptions): Deliveries {
  const { database, sealing, clock, outbound, hostsOf } = options
  const now = () => clock.now()
  const keepMs = options.keepHours * 3_600_000
  const protocols = new Map(options.protocols.map((protocol) => [protocol.name, protocol]))
  const metrics = deliveryMetrics(options.metrics, database)
  const notes = createNotes({
    database,
    sealing,
    onLost(error, lost) {
      metrics.notesLost(lost)
      options.report(error, 'notes-of-messages')
    },
  })
  const deliver = deliverTask({
    database,
    sealing,
    now,
    keepMs,
    senders: new Map([...options.protocols, ...(options.senders ?? [])].map((sender) => [sender.name, sender])),
    house: options.house,
    outbound,
    hostsOf,
    metrics,
  })
  const queue = deliveryQueue({ sealing, now, task: deliver })
  const work = workTask({ database, sealing, now, keepMs, protocols, house: options.house, queue, metrics })
  const purge = purgeMessagesTask(database)
  const operators = { database, clock, ledger: options.ledger, directory: options.directory, deliver, work }
  const desks = new Map<string, MessageDesk>()
  return {
    desk(protocol) {
      const desk =
        desks.get(protocol) ?? messageDesk(protocol, { database, sealing, now, keepMs, outbound, hostsOf, notes, work })
      desks.set(protocol, desk)
      return desk
    },
    queue,
    mayBeCalled: (client, url) => mayBeCalled(url, { outbound, allowed: hostsOf(client) }),
    received: receivedMessages(database, sealing.answerKey),
    routes: [...deliveryRoutes(operators), ...inboxRoutes(operators)],
    tasks: [work, deliver, purge],
    recurring: [purge],
    close: () => notes.written(),
  }
}
