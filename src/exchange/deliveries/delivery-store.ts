import type pg from 'pg'
import { type Sealing, unseal } from '../sealed.ts'
import type { Outcome } from './attempt.ts'
import type { SealedDelivery } from './queue.ts'
import type { AttemptOutcome, Delivery } from './schema.ts'

export interface DeliveryRow {
  readonly id: string
  readonly number: string
  readonly kind: Delivery['kind']
  readonly protocol: string
  readonly action: string
  readonly member: string
  readonly client: string
  readonly url: string
  readonly transaction_id: string | null
  readonly correlation_id: string | null
  readonly subscription: string | null
  readonly exchanges: string[]
  readonly created_at: Date
  readonly state: Delivery['state']
  readonly attempts: number
  readonly tries: number
  readonly next_attempt_at: Date | null
  readonly delivered_at: Date | null
  readonly key_id: string
  readonly sealed: Buffer | null
}

export interface AttemptRow {
  readonly number: number
  readonly at: Date
  readonly duration_micros: number
  readonly outcome: AttemptOutcome
  readonly status: number | null
  readonly detail: string | null
}

export async function findWaiting(database: pg.Pool, id: string): Promise<DeliveryRow | undefined> {
  const { rows } = await database.query<DeliveryRow>({
    name: 'delivery-find-waiting',
    text: `select * from delivery where id = $1 and state = 'waiting'`,
    values: [id],
  })
  return rows[0]
}

/** The address and the message, unless its key was lost. */
export function openDelivery({ id, key_id, sealed }: DeliveryRow, { answerKey }: Sealing): SealedDelivery | undefined {
  if (sealed === null || key_id !== answerKey.id) return undefined
  const text = unseal(sealed, id, answerKey)
  return text.ok ? (JSON.parse(text.value) as SealedDelivery) : undefined
}

/**
 * Whether an earlier delivery of its subscription still waits: then its end will call this one. The lock waits for an end
 * that is being committed, so that neither misses the other.
 */
export async function isBehind(database: pg.Pool, { subscription, number }: DeliveryRow): Promise<boolean> {
  if (subscription === null) return false
  const { rowCount } = await database.query({
    name: 'delivery-behind',
    text: `select from delivery where subscription = $1 and number < $2 and state = 'waiting'
           order by number limit 1 for share`,
    values: [subscription, number],
  })
  return rowCount !== 0
}

/** The first of a subscription that waits, and when its attempt is due. */
export async function firstWaiting(
  tx: pg.ClientBase,
  subscription: string,
): Promise<{ readonly id: string; readonly next_attempt_at: Date } | undefined> {
  const { rows } = await tx.query<{ id: string; next_attempt_at: Date }>({
    name: 'delivery-first-waiting',
    text: `select id, next_attempt_at from delivery where subscription = $1 and state = 'waiting'
           order by number limit 1`,
    values: [subscription],
  })
  return rows[0]
}

/** Locks it; undefined when it no longer waits. */
export async function lockWaiting(tx: pg.ClientBase, id: string): Promise<DeliveryRow | undefined> {
  const { rows } = await tx.query<DeliveryRow>({
    name: 'delivery-lock',
    text: `select * from delivery where id = $1 and state = 'waiting' for update`,
    values: [id],
  })
  return rows[0]
}

export interface NewAttempt extends Outcome {
  readonly at: Date
  readonly durationMs: number
}

export async function insertAttempt(tx: pg.ClientBase, row: DeliveryRow, attempt: NewAttempt): Promise<void> {
  const { at, durationMs, outcome, status, detail } = attempt
  await tx.query({
    name: 'delivery-attempt',
    text: `insert into delivery_attempt (delivery_id, number, at, duration_micros, outcome, status, detail)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [row.id, row.attempts + 1, at, Math.round(durationMs * 1000), outcome, status ?? null, detail ?? null],
  })
}

/** How an attempt leaves its delivery: to be tried again at `nextAttemptAt`, or ended and its message kept a while. */
export type Course =
  | { readonly state: 'waiting'; readonly nextAttemptAt: Date }
  | { readonly state: 'delivered' | 'dead'; readonly at: Date; readonly expiresAt: Date }

export async function setCourse(tx: pg.ClientBase, row: DeliveryRow, course: Course): Promise<void> {
  const waits = course.state === 'waiting'
  await tx.query({
    name: 'delivery-course',
    text: `update delivery set state = $2, attempts = attempts + 1, tries = tries + 1, next_attempt_at = $3,
             delivered_at = $4, expires_at = $5
           where id = $1`,
    values: [
      row.id,
      course.state,
      waits ? course.nextAttemptAt : null,
      course.state === 'delivered' ? course.at : row.delivered_at,
      waits ? null : course.expiresAt,
    ],
  })
}

/** Without an attempt: what was to be sent cannot be read any more. */
export async function buryUnreadable(tx: pg.ClientBase, id: string): Promise<void> {
  await tx.query(`update delivery set state = 'dead', next_attempt_at = null, sealed = null where id = $1`, [id])
}
