import { fail } from '../../../../src/kernel/result.ts'
import type {
  ErrorCode,
  HeaderReason,
  SearchReason,
  SubscribeReason,
  UnsubscribeReason,
} from '../../../../src/standards/dci/codes.ts'

export type ItemReason = SearchReason | SubscribeReason | UnsubscribeReason

/** One entry of a message that cannot be done; the others may. `code` is of the table that its action has. */
export interface ItemFault<Reason extends string = ItemReason> {
  readonly code: Reason
  readonly message: string
}

export const itemFault = <const Reason extends string>(code: Reason, message: string) =>
  fail<ItemFault<Reason>>({ code, message })

/** A fault of the whole message: nothing of it is done. */
export interface MessageFault {
  readonly status: number
  readonly error: ErrorCode
  readonly reason?: HeaderReason
  readonly message: string
}

export const messageFault = (error: ErrorCode, message: string, reason?: HeaderReason): MessageFault => ({
  status: statusOf(error),
  error,
  message,
  ...(reason === undefined ? {} : { reason }),
})

export const refused = (error: ErrorCode, message: string, reason?: HeaderReason) =>
  fail(messageFault(error, message, reason))

/** The standard declares 401, 403 and 500 only; what is malformed is 400. */
function statusOf(error: ErrorCode): number {
  switch (error) {
    case 'err.request.unauthorized':
    case 'err.signature.missing':
    case 'err.signature.invalid':
      return 401
    case 'err.request.forbidden':
      return 403
    case 'err.request.not_found':
      return 404
    case 'err.service.unavailable':
      return 503
    default:
      return 400
  }
}
