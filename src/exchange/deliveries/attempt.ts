import type { Result } from '../../kernel/result.ts'
import type { OutboundAnswer } from '../../platform/outbound/outbound.ts'
import type { OutboundFailure } from '../../platform/outbound/target.ts'
import type { Attempt, AttemptOutcome } from './schema.ts'
import type { Sender } from './sender.ts'

/** What one attempt came to; nothing of what was sent or answered is in it. */
export type Outcome = Pick<Attempt, 'outcome' | 'status' | 'detail'>

const ofFailure: Readonly<Record<Exclude<OutboundFailure['kind'], 'stopped'>, AttemptOutcome>> = {
  'address-refused': 'address-refused',
  unreachable: 'unreachable',
  timeout: 'timeout',
  redirected: 'redirected',
  'too-large': 'not-understood',
}

/** Undefined when this process broke the call off: that is no attempt. */
export function outcomeOf(
  answered: Result<OutboundAnswer, OutboundFailure>,
  { acknowledged = isSuccess }: Pick<Sender, 'acknowledged'>,
): Outcome | undefined {
  if (!answered.ok) {
    const { kind, detail, status } = answered.problem
    if (kind === 'stopped') return undefined
    return { outcome: ofFailure[kind], detail: detail.slice(0, 300), ...(status === undefined ? {} : { status }) }
  }
  const { status, body } = answered.value
  if (acknowledged(status, jsonOf(body))) return { outcome: 'delivered', status }
  if (!isSuccess(status)) return { outcome: 'rejected', status, detail: `HTTP ${status}` }
  return { outcome: 'not-understood', status, detail: `HTTP ${status} without an acknowledgement` }
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300

/** Undefined for what is not JSON. */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
