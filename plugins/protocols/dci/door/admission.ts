import type { Caller, PartnerProfile, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { type MessageFault, messageFault, refused } from './fault.ts'
import { type ExpectedHeader, type Header, idLengthLimit, parseHeader } from './header.ts'
import { isTree, member, type Tree } from './json.ts'
import type { Batch } from './operation.ts'
import { deciphered, senderFault, verified } from './partner.ts'

export interface Envelope {
  readonly signature: unknown
  readonly header: Header
  /** As it came: perhaps encrypted. */
  readonly message: Tree
}

/** Header and message, before it is known who sent them. */
export function parseEnvelope(body: unknown, expected: ExpectedHeader): Result<Envelope, MessageFault> {
  if (!isTree(body)) return refused('err.request.bad', 'the body is not a JSON object')
  const header = member(body, 'header')
  const message = member(body, 'message')
  if (!isTree(header)) return refused('err.request.bad', 'header is missing or not an object')
  if (!isTree(message)) return refused('err.request.bad', 'message is missing or not an object')
  const parsed = parseHeader(header, expected)
  if (!parsed.ok) return parsed
  return ok({ signature: member(body, 'signature'), header: parsed.value, message })
}

export interface Admitted {
  readonly header: Header
  readonly partner: PartnerProfile
  /** In clear. */
  readonly message: Tree
}

/** Whether this caller may send this message: its name, its signature, once, and its encryption. */
export async function admit(
  { signature, header, message }: Envelope,
  caller: Caller,
  house: ProtocolHouse,
): Promise<Result<Admitted, MessageFault>> {
  const { partners } = house
  const partner = partners.of(caller)
  const named = senderFault(partner, header.senderId)
  if (!named.ok) return named
  const checked = await verified({ signature, header: header.tree, message }, partner, house)
  if (!checked.ok) return checked
  const { token } = checked.value
  if (token !== undefined && !(await partners.takeOnce(partner, token.digest, token.until))) {
    return refused('err.signature.invalid', 'the signature was used before: sign a message that is sent again anew')
  }
  const clear = await deciphered({ header, message }, partner, house)
  return clear.ok ? ok({ header, partner, message: clear.value }) : clear
}

/** `total_count` and `transaction_id`, once the entries are counted. */
export function batchFault(
  { header, message }: Admitted,
  { count, alsoCounted = count }: Batch<unknown>,
): MessageFault | undefined {
  if (header.totalCount !== count && header.totalCount !== alsoCounted) {
    const text = 'header.total_count is not the number of entries in the message'
    return messageFault('err.request.bad', text, 'rjct.total_count.invalid')
  }
  return transactionIdOf(message, count) === undefined
    ? messageFault('err.request.bad', `message.transaction_id is not a text of 1 to ${idLengthLimit} characters`)
    : undefined
}

/** empty-ids */
export function transactionIdOf(message: Tree, count: number): string | undefined {
  const id = member(message, 'transaction_id')
  if (typeof id !== 'string' || id.length > idLengthLimit || (id === '' && count > 1)) return undefined
  return id
}
