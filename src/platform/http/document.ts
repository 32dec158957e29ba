import { Registry } from 'prom-client'
import { fail } from '../../kernel/result.ts'
import { createLogger } from '../telemetry/logger.ts'
import { unauthenticated } from './access.ts'
import { createHttp } from './app.ts'
import type { RouteScope } from './route.ts'

/** The text of docs/openapi.json for these routes; none of their handlers is called. */
export async function openApiText(scopes: readonly RouteScope[], version: string): Promise<string> {
  const http = await createHttp({
    settings: {
      bodyLimitBytes: 1_048_576,
      requestTimeoutMs: 30_000,
      requestsInFlightLimit: 1,
      publicUrl: 'http://localhost',
      metricsAccess: 'loopback',
    },
    logger: createLogger('silent'),
    metrics: new Registry(),
    authenticate: async () => fail(unauthenticated),
    scopes,
    readiness: {},
    version,
  })
  try {
    return `${JSON.stringify(http.openapi(), null, 2)}\n`
  } finally {
    await http.close()
  }
}
