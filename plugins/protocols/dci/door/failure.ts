import type { ProtocolReply } from '../../../../src/exchange/plugin.ts'
import type { Problem } from '../../../../src/kernel/problem.ts'
import type { ErrorCode } from '../../../../src/standards/dci/codes.ts'
import { errorBody } from './acknowledgement.ts'
import { type MessageFault, messageFault } from './fault.ts'

/** The nearest of the standard's fourteen codes; it has none for a fault of ours. */
function errorCodeOf({ code, status }: Problem): ErrorCode {
  if (code === 'platform.request-timeout') return 'err.request.timeout'
  switch (status) {
    case 401:
      return 'err.request.unauthorized'
    case 403:
      return 'err.request.forbidden'
    case 404:
      return 'err.request.not_found'
    case 408:
      return 'err.request.timeout'
    case 429:
      return 'err.request.too_many_requests'
    default:
      return status >= 500 ? 'err.service.unavailable' : 'err.request.bad'
  }
}

const reusedIds = new Set(['exchange.message-id-reused', 'exchange.answer-expired'])

/** A problem of the house as the standard says it. */
export function faultOf(problem: Problem): MessageFault {
  const message = `${problem.message}. ${problem.fix}`
  // A registry that this country does not have.
  if (problem.code === 'exchange.unknown-service') return messageFault('err.request.not_found', message)
  const fault = { status: problem.status, error: errorCodeOf(problem), message }
  return reusedIds.has(problem.code) ? { ...fault, reason: 'rjct.message_id.duplicate' } : fault
}

/** A failure before the message was read: unknown caller, malformed JSON, wrong content type, body too large. */
export const failure = (problem: Problem, occurrence: string, at: Date): ProtocolReply => ({
  status: problem.status,
  body: errorBody(faultOf(problem), { correlationId: occurrence, at }),
})
