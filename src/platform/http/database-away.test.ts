import assert from 'node:assert/strict'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import Type from 'typebox'
import { startTestPostgres } from '../../../test/support/database.ts'
import { fail, ok } from '../../kernel/result.ts'
import { createPool } from '../database/connect.ts'
import { createLogger } from '../telemetry/logger.ts'
import { unauthenticated } from './access.ts'
import { createHttp } from './app.ts'
import { route } from './route.ts'

test('while the database is away requests get 503 at once, and are served again when it is back', async (t) => {
  const postgres = await startTestPostgres(t)
  const response = { 200: Type.Object({ n: Type.Integer() }, { additionalProperties: false }) }
  const ask = (url: string, statement: string, pool = postgres.pool) =>
    route({
      method: 'GET',
      url,
      access: 'public',
      schema: { summary: 'test', tags: [], response },
      handler: async () => (await pool.query<{ n: number }>(statement)).rows[0],
    })
  const hasty = createPool({ url: postgres.connectionString, statementTimeoutMs: 20 })
  t.after(() => hasty.end())
  const http = await createHttp({
    settings: {
      bodyLimitBytes: 1000,
      requestTimeoutMs: 5000,
      requestsInFlightLimit: 10,
      publicUrl: 'http://localhost',
      metricsAccess: 'loopback',
    },
    logger: createLogger('silent'),
    metrics: new Registry(),
    authenticate: async () => fail(unauthenticated),
    scopes: [
      { name: 'test', routes: [ask('/one', 'select 1 as n'), ask('/slow', 'select 1 as n from pg_sleep(9)', hasty)] },
    ],
    readiness: { database: async () => ok(await postgres.pool.query('select 1')) },
    version: '0',
  })
  t.after(() => http.close())
  const status = async (url: string) => (await http.app.inject(url)).statusCode
  assert.deepEqual([await status('/one'), await status('/readyz')], [200, 200])
  assert.equal((await http.app.inject('/slow')).json().code, 'platform.database-too-slow')
  await postgres.kill()
  const away = await http.app.inject('/one')
  assert.deepEqual([away.statusCode, away.json().code], [503, 'platform.database-unavailable'])
  assert.deepEqual([await status('/readyz'), await status('/healthz')], [503, 200])
  await postgres.restart()
  for (let tries = 0; tries < 200 && (await status('/one')) !== 200; tries++) await sleep(20)
  assert.deepEqual([await status('/one'), await status('/readyz')], [200, 200])
})
