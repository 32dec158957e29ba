import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import Type from 'typebox'
import { fail, ok } from '../../kernel/result.ts'
import { createLogger } from '../telemetry/logger.ts'
import { type Authenticate, unauthenticated } from './access.ts'
import { createHttp, type HttpOptions, type HttpSettings } from './app.ts'
import type { ErrorShape, Route } from './route.ts'
import { route } from './route.ts'

const Echo = Type.Object(
  { name: Type.String({ maxLength: 20 }), age: Type.Optional(Type.Integer({ minimum: 0 })) },
  { additionalProperties: false },
)
const Anything = Type.Object({}, { additionalProperties: true })

const schema = { summary: 'test', tags: ['test'], response: { 200: Anything } } as const

const routes: Route[] = [
  route({ method: 'POST', url: '/echo', access: 'public', schema: { ...schema, body: Echo }, handler: (r) => r.body }),
  route({
    method: 'GET',
    url: '/list/:id',
    access: 'public',
    schema: {
      ...schema,
      params: Type.Object({ id: Type.Integer() }, { additionalProperties: false }),
      querystring: Type.Object({ limit: Type.Integer({ default: 10, maximum: 100 }) }, { additionalProperties: false }),
    },
    handler: ({ params, query }) => ({ id: params.id, limit: query.limit }),
  }),
  route({
    method: 'GET',
    url: '/secret',
    access: { permission: 'secret.read' },
    schema,
    handler: ({ principal }) => ({ id: principal.id }),
  }),
  route({
    method: 'GET',
    url: '/refused',
    access: 'public',
    schema,
    handler: () => fail({ code: 'test.gone', status: 410, message: 'it is gone', fix: 'Ask for another.' }),
  }),
  route({
    method: 'GET',
    url: '/broken',
    access: 'public',
    schema,
    handler: () => {
      throw new Error('password=hunter2')
    },
  }),
  route({
    method: 'GET',
    url: '/database-gone',
    access: 'public',
    schema,
    handler: () => {
      throw new Error('Connection terminated unexpectedly')
    },
  }),
  route({
    method: 'GET',
    url: '/too-much',
    access: 'public',
    schema: { ...schema, response: { 200: Type.Object({ a: Type.Number() }, { additionalProperties: false }) } },
    handler: () => ({ a: 1, nationalId: '123456789' }),
  }),
  route({
    method: 'GET',
    url: '/slow',
    access: 'public',
    timeoutMs: 40,
    schema,
    handler: ({ signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve({ aborted: true }), { once: true })),
  }),
  route({
    method: 'POST',
    url: '/form',
    access: 'public',
    consumes: ['application/x-www-form-urlencoded'],
    schema: { ...schema, body: Type.Object({ grant: Type.String() }, { additionalProperties: false }) },
    handler: ({ body, raw }) => ({ grant: body.grant, bytes: raw.rawBody?.length }),
  }),
]

const authenticate: Authenticate = async (request) => {
  const token = request.headers.authorization
  if (token === 'Bearer none') return ok({ kind: 'client', id: 'c1', member: 'm1', permissions: new Set<string>() })
  if (token === 'Bearer good')
    return ok({ kind: 'client', id: 'c1', member: 'm1', permissions: new Set(['secret.read']) })
  return fail(unauthenticated)
}

interface Overrides {
  readonly settings?: Partial<HttpSettings>
  readonly errorShape?: ErrorShape
  readonly consoleFolder?: string
  readonly readiness?: HttpOptions['readiness']
}

async function start(t: TestContext, overrides: Overrides = {}) {
  const lines: string[] = []
  const http = await createHttp({
    settings: {
      bodyLimitBytes: 1000,
      requestTimeoutMs: 5000,
      requestsInFlightLimit: 10,
      publicUrl: 'http://localhost:7400',
      metricsAccess: 'loopback',
      ...overrides.settings,
    },
    logger: createLogger('info', { write: (line) => lines.push(line) }),
    metrics: new Registry(),
    authenticate,
    scopes: [
      { name: 'test', routes, ...(overrides.errorShape === undefined ? {} : { errorShape: overrides.errorShape }) },
    ],
    readiness: overrides.readiness ?? { database: async () => ok(true) },
    version: '0.0.0',
    ...(overrides.consoleFolder === undefined ? {} : { consoleFolder: overrides.consoleFolder }),
  })
  t.after(() => http.close())
  return { ...http, lines }
}

const post = (url: string, payload: string, type = 'application/json') => ({
  method: 'POST' as const,
  url,
  payload,
  headers: { 'content-type': type },
})

test('a valid body reaches the handler and its value is the answer', async (t) => {
  const { app } = await start(t)
  const answer = await app.inject(post('/echo', '{"name":"Asha","age":3}'))
  assert.deepEqual([answer.statusCode, answer.json()], [200, { name: 'Asha', age: 3 }])
})

test('text of the path and the query becomes numbers; a body must already have the right types', async (t) => {
  const { app } = await start(t)
  assert.deepEqual((await app.inject('/list/7?limit=5')).json(), { id: 7, limit: 5 })
  assert.deepEqual((await app.inject('/list/7')).json(), { id: 7, limit: 10 })
  const answer = await app.inject(post('/echo', '{"name":"Asha","age":"3"}'))
  assert.deepEqual([answer.statusCode, answer.json().pointer], [400, '/age'])
})

for (const [what, request, status, code, place] of [
  ['a surplus property', post('/echo', '{"name":"A","x/y":1}'), 400, 'platform.invalid-body', '/x~1y'],
  ['a missing property', post('/echo', '{}'), 400, 'platform.invalid-body', '/name'],
  ['no body', post('/echo', ''), 400, 'platform.malformed-json', undefined],
  ['a surplus query value', { url: '/list/1?colour=red' }, 400, 'platform.invalid-querystring', undefined],
  ['malformed JSON', post('/echo', '{"name":\n  nope}'), 400, 'platform.malformed-json', undefined],
  ['deep nesting', post('/echo', '['.repeat(99)), 400, 'platform.malformed-json', undefined],
  ['a __proto__ key', post('/echo', '{"__proto__":{"x":1}}'), 400, 'platform.malformed-json', undefined],
  ['a body over the limit', post('/echo', `"${'x'.repeat(1000)}"`), 413, 'platform.body-too-large', undefined],
  ['a wrong content type', post('/echo', 'x', 'text/plain'), 415, 'platform.unsupported-media-type', undefined],
  [
    'a type for other routes',
    post('/echo', 'a=1', 'application/x-www-form-urlencoded'),
    415,
    'platform.unsupported-media-type',
    undefined,
  ],
  [
    'a field given twice',
    post('/form', 'grant=a&grant=b', 'application/x-www-form-urlencoded'),
    400,
    'platform.malformed-form',
    undefined,
  ],
  ['an unknown address', { url: '/nowhere' }, 404, 'platform.unknown-route', undefined],
  ['a wrong method', { url: '/echo' }, 405, 'platform.method-not-allowed', undefined],
  ['a badly encoded address', { url: '/list/%zz' }, 400, 'platform.malformed-request', undefined],
  ['no credentials', { url: '/secret' }, 401, 'platform.unauthenticated', undefined],
  ['a refusal of the handler', { url: '/refused' }, 410, 'test.gone', undefined],
  ['a database that is away', { url: '/database-gone' }, 503, 'platform.database-unavailable', undefined],
  ['a handler past its time', { url: '/slow' }, 503, 'platform.request-timeout', undefined],
] as const) {
  test(`${what} is answered ${status} ${code}, with a fix`, async (t) => {
    const { app } = await start(t)
    const answer = await app.inject(request)
    const body = answer.json()
    assert.equal(answer.headers['content-type'], 'application/problem+json')
    assert.deepEqual([answer.statusCode, body.status, body.code, body.pointer], [status, status, code, place])
    assert.ok(body.fix.length > 3 && body.type === `urn:kiungo:problem:${code}`)
    assert.equal(body.instance, `urn:kiungo:occurrence:${answer.headers['x-correlation-id']}`)
  })
  if (code === 'test.gone') continue
  test(`${what} is told in the reader's language, with the same code and place`, async (t) => {
    const { app } = await start(t)
    const english = await app.inject(request)
    assert.equal(english.headers['content-language'], 'en')
    for (const language of ['sw', 'fr']) {
      const headers = { ...('headers' in request ? request.headers : {}), 'accept-language': `${language}-KE,en;q=0.5` }
      const answer = await app.inject({ ...request, headers })
      const body = answer.json()
      assert.deepEqual([answer.headers['content-language'], answer.headers.vary], [language, 'accept-language'])
      assert.deepEqual([answer.statusCode, body.code, body.pointer], [status, code, place])
      assert.equal(body.detail, `${body.title}. ${body.fix}`)
      assert.notEqual(body.title, english.json().title)
      assert.doesNotMatch(body.detail, /[{}]/, 'a value is missing')
    }
  })
}

test('a problem without words in the language asked for is told in English, and says so', async (t) => {
  const { app } = await start(t)
  const answer = await app.inject({ url: '/refused', headers: { 'accept-language': 'sw' } })
  assert.deepEqual([answer.json().code, answer.headers['content-language']], ['test.gone', 'en'])
})

test('malformed JSON is answered with its place and none of its text', async (t) => {
  const { app } = await start(t)
  const answer = await app.inject(post('/echo', '{"name":\n  nope}'))
  assert.match(answer.json().title, /line 2, column 3/)
  assert.doesNotMatch(answer.body, /nope/)
})

test('bytes that are not UTF-8 are refused', async (t) => {
  const { app } = await start(t)
  const answer = await app.inject({ ...post('/echo', ''), payload: Buffer.from([0x22, 0xff, 0x22]) })
  assert.equal(answer.json().code, 'platform.not-utf8')
})

test('a form is parsed and its bytes are kept for signatures', async (t) => {
  const { app } = await start(t)
  const answer = await app.inject(post('/form', 'grant=a%20b', 'application/x-www-form-urlencoded'))
  assert.deepEqual(answer.json(), { grant: 'a b', bytes: 11 })
})

test('a token without the permission is refused with its name; with it the handler knows the caller', async (t) => {
  const { app } = await start(t)
  const refused = await app.inject({ url: '/secret', headers: { authorization: 'Bearer none' } })
  assert.equal(refused.statusCode, 403)
  assert.match(refused.json().title, /secret\.read/)
  const bad = await app.inject({ url: '/secret', headers: { authorization: 'Bearer bad' } })
  assert.match(String(bad.headers['www-authenticate']), /invalid_token/)
  const good = await app.inject({ url: '/secret', headers: { authorization: 'Bearer good' } })
  assert.deepEqual(good.json(), { id: 'c1' })
})

test('an unexpected error tells the caller its occurrence and nothing else', async (t) => {
  const { app, lines } = await start(t)
  const answer = await app.inject('/broken')
  assert.equal(answer.statusCode, 500)
  assert.doesNotMatch(answer.body, /hunter2|stack/)
  assert.ok(lines.some((line) => line.includes(String(answer.headers['x-correlation-id'])) && line.includes('stack')))
})

test('an answer outside its own schema does not leave', async (t) => {
  const { app } = await start(t)
  const answer = await app.inject('/too-much')
  assert.equal(answer.statusCode, 500)
  assert.doesNotMatch(answer.body, /123456789/)
})

test('a protocol answers failures in its own shape', async (t) => {
  const errorShape: ErrorShape = (problem) => ({
    status: 200,
    contentType: 'application/json',
    body: { header: { status: 'rjct', status_reason_code: problem.code } },
  })
  const { app } = await start(t, { errorShape })
  const answer = await app.inject(post('/echo', '{'))
  assert.deepEqual([answer.statusCode, answer.json().header.status], [200, 'rjct'])
})

test('a well-formed correlation id is kept, another is replaced', async (t) => {
  const { app } = await start(t)
  const given = '0b9f0f9e-5a9c-4d2e-9d0a-2f6f3c1e7a11'
  const kept = await app.inject({ url: '/healthz', headers: { 'x-correlation-id': given } })
  assert.equal(kept.headers['x-correlation-id'], given)
  const odd = await app.inject({ url: '/healthz', headers: { 'x-correlation-id': '<script>' } })
  assert.match(String(odd.headers['x-correlation-id']), /^[0-9a-f-]{36}$/)
})

test('the log has the template of the address and none of its values', async (t) => {
  const { app, lines } = await start(t)
  await app.inject('/list/987654321?limit=77')
  const line = lines.find((text) => text.includes('/list/:id')) ?? ''
  assert.deepEqual([JSON.parse(line).status, line.includes('987654321'), line.includes('limit')], [200, false, false])
})

test('beyond the limit of requests under way new ones are turned away, health is not', async (t) => {
  const { app } = await start(t, { settings: { requestsInFlightLimit: 1 } })
  const [, refused, health] = await Promise.all([app.inject('/slow'), app.inject('/list/1'), app.inject('/healthz')])
  assert.deepEqual([refused.json().code, refused.headers['retry-after']], ['platform.overloaded', '2'])
  assert.equal(health.statusCode, 200)
  assert.equal((await app.inject('/list/1')).statusCode, 200, 'the count goes down again')
})

test('a caller that hangs up does not count for ever', async (t) => {
  const { listen, app } = await start(t, { settings: { requestsInFlightLimit: 2 } })
  const { port } = new URL(await listen({ host: '127.0.0.1', port: 0 }))
  for (let i = 0; i < 3; i++) {
    const socket = connect(Number(port), '127.0.0.1')
    socket.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n')
    await new Promise((resolve) => setTimeout(resolve, 10))
    socket.destroy()
  }
  await new Promise((resolve) => setTimeout(resolve, 80))
  assert.equal((await app.inject('/list/1')).statusCode, 200)
})

test('readiness names what failed and hides why', async (t) => {
  const problem = { code: 'x', status: 503, message: 'secret host', fix: '' }
  const { app } = await start(t, { readiness: { database: async () => ok(1), ledger: async () => fail(problem) } })
  const answer = await app.inject('/readyz')
  assert.equal(answer.statusCode, 503)
  assert.deepEqual(answer.json(), { status: 'failed', checks: { database: 'ok', ledger: 'failed' } })
})

test('measurements are for this machine, or for the bearer of the token', async (t) => {
  const local = await start(t)
  assert.match((await local.app.inject('/metrics')).body, /kiungo_http_request_seconds/)
  const proxied = await local.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } })
  assert.equal(proxied.statusCode, 403)
  const guarded = await start(t, { settings: { metricsAccess: 'token', metricsToken: 'm'.repeat(32) } })
  assert.equal((await guarded.app.inject('/metrics')).statusCode, 403)
  const headers = { authorization: `Bearer ${'m'.repeat(32)}` }
  assert.equal((await guarded.app.inject({ url: '/metrics', headers })).statusCode, 200)
})

test('the OpenAPI document shows every route with its permission and the shape of problems', async (t) => {
  const { app, routes: declared } = await start(t)
  const document = (await app.inject('/openapi.json')).json()
  assert.equal(document.openapi, '3.1.0')
  for (const { url, method } of declared) {
    const path = url.replace(/:(\w+)/g, '{$1}')
    assert.ok(document.paths[path]?.[method.toLowerCase()], `${method} ${path} is missing`)
  }
  assert.match(document.paths['/secret'].get.description, /secret\.read/)
  assert.deepEqual(document.paths['/secret'].get.security, [{ bearer: [] }, { session: [] }])
  assert.equal(
    document.paths['/echo'].post.responses.default.content['application/problem+json'].schema.$ref,
    '#/components/schemas/Problem',
  )
})

test('answers tell browsers what they may do; only https asks them to stay with it', async (t) => {
  const { app } = await start(t)
  const { headers } = await app.inject('/healthz')
  assert.deepEqual([headers['x-content-type-options'], headers['strict-transport-security']], ['nosniff', undefined])
  assert.equal(headers['access-control-allow-origin'], undefined)
  const secure = await start(t, { settings: { publicUrl: 'https://kiungo.example' } })
  assert.match(String((await secure.app.inject('/nowhere')).headers['strict-transport-security']), /max-age/)
})

test('a route that was not declared stops the start', async (t) => {
  const { app } = await start(t)
  assert.throws(() => app.get('/hidden', () => ''), /was added without route\(\)|already listening|started/)
  // @ts-expect-error access is required; here it is left out as a careless caller in JavaScript could
  assert.throws(() => route({ method: 'GET', url: '/x', schema, handler: () => '' }), /does not say who may call it/)
  const open = { ...schema, body: Type.Object({}) }
  assert.throws(
    () => route({ method: 'POST', url: '/x', access: 'public', schema: open, handler: () => '' }),
    /additionalProperties/,
  )
})

test('the console is served with its assets kept for ever and its pages always fresh', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-console-'))
  t.after(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Kiungo</title>')
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'export {}')
  const { app, listen } = await start(t, { consoleFolder: folder })
  const at = await listen({ host: '127.0.0.1', port: 0 })
  const page = await fetch(`${at}/exchanges/ex-1`, { headers: { accept: 'text/html' } })
  assert.deepEqual([page.status, page.headers.get('cache-control')], [200, 'no-cache'])
  assert.match(await page.text(), /Kiungo/)
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  const asset = await fetch(`${at}/assets/app-1a2b.js`)
  assert.match(asset.headers.get('cache-control') ?? '', /immutable/)
  const etag = (await fetch(`${at}/`)).headers.get('etag') ?? ''
  assert.equal((await app.inject({ url: '/', headers: { 'if-none-match': etag } })).statusCode, 304)
  assert.equal((await fetch(`${at}/assets/missing.js`)).status, 404)
  assert.equal((await app.inject('/../package.json')).statusCode, 404)
})
