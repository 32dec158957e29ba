import type { FastifyReply } from 'fastify'
import { type Language, negotiateLanguage } from '../../kernel/language.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { arrival, callerOf } from '../front-door.ts'
import { noSubject } from '../problems.ts'
import { messageOf, personSearchMessage, questionOptions } from '../question.ts'
import { signatureHeaders } from '../response-signature.ts'
import { PersonSearch, Question, QuestionAnswer, QuestionOptions, SourceAnswer } from '../schema.ts'
import type { Answered, Exchanges } from '../service.ts'
import { sourceAnswer } from '../views.ts'
import type { ExchangeWorld } from '../world.ts'

export interface QuestionRoutesWorld extends ExchangeWorld {
  readonly exchanges: Exchanges
}

const tags = ['questions']

export const questionRoutes = (world: QuestionRoutesWorld): Route[] => [
  optionsRoute(world),
  askRoute(world),
  findRoute(world),
]

const optionsRoute = (world: QuestionRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/questions/options',
    access: { permission: 'question.ask' },
    schema: {
      summary: 'What the caller’s agency may ask, by purpose, from the agreements in force today',
      tags,
      response: { 200: QuestionOptions },
    },
    handler: ({ principal }) => questionOptions(principal.member, world),
  })

const askRoute = (world: QuestionRoutesWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/questions',
    access: { permission: 'question.ask' },
    schema: {
      summary: 'Ask about one person; every source answers, refuses or is marked unavailable',
      description: 'The answer is signed: Content-Digest (RFC 9530) and Signature (RFC 9421) with the node’s key.',
      tags,
      body: Question,
      response: { 200: QuestionAnswer },
    },
    async handler({ body, principal, raw }, reply) {
      const beganMs = performance.now()
      const message = await messageOf(body, principal.member, world)
      if (!message.ok) return message
      const caller = callerOf(principal)
      const incoming = { message: message.value, caller, known: body.subject, ...arrival(reply, beganMs) }
      const answered = await world.exchanges.answer(incoming)
      if (!answered.ok) return answered
      const { value } = answered
      const sources = await sourceAnswers(value, world, negotiateLanguage(raw.headers['accept-language']))
      if (!sources.ok) return sources
      const answer: QuestionAnswer = {
        questionId: value.questionId,
        messageId: body.messageId,
        purpose: body.purpose,
        askedAt: value.at.toISOString(),
        sources: sources.value,
      }
      return signedJson(answer, reply, world)
    },
  })

const findRoute = (world: QuestionRoutesWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/people/find',
    access: { permission: 'person.find' },
    schema: {
      summary: 'Look for a person in the social registry; an exchange like any other',
      tags,
      body: PersonSearch,
      response: { 200: SourceAnswer },
    },
    async handler({ body, principal, raw }, reply) {
      const beganMs = performance.now()
      const message = personSearchMessage(body)
      if (message === undefined) return fail(noSubject)
      const caller = callerOf(principal)
      const answered = await world.exchanges.answer({ message, caller, ...arrival(reply, beganMs) })
      if (!answered.ok) return answered
      const sources = await sourceAnswers(answered.value, world, negotiateLanguage(raw.headers['accept-language']))
      if (!sources.ok) return sources
      const [only] = sources.value
      if (only === undefined) throw new Error('a search has one source')
      return signedJson(only, reply, world)
    },
  })

async function sourceAnswers(
  { settled }: Answered,
  world: QuestionRoutesWorld,
  language: Language,
): Promise<Result<SourceAnswer[]>> {
  const sources: SourceAnswer[] = []
  for (const one of settled) {
    const answer = await sourceAnswer(one, world, language)
    if (!answer.ok) return answer
    sources.push(answer.value)
  }
  return ok(sources)
}

/** Step 9: the very bytes that are signed are sent. */
function signedJson(value: unknown, reply: FastifyReply, { nodeKey, clock }: QuestionRoutesWorld): Buffer {
  const body = Buffer.from(JSON.stringify(value))
  reply.headers(signatureHeaders(body, { status: 200, at: clock.now(), key: nodeKey })).type('application/json')
  return body
}
