import type { Caller, PartnerProfile, ProtocolHouse, ProtocolReply } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { newId } from '../../../../src/kernel/ids.ts'
import { fail, ok, type Result } from '../../../../src/kernel/result.ts'
import type { HeaderReason, Status } from '../../../../src/standards/dci/codes.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import { type Body, errorBody } from './acknowledgement.ts'
import { type MessageFault, messageFault } from './fault.ts'
import { isTree, member } from './json.ts'
import { partnerOf, sealed } from './partner.ts'

export interface HeaderState {
  readonly action: string
  readonly status: Status
  readonly reason?: HeaderReason
  readonly reasonMessage?: string
  readonly totalCount: number
  readonly completedCount: number
  readonly meta?: Json
  readonly receiverId: string
}

/** Members of the request's and of the callback's header at once: valid under both types. */
export function replyHeader(state: HeaderState, house: ProtocolHouse): Body {
  const at = house.now()
  return {
    version: '1.0.0',
    message_id: newId('msg', at.getTime()),
    message_ts: wireInstant(at),
    action: state.action,
    status: state.status,
    status_reason_code: state.reason ?? null,
    status_reason_message: state.reasonMessage?.slice(0, 999) ?? null,
    total_count: state.totalCount,
    completed_count: state.completedCount,
    sender_id: house.nodeName,
    sender_uri: null,
    receiver_id: state.receiverId,
    is_msg_encrypted: false,
    meta: state.meta ?? {},
  }
}

export interface Sending {
  readonly header: Body
  readonly message: Body
  readonly partner: PartnerProfile
  /** Whether what it answers was encrypted. */
  readonly encryptedBefore: boolean
}

/** A message that is called back or notified, as it rests until it is sent. */
export const undressed = ({ header, message, encryptedBefore }: Omit<Sending, 'partner'>): Json => ({
  header,
  message,
  encryptedBefore,
})

/** Signed, dated and, where agreed, encrypted as its receiver wants it at this attempt. */
export async function dressed(body: Json, receiver: Caller, house: ProtocolHouse): Promise<Result<Json, string>> {
  const { header, ...clear } = body as unknown as Omit<Sending, 'partner'>
  const dated = { ...header, message_ts: wireInstant(house.now()) }
  const sent = await signed({ ...clear, header: dated, partner: partnerOf(receiver, house) }, house)
  return sent.ok ? ok(JSON.parse(sent.value) as Json) : fail(sent.problem.message)
}

/** The text to send: signed and, where agreed, encrypted as the partner wants it. */
export async function signed(sending: Sending, house: ProtocolHouse): Promise<Result<string, MessageFault>> {
  const text = await sealed(sending, house)
  if (text.ok) return text
  return {
    ok: false,
    problem: messageFault(
      'err.encryption.invalid',
      'there is no key of the receiver that the answer can be encrypted to',
    ),
  }
}

export interface Refused {
  readonly fault: MessageFault
  readonly body: unknown
  readonly correlationId: string
  /** `header.action` of the answer that it would have been. */
  readonly action: string
}

/** A call that is refused as a whole; its header says the reason, too, where the standard has one. */
export function refusal({ fault, body, correlationId, action }: Refused, house: ProtocolHouse): ProtocolReply {
  const sent = isTree(body) ? member(body, 'header') : undefined
  const sender = isTree(sent) && typeof sent.sender_id === 'string' ? sent.sender_id.slice(0, 200) : ''
  const error = errorBody(fault, { correlationId, at: house.now() })
  const reason = fault.reason === undefined ? {} : { reason: fault.reason }
  const state = {
    action,
    totalCount: 0,
    completedCount: 0,
    receiverId: sender,
    reasonMessage: fault.message,
    ...reason,
  }
  return { status: fault.status, body: { header: replyHeader({ ...state, status: 'rjct' }, house), ...error } }
}
