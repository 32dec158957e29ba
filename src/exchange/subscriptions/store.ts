import type pg from 'pg'
import type { Json } from '../../kernel/canonical-json.ts'
import type { Caller, Condition } from '../plugin.ts'
import { unseal } from '../sealed.ts'
import type { AnswerKey } from '../world.ts'
import type { Stream } from './events.ts'
import type { EventType, SubscriptionFilter } from './schema.ts'

export interface SubscriptionRow {
  readonly code: string
  readonly caller: string
  readonly caller_kind: Caller['kind']
  readonly client: string
  readonly member: string
  readonly protocol: string
  readonly key: string
  readonly sameness: string
  readonly events: EventType[]
  readonly service: string
  readonly purpose: string
  readonly agreement: string | null
  readonly filter_elements: string[]
  readonly frequency: string | null
  readonly from_at: Date | null
  readonly until_at: Date | null
  readonly url: string
  readonly status: 'active' | 'held' | 'ended'
  readonly held_code: string | null
  readonly held_gate: string | null
  readonly cursor: number
  readonly round: number
  readonly failures: number
  readonly notified: number
  readonly passed_over: number
  readonly created_at: Date
  readonly ended_at: Date | null
  readonly next_run_at: Date | null
  readonly last_notified_at: Date | null
  readonly salt: string
  readonly key_id: string
  readonly sealed: Buffer
}

/** What rests sealed. */
export interface SealedSubscription {
  readonly filter?: Condition
  readonly context: Json
}

export function openSealed(row: SubscriptionRow, key: AnswerKey): SealedSubscription {
  const text = row.key_id === key.id ? unseal(row.sealed, row.code, key) : undefined
  if (text === undefined || !text.ok) throw new Error(`what the subscription ${row.code} asks for does not open`)
  return JSON.parse(text.value) as SealedSubscription
}

export const callerOfRow = ({ caller_kind: kind, client: id, member }: SubscriptionRow): Caller => ({
  kind,
  id,
  member,
})

export const streamOf = (row: SubscriptionRow): Stream => ({
  service: row.service,
  types: row.events,
  after: row.cursor,
  ...(row.from_at === null ? {} : { from: row.from_at }),
  ...(row.until_at === null ? {} : { until: row.until_at }),
})

export const insertSubscription = (row: SubscriptionRow): { text: string; values: unknown[] } => {
  const columns = Object.keys(row)
  return {
    text: `insert into subscription (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
      on conflict do nothing`,
    values: Object.values(row),
  }
}

/** Whether anybody waits to be told of such an event of one of the services. */
export async function isSubscribed(
  database: Pick<pg.ClientBase, 'query'>,
  services: readonly string[],
  type: EventType,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `select from subscription where service = any($1) and $2 = any(events) and status <> 'ended' limit 1`,
    [services, type],
  )
  return rowCount === 1
}

export async function findByCode(database: pg.Pool, code: string): Promise<SubscriptionRow | undefined> {
  const { rows } = await database.query<SubscriptionRow>('select * from subscription where code = $1', [code])
  return rows[0]
}

/** Of one caller: those of some codes. */
export async function findOfCaller(
  database: pg.Pool,
  caller: string,
  codes: readonly string[],
): Promise<readonly SubscriptionRow[]> {
  const { rows } = await database.query<SubscriptionRow>(
    'select * from subscription where caller = $1 and code = any($2) order by code',
    [caller, codes],
  )
  return rows
}

export interface Known {
  /** What the same request opened before. */
  readonly repeated: SubscriptionRow | undefined
  /** What runs for the same. */
  readonly same: SubscriptionRow | undefined
  /** How many run. */
  readonly running: number
}

export async function findKnown(
  database: pg.Pool,
  { caller, key, sameness }: Pick<SubscriptionRow, 'caller' | 'key' | 'sameness'>,
): Promise<Known> {
  const { rows } = await database.query<SubscriptionRow>(
    `select * from subscription where caller = $1 and (key = $2 or (sameness = $3 and status <> 'ended'))`,
    [caller, key, sameness],
  )
  const counted = await database.query<{ running: number }>(
    `select count(*) as running from subscription where caller = $1 and status <> 'ended'`,
    [caller],
  )
  return {
    repeated: rows.find((row) => row.key === key),
    same: rows.find((row) => row.sameness === sameness && row.status !== 'ended'),
    running: counted.rows[0]?.running ?? 0,
  }
}

const defaultLimit = 50

/** Newest first; the cursor is the code of the last one shown, as codes sort by time. */
export async function listRows(
  database: pg.Pool,
  filter: SubscriptionFilter,
  member: string | undefined,
): Promise<{ rows: readonly SubscriptionRow[]; next?: string }> {
  const limit = filter.limit ?? defaultLimit
  const { rows } = await database.query<SubscriptionRow>(
    `select * from subscription
     where ($1::text is null or member = $1) and ($2::text is null or member = $2) and ($3::text is null or status = $3)
       and ($4::text is null or $4 = any(events)) and ($5::text is null or code < $5)
     order by code desc limit $6`,
    [
      member ?? null,
      filter.member ?? null,
      filter.status ?? null,
      filter.event ?? null,
      filter.cursor ?? null,
      limit + 1,
    ],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return rows.length > limit && last !== undefined ? { rows: shown, next: last.code } : { rows: shown }
}

/** Those that are to be told of new events of a service at once. */
export async function concernedBy(
  database: pg.Pool,
  news: readonly { readonly service: string; readonly type: string }[],
  now: Date,
): Promise<string[]> {
  const { rows } = await database.query<{ code: string }>(
    `select distinct s.code from subscription s
     join json_to_recordset($1) as n(service text, type text) on n.service = s.service and n.type = any(s.events)
     where s.status <> 'ended' and (s.next_run_at is null or s.next_run_at <= $2)`,
    [JSON.stringify(news), now],
  )
  return rows.map(({ code }) => code)
}

/** Those whose time has come, or whose end. */
export async function dueAt(database: pg.Pool, now: Date): Promise<string[]> {
  const { rows } = await database.query<{ code: string }>(
    `select code from subscription
     where status <> 'ended' and (next_run_at <= $1 or (until_at <= $1 and next_run_at is null))`,
    [now],
  )
  return rows.map(({ code }) => code)
}

export async function rowsWith(
  database: pg.Pool,
  status: SubscriptionRow['status'],
): Promise<readonly SubscriptionRow[]> {
  const { rows } = await database.query<SubscriptionRow>('select * from subscription where status = $1', [status])
  return rows
}

/** What a round of notifying leaves behind; absent fields stay. */
export interface Settlement {
  readonly status: SubscriptionRow['status']
  readonly held?: { readonly code: string; readonly gate?: string }
  readonly cursor: number
  readonly round: number
  readonly failures: number
  readonly notified: number
  readonly passedOver: number
  readonly nextRunAt?: Date
  readonly endedAt?: Date
  readonly notifiedAt?: Date
}

/** Takes effect only if nobody moved the cursor, began a new round or ended it in between. */
export async function settle(tx: pg.ClientBase, row: SubscriptionRow, to: Settlement): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update subscription set status = $4, held_code = $5, held_gate = $6, cursor = $7, round = $8, failures = $9,
       notified = notified + $10, passed_over = passed_over + $11, next_run_at = $12, ended_at = $13,
       last_notified_at = coalesce($14, last_notified_at)
     where code = $1 and cursor = $2 and round = $3 and status <> 'ended'`,
    [
      row.code,
      row.cursor,
      row.round,
      to.status,
      to.held?.code ?? null,
      to.held?.gate ?? null,
      to.cursor,
      to.round,
      to.failures,
      to.notified,
      to.passedOver,
      to.nextRunAt ?? null,
      to.endedAt ?? null,
      to.notifiedAt ?? null,
    ],
  )
  return rowCount === 1
}
