import type { FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import Type from 'typebox'
import { equalSecrets } from '../../kernel/digest.ts'
import { fail, type Result } from '../../kernel/result.ts'
import { type RouteScope, route } from './route.ts'

/** Whether something that this node needs works now; its problem is logged, never shown to the public. */
export type ReadinessCheck = () => Promise<Result<unknown>>

interface SystemOptions {
  readonly settings: { readonly metricsAccess: 'loopback' | 'token'; readonly metricsToken?: string }
  readonly metrics: Registry
  readonly readiness: Readonly<Record<string, ReadinessCheck>>
  readonly openapi: () => Record<string, unknown>
}

const checkTimeoutMs = 3_000

const State = Type.Union([Type.Literal('ok'), Type.Literal('failed')])
const Readiness = Type.Object(
  { status: State, checks: Type.Record(Type.String(), State) },
  { additionalProperties: false },
)

/** Addresses for the operator's machinery. */
export function systemRoutes(options: SystemOptions): RouteScope {
  const tags = ['system']
  return {
    name: 'system',
    routes: [
      route({
        method: 'GET',
        url: '/healthz',
        access: 'public',
        schema: {
          summary: 'Whether the process answers at all',
          tags,
          response: { 200: Type.Object({ status: Type.Literal('ok') }, { additionalProperties: false }) },
        },
        handler: () => ({ status: 'ok' }),
      }),
      route({
        method: 'GET',
        url: '/readyz',
        access: 'public',
        schema: {
          summary: 'Whether this node can serve now: its database and its ledger',
          tags,
          response: { 200: Readiness, 503: Readiness },
        },
        handler: async (_request, reply) => {
          const checks = await runChecks(options.readiness)
          const status = Object.values(checks).every((state) => state === 'ok') ? 'ok' : 'failed'
          if (status === 'failed') reply.code(503)
          return { status, checks }
        },
      }),
      route({
        method: 'GET',
        url: '/metrics',
        access: 'public',
        schema: {
          summary: 'Measurements in the text format of Prometheus; for this machine or with the metrics token',
          tags,
          response: { 200: Type.String() },
        },
        handler: async ({ raw }, reply) => {
          if (!mayReadMetrics(raw, options.settings)) return fail(metricsRefused)
          reply.type(options.metrics.contentType)
          return options.metrics.metrics()
        },
      }),
      route({
        method: 'GET',
        url: '/openapi.json',
        access: 'public',
        schema: {
          summary: 'This description',
          tags,
          response: { 200: Type.Object({}, { additionalProperties: true }) },
        },
        handler: () => options.openapi(),
      }),
    ],
  }
}

async function runChecks(readiness: SystemOptions['readiness']): Promise<Record<string, 'ok' | 'failed'>> {
  const entries = Object.entries(readiness).map(async ([name, check]) => [name, await stateOf(check)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

async function stateOf(check: ReadinessCheck): Promise<'ok' | 'failed'> {
  const late = AbortSignal.timeout(checkTimeoutMs)
  const timeout = new Promise<false>((resolve) => late.addEventListener('abort', () => resolve(false), { once: true }))
  const passed = check().then(
    (result) => result.ok,
    () => false,
  )
  return (await Promise.race([passed, timeout])) ? 'ok' : 'failed'
}

const metricsRefused = {
  code: 'platform.metrics-refused',
  status: 403,
  message: 'measurements are not for this caller',
  fix: 'Read them from the node itself, or set metricsAccess to token and send the metrics token.',
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

function mayReadMetrics(request: FastifyRequest, settings: SystemOptions['settings']): boolean {
  if (settings.metricsAccess === 'loopback') {
    // A proxy on this machine would make the whole world look local.
    return loopback.has(request.ip) && request.headers['x-forwarded-for'] === undefined
  }
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  return settings.metricsToken !== undefined && given !== undefined && equalSecrets(given, settings.metricsToken)
}
