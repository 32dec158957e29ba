import { isIsoDate } from '../../../src/kernel/dates.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import type { ErrorCode, HeaderReason, MessageFault } from './fault.ts'
import { isTree, member, type Tree } from './json.ts'
import { present, wholeNumber } from './leniencies.ts'

export const searchRequestLimit = 10

export interface Envelope {
  readonly messageId: string
  readonly senderId: string
  readonly receiverId: string | undefined
  readonly signature: unknown
  readonly header: Tree
  readonly message: Tree
  readonly transactionId: string
  readonly searches: readonly unknown[]
}

/** The other actions of the standard: known, but not answered at this address. */
const otherActions = new Set(
  'on-search subscribe on-subscribe unsubscribe on-unsubscribe notify txn-status txn-on-status'.split(' '),
)

/** The envelope of a sync search request (MsgHeader and SearchRequest), checked field by field. */
export function parseEnvelope(body: unknown): Result<Envelope, MessageFault> {
  if (!isTree(body)) return bad('the body is not a JSON object')
  const header = member(body, 'header')
  const message = member(body, 'message')
  if (!isTree(header)) return bad('header is missing or not an object')
  if (!isTree(message)) return bad('message is missing or not an object')
  const fault = headerFault(header)
  if (fault !== undefined) return fail(fault)
  const searches = member(message, 'search_request')
  if (!Array.isArray(searches) || searches.length === 0) return bad('message.search_request is not a list of requests')
  const wrongCount = countFault(header, searches.length)
  if (wrongCount !== undefined) return fail(wrongCount)
  const transactionId = member(message, 'transaction_id')
  if (typeof transactionId !== 'string' || transactionId.length > 99) return bad('message.transaction_id is missing')
  return ok({
    messageId: String(header.message_id),
    senderId: String(header.sender_id),
    receiverId: typeof header.receiver_id === 'string' ? header.receiver_id.slice(0, 200) : undefined,
    signature: member(body, 'signature'),
    header,
    message,
    transactionId,
    searches,
  })
}

const bad = (message: string) => fail(messageFault('err.request.bad', message))

function messageFault(error: ErrorCode, message: string, reason?: HeaderReason): MessageFault {
  return { status: 400, error, message, ...(reason === undefined ? {} : { reason }) }
}

function headerFault(header: Tree): MessageFault | undefined {
  const { version, message_id: id, message_ts: at, action, sender_id: sender, is_msg_encrypted: encrypted } = header
  if (present(version) !== undefined && !/^1(\.\d{1,3}){0,2}$/.test(String(version))) {
    return messageFault('err.version.not_supported', 'header.version is not 1.0.0', 'rjct.version.invalid')
  }
  if (typeof id !== 'string' || !/^[\x21-\x7e]{1,99}$/.test(id)) {
    return messageFault('err.request.bad', 'header.message_id is not a text of 1 to 99 visible characters')
  }
  if (!isInstant(at)) {
    const expected = 'header.message_ts is not a date-time with zone (RFC 3339)'
    return messageFault('err.request.bad', expected, 'rjct.message_ts.invalid')
  }
  if (action !== 'search') {
    const known = typeof action === 'string' && otherActions.has(action)
    const reason = known ? 'rjct.action.not_supported' : 'rjct.action.invalid'
    return messageFault('err.request.bad', 'header.action is not "search"', reason)
  }
  if (typeof sender !== 'string' || sender === '' || sender.length > 200) {
    return messageFault('err.sender_id.invalid', 'header.sender_id is missing')
  }
  if (encrypted === true) return messageFault('err.encryption.invalid', 'encrypted messages are not taken here')
  return undefined
}

function countFault(header: Tree, sent: number): MessageFault | undefined {
  if (wholeNumber(header.total_count) !== sent) {
    const message = 'header.total_count is not the number of search requests'
    return messageFault('err.request.bad', message, 'rjct.total_count.invalid')
  }
  if (sent <= searchRequestLimit) return undefined
  const message = `a message holds at most ${searchRequestLimit} search requests`
  return messageFault('err.request.bad', message, 'rjct.total_count.limit_exceeded')
}

const instant =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** RFC 3339 date-time: the zone is required. */
export function isInstant(value: unknown): boolean {
  const day = typeof value === 'string' ? instant.exec(value)?.[1] : undefined
  return day !== undefined && isIsoDate(day)
}
