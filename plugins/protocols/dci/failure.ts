import type { ProtocolReply } from '../../../src/exchange/plugin.ts'
import type { Problem } from '../../../src/kernel/problem.ts'
import type { ErrorCode } from './fault.ts'
import { errorBody } from './reply.ts'

/** The nearest of the standard's fourteen codes; it has none for a fault of ours. */
export function errorCodeOf({ code, status }: Problem): ErrorCode {
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

/** A failure before the message was read: unknown caller, malformed JSON, wrong content type, body too large. */
export const failure = (problem: Problem, occurrence: string, at: Date): ProtocolReply => ({
  status: problem.status,
  body: errorBody({
    status: problem.status,
    error: errorCodeOf(problem),
    message: `${problem.message}. ${problem.fix}`,
    correlationId: occurrence,
    at,
  }),
})
