import type pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { unknownCursor } from '../problems.ts'
import type { Viewer } from '../store/list.ts'
import type { AttemptRow, DeliveryRow } from './delivery-store.ts'
import type { Attempt, Delivery, DeliveryDetail, DeliveryFilter, DeliveryList } from './schema.ts'

const defaultLimit = 50

type ListedRow = Omit<DeliveryRow, 'sealed'> & { readonly replayable: boolean; readonly last: StoredAttempt | null }

/** As JSON of the database has it. */
type StoredAttempt = Omit<AttemptRow, 'at'> & { readonly at: string }

const listed = `d.id, d.number, d.kind, d.protocol, d.action, d.member, d.client, d.url, d.transaction_id,
  d.correlation_id, d.subscription, d.exchanges, d.created_at, d.state, d.attempts, d.tries, d.next_attempt_at,
  d.delivered_at, d.key_id, d.sealed is not null as replayable,
  (select to_jsonb(a) from delivery_attempt a where a.delivery_id = d.id order by a.number desc limit 1) as last`

/** Newest first; the cursor is the id of the last one shown, as ids sort by time. */
export async function listDeliveries(
  database: pg.Pool,
  filter: DeliveryFilter,
  viewer: Viewer,
): Promise<Result<DeliveryList>> {
  if (filter.cursor !== undefined && !/^dl-[0-9a-z]{26}$/.test(filter.cursor)) return fail(unknownCursor)
  const limit = filter.limit ?? defaultLimit
  const { rows } = await database.query<ListedRow>({
    name: 'delivery-list',
    text: `select ${listed} from delivery d
           where ($1::text is null or d.member = $1) and ($2::text is null or d.member = $2)
             and ($3::text is null or d.state = $3) and ($4::text is null or d.kind = $4)
             and ($5::text is null or d.subscription = $5) and ($6::text is null or d.id < $6)
           order by d.id desc limit $7`,
    values: [
      viewer === 'all' ? null : viewer.member,
      filter.member ?? null,
      filter.state ?? null,
      filter.kind ?? null,
      filter.subscription ?? null,
      filter.cursor ?? null,
      limit + 1,
    ],
  })
  const deliveries = rows.slice(0, limit).map(viewOf)
  const last = deliveries.at(-1)
  const next = rows.length > limit && last !== undefined ? { next: last.id } : {}
  return ok({ deliveries, ...next, counts: await countsOf(database, viewer) })
}

async function countsOf(database: pg.Pool, viewer: Viewer): Promise<DeliveryList['counts']> {
  const { rows } = await database.query<{ state: Delivery['state']; count: number }>({
    name: 'delivery-counts',
    text: 'select state, count(*)::int as count from delivery where $1::text is null or member = $1 group by state',
    values: [viewer === 'all' ? null : viewer.member],
  })
  const counts = { waiting: 0, delivered: 0, dead: 0 }
  for (const { state, count } of rows) counts[state] = count
  return counts
}

/** One delivery with its attempts, in order. */
export async function findDelivery(database: pg.Pool, id: string, viewer: Viewer): Promise<DeliveryDetail | undefined> {
  const found = await database.query<ListedRow>({
    name: 'delivery-find',
    text: `select ${listed} from delivery d where d.id = $1 and ($2::text is null or d.member = $2)`,
    values: [id, viewer === 'all' ? null : viewer.member],
  })
  const [row] = found.rows
  if (row === undefined) return undefined
  const { rows } = await database.query<AttemptRow>({
    name: 'delivery-attempts',
    text: 'select * from delivery_attempt where delivery_id = $1 order by number',
    values: [id],
  })
  return { ...viewOf(row), history: rows.map(attemptOf), exchanges: row.exchanges }
}

function viewOf(row: ListedRow): Delivery {
  return {
    id: row.id,
    kind: row.kind,
    protocol: row.protocol,
    action: row.action,
    member: row.member,
    client: row.client,
    url: row.url,
    createdAt: row.created_at.toISOString(),
    state: row.state,
    attempts: row.attempts,
    replayable: row.replayable,
    ...(row.transaction_id === null ? {} : { transactionId: row.transaction_id }),
    ...(row.correlation_id === null ? {} : { correlationId: row.correlation_id }),
    ...(row.subscription === null ? {} : { subscription: row.subscription }),
    ...(row.next_attempt_at === null ? {} : { nextAttemptAt: row.next_attempt_at.toISOString() }),
    ...(row.delivered_at === null ? {} : { deliveredAt: row.delivered_at.toISOString() }),
    ...(row.last === null ? {} : { lastAttempt: attemptOf({ ...row.last, at: new Date(row.last.at) }) }),
  }
}

const attemptOf = ({ number, at, duration_micros, outcome, status, detail }: AttemptRow): Attempt => ({
  number,
  at: at.toISOString(),
  durationMs: duration_micros / 1000,
  outcome,
  ...(status === null ? {} : { status }),
  ...(detail === null ? {} : { detail }),
})
