import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import type { MessageFault } from './fault.ts'
import { isTree, member } from './json.ts'

export type Body = { readonly [name: string]: Json }

interface Occurrence {
  readonly correlationId: string
  readonly at: Date
}

/** The body of every accepted message whose answer comes later, and of every callback: no header, no signature. */
export const acknowledgement = (status: 'ACK' | 'NACK', { correlationId, at }: Occurrence): Body => ({
  message: { ack_status: status, timestamp: wireInstant(at), correlation_id: correlationId.slice(0, 99) },
})

const messageLengthLimit = 999

/** Both error shapes of the standard in one body: the acknowledgement's and the HTTP error's. */
export function errorBody({ error, message }: MessageFault, { correlationId, at }: Occurrence): Body {
  const fault = { code: error, message: message.slice(0, messageLengthLimit) }
  return {
    message: {
      ack_status: 'ERR',
      timestamp: wireInstant(at),
      correlation_id: correlationId.slice(0, 99),
      error: fault,
    },
    errors: [fault],
  }
}

/** Whether a server that was sent a message says that it has it: ACK, or NACK, after which nothing follows either. */
export function acknowledged(status: number, body: unknown): boolean {
  const message = isTree(body) ? member(body, 'message') : undefined
  const said = isTree(message) ? member(message, 'ack_status') : undefined
  return status >= 200 && status < 300 && (said === 'ACK' || said === 'NACK')
}
