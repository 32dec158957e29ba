import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../../kernel/problem.ts'
import type { Result } from '../../kernel/result.ts'
import { type Authenticate, accessProblem } from './access.ts'
import type { Failures } from './failures.ts'
import { ProblemError, unsupportedType } from './problems.ts'
import { type Route, type RouteScope, successStatus } from './route.ts'
import type { HttpPart, Validators } from './validation.ts'

export interface Registration {
  readonly validators: Validators
  readonly authenticate: Authenticate
  readonly failures: Failures
}

export function registerScope(app: FastifyInstance, scope: RouteScope, with_: Registration): void {
  for (const route of scope.routes) {
    const { summary, description, tags, body, querystring, params, response } = route.schema
    app.route({
      method: route.method,
      url: route.url,
      config: { route, ...(scope.errorShape === undefined ? {} : { errorShape: scope.errorShape }) },
      schema: {
        summary,
        tags,
        response,
        ...(description === undefined ? {} : { description }),
        ...(body === undefined ? {} : { body, consumes: route.consumes }),
        ...(querystring === undefined ? {} : { querystring }),
        ...(params === undefined ? {} : { params }),
      },
      ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
      validatorCompiler: ({ schema, httpPart }) => validator(with_.validators, httpPart as HttpPart, schema as object),
      // JSON.stringify and not a schema-driven writer: that one silently drops or turns what does not fit.
      serializerCompiler: () => JSON.stringify,
      onRequest: guard(route, with_),
      handler: answerer(route, with_),
    })
  }
}

function validator(validators: Validators, part: HttpPart, schema: object) {
  const check = validators.request(part, schema)
  return (value: unknown) => {
    const problem = check(value)
    return problem === undefined ? { value } : { error: new ProblemError(problem) }
  }
}

/** Before the body is read: may this caller, and is the body of a type that the route takes? */
function guard(route: Route, { authenticate, failures }: Registration) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const problem = (await admission(route, request, authenticate)) ?? typeProblem(route, request)
    return problem === undefined ? undefined : failures.send(problem, request, reply)
  }
}

async function admission(
  route: Route,
  request: FastifyRequest,
  authenticate: Authenticate,
): Promise<Problem | undefined> {
  if (route.access === 'public') return undefined
  if (route.access === 'recognised' && request.headers.authorization === undefined) return undefined
  const caller = await authenticate(request)
  if (!caller.ok) return caller.problem
  request.principal = caller.value
  return accessProblem(route.access, caller.value)
}

function typeProblem(route: Route, { headers }: FastifyRequest): Problem | undefined {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if (route.schema.body === undefined || !hasBody) return undefined
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return route.consumes.includes(type) ? undefined : unsupportedType(route.consumes)
}

function answerer(route: Route, { validators, failures }: Registration) {
  const success = successStatus(route.schema)
  const checks = new Map(
    Object.entries(route.schema.response).map(([status, schema]) => [Number(status), validators.response(schema)]),
  )
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const answer = await handled(route, request, reply)
    if (answer === reply || reply.sent) return reply
    if (isResult(answer) && !answer.ok) return failures.send(answer.problem, request, reply)
    const value = isResult(answer) && answer.ok ? answer.value : answer
    if (reply.statusCode === 200) reply.code(success)
    // Bytes (tiles, files) have no JSON schema to hold against.
    if (value instanceof Uint8Array || (value !== null && typeof value === 'object' && 'pipe' in value)) return value
    if (value === undefined) return ''
    const check = checks.get(reply.statusCode)
    const fault = check === undefined ? `status ${reply.statusCode} is not declared` : check(value)
    // Thrown, not sent: an answer that its own contract does not allow may hold what must not leave.
    if (fault !== undefined) throw new Error(`${route.method} ${route.url} answered outside its schema: ${fault}`)
    return value
  }
}

/**
 * The signal is made where a handler asks for it, and aborts when the answer's connection closes while it works. Fastify's own
 * is of the request, which closes as soon as its body is read.
 */
async function handled(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  let gone: AbortController | undefined
  const stop = () => gone?.abort()
  const asked = {
    ...{ body: request.body, query: request.query, params: request.params },
    ...{ principal: request.principal, correlationId: request.id, raw: request },
    get signal() {
      if (gone === undefined) {
        gone = new AbortController()
        if (reply.raw.destroyed) gone.abort()
        else reply.raw.once('close', stop)
      }
      return gone.signal
    },
  }
  try {
    return await route.handler(asked as unknown as Parameters<Route['handler']>[0], reply)
  } finally {
    if (gone !== undefined) reply.raw.removeListener('close', stop)
  }
}

function isResult(value: unknown): value is Result<unknown> {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false
  return value.ok === true ? 'value' in value : value.ok === false && 'problem' in value
}
