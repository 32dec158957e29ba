import { ok, type Result } from '../../../../src/kernel/result.ts'
import { statuses } from '../../../../src/standards/dci/codes.ts'
import { parseInstant } from '../../../../src/standards/dci/instants.ts'
import { type MessageFault, messageFault, refused } from './fault.ts'
import type { Tree } from './json.ts'
import { present, scalarText, wholeNumber } from './leniencies.ts'

export const idLengthLimit = 99
const senderLengthLimit = 200
const uriLengthLimit = 500

export interface Header {
  readonly messageId: string
  readonly senderId: string
  readonly senderUri: string | undefined
  readonly totalCount: number | undefined
  readonly encrypted: boolean
  readonly tree: Tree
}

export interface ExpectedHeader {
  readonly kind: 'request' | 'callback'
  readonly words: readonly string[]
}

/** Every action of the standard: one that is known, but not at this address, has a reason of its own. */
const knownActions = new Set(
  `search on-search subscribe on-subscribe unsubscribe on-unsubscribe notify txn-status txn-on-status link on-link update
   on-update unlink on-unlink resolve on-resolve disburse on-disburse`.split(/\s+/),
)

/** MsgHeader or MsgCallbackHeader, checked member by member. */
export function parseHeader(header: Tree, expected: ExpectedHeader): Result<Header, MessageFault> {
  const fault = headerFault(header, expected)
  if (fault !== undefined) return { ok: false, problem: fault }
  const { sender_uri: uri, is_msg_encrypted: encrypted } = header
  const senderUri = present(uri)
  if (senderUri !== undefined && !isWebAddress(senderUri)) {
    return refused('err.sender_uri.invalid', 'header.sender_uri is not a web address')
  }
  return ok({
    messageId: String(header.message_id),
    senderId: String(header.sender_id),
    senderUri: senderUri as string | undefined,
    totalCount: wholeNumber(header.total_count),
    encrypted: encrypted === true,
    tree: header,
  })
}

function headerFault(header: Tree, { kind, words }: ExpectedHeader): MessageFault | undefined {
  const { version, message_id: id, message_ts: at, sender_id: sender, is_msg_encrypted: encrypted } = header
  if (present(version) !== undefined && !/^1(\.\d{1,3}){0,2}$/.test(scalarText(version) ?? '')) {
    return messageFault('err.version.not_supported', 'header.version is not 1.0.0', 'rjct.version.invalid')
  }
  if (typeof id !== 'string' || !/^[\x21-\x7e]{1,99}$/.test(id)) {
    return messageFault('err.request.bad', 'header.message_id is not a text of 1 to 99 visible characters')
  }
  if (parseInstant(at) === undefined) {
    const expected = 'header.message_ts is not a date-time with zone (RFC 3339)'
    return messageFault('err.request.bad', expected, 'rjct.message_ts.invalid')
  }
  const wrongAction = actionFault(header.action, words)
  if (wrongAction !== undefined) return wrongAction
  if (typeof sender !== 'string' || sender === '' || sender.length > senderLengthLimit) {
    return messageFault('err.sender_id.invalid', 'header.sender_id is missing')
  }
  if (present(header.receiver_id) !== undefined && !isShortText(header.receiver_id)) {
    return messageFault('err.receiver_id.invalid', 'header.receiver_id is not a short text')
  }
  if (encrypted !== undefined && typeof encrypted !== 'boolean') {
    return messageFault('err.encryption.invalid', 'header.is_msg_encrypted is neither true nor false')
  }
  if (present(header.total_count) !== undefined && (wholeNumber(header.total_count) ?? -1) < 0) {
    return messageFault('err.request.bad', 'header.total_count is not a whole number', 'rjct.total_count.invalid')
  }
  return kind === 'callback' ? statusFault(header) : undefined
}

function actionFault(action: unknown, words: readonly string[]): MessageFault | undefined {
  if (typeof action === 'string' && words.includes(action)) return undefined
  const known = typeof action === 'string' && knownActions.has(action)
  const message = `header.action is not "${words[0]}"`
  return messageFault('err.request.bad', message, known ? 'rjct.action.not_supported' : 'rjct.action.invalid')
}

/** on-subscribe and on-unsubscribe have, by registry, either header: only a status that is there must be one. */
function statusFault({ status }: Tree): MessageFault | undefined {
  const said = present(status)
  if (said === undefined || statuses.some((one) => one === said)) return undefined
  return messageFault('err.request.bad', 'header.status is none of rcvd, pdng, succ, rjct')
}

const isShortText = (value: unknown): boolean => typeof value === 'string' && value.length <= senderLengthLimit

const isWebAddress = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= uriLengthLimit &&
  /^https?:\/\/[\x21-\x7e]+$/.test(value) &&
  URL.canParse(value)
