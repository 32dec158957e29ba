import type { OpenedSubscription, SubscriptionDesk } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { ok } from '../../../../src/kernel/result.ts'
import { parseInstant, wireInstant } from '../../../../src/standards/dci/instants.ts'
import { batchLimit } from '../door/entries.ts'
import { refused } from '../door/fault.ts'
import { idLengthLimit } from '../door/header.ts'
import { member } from '../door/json.ts'
import { present } from '../door/leniencies.ts'
import type { Action, Asked } from '../door/operation.ts'

/** Ends subscriptions. One message, no batch: its codes are ended together and told one by one. */
export const unsubscribe: Action<readonly string[]> = {
  name: 'unsubscribe',
  words: ['unsubscribe'],
  answer: 'on-unsubscribe',
  read(message) {
    const timestamp = present(member(message, 'timestamp'))
    if (timestamp !== undefined && parseInstant(timestamp) === undefined) {
      return refused('err.request.bad', 'message.timestamp is not a date-time with zone (RFC 3339)')
    }
    // older-names
    const codes = member(message, 'subscription_codes') ?? member(message, 'sunscription_codes')
    if (!Array.isArray(codes) || codes.length === 0 || !codes.every(isCode)) {
      return refused('err.request.bad', 'message.subscription_codes is not a list of codes')
    }
    if (codes.length > batchLimit) {
      const text = `a message ends at most ${batchLimit} subscriptions`
      return refused('err.request.bad', text, 'rjct.total_count.limit_exceeded')
    }
    return ok({ count: 1, alsoCounted: codes.length, referenceIds: [], value: [...new Set(codes)] })
  },
  async work(codes, asked, { subscriptions, now }) {
    if (subscriptions === undefined) return refused('err.service.unavailable', 'nothing is subscribed to here yet')
    const outcomes = await Promise.all(codes.map((code) => end(code, asked, subscriptions)))
    const ended = outcomes.filter(({ fault }) => fault === undefined).length
    const fault = outcomes.find((one) => one.fault !== undefined)?.fault
    const said = fault === undefined ? {} : { status_reason_code: fault, status_reason_message: reasonText[fault] }
    return ok({
      message: {
        timestamp: wireInstant(now()),
        status: ended > 0 ? 'succ' : 'rjct',
        ...said,
        subscription_status: outcomes.flatMap(({ status }) => (status === undefined ? [] : [status])),
      },
      status: ended > 0 ? 'succ' : 'rjct',
      totalCount: codes.length,
      completedCount: ended,
      exchanges: [],
    })
  },
}

const isCode = (code: unknown): code is string =>
  typeof code === 'string' && code !== '' && code.length <= idLengthLimit

const reasonText = {
  'rjct.subscription_code.invalid': 'a code is of none of your subscriptions',
  'rjct.event.already_unsubscribed': 'a subscription had ended before',
} as const

interface Ended {
  readonly status?: Json
  readonly fault?: keyof typeof reasonText
}

/** Ended before this message came is another thing than ended by it, perhaps when a crash broke it off. */
async function end(code: string, { caller, receivedAt }: Asked, desk: SubscriptionDesk): Promise<Ended> {
  const [known] = await desk.find(caller, [code])
  if (known?.status === 'ended' && known.at < receivedAt) {
    return { status: statusOf(known), fault: 'rjct.event.already_unsubscribed' }
  }
  const ended = await desk.close(caller, code)
  return ended === undefined ? { fault: 'rjct.subscription_code.invalid' } : { status: statusOf(ended) }
}

const statusOf = ({ code, status }: OpenedSubscription): Json => ({
  code,
  status: status === 'ended' ? 'unsubscribe' : 'subscribe',
})
