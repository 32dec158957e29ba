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
