import { fail } from '../../../src/kernel/result.ts'

/** Reasons of `status_reason_code` that the standard lists for a search (SearchStatusReasonCode). */
export type ItemReason =
  | 'rjct.reference_id.invalid'
  | 'rjct.reference_id.duplicate'
  | 'rjct.timestamp.invalid'
  | 'rjct.search_criteria.invalid'
  | 'rjct.filter.invalid'
  | 'rjct.sort.invalid'
  | 'rjct.pagination.invalid'
  | 'rjct.search.too_many_records_found'

/** Reasons of the header's `status_reason_code` (MsgCallbackHeader). */
export type HeaderReason =
  | 'rjct.version.invalid'
  | 'rjct.message_id.duplicate'
  | 'rjct.message_ts.invalid'
  | 'rjct.action.invalid'
  | 'rjct.action.not_supported'
  | 'rjct.total_count.invalid'
  | 'rjct.total_count.limit_exceeded'

/** `Error.code`: integrity and transport only. */
export type ErrorCode =
  | 'err.request.bad'
  | 'err.request.unauthorized'
  | 'err.request.forbidden'
  | 'err.request.not_found'
  | 'err.request.timeout'
  | 'err.request.too_many_requests'
  | 'err.version.not_supported'
  | 'err.sender_id.invalid'
  | 'err.signature.invalid'
  | 'err.encryption.invalid'
  | 'err.service.unavailable'

/** One search request that cannot be understood; the others of the message may still be answered. */
export interface ItemFault {
  readonly code: ItemReason
  readonly message: string
}

export const itemFault = (code: ItemReason, message: string) => fail<ItemFault>({ code, message })

/** A fault of the whole message: nothing of it is answered. */
export interface MessageFault {
  readonly status: number
  readonly error: ErrorCode
  readonly reason?: HeaderReason
  readonly message: string
}
