import type { TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { fail, ok } from '../../src/kernel/result.ts'
import { type Principal, unauthenticated } from '../../src/platform/http/access.ts'
import { createHttp } from '../../src/platform/http/app.ts'
import type { RouteScope } from '../../src/platform/http/route.ts'
import { createLogger } from '../../src/platform/telemetry/logger.ts'

// The routes of a room, as those who work with deliveries call them.

const may = new Set(['delivery.read', 'delivery.manage'])
const callers: Readonly<Record<string, Principal>> = {
  receiver: { kind: 'person', id: 'operator', member: 'dss', permissions: may },
  reader: { kind: 'person', id: 'reader', member: 'dss', permissions: new Set(['delivery.read']) },
  stranger: { kind: 'person', id: 'stranger', member: 'dpc', permissions: may },
  auditor: { kind: 'person', id: 'auditor', member: 'dpc', permissions: new Set([...may, 'exchange.read-all']) },
}

export type CallRoom = <T>(
  caller: string,
  path: string,
  body?: object,
) => Promise<{ readonly status: number; readonly json: T }>

/** GET without a body, POST with one. */
export async function serveRoom(t: TestContext, scopes: readonly RouteScope[]): Promise<CallRoom> {
  const http = await createHttp({
    settings: {
      bodyLimitBytes: 100_000,
      requestTimeoutMs: 30_000,
      requestsInFlightLimit: 100,
      publicUrl: 'http://127.0.0.1',
      metricsAccess: 'loopback',
    },
    logger: createLogger('silent'),
    metrics: new Registry(),
    authenticate: async ({ headers }) => {
      const caller = callers[headers.authorization ?? '']
      return caller === undefined ? fail(unauthenticated) : ok(caller)
    },
    scopes,
    readiness: {},
    version: '0.0.0',
  })
  t.after(() => http.close())
  return async <T>(caller: string, path: string, body?: object) => {
    const headers = { authorization: caller, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const sent = body === undefined ? {} : { payload: body }
    const reply = await http.app.inject({ method: body === undefined ? 'GET' : 'POST', url: path, headers, ...sent })
    return { status: reply.statusCode, json: reply.json<T>() }
  }
}
