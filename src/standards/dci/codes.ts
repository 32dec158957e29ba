/** Words of the standard's tables, registry core API 1.0.0: statuses, reasons and errors. */

/** `status` of a header, of an item, of a subscription's request. */
export const statuses = ['rcvd', 'pdng', 'succ', 'rjct'] as const
export type Status = (typeof statuses)[number]

/** `Error.code`: transport, parsing and integrity only. */
export const errorCodes = [
  'err.request.bad',
  'err.request.unauthorized',
  'err.request.forbidden',
  'err.request.not_found',
  'err.request.timeout',
  'err.request.too_many_requests',
  'err.version.not_supported',
  'err.sender_id.invalid',
  'err.sender_uri.invalid',
  'err.receiver_id.invalid',
  'err.signature.missing',
  'err.signature.invalid',
  'err.encryption.invalid',
  'err.service.unavailable',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** MsgHeaderStatusReasonCode */
export const headerReasons = [
  'rjct.version.invalid',
  'rjct.message_id.duplicate',
  'rjct.message_ts.invalid',
  'rjct.action.invalid',
  'rjct.action.not_supported',
  'rjct.total_count.invalid',
  'rjct.total_count.limit_exceeded',
  'rjct.errors.too_many',
] as const
export type HeaderReason = (typeof headerReasons)[number]

/** SearchStatusReasonCode */
export const searchReasons = [
  'rjct.reference_id.invalid',
  'rjct.reference_id.duplicate',
  'rjct.timestamp.invalid',
  'rjct.search_criteria.invalid',
  'rjct.filter.invalid',
  'rjct.sort.invalid',
  'rjct.pagination.invalid',
  'rjct.search.too_many_records_found',
] as const
export type SearchReason = (typeof searchReasons)[number]

/** SubscribeStatusReasonCode */
export const subscribeReasons = [
  'rjct.reference_id.invalid',
  'rjct.reference_id.duplicate',
  'rjct.timestamp.invalid',
  'rjct.notify_types.invalid',
  'rjct.notify_details.invalid',
  'rjct.person_id.invalid',
  'rjct.event.already_subscribed',
] as const
export type SubscribeReason = (typeof subscribeReasons)[number]

/** UnSubscribeStatusReasonCode */
export const unsubscribeReasons = [
  'rjct.reference_id.invalid',
  'rjct.reference_id.duplicate',
  'rjct.timestamp.invalid',
  'rjct.subscription_code.invalid',
  'rjct.requester.invalid',
  'rjct.event.already_unsubscribed',
] as const
export type UnsubscribeReason = (typeof unsubscribeReasons)[number]

// G2P Connect (core APIs 1.0.0, draft): the reasons of an entry, by action.

const anyEntry = ['rjct.reference_id.invalid', 'rjct.reference_id.duplicate', 'rjct.timestamp.invalid'] as const

/** LinkStatusReasonCode */
export const linkReasons = [
  ...anyEntry,
  'rjct.id.invalid',
  'rjct.fa.invalid',
  'rjct.name.invalid',
  'rjct.mobile_number.invalid',
  'rjct.unknown.retry',
  'rjct.other.error',
] as const

/** UpdateStatusReasonCode, UnlinkStatusReasonCode */
export const updateReasons = [...anyEntry, 'rjct.beneficiary_name.invalid'] as const

/** ResolveStatusReasonCode */
export const resolveReasons = [
  ...anyEntry,
  'rjct.id.invalid',
  'rjct.fa.invalid',
  'rjct.resolve_type.not_supported',
  'succ.fa.active',
  'succ.fa.inactive',
  'succ.fa.not_found',
  'succ.fa.not_linked_to_id',
  'succ.id.active',
  'succ.id.inactive',
  'succ.id.not_found',
] as const

/** DisburseStatusReasonCode */
export const disburseReasons = [
  ...anyEntry,
  'rjct.payer_fa.invalid',
  'rjct.payee_fa.invalid',
  'rjct.amount.invalid',
  'rjct.schedule_ts.invalid',
  'rjct.currency_code.invalid',
] as const

/** SearchStatusReasonCode of payments, as the text spells them. */
export const paymentSearchReasons = [
  ...anyEntry,
  'rjct.request_type.invalid',
  'rjct.attribute_type.invalid',
  'rjct.srch_transaction_id.invalid',
  'rjct.srch_transaction_id.not_found',
  'rjct_srch_reference_id.invalid',
  'rjct_srch_reference_id.not_found',
  'rjct.srch.too_many_records_found',
  'rjct.srch_payer_fa.invalid',
  'rjct.srch_payee_fa.invalid',
  'rjct.share_attributes.invalid',
] as const

export const paymentReasons = [
  ...linkReasons,
  ...updateReasons,
  ...resolveReasons,
  ...disburseReasons,
  ...paymentSearchReasons,
] as const
export type PaymentReason = (typeof paymentReasons)[number]
