import type pg from 'pg'
import type { EventType } from '../../exchange/subscriptions/schema.ts'
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
  const events = raised.changes.flatMap(({ event, records, id }) =>
    services
      .filter((service) => service.records === records)
      .map((service) => ({ type: event, service: service.id, key: { [keyOfKind(records)]: id } })),
  )
  if (events.length === 0) return
  await writeEvents(client, { ...raised, events })
  await wake(client)
}

interface Written extends Omit<Raised, 'changes'> {
  readonly events: readonly { readonly type: EventType; readonly service: string; readonly key: object }[]
}

/** Of whatever happened, in its transaction: the keys of the records, never their content. */
export async function writeEvents(
  client: Pick<pg.ClientBase, 'query'>,
  { act, occurredAt, events }: Written,
): Promise<void> {
  const rows = events.map((event) => ({ id: newId('ev'), ...event }))
  await client.query(
    `insert into registry_event (id, type, service, key, act, occurred_at)
     select e.id, e.type, e.service, e.key, $2, $3
     from json_to_recordset($1) as e(id text, type text, service text, key jsonb)`,
    [JSON.stringify(rows), act, occurredAt],
  )
}
