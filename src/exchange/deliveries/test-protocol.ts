import process from 'node:process'
import { mustBeOk } from '../../kernel/result.ts'
import type { Acceptance, Protocol } from '../plugin.ts'
import { request } from '../test-asking.ts'

// A protocol as small as one can be: an accepted message is one question, and its callback says what was answered.

/** What `work` does first; a test may make it fail. */
export const beforeWork: { now: () => Promise<void> } = { now: async () => undefined }

export const testProtocol: Protocol = {
  name: 'plain',
  endpoints: [],
  failure: ({ status, code }) => ({ status, body: { code } }),
  acknowledged: (status, body) => status === 200 && (body as { ack?: unknown } | undefined)?.ack === true,
  async work({ messageId, transactionId, correlationId, caller, body }, house) {
    await beforeWork.now()
    const message = { messageId, body, protocol: 'plain', requests: [request()], deadlineMs: 5_000 }
    const answers = mustBeOk(await house.exchange(message, caller))
    const reply = { answered: answers.map(({ status }) => status), transactionId, correlationId }
    return {
      outgoing: {
        action: 'on-ask',
        transactionId,
        correlationId,
        exchanges: answers.map(({ exchangeId }) => exchangeId),
        body: { messageId, ...reply },
      },
      reply,
    }
  },
}

let messages = 0

export function acceptance(callbackUrl: string, changes: Partial<Acceptance> = {}): Acceptance {
  const messageId = changes.messageId ?? `m-${process.pid}-${messages++}`
  return {
    caller: { kind: 'client', id: 'dss-mis', member: 'dss' },
    operation: 'ask',
    messageId,
    transactionId: `t-${messageId}`,
    correlationId: `c-${messageId}`,
    referenceIds: [`r-${messageId}`],
    callbackUrl,
    body: { secret: 'Kamotho', messageId },
    ...changes,
  }
}
