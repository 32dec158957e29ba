import type pg from 'pg'
import type { ReceivedMessage } from '../plugin.ts'
import { type Sealing, seal, unseal } from '../sealed.ts'
import type { AnswerKey } from '../world.ts'
import type { KeptMessage, Repeats } from './received.ts'

/** What the sealed part is bound to. */
const nameOf = ({ partner, operation, messageId }: Pick<ReceivedMessage, 'partner' | 'operation' | 'messageId'>) =>
  `received ${partner} ${operation} ${messageId}`

const timesLimit = 1_000_000

/** False when it was there before: then it is counted. */
export async function insertReceived(
  database: pg.Pool,
  message: ReceivedMessage,
  { at, expiresAt, sealing }: { readonly at: Date; readonly expiresAt: Date; readonly sealing: Sealing },
): Promise<boolean> {
  const content = JSON.stringify({ header: message.header, message: message.message })
  const { rows } = await database.query<{ times: number }>({
    name: 'message-receive',
    text: `insert into received_message (partner, operation, message_id, transaction_id, correlation_id, received_at,
             key_id, sealed, expires_at, signed)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           on conflict (partner, operation, message_id)
             do update set times = least(received_message.times + 1, ${timesLimit})
           returning times`,
    values: [
      message.partner,
      message.operation,
      message.messageId,
      message.transactionId ?? null,
      message.correlationId ?? null,
      at,
      sealing.answerKey.id,
      seal(content, nameOf(message), sealing),
      expiresAt,
      message.signed,
    ],
  })
  return rows[0]?.times === 1
}

/** The number of the last message that anybody sent. */
async function lastReceived(database: pg.Pool): Promise<number> {
  const { rows } = await database.query<{ number: number }>(
    'select coalesce(max(number), 0)::bigint as number from received_message',
  )
  return rows[0]?.number ?? 0
}

interface KeptRow {
  readonly number: number
  readonly operation: string
  readonly message_id: string
  readonly received_at: Date
  readonly key_id: string
  readonly sealed: Buffer
  readonly signed: boolean | null
}

interface From {
  readonly partner: string
  /** Those with a greater number. */
  readonly after: number
}

const readLimit = 100

/** Those among them that are not `known` yet: a lower number may be committed after a higher. */
async function keptMessages(
  database: pg.Pool,
  { partner, after }: From,
  { known, key }: { readonly known: readonly number[]; readonly key: AnswerKey },
): Promise<KeptMessage[]> {
  const { rows } = await database.query<KeptRow>({
    name: 'received-read',
    text: `select number, operation, message_id, received_at, key_id, sealed, signed from received_message
           where partner = $1 and number > $2 and number <> all($3::bigint[]) and key_id = $4 and sealed is not null
           order by number limit ${readLimit}`,
    values: [partner, after, known, key.id],
  })
  return rows.flatMap((row) => {
    const message = { partner, operation: row.operation, messageId: row.message_id }
    const content = unseal(row.sealed, nameOf(message), key)
    if (!content.ok) return []
    const { number, received_at: receivedAt, signed } = row
    return [{ ...message, number, receivedAt, signed: signed === true, ...JSON.parse(content.value) }]
  })
}

/** Those that came more than once. */
async function repeatsOf(database: pg.Pool, { partner, after }: From): Promise<Repeats> {
  const { rows } = await database.query<{ number: number; times: number }>({
    name: 'received-repeats',
    text: 'select number, times from received_message where partner = $1 and number > $2 and times > 1 limit 1000',
    values: [partner, after],
  })
  return new Map(rows.map(({ number, times }) => [number, times]))
}

/** What partners' servers sent, for a room that waits for it. */
export interface ReceivedMessages {
  /** The number of the last that anybody sent. */
  last(): Promise<number>
  /** Those that are not `known` yet, in clear, the oldest first. */
  of(from: From, known: readonly number[]): Promise<readonly KeptMessage[]>
  repeats(from: From): Promise<Repeats>
}

export const receivedMessages = (database: pg.Pool, key: AnswerKey): ReceivedMessages => ({
  last: () => lastReceived(database),
  of: (from, known) => keptMessages(database, from, { known, key }),
  repeats: (from) => repeatsOf(database, from),
})
