import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import type { ProblemMessages } from '../../kernel/problem-messages.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Authenticate, Principal } from './access.ts'
import { registerBodyParsers } from './body-parsers.ts'
import { consolePage, hasConsole, registerConsole } from './console-files.ts'
import { registerFailures } from './failures.ts'
import { type ReadinessCheck, systemRoutes } from './health.ts'
import { registerObservation } from './observation.ts'
import { describeApi } from './openapi.ts'
import { problemMessages } from './problem-messages.ts'
import { registerScope } from './register.ts'
import type { ErrorShape, Route, RouteScope } from './route.ts'
import { registerSecurityHeaders } from './security-headers.ts'
import { registerTimeLimit } from './time-limit.ts'
import { createValidators } from './validation.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The bytes of the body as they came, for signatures and digests over them. */
    rawBody: Buffer | null
    principal: Principal | null
  }
  interface FastifyReply {
    /** Code of the problem that this response reports, for the log. */
    problemCode: string | null
  }
  interface FastifyContextConfig {
    route?: Route
    errorShape?: ErrorShape
  }
}

export interface HttpSettings {
  readonly bodyLimitBytes: number
  readonly requestTimeoutMs: number
  readonly requestsInFlightLimit: number
  /** The address under which callers reach this node; https turns on HSTS. */
  readonly publicUrl: string
  /** `loopback`: only from this machine; `token`: with `metricsToken` as bearer token. */
  readonly metricsAccess: 'loopback' | 'token'
  readonly metricsToken?: string
}

export interface HttpOptions {
  readonly settings: HttpSettings
  readonly logger: Logger
  readonly metrics: Registry
  readonly authenticate: Authenticate
  readonly scopes: readonly RouteScope[]
  readonly readiness: Readonly<Record<string, ReadinessCheck>>
  readonly version: string
  /** What the rooms' problems are called in the languages other than English. */
  readonly problemMessages?: ProblemMessages
  /** Folder of the built console; without one only the API is served. */
  readonly consoleFolder?: string
}

export interface Http {
  readonly app: FastifyInstance
  /** Every declared route, for the test that enumerates them. */
  readonly routes: readonly Route[]
  openapi(): Record<string, unknown>
  /** Answers with the address, whose port is the real one when 0 was asked for. */
  listen(at: { host: string; port: number }): Promise<string>
  close(): Promise<void>
}

const headersTimeoutMs = 15_000
const keepAliveTimeoutMs = 65_000

export async function createHttp(options: HttpOptions): Promise<Http> {
  const { settings, logger } = options
  const app = fastify({
    logger: false,
    bodyLimit: settings.bodyLimitBytes,
    // The socket's limits: the whole request must arrive in this time (slow senders hold no connection for ever).
    requestTimeout: settings.requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    genReqId: (request) => correlationId(request.headers['x-correlation-id']),
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => failures.answer(error, request, reply),
  })
  app.server.headersTimeout = headersTimeoutMs
  app.decorateRequest('rawBody', null)
  app.decorateRequest('principal', null)
  app.decorateReply('problemCode', null)

  const routes: Route[] = []
  const consoleFolder = hasConsole(options.consoleFolder) ? options.consoleFolder : undefined
  const failures = registerFailures(app, {
    logger,
    routes,
    bodyLimitBytes: settings.bodyLimitBytes,
    messages: { ...problemMessages, ...options.problemMessages },
    ...(consoleFolder === undefined ? {} : { page: consolePage }),
  })
  refuseUndeclaredRoutes(app)
  registerBodyParsers(app)
  registerObservation(app, options)
  registerTimeLimit(app, settings.requestTimeoutMs, failures)
  registerSecurityHeaders(app, settings.publicUrl)
  await app.register(fastifyCookie)
  const document = await describeApi(app, options)
  const register = { validators: createValidators(), authenticate: options.authenticate, failures }
  for (const scope of [...options.scopes, systemRoutes({ ...options, openapi: () => document() })]) {
    routes.push(...scope.routes)
    registerScope(app, scope, register)
  }
  if (consoleFolder !== undefined) await registerConsole(app, consoleFolder)
  await app.ready()
  return { app, routes, openapi: document, listen: (at) => app.listen(at), close: () => app.close() }
}

const wellFormedId = /^[A-Za-z0-9-]{16,64}$/

/** A caller's own id is kept so that both sides' logs can be read together; anything odd is replaced. */
function correlationId(given: string | string[] | undefined): string {
  return typeof given === 'string' && wellFormedId.test(given) ? given : randomUUID()
}

/** Law 8: whatever can be called was declared, with who may call it. The console's files are the one exception. */
function refuseUndeclaredRoutes(app: FastifyInstance): void {
  app.addHook('onRoute', (added) => {
    if (added.config?.route === undefined && added.url !== '/*') {
      throw new Error(`${added.method} ${added.url} was added without route(): declare it, with its access`)
    }
  })
}
