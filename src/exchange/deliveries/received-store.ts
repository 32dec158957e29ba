import type pg from 'pg'
import type { ReceivedMessage } from '../plugin.ts'
import { type Sealing, seal } from '../sealed.ts'

/** What the sealed part is bound to. */
const nameOf = ({ partner, operation, messageId }: Pick<ReceivedMessage, 'partner' | 'operation' | 'messageId'>) =>
  `received ${partner} ${operation} ${messageId}`

/** False when it was there before. */
export async function insertReceived(
  database: pg.Pool,
  message: ReceivedMessage,
  { at, expiresAt, sealing }: { readonly at: Date; readonly expiresAt: Date; readonly sealing: Sealing },
): Promise<boolean> {
  const content = JSON.stringify({ header: message.header, message: message.message })
  const { rowCount } = await database.query({
    name: 'message-receive',
    text: `insert into received_message (partner, operation, message_id, transaction_id, correlation_id, received_at,
             key_id, sealed, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
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
    ],
  })
  return rowCount === 1
}
