import type pg from 'pg'
import type { EventSource, Happening, Stream } from '../../exchange/subscriptions/events.ts'
import type { EventType } from '../../exchange/subscriptions/schema.ts'
import { keyOfKind, recordsOf, type Services } from './keys.ts'

const numberedAtOnce = 5_000
const defaultRecent = 50

/** The registry's events as subscriptions read them. */
export function registryEvents(pool: pg.Pool, directory: Services): EventSource {
  return {
    keyOf(id) {
      const service = directory.services().find((one) => one.id === id)
      const records = service === undefined ? undefined : recordsOf(service, directory)
      return records === undefined ? undefined : [keyOfKind(records)]
    },
    number: () => numberEvents(pool),
    async next(stream, limit) {
      const { rows } = await pool.query<Happening>({
        name: 'registry-events-next',
        text: `select id, position, type, key, occurred_at as "occurredAt" from registry_event
          where ${inStream('$1', '$2', '$3', '$4', '$5')} order by position limit $6`,
        values: [...valuesOf(stream), limit],
      })
      return rows
    },
    async count(streams) {
      const { rows } = await pool.query<{ count: number }>(
        `select (select count(*) from registry_event
                 where ${inStream('s.service', 's.types', 's.after', 's."from"', 's.until')}) as count
         from json_to_recordset($1)
           as s(ord integer, service text, types text[], after bigint, "from" timestamptz, until timestamptz)
         order by s.ord`,
        [JSON.stringify(streams.map((stream, ord) => ({ ...stream, ord })))],
      )
      return rows.map(({ count }) => count)
    },
    async last() {
      const { rows } = await pool.query<{ last: number }>(
        'select coalesce(max(position), 0) as last from registry_event',
      )
      return rows[0]?.last ?? 0
    },
    async placeBefore(instant) {
      const { rows } = await pool.query<{ place: number }>(
        `select coalesce(min(position) filter (where recorded_at >= $1) - 1, max(position), 0) as place
         from registry_event`,
        [instant],
      )
      return rows[0]?.place ?? 0
    },
    async recent({ type, service, limit }) {
      const { rows } = await pool.query<{ id: string; type: EventType; service: string; at: Date; recorded: Date }>(
        `select id, type, service, occurred_at as at, recorded_at as recorded from registry_event
         where ($1::text is null or type = $1) and ($2::text is null or service = $2)
         order by recorded_at desc, id desc limit $3`,
        [type ?? null, service ?? null, limit ?? defaultRecent],
      )
      return rows.map(({ at, recorded, ...event }) => ({
        ...event,
        occurredAt: at.toISOString(),
        recordedAt: recorded.toISOString(),
      }))
    },
  }
}

const inStream = (service: string, types: string, after: string, from: string, until: string): string =>
  `registry_event.service = ${service} and registry_event.type = any(${types}) and position > ${after}
   and (${from}::timestamptz is null or recorded_at >= ${from}) and (${until}::timestamptz is null or recorded_at < ${until})`

const valuesOf = ({ service, types, after, from, until }: Stream): unknown[] => [
  service,
  types,
  after,
  from ?? null,
  until ?? null,
]

/**
 * Only what is committed is seen, and whoever numbers has the lock: so whatever becomes visible later gets a higher
 * number than everything a reader can have passed.
 */
async function numberEvents(pool: pg.Pool): Promise<{ service: string; type: EventType }[]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext('registry events'))`)
    const { rows } = await client.query<{ service: string; type: EventType }>(
      `with last as (select coalesce(max(position), 0) as position from registry_event), fresh as (
         select id, row_number() over (order by recorded_at, id) as place
         from registry_event where position is null order by recorded_at, id limit ${numberedAtOnce}
       ), numbered as (
         update registry_event e set position = last.position + fresh.place
         from fresh, last where e.id = fresh.id returning e.service, e.type
       ) select distinct service, type from numbered`,
    )
    await client.query('commit')
    client.release()
    return rows
  } catch (error) {
    client.release(true)
    throw error
  }
}
