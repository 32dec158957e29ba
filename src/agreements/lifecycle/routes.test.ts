import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { complete, openDesk } from '../../../test/support/agreement-desk.ts'
import { ok } from '../../kernel/result.ts'
import { generateSigningKey } from '../../kernel/signature.ts'
import { createHttp } from '../../platform/http/app.ts'
import { createLogger } from '../../platform/telemetry/logger.ts'
import { signDetached } from '../../standards/detached-jws.ts'
import { agreed } from '../example.ts'
import { signatoryKey } from '../test-agreements.ts'
import { lifecycleRoutes } from './routes.ts'

const permissions = ['read', 'draft', 'review', 'protect', 'send-back', 'sign', 'manage'].map(
  (one) => `agreement.${one}`,
)

/** The routes over a real database; the caller is a person of the member named in a header, as another room finds out. */
async function serve(t: TestContext, held: readonly string[] = permissions) {
  const { world } = await openDesk(t)
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 5_000_000, requestTimeoutMs: 5000, requestsInFlightLimit: 100 },
      ...{ publicUrl: 'http://127.0.0.1:7400', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0' },
    authenticate: async ({ headers }) => {
      const member = String(headers['x-member'])
      const permissions = new Set(held)
      const client = /^(.+) client$/.exec(member)?.[1]
      if (client !== undefined) return ok({ kind: 'client', id: `${client}-legal`, member: client, permissions })
      return ok({ kind: 'person', id: `${member}-signatory`, member, permissions })
    },
    scopes: [{ name: 'lifecycle', routes: lifecycleRoutes(world) }],
    readiness: {},
  })
  t.after(() => http.close())
  const call = async (method: 'GET' | 'POST', url: string, payload?: object, member = 'nida', language = 'en') => {
    const headers = { 'x-member': member, 'accept-language': language }
    const answer = await http.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
    return { status: answer.statusCode, body: answer.json() }
  }
  return { call, post: (url: string, payload: object = {}, member = 'nida') => call('POST', url, payload, member) }
}

test('from draft to force over HTTP, with the history and the differences of two versions', async (t) => {
  const { call, post } = await serve(t)
  const { body: drafted } = await post('/v1/agreements', complete)
  assert.equal(drafted.versions[0].standing.status, 'draft')
  const at = `/v1/agreements/${complete.id}/versions/1`
  for (const taken of ['submit', 'approve-law', 'approve-protection']) {
    assert.equal((await post(`${at}/${taken}`, {}, 'dss')).status, 200, taken)
  }
  for (const member of ['nida', 'dss']) {
    const jws = signDetached(complete, signatoryKey(`${member}-signatory`))
    assert.equal((await post(`${at}/signatures`, { jws }, member)).status, 200, member)
  }
  assert.equal((await post(`${at}/activate`)).body.versions[0].standing.status, 'active')
  const next = { ...complete, version: 2, validUntil: '2027-12-31' }
  assert.equal((await post('/v1/agreements', next)).status, 200)
  const { body: history } = await call('GET', `/v1/agreements/${complete.id}/history`)
  assert.equal(history.versions[0].previous, history.versions[1].hash)
  assert.equal(history.versions[1].signatures.length, 2)
  const { body } = await call('GET', `/v1/agreements/${complete.id}/diff?from=1&to=2`, undefined, 'nida', 'fr')
  assert.deepEqual(
    body.changes.map(({ sentence }: { sentence: string }) => sentence),
    ['Fin : dit « 2027-12-31 » au lieu de « 2026-12-31 ».'],
  )
  const unknown = await call('GET', `/v1/agreements/${complete.id}/diff?from=1&to=9`)
  assert.equal(unknown.body.code, 'agreements.version-unknown')
})

test('ten thousand fields, a day that there is not, or a version again: refused with the place', async (t) => {
  const { post } = await serve(t)
  const [clause] = complete.services
  const fields = Array.from({ length: 10_000 }, (_, i) => agreed(`person.field-${i}`, 'raw'))
  const many = await post('/v1/agreements', { ...complete, services: [{ ...clause, fields }] })
  assert.equal(many.status, 400)
  assert.match(JSON.stringify(many.body), /services\/0\/fields.*200/)
  const leap = await post('/v1/agreements', { ...complete, validUntil: '2026-02-29' })
  assert.deepEqual([leap.status, leap.body.pointer], [422, '/validUntil'])
  assert.equal((await post('/v1/agreements', complete)).status, 200)
  const again = await post('/v1/agreements', { ...complete, volume: { perDay: 9 } })
  assert.deepEqual([again.status, again.body.code], [409, 'agreements.version-taken'])
})

test('each step asks for its own permission', async (t) => {
  const { post, call } = await serve(t, ['agreement.read'])
  const at = `/v1/agreements/${complete.id}/versions/1`
  const steps = ['submit', 'approve-law', 'approve-protection', 'activate', 'resume', 'expire']
  for (const taken of steps) assert.equal((await post(`${at}/${taken}`)).status, 403, taken)
  for (const taken of ['send-back', 'suspend', 'terminate', 'order', 'lift']) {
    assert.equal((await post(`${at}/${taken}`, { reason: 'x' })).status, 403, taken)
  }
  assert.equal((await post(`${at}/signatures`, { jws: 'a.b.c.d.e.f' })).status, 403)
  assert.equal((await post('/v1/agreements', complete)).status, 403)
  assert.equal((await call('GET', `/v1/agreements/${complete.id}/history`)).status, 404)
})

test('a person registers the key they sign with; another person’s key is refused', async (t) => {
  const { post } = await serve(t)
  const { kid, publicJwk } = generateSigningKey()
  const { kty, crv, x } = publicJwk
  const jwk = { kty, crv, x }
  assert.deepEqual((await post('/v1/signing-keys', { jwk })).body, { kid })
  assert.deepEqual((await post('/v1/signing-keys', { jwk })).body, { kid }, 'the same again is the same')
  assert.equal((await post('/v1/signing-keys', { jwk }, 'dss')).body.code, 'agreements.key-refused')
  assert.equal((await post('/v1/signing-keys', { jwk: { ...jwk, d: 'secret' } })).status, 400)
})

test('a client withdraws for the people of its own member, whose key it is or not', async (t) => {
  const { call, post } = await serve(t)
  const { kid } = signatoryKey('dss-signatory')
  const withdraw = (member: string) => post(`/v1/signing-keys/${kid}/withdraw`, { reason: 'has left office' }, member)
  assert.equal((await withdraw('nida client')).body.code, 'agreements.key-unknown', 'another member’s')
  assert.equal((await post('/v1/signing-keys/short/withdraw', { reason: 'x' }, 'dss client')).status, 400)
  assert.equal((await post(`/v1/signing-keys/${kid}/withdraw`, { reason: '' }, 'dss client')).status, 400)
  const { body } = await withdraw('dss client')
  assert.deepEqual([body.kid, body.account, body.withdrawn.reason], [kid, 'dss-signatory', 'has left office'])
  const { keys } = (await call('GET', '/v1/signing-keys', undefined, 'dss client')).body
  assert.deepEqual(
    keys.filter((key: { kid: string }) => key.kid === kid),
    [body],
  )
  assert.ok(keys.every(({ account }: { account: string }) => account.startsWith('dss-')))
})

test('a withdrawn key signs nothing new; what it signed holds as of its day, and says so', async (t) => {
  const { call, post } = await serve(t)
  await post('/v1/agreements', complete)
  const at = `/v1/agreements/${complete.id}/versions/1`
  for (const taken of ['submit', 'approve-law', 'approve-protection']) await post(`${at}/${taken}`, {}, 'dss')
  const sign = (member: string, key = signatoryKey(`${member}-signatory`)) =>
    post(`${at}/signatures`, { jws: signDetached(complete, key) }, member)
  assert.equal((await sign('nida')).status, 200)
  const lost = signatoryKey('nida-signatory').kid
  const withdraw = (kid: string, member: string) =>
    post(`/v1/signing-keys/${kid}/withdraw`, { reason: 'the laptop was stolen' }, member)
  assert.equal((await withdraw(lost, 'dss')).body.code, 'agreements.key-unknown', 'another person’s')
  const withdrawn = await withdraw(lost, 'nida')
  assert.equal(withdrawn.body.withdrawn.reason, 'the laptop was stolen')
  assert.equal((await withdraw(lost, 'nida')).body.code, 'agreements.key-withdrawn')
  assert.deepEqual((await call('GET', '/v1/signing-keys')).body, { keys: [withdrawn.body] })
  assert.deepEqual(withdrawn.body.account, 'nida-signatory')
  const { body: history } = await call('GET', `/v1/agreements/${complete.id}/history`)
  const [signature] = history.versions[0].signatures
  assert.deepEqual(signature.keyWithdrawn, withdrawn.body.withdrawn)
  assert.equal((await sign('dss')).body.versions[0].standing.status, 'signed', 'the signature made before still counts')
  await post('/v1/agreements', { ...complete, version: 2 })
  const second = `/v1/agreements/${complete.id}/versions/2`
  for (const taken of ['submit', 'approve-law', 'approve-protection']) await post(`${second}/${taken}`, {}, 'dss')
  const next = (await call('GET', second)).body.agreement ?? {
    ...complete,
    version: 2,
    previous: history.versions[0].hash,
  }
  const refused = await post(`${second}/signatures`, { jws: signDetached(next, signatoryKey('nida-signatory')) })
  assert.equal(refused.body.code, 'agreements.key-withdrawn')
})
