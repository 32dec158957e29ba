import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Logger } from '../telemetry/logger.ts'
import { overloaded, ProblemError } from './problems.ts'

interface Observed {
  readonly settings: { readonly requestsInFlightLimit: number }
  readonly logger: Logger
  readonly metrics: Registry
}

/** Addresses that must answer when the node is at its limit. */
const alwaysAnswered = new Set(['/healthz', '/readyz', '/metrics'])

/** One log line and one measurement per request, under the route's template: never its values. */
export function registerObservation(app: FastifyInstance, { settings, logger, metrics }: Observed): void {
  const seconds = new Histogram({
    name: 'kiungo_http_request_seconds',
    help: 'Time to answer a request, by route template and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  })
  const inFlightGauge = new Gauge({
    name: 'kiungo_http_requests_in_flight',
    help: 'Requests being answered now.',
    registers: [metrics],
  })
  const refused = new Counter({
    name: 'kiungo_http_requests_refused_total',
    help: 'Requests refused because too many were under way.',
    registers: [metrics],
  })
  let inFlight = 0
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-correlation-id', request.id)
    inFlight++
    // `close` comes also when the caller hangs up before an answer.
    reply.raw.once('close', () => inFlightGauge.set(--inFlight))
    inFlightGauge.set(inFlight)
    if (inFlight > settings.requestsInFlightLimit && !alwaysAnswered.has(request.routeOptions.url ?? '')) {
      refused.inc()
      return done(new ProblemError(overloaded))
    }
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.config?.route === undefined ? 'other' : (request.routeOptions.url ?? 'other')
    const status = reply.statusCode
    seconds.observe({ method: request.method, route, status: String(status) }, reply.elapsedTime / 1000)
    const line = {
      request: request.id,
      method: request.method,
      route,
      status,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.principal === null ? {} : { principal: request.principal.id }),
      ...(reply.problemCode === null ? {} : { code: reply.problemCode }),
    }
    if (status >= 500) logger.error(line, 'answered')
    else if (alwaysAnswered.has(route)) logger.debug(line, 'answered')
    else logger.info(line, 'answered')
    done()
  })
}
