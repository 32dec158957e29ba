import assert from 'node:assert/strict'
import { connect } from 'node:net'
import test from 'node:test'
import { Registry } from 'prom-client'
import Type from 'typebox'
import { fail } from '../../kernel/result.ts'
import { createLogger } from '../telemetry/logger.ts'
import { unauthenticated } from './access.ts'
import { createHttp } from './app.ts'
import { route } from './route.ts'

const schema = {
  ...{ summary: 'test', tags: ['test'], response: { 200: Type.Object({}, { additionalProperties: true }) } },
  body: Type.Object({ name: Type.String() }, { additionalProperties: false }),
}

test('whose body was read is still there, and is known to be gone when the connection closes', async (t) => {
  const [began, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const waits = route({
    ...{ method: 'POST', url: '/waits', access: 'public', schema },
    handler: async ({ signal, body, raw: { raw } }) => {
      if (!raw.closed) await new Promise((resolve) => raw.once('close', resolve))
      if (body.name === 'stays') return { aborted: signal.aborted }
      signal.addEventListener('abort', () => gone.resolve(), { once: true })
      began.resolve()
      await gone.promise
      return {}
    },
  })
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 1000, requestTimeoutMs: 60_000, requestsInFlightLimit: 10 },
      ...{ publicUrl: 'http://localhost:7400', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), authenticate: async () => fail(unauthenticated) },
    ...{ scopes: [{ name: 'test', routes: [waits] }], readiness: {}, version: '0.0.0' },
  })
  t.after(() => http.close())
  const at = await http.listen({ host: '127.0.0.1', port: 0 })
  const headers = { 'content-type': 'application/json' }
  const stays = await fetch(`${at}/waits`, { method: 'POST', headers, body: '{"name":"stays"}' })
  assert.deepEqual(await stays.json(), { aborted: false })
  const socket = connect(Number(new URL(at).port), '127.0.0.1')
  const body = '{"name":"goes"}'
  socket.write(
    `POST /waits HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  await began.promise
  socket.destroy()
  await gone.promise
})
