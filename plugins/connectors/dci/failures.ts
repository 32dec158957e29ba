import type { ProviderFailure } from '../../../src/exchange/plugin.ts'
import type { ReplyFault } from '../../../src/standards/dci/reply.ts'
import { nonsense } from '../http-call.ts'

const kinds: Readonly<Record<string, ProviderFailure['kind']>> = {
  'err.request.timeout': 'unavailable',
  'err.service.unavailable': 'unavailable',
  'err.request.too_many_requests': 'rate-limited',
}

/** The standard's own reasons are all refusals: of us, of the message, or of what it asks. */
export function failureOfReply(fault: ReplyFault): ProviderFailure {
  switch (fault.kind) {
    case 'rejected':
      return { kind: kinds[fault.code] ?? 'refused', detail: `${fault.by}: ${fault.code}` }
    case 'later':
      return { kind: 'unavailable', detail: 'an acknowledgement where the answer was expected' }
    case 'malformed':
      return nonsense(`not an answer of the standard: ${fault.what}`)
  }
}
