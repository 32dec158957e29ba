import type {
  PartnerProfile,
  ProtocolEndpoint,
  ProtocolHouse,
  ProtocolReply,
  ReceivedMessage,
  SenderCall,
} from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { acknowledgement, errorBody } from './acknowledgement.ts'
import { type Envelope, parseEnvelope } from './admission.ts'
import { type MessageFault, refused } from './fault.ts'
import { isTree, member } from './json.ts'
import { present } from './leniencies.ts'
import type { Reception } from './operation.ts'
import { deciphered, partnerOf, senderFault, verified } from './partner.ts'
import { outline } from './schema.ts'

export const receptionEndpoints = (reception: Reception): ProtocolEndpoint[] =>
  reception.paths.map((path) => ({
    ...outline({ path, summary: reception.summary, sync: false }),
    consumes: ['application/json', 'text/plain'] as const,
    access: 'sender' as const,
    answer: (call: SenderCall, house: ProtocolHouse) => receive(reception, call, house),
  }))

/** Kept once, acknowledged every time: its sender may not have heard us. */
async function receive(reception: Reception, call: SenderCall, house: ProtocolHouse): Promise<ProtocolReply> {
  const at = house.now()
  const received = await read(reception, call, house)
  if (!received.ok) {
    const { problem } = received
    return { status: problem.status, body: errorBody(problem, { correlationId: call.correlationId, at }) }
  }
  await house.messages.receive(received.value)
  const correlationId = received.value.correlationId ?? call.correlationId
  return { status: 200, body: acknowledgement('ACK', { correlationId, at }) }
}

async function read(
  { registry, word, alsoWords = [] }: Reception,
  call: SenderCall,
  house: ProtocolHouse,
): Promise<Result<ReceivedMessage, MessageFault>> {
  const envelope = parseEnvelope(withMessage(call.body), { kind: 'callback', words: [word, ...alsoWords] })
  if (!envelope.ok) return envelope
  const sender = await senderOf(envelope.value, call, house)
  if (!sender.ok) return sender
  const { partner, signed } = sender.value
  const clear = await deciphered(envelope.value, partner, house)
  if (!clear.ok) return clear
  const { header } = envelope.value
  const message = clear.value
  const ids = { transactionId: idOf(message.transaction_id), correlationId: idOf(message.correlation_id) }
  return ok({
    partner: partner.id,
    operation: `${registry}/${word}`,
    messageId: header.messageId,
    ...(ids.transactionId === undefined ? {} : { transactionId: ids.transactionId }),
    ...(ids.correlationId === undefined ? {} : { correlationId: ids.correlationId }),
    header: header.tree as Json,
    message: message as Json,
    signed,
  })
}

/** Callbacks need no message by the text (a rejection has none). */
const withMessage = (body: unknown): unknown =>
  isTree(body) && present(member(body, 'message')) === undefined ? { ...body, message: {} } : body

const idOf = (id: unknown): string | undefined =>
  typeof id === 'string' && id !== '' && id.length <= 99 ? id : undefined

/**
 * The partner whose message this is. With an access token: the caller's, and the name is one of its own. Without: whoever
 * may use the name, and then a signature of it must hold, whatever its profile says of unsigned messages.
 */
async function senderOf(
  { signature, header, message }: Envelope,
  { caller }: SenderCall,
  house: ProtocolHouse,
): Promise<Result<{ readonly partner: PartnerProfile; readonly signed: boolean }, MessageFault>> {
  const received = { signature, header: header.tree, message }
  const partner = caller === undefined ? house.partners.named(header.senderId) : partnerOf(caller, house)
  if (partner === undefined || !partner.senderIds.includes(header.senderId)) {
    return refused('err.sender_id.invalid', 'header.sender_id is of no partner that may send this')
  }
  const standing = senderFault(partner, header.senderId)
  if (!standing.ok) return standing
  const checked = await verified(received, caller === undefined ? { ...partner, unsigned: 'refuse' } : partner, house)
  return checked.ok ? ok({ partner, signed: checked.value.token !== undefined }) : checked
}
