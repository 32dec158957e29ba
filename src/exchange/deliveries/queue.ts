import type pg from 'pg'
import type { Json } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/ids.ts'
import { enqueue, enqueueEach, type JobTransaction } from '../../platform/jobs/enqueue.ts'
import type { Task } from '../../platform/jobs/task.ts'
import type { OutgoingMessage } from '../plugin.ts'
import { type Sealing, seal } from '../sealed.ts'

/** A message to be sent, and to whom. */
export interface NewDelivery {
  /** Makes it one: queued again under the same key, it is not sent again. */
  readonly key: string
  readonly kind: 'callback' | 'notification'
  readonly protocol: string
  readonly member: string
  readonly client: string
  readonly url: string
  /** Deliveries of one subscription are made in the order in which they were queued. */
  readonly subscription?: string
  readonly message: OutgoingMessage
}

/** Queues in the caller's transaction: the delivery exists exactly when the act that caused it does. */
export type QueueDelivery = (tx: Pick<pg.ClientBase, 'query'>, delivery: NewDelivery) => Promise<void>

/** What rests sealed: the address in full, and the message as each attempt signs and encrypts it. */
export interface SealedDelivery {
  readonly url: string
  readonly body: Json
}

export interface QueueWorld {
  readonly sealing: Sealing
  readonly now: () => Date
  readonly task: Task
}

export const deliveryQueue =
  ({ sealing, now, task }: QueueWorld): QueueDelivery =>
  async (tx, { message, url, ...delivery }) => {
    const at = now()
    const id = newId('dl', at.getTime())
    const sealed: SealedDelivery = { url, body: message.body }
    const { rowCount } = await tx.query({
      name: 'delivery-queue',
      text: statement,
      values: [
        id,
        delivery.key,
        delivery.kind,
        delivery.protocol,
        message.action,
        delivery.member,
        delivery.client,
        withoutQuery(url),
        message.transactionId,
        message.correlationId,
        delivery.subscription,
        message.exchanges,
        at,
        sealing.answerKey.id,
        seal(JSON.stringify(sealed), id, sealing),
      ],
    })
    if (rowCount === 1) await scheduleAttempt(tx, task, id)
  }

const statement = `insert into delivery (id, key, kind, protocol, action, member, client, url, transaction_id,
  correlation_id, subscription, exchanges, created_at, state, next_attempt_at, key_id, sealed)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'waiting', $13, $14, $15)
  on conflict (key) do nothing`

/** The origin and path, for people: a query may hold a token. */
function withoutQuery(text: string): string {
  const { origin, pathname } = new URL(text)
  return `${origin}${pathname}`
}

const keyOf = (id: string): string => `deliver:${id}`

/** One attempt, as soon as may be or at its time. Its failures are counted with the delivery, not with the job. */
export const scheduleAttempt = (tx: JobTransaction, task: Task, id: string, runAt?: Date): Promise<void> =>
  enqueue(tx, { task, payload: { id }, key: keyOf(id), attemptsLimit: jobAttemptsLimit, ...(runAt && { runAt }) })

export const scheduleAttempts = (tx: Pick<pg.ClientBase, 'query'>, task: Task, ids: readonly string[]): Promise<void> =>
  enqueueEach(tx, { task, jobs: new Map(ids.map((id) => [keyOf(id), { id }])), attemptsLimit: jobAttemptsLimit })

/** Attempts that end in an error of ours, such as a lost connection to the database. */
export const jobAttemptsLimit = 1_000
