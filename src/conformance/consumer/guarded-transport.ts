/** The calls of a node's own run: to registered hosts alone, at addresses that were checked. */
import { fail, ok } from '../../kernel/result.ts'
import type { Outbound, OutboundRequest } from '../../platform/outbound/outbound.ts'
import { mediaType, replyBytesLimit, type Transport } from './transport.ts'

export type Guard = Pick<OutboundRequest, 'allowed' | 'timeoutMs'> & { readonly signal: AbortSignal }

export function guardedTransport(outbound: Pick<Outbound, 'request'>, guard: Guard): Transport {
  return {
    async call(call) {
      const answered = await outbound.request({ ...call, ...guard, maxAnswerBytes: replyBytesLimit })
      if (answered.ok) {
        const { status, headers, body } = answered.value
        return ok({ status, contentType: mediaType(headers['content-type'] ?? ''), text: body.toString('utf8') })
      }
      const { kind, detail, status } = answered.problem
      // A redirect that is not followed is an answer all the same.
      if (kind === 'redirected' && status !== undefined) return ok({ status, contentType: '', text: '' })
      return fail({ kind: kind === 'timeout' || kind === 'too-large' ? kind : 'unreachable', detail })
    },
    close: async () => undefined,
  }
}
