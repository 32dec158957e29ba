import type { Problem } from '../kernel/problem.ts'

export const messageIdReused: Problem = {
  code: 'exchange.message-id-reused',
  status: 409,
  message: 'this message id was used before with another body',
  fix: 'Give every new message an id of its own; repeat an id only to send the very same message again.',
}

export const answerExpired: Problem = {
  code: 'exchange.answer-expired',
  status: 409,
  message: 'this message was answered before, and the answer is no longer kept',
  fix: 'Ask again with a new message id.',
}

export const unknownService = (service: string, pointer: string): Problem => ({
  code: 'exchange.unknown-service',
  status: 400,
  message: `there is no service ${service}`,
  fix: 'See GET /v1/systems for the services that exist.',
  pointer,
  params: { service },
})

export const serviceActs = (service: string, pointer: string): Problem => ({
  code: 'exchange.service-acts',
  status: 403,
  message: `${service} does what it is told, and is not asked as a question`,
  fix: 'Use the operation of a protocol that is for it; its permission is another.',
  pointer,
  params: { service },
})

export const malformedPurpose: Problem = {
  code: 'exchange.malformed-purpose',
  status: 400,
  message: 'the purpose is not an id of the scheme of purposes',
  fix: 'See GET /v1/purposes; an id is lower-case words with hyphens.',
}

export const noSources: Problem = {
  code: 'exchange.no-sources',
  status: 403,
  message: 'no agreement in force lets your agency ask any system for this purpose',
  fix: 'See GET /v1/questions/options for what may be asked, or GET /v1/agreements for what has lapsed.',
}

export const noSubject: Problem = {
  code: 'exchange.no-subject',
  status: 400,
  message: 'the search says neither a name nor a national id',
  fix: 'Give at least one of name and nationalId.',
}

export const unknownExchange: Problem = {
  code: 'exchange.unknown-exchange',
  status: 404,
  message: 'there is no such exchange among those you may see',
  fix: 'Check the id; an agency sees the exchanges that it asked or answered.',
}

export const unknownMessage: Problem = {
  code: 'exchange.message-unknown',
  status: 404,
  message: 'there is no accepted request with this id that you may see',
  fix: 'GET /v1/accepted-messages lists those that are worked on or were given up.',
}

export const messageNotGivenUp: Problem = {
  code: 'exchange.message-not-given-up',
  status: 409,
  message: 'the request was not given up, or is no longer kept',
  fix: 'Look at the list again: only one that was given up and is still kept can be begun anew.',
}

export const draftOfOthers: Problem = {
  code: 'exchange.draft-of-others',
  status: 403,
  message: 'the draft is between two other members, and you may not see their exchanges',
  fix: 'Let one of its parties, or an auditor, try it.',
}

export const unknownCursor: Problem = {
  code: 'exchange.unknown-cursor',
  status: 400,
  message: 'the cursor is not one that an earlier answer gave',
  fix: 'Leave the cursor out to start from the newest exchange.',
  pointer: '/cursor',
}

export const tooManyAtOnce = (limit: number): Problem => ({
  code: 'exchange.overloaded',
  status: 503,
  message: `more than ${limit} messages are under way`,
  fix: 'Send it again after a few seconds.',
  params: { limit },
})

export const callbackRefused: Problem = {
  code: 'exchange.callback-refused',
  status: 400,
  message: 'the address for the callback is not one that may be called',
  fix: 'Use https and a host that is registered for your system; ask the operator of this node to register another.',
}

export const unknownDelivery: Problem = {
  code: 'exchange.unknown-delivery',
  status: 404,
  message: 'there is no such delivery among those you may see',
  fix: 'Check the id; an agency sees the deliveries that go to it.',
}

export const deliveryWaiting: Problem = {
  code: 'exchange.delivery-waiting',
  status: 409,
  message: 'this delivery still waits for its next attempt',
  fix: 'Wait until it is delivered or given up.',
}

export const deliveryExpired: Problem = {
  code: 'exchange.delivery-expired',
  status: 409,
  message: 'the message of this delivery is no longer kept',
  fix: 'Let the receiver ask for the status of its request, or send the request again.',
}
