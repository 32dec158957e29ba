/** What a server says in its answers, whichever edition of the text it was written by. */
import type { Json } from '../../kernel/canonical-json.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Tree } from './envelope.ts'
import { isTree, member } from './sealed-message.ts'

/** Why an answer holds no records. `code` is the standard's own word, so it may be told and logged. */
export type ReplyFault =
  | { readonly kind: 'rejected'; readonly by: 'acknowledgement' | 'header' | 'item'; readonly code: string }
  | { readonly kind: 'later' }
  | { readonly kind: 'malformed'; readonly what: string }

export interface FoundPage {
  readonly records: readonly Json[]
  /** `reg_record_type` */
  readonly recordType?: string
  /** As the server counts; absent where it does not. */
  readonly total?: number
  readonly page?: { readonly size: number; readonly number: number }
  /** The whole item, for what else a server says in it. */
  readonly item: Tree
}

const malformed = (what: string) => fail<ReplyFault>({ kind: 'malformed', what })

/** The acknowledgement in a body, also where it is the error of a call that expected an answer. */
export function acknowledgementOf(body: unknown): { readonly status: string; readonly tree: Tree } | undefined {
  const message = member(body, 'message')
  const status = member(message, 'ack_status')
  return isTree(message) && typeof status === 'string' ? { status, tree: message } : undefined
}

/** The error code of a refused call, in either of the standard's error shapes. */
export function errorCodeOf(body: unknown): string | undefined {
  const errors = member(body, 'errors')
  const shapes = [member(member(body, 'message'), 'error'), Array.isArray(errors) ? errors[0] : undefined]
  return shapes.map((shape) => wordOf(member(shape, 'code'))).find((code) => code !== undefined)
}

/** A code as it may stand in a log: a server could write anything there. */
const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z][a-z0-9_.]{0,80}$/.test(value) ? value : undefined

export interface Expected {
  readonly transactionId: string
  readonly referenceId: string
}

/** The records that answer one search request. */
export function searchReply(body: unknown, expected: Expected): Result<FoundPage, ReplyFault> {
  const message = member(body, 'message')
  if (!isTree(message)) return malformed('no message')
  const refused = refusalOf(body)
  if (refused !== undefined) return fail(refused)
  if (member(message, 'transaction_id') !== expected.transactionId) return malformed('another transaction_id')
  const items = member(message, 'search_response')
  if (!Array.isArray(items)) return malformed('no search_response')
  const ours = items.filter((one) => member(one, 'reference_id') === expected.referenceId).filter(isTree)
  const [item, ...others] = ours
  if (item === undefined) return malformed('no item with the reference_id of the request')
  switch (item.status) {
    case 'succ':
      return others.length === 0 ? foundIn(item) : foundInAll(ours)
    case 'rjct':
      return fail({ kind: 'rejected', by: 'item', code: wordOf(item.status_reason_code) ?? 'rjct' })
    case 'rcvd':
    case 'pdng':
      return fail({ kind: 'later' })
    default:
      return malformed('a status that is none of rcvd, pdng, succ, rjct')
  }
}

function refusalOf(body: unknown): ReplyFault | undefined {
  const acknowledged = acknowledgementOf(body)
  if (acknowledged?.status === 'ERR') {
    return { kind: 'rejected', by: 'acknowledgement', code: errorCodeOf(body) ?? 'ERR' }
  }
  if (acknowledged !== undefined) return { kind: 'later' }
  const header = member(body, 'header')
  if (member(header, 'status') !== 'rjct') return undefined
  // Where each item says its own reason, that is the better one.
  const items = member(member(body, 'message'), 'search_response')
  if (Array.isArray(items) && items.length > 0) return undefined
  return { kind: 'rejected', by: 'header', code: wordOf(member(header, 'status_reason_code')) ?? 'rjct' }
}

function foundIn(item: Tree): Result<FoundPage, ReplyFault> {
  const { data, pagination } = item
  const records = recordsOf(data)
  if (records === undefined) return malformed('data without reg_records')
  const recordType = member(data, 'reg_record_type')
  const total = countOf(member(pagination, 'total_count'))
  const size = countOf(member(pagination, 'page_size'))
  const number = countOf(member(pagination, 'page_number'))
  return ok({
    records,
    ...(typeof recordType === 'string' ? { recordType } : {}),
    ...(total === undefined ? {} : { total }),
    ...(size === undefined || number === undefined ? {} : { page: { size, number } }),
    item,
  })
}

/** "Multiple responses for each page": where a record is one object, each is an item of its own. */
function foundInAll(items: readonly Tree[]): Result<FoundPage, ReplyFault> {
  const pages: FoundPage[] = []
  for (const item of items) {
    const found = foundIn(item)
    if (!found.ok) return found
    pages.push(found.value)
  }
  const [first] = pages
  if (first === undefined) return malformed('no item')
  return ok({ ...first, records: pages.flatMap(({ records }) => records) })
}

/** An array, or by registry and edition the one record itself; no data at all is no record. */
function recordsOf(data: Json | undefined): readonly Json[] | undefined {
  if (data === undefined || data === null) return []
  const records = member(data, 'reg_records')
  if (records === null) return []
  if (Array.isArray(records)) return records
  if (!isTree(records)) return undefined
  return Object.keys(records).length === 0 ? [] : [records]
}

const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
