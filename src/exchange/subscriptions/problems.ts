import type { Reason } from '../../agreements/schema.ts'
import type { Problem } from '../../kernel/problem.ts'
import { wordsOf } from '../messages.ts'

export const alreadySubscribed = (code: string): Problem => ({
  code: 'exchange.already-subscribed',
  status: 409,
  message: `the subscription ${code} is for the same already`,
  fix: 'Use it, or end it before you subscribe again.',
  params: { subscription: code },
})

/** Nothing would ever be told, because nothing may be. `params` have the reason's code and, where one refused, the gate. */
export function subscriptionRefused(reason: Reason, gate?: string): Problem {
  const { message, fix } = wordsOf(reason, 'en')
  return {
    code: 'exchange.subscription-refused',
    status: 403,
    message: message.replace(/\.$/, ''),
    fix: fix ?? 'See GET /v1/agreements for what is agreed.',
    params: { reason: reason.code, gate: gate ?? '–' },
  }
}

export const noEvents = (service: string): Problem => ({
  code: 'exchange.no-events',
  status: 400,
  message: `nobody tells when something changes at the service ${service}`,
  fix: 'Subscribe at a service of the registries that Kiungo keeps, or ask this one from time to time.',
  params: { service },
})

export const frequencyNotUnderstood: Problem = {
  code: 'exchange.frequency-not-understood',
  status: 400,
  message: 'the frequency is no time of cron that will come',
  fix: 'Write it as Quartz does, such as "0 0 6 * * ?", or as hourly, daily, weekly or monthly.',
}

export const timesCrossed: Problem = {
  code: 'exchange.subscription-over',
  status: 400,
  message: 'the subscription would end before it begins',
  fix: 'Give an end that lies after its start and after now.',
}

export const filterTooLarge = (limit: number): Problem => ({
  code: 'exchange.filter-too-large',
  status: 400,
  message: `a filter has at most ${limit} bytes as JSON`,
  fix: 'Compare fewer values, or subscribe several times.',
  params: { limit },
})

export const tooManySubscriptions = (limit: number): Problem => ({
  code: 'exchange.too-many-subscriptions',
  status: 409,
  message: `a system has at most ${limit} subscriptions at a time`,
  fix: 'End those that are no longer needed.',
  params: { limit },
})

export const unknownSubscription: Problem = {
  code: 'exchange.unknown-subscription',
  status: 404,
  message: 'there is no such subscription among those you may see',
  fix: 'Check the code; an agency sees the subscriptions of its own systems.',
}

export const subscriptionEnded: Problem = {
  code: 'exchange.subscription-ended',
  status: 409,
  message: 'this subscription has ended',
  fix: 'Subscribe again; what happened before cannot be told then.',
}
