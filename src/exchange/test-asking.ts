import type { Condition, ExchangeMessage, ExchangeRequest } from './plugin.ts'
import type { Incoming } from './service.ts'
import { wanjiku } from './test-world.ts'

// Questions as the tests of this room put them.

export const byNumber: Condition = { element: 'person.national-id', is: 'eq', value: wanjiku.nin }

export const request = (changes: Partial<ExchangeRequest> = {}): ExchangeRequest => ({
  service: 'register.person',
  purpose: 'eligibility-verification',
  condition: byNumber,
  acceptPartial: false,
  sort: [],
  page: { size: 10, number: 1 },
  ...changes,
})

let messages = 0
export function incoming(requests: readonly ExchangeRequest[], changes: Partial<ExchangeMessage> = {}): Incoming {
  const messageId = changes.messageId ?? `m-${messages++}`
  const body = JSON.parse(JSON.stringify(requests))
  const message = { messageId, body, protocol: 'test', requests, deadlineMs: 5_000, ...changes }
  return { message, caller: { kind: 'client', id: 'dss-mis', member: 'dss' }, startedMs: performance.now(), before: [] }
}
