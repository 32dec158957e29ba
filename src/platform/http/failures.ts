import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { negotiateLanguage } from '../../kernel/language.ts'
import type { Problem } from '../../kernel/problem.ts'
import { type ProblemMessages, translateProblem } from '../../kernel/problem-messages.ts'
import type { Logger } from '../telemetry/logger.ts'
import { failureOf, methodNotAllowed, notFound, problemJson } from './problems.ts'
import type { ErrorResponse, Method, Route } from './route.ts'

export interface Failures {
  /** Answers with a problem in the shape of the route's protocol. */
  send(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply
  /** Answers an error that was thrown. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply
}

interface FailureOptions {
  readonly logger: Logger
  /** Filled after this is called: the table of allowed methods is made when it is first needed. */
  readonly routes: readonly Route[]
  readonly bodyLimitBytes: number
  /** What problems are called in the languages other than English. */
  readonly messages: ProblemMessages
  /** Serves the console's page in place of a 404, where one was asked for. */
  readonly page?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined
}

const retryAfterSeconds = '2'

export function registerFailures(app: FastifyInstance, options: FailureOptions): Failures {
  /** A protocol's own form of failures is for programs and stays English; RFC 9457 §3.1.3 has titles localised. */
  const inReadersLanguage = (problem: Problem, request: FastifyRequest, reply: FastifyReply): ErrorResponse => {
    const wanted = negotiateLanguage(request.headers['accept-language'])
    const told = translateProblem(problem, wanted, options.messages)
    reply.header('content-language', told.language).header('vary', 'accept-language')
    return problemJson(told.problem, request.id, request)
  }
  const failures: Failures = {
    send: (problem, request, reply) => {
      const { config } = request.routeOptions ?? {}
      const shaped = config?.errorShape?.(problem, request.id, request) ?? inReadersLanguage(problem, request, reply)
      reply.problemCode = problem.code
      // Also here: an address that cannot be decoded is refused before any hook runs.
      reply.header('x-correlation-id', request.id)
      if (problem.status === 401) reply.header('www-authenticate', challenge(request))
      if (problem.status === 503) reply.header('retry-after', retryAfterSeconds)
      // A response schema is for success; a problem has its own, fixed shape.
      return reply.code(shaped.status).type(shaped.contentType).serializer(serialise).send(shaped.body)
    },
    answer: (error, request, reply) => {
      const limitBytes = request.routeOptions?.config?.route?.bodyLimitBytes ?? options.bodyLimitBytes
      const failure = failureOf(error, limitBytes)
      if (failure.unexpected) options.logger.error({ err: error, request: request.id }, 'unexpected error')
      return failures.send(failure.problem, request, reply)
    },
  }
  const allowed = methodTable(options.routes)
  app.setErrorHandler((error, request, reply) => failures.answer(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const methods = allowed(request.url)
    if (methods.length === 0) return options.page?.(request, reply) ?? failures.send(notFound(request), request, reply)
    reply.header('allow', methods.join(', '))
    return failures.send(methodNotAllowed(methods), request, reply)
  })
  return failures
}

const serialise = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body))

/** RFC 6750 §3: a refused token is named as such; a missing one only gets the scheme. */
function challenge(request: FastifyRequest): string {
  return request.headers.authorization === undefined
    ? 'Bearer realm="kiungo"'
    : 'Bearer realm="kiungo", error="invalid_token"'
}

function methodTable(routes: readonly Route[]): (url: string) => Method[] {
  let table: { pattern: RegExp; method: Method }[] | undefined
  return (url) => {
    table ??= routes.map(({ url: template, method }) => ({ pattern: pattern(template), method }))
    const path = url.split('?')[0] ?? ''
    return [...new Set(table.filter((entry) => entry.pattern.test(path)).map((entry) => entry.method))]
  }
}

/** `/v1/members/:id` as a pattern of addresses. */
function pattern(template: string): RegExp {
  const parts = template.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+'
    return part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}/?$`)
}
