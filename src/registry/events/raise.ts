import type pg from 'pg'
import { newId } from '../../kernel/ids.ts'
import type { Change } from '../acts/schema.ts'
import { keyOfKind, recordsOf, type Services } from './keys.ts'

export interface Raising {
  readonly directory: Services
  /** Sees to it, in the transaction, that subscribers hear of what it raised once it is committed. */
  readonly wake: (client: pg.ClientBase) => Promise<void>
}

export interface Raised {
  readonly act: string
  readonly occurredAt: Date
  readonly changes: readonly Change[]
}

/**
 * Writes the events of an act in its transaction: one for each service that answers about the kind of record. A service
 * is known by its `operation`, so a country's services need not be named here.
 */
export async function raiseEvents(client: pg.ClientBase, raised: Raised, { directory, wake }: Raising): Promise<void> {
  const services = directory.services().map((service) => ({ id: service.id, records: recordsOf(service, directory) }))
  const rows = raised.changes.flatMap(({ event, records, id }) =>
    services
      .filter((service) => service.records === records)
      .map((service) => ({ id: newId('ev'), type: event, service: service.id, key: { [keyOfKind(records)]: id } })),
  )
  if (rows.length === 0) return
  await client.query(
    `insert into registry_event (id, type, service, key, act, occurred_at)
     select e.id, e.type, e.service, e.key, $2, $3
     from json_to_recordset($1) as e(id text, type text, service text, key jsonb)`,
    [JSON.stringify(rows), raised.act, raised.occurredAt],
  )
  await wake(client)
}
