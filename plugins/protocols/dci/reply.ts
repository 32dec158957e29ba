import type { ProtocolHouse, ProtocolReply } from '../../../src/exchange/plugin.ts'
import type { Json } from '../../../src/kernel/canonical-json.ts'
import { newId } from '../../../src/kernel/ids.ts'
import type { ErrorCode, HeaderReason, MessageFault } from './fault.ts'
import { isTree, member } from './json.ts'
import { signMessage } from './signature.ts'

/** Seconds, and Z: some readers of the signature write fractions anew, and then the digest differs. */
export const wireInstant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`

export interface HeaderState {
  readonly status: 'succ' | 'rjct'
  readonly reason?: HeaderReason
  readonly reasonMessage?: string
  readonly totalCount: number
  readonly completedCount: number
  readonly meta: Json
  readonly receiverId: string
}

/** Fields of the request's and of the callback's header at once: valid under both types. */
export function replyHeader(state: HeaderState, house: ProtocolHouse): { readonly [name: string]: Json } {
  return {
    version: '1.0.0',
    message_id: newId('msg', house.now().getTime()),
    message_ts: wireInstant(house.now()),
    action: 'on-search',
    status: state.status,
    status_reason_code: state.reason ?? null,
    status_reason_message: state.reasonMessage?.slice(0, 999) ?? null,
    total_count: state.totalCount,
    completed_count: state.completedCount,
    sender_id: house.nodeName,
    sender_uri: null,
    receiver_id: state.receiverId,
    is_msg_encrypted: false,
    meta: state.meta,
  }
}

export function signedReply(
  header: { readonly [name: string]: Json },
  message: Json,
  house: ProtocolHouse,
): ProtocolReply {
  const signature = signMessage(
    { header, message },
    { senderId: house.nodeName, keyId: house.signingKeyId, at: house.now(), sign: (data) => house.sign(data) },
  )
  return { status: 200, body: { signature, header, message } }
}

export interface ErrorReply {
  readonly status: number
  readonly error: ErrorCode
  readonly message: string
  readonly correlationId: string
  readonly at: Date
}

/** Both error shapes of the standard in one body: the acknowledgement's and the HTTP error's. */
export function errorBody({ error, message, correlationId, at }: ErrorReply): { readonly [name: string]: Json } {
  const fault = { code: error, message: message.slice(0, 999) }
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

export interface Refused {
  readonly fault: MessageFault
  readonly body: unknown
  readonly correlationId: string
}

/** A message that is refused as a whole; its header says the reason, too, where the standard has one. */
export function refusal({ fault, body, correlationId }: Refused, house: ProtocolHouse): ProtocolReply {
  const sent = isTree(body) ? member(body, 'header') : undefined
  const sender = isTree(sent) && typeof sent.sender_id === 'string' ? sent.sender_id.slice(0, 200) : ''
  const error = errorBody({ ...fault, correlationId, at: house.now() })
  const state = { totalCount: 0, completedCount: 0, meta: {}, receiverId: sender, reasonMessage: fault.message }
  const reason = fault.reason === undefined ? {} : { reason: fault.reason }
  return {
    status: fault.status,
    body: { header: replyHeader({ ...state, ...reason, status: 'rjct' }, house), ...error },
  }
}
