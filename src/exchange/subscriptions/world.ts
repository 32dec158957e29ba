import type pg from 'pg'
import type { Agreements } from '../../agreements/service.ts'
import type { Directory } from '../../federation/directory.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { QueueDelivery } from '../deliveries/queue.ts'
import type { Protocol, ProtocolHouse } from '../plugin.ts'
import type { Sealing } from '../sealed.ts'
import type { EventSource } from './events.ts'

/** What subscriptions need of the world. */
export interface SubscriptionWorld {
  readonly database: pg.Pool
  readonly clock: Clock
  /** The country's, which times of cron are read in. */
  readonly timeZone: string
  readonly directory: Pick<Directory, 'service' | 'current'>
  readonly agreements: Pick<Agreements, 'explain'>
  readonly ledger: Pick<Ledger, 'append'>
  readonly sealing: Sealing
  readonly events: EventSource
  readonly protocols: ReadonlyMap<string, Protocol>
  /** The house as a protocol's job sees it. */
  readonly house: (protocol: string) => ProtocolHouse
  readonly queue: QueueDelivery
}
