import assert from 'node:assert/strict'
import { createHmac, type KeyObject } from 'node:crypto'
import test, { type TestContext } from 'node:test'
import { clientKey, issuer, jwt, signWith, startTestNode, type TestNodeOptions } from '../../test/support/federation.ts'
import type { SignatureAlgorithm } from '../kernel/signature.ts'
import type { ClientRegistration } from './schema.ts'
import { registerClient, setStanding } from './store.ts'

const tokenUrl = '/oauth2/client/token'
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const machine = clientKey('EdDSA')

const client: ClientRegistration = {
  id: 'dss-mis',
  member: 'dss',
  name: 'Pension MIS',
  status: 'active',
  scopes: ['registry.search', 'question.ask'],
  authentication: 'private_key_jwt',
  keys: [machine.key],
}
const secretClient: ClientRegistration = {
  ...{ id: 'dss-demo', member: 'dss', name: 'Demo', status: 'active', scopes: ['question.ask'] },
  authentication: 'client_secret',
  secret: 'demo-secret: of dss',
}

let count = 0
interface AssertionChange {
  readonly claims?: Record<string, unknown>
  readonly header?: Record<string, unknown>
  readonly alg?: SignatureAlgorithm
  readonly privateKey?: KeyObject
  readonly now?: Date
}

function assertion({ claims, header, alg = 'EdDSA', privateKey = machine.privateKey, now }: AssertionChange = {}) {
  const seconds = (now ?? new Date('2026-06-15T09:00:00Z')).getTime() / 1000
  const usual = { iss: 'dss-mis', sub: 'dss-mis', aud: issuer, iat: seconds, exp: seconds + 50, jti: `id-${count++}` }
  return jwt({ header: { alg, ...header }, claims: { ...usual, ...claims }, sign: signWith(alg, privateKey) })
}

const start = (t: TestContext, options: TestNodeOptions = {}) =>
  startTestNode(t, { clients: [client, secretClient], ...options })
type Node = Awaited<ReturnType<typeof start>>

function ask({ app }: Node, params: Record<string, string>, headers: Record<string, string> = {}) {
  return app.inject({
    method: 'POST',
    url: tokenUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ grant_type: 'client_credentials', ...params }).toString(),
  })
}

const askWith = (node: Node, text: string, more: Record<string, string> = {}) =>
  ask(node, { client_assertion_type: assertionType, client_assertion: text, ...more })

const whoami = ({ app }: Node, token: string) =>
  app.inject({ method: 'GET', url: '/whoami', headers: { authorization: `Bearer ${token}` } })

async function tokenOf(node: Node): Promise<string> {
  const answer = await askWith(node, assertion({ now: node.time.now }))
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json().access_token
}

const second = () => new Promise((resolve) => setTimeout(resolve, 1000))

test('a client that signs an assertion gets a token, and the token says who it is', async (t) => {
  const node = await start(t)
  const answer = await askWith(node, assertion())
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.headers['cache-control'], 'no-store')
  const { access_token: token, ...rest } = answer.json()
  assert.deepEqual(rest, { token_type: 'Bearer', expires_in: 300, scope: 'registry.search question.ask' })
  const caller = await whoami(node, token)
  assert.deepEqual(caller.json(), { kind: 'client', id: 'dss-mis', member: 'dss' })
})

test('assertions in EdDSA, ES256 and RS256 are taken, for the issuer or the token address', async (t) => {
  const keys = (['EdDSA', 'ES256', 'RS256'] as const).map((alg) => ({ alg, ...clientKey(alg) }))
  const node = await start(t, { clients: [{ ...client, keys: keys.map(({ key }) => key) }] })
  for (const { alg, privateKey } of keys) {
    const answer = await askWith(node, assertion({ alg, privateKey, claims: { aud: `${issuer}${tokenUrl}` } }))
    assert.equal(answer.statusCode, 200, `${alg}: ${answer.body}`)
  }
})

test('the body may be JSON, and a scope may be written with a slash', async (t) => {
  const node = await start(t)
  const answer = await node.app.inject({
    method: 'POST',
    url: tokenUrl,
    payload: {
      grant_type: 'client_credentials',
      client_assertion_type: assertionType,
      client_assertion: assertion(),
      scope: 'registry/search',
    },
  })
  assert.equal(answer.json().scope, 'registry.search')
  const caller = await whoami(node, answer.json().access_token)
  assert.equal(caller.statusCode, 403)
  assert.equal(caller.json().code, 'platform.permission-missing')
})

test('an assertion is refused when anything about it is wrong', async (t) => {
  const node = await start(t)
  const at = node.time.now.getTime() / 1000
  const rsa = clientKey('RS256')
  const publicPem = 'the public key, taken for a shared secret'
  const wrong: [string, string, RegExp][] = [
    ['garbage', 'not.a.jwt', /not a compact JWS/],
    ['standard base64 instead of base64url', `${assertion()}=`, /strict base64url/],
    ['unknown client', assertion({ claims: { iss: 'stranger', sub: 'stranger' } }), /unknown/],
    ['issuer is not the subject', assertion({ claims: { iss: 'dss' } }), /iss and sub/],
    ['expired', assertion({ claims: { exp: at - 11 } }), /expired/],
    ['too long a life', assertion({ claims: { exp: at + 71 } }), /within 60 seconds/],
    ['no expiry', assertion({ claims: { exp: undefined } }), /needs exp/],
    ['not yet valid', assertion({ claims: { nbf: at + 60 } }), /not valid yet/],
    ['for somebody else', assertion({ claims: { aud: 'https://other.example' } }), /aud/],
    ['for several', assertion({ claims: { aud: [issuer, 'https://other.example'] } }), /aud/],
    ['no jti', assertion({ claims: { jti: undefined } }), /jti/],
    ['another key', assertion({ privateKey: clientKey('EdDSA').privateKey }), /signature/],
    ['another algorithm than registered', assertion({ alg: 'RS256', privateKey: rsa.privateKey }), /signature/],
    ['a kid that is not registered', assertion({ header: { kid: 'other' } }), /signature/],
    ['a critical extension', assertion({ header: { crit: ['b64'], b64: false } }), /not a compact JWS/],
    [
      'alg none',
      jwt({ header: { alg: 'none' }, claims: { iss: 'dss-mis', sub: 'dss-mis' }, sign: () => Buffer.alloc(0) }),
      /signature/,
    ],
    [
      'the public key as an HMAC secret',
      jwt({
        header: { alg: 'HS256' },
        claims: { iss: 'dss-mis', sub: 'dss-mis' },
        sign: (input) => createHmac('sha256', publicPem).update(input).digest(),
      }),
      /signature/,
    ],
  ]
  for (const [what, text, why] of wrong) {
    const answer = await askWith(node, text)
    assert.deepEqual([answer.statusCode, answer.json().error], [401, 'invalid_client'], what)
    assert.match(answer.json().error_description, why, what)
  }
})

test('an assertion works once, also when it is sent twice at the same moment', async (t) => {
  const node = await start(t)
  const text = assertion()
  const answers = await Promise.all([askWith(node, text), askWith(node, text), askWith(node, text)])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 401, 401])
  const replayed = await askWith(node, text)
  assert.match(replayed.json().error_description, /used before/)
})

test('ids of assertions are forgotten when they have expired, and not before', async (t) => {
  const node = await start(t)
  await askWith(node, assertion())
  const remembered = async () => (await node.pool.query('select from client_assertion')).rowCount
  await node.federation.forgetExpired()
  assert.equal(await remembered(), 1)
  node.time.now = new Date('2026-06-15T09:01:01Z')
  await node.federation.forgetExpired()
  assert.equal(await remembered(), 0)
})

test('a request for a token that is wrong is told so in the words of RFC 6749', async (t) => {
  const node = await start(t)
  const cases: [Record<string, string>, number, string][] = [
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{}, 401, 'invalid_client'],
    [{ client_assertion: assertion() }, 400, 'invalid_request'],
    [{ client_assertion: assertion(), client_assertion_type: assertionType, client_id: 'x' }, 400, 'invalid_request'],
    [
      { client_assertion: assertion(), client_assertion_type: assertionType, scope: 'ledger.read' },
      400,
      'invalid_scope',
    ],
    [
      {
        client_assertion: assertion(),
        client_assertion_type: assertionType,
        client_id: 'dss-demo',
        client_secret: 'x',
      },
      400,
      'invalid_request',
    ],
  ]
  for (const [params, status, error] of cases) {
    const answer = await ask(node, params)
    assert.deepEqual([answer.statusCode, answer.json().error], [status, error])
  }
  const malformed = await node.app.inject({
    method: 'POST',
    url: tokenUrl,
    headers: { 'content-type': 'application/json' },
    payload: '{',
  })
  assert.deepEqual([malformed.statusCode, malformed.json().error], [400, 'invalid_request'])
})

test('a client secret is taken in the header or the body, where secrets are allowed', async (t) => {
  const node = await start(t)
  const basic = `Basic ${Buffer.from('dss-demo:demo-secret%3A+of+dss').toString('base64')}`
  assert.equal((await ask(node, {}, { authorization: basic })).statusCode, 200)
  const secret = { client_id: 'dss-demo', client_secret: 'demo-secret: of dss' }
  assert.equal((await ask(node, secret)).statusCode, 200)
  const wrong = await ask(node, { ...secret, client_secret: 'demo-secret: of dsx' })
  assert.deepEqual([wrong.statusCode, wrong.json().error], [401, 'invalid_client'])
  assert.equal(wrong.headers['www-authenticate'], 'Basic realm="kiungo"')
  assert.equal((await ask(node, { client_id: 'dss-mis', client_secret: 'anything' })).statusCode, 401)
})

test('where secrets are not allowed, the right one is refused too', async (t) => {
  const node = await start(t, { settings: { allowClientSecret: false } })
  const answer = await ask(node, { client_id: 'dss-demo', client_secret: 'demo-secret: of dss' })
  assert.equal(answer.json().error, 'invalid_client')
  assert.match(answer.json().error_description, /not accepted here/)
})

test('guessing a secret is slowed down', async (t) => {
  const node = await start(t)
  const guess = () => ask(node, { client_id: 'dss-demo', client_secret: 'a guess' })
  const statuses = await Promise.all(Array.from({ length: 31 }, async () => (await guess()).statusCode))
  assert.equal(statuses.filter((status) => status === 401).length, 30)
  const held = await guess()
  assert.deepEqual([held.statusCode, held.json().error], [429, 'temporarily_unavailable'])
  assert.equal(held.headers['retry-after'], '300')
})

test('a token ends on its minute, and one that was changed or made elsewhere never begins', async (t) => {
  const node = await start(t)
  const token = await tokenOf(node)
  const [header = '', body = '', signature = ''] = token.split('.')
  const seconds = node.time.now.getTime() / 1000
  const claims = { iss: issuer, aud: issuer, client_id: 'dss-mis', scope: 'question.ask', exp: seconds + 100 }
  const kid = node.federation.keys.current.kid
  const own = signWith('EdDSA', node.federation.keys.current.privateKey)
  const forged = [
    `${header}.${Buffer.from(JSON.stringify({ ...claims, client_id: 'admin' })).toString('base64url')}.${signature}`,
    `${header}.${body}.`,
    `${header}.${body}.${signature}A`,
    jwt({ header: { typ: 'at+jwt', alg: 'EdDSA', kid }, claims, sign: signWith('EdDSA', machine.privateKey) }),
    jwt({ header: { typ: 'at+jwt', alg: 'none', kid }, claims, sign: () => Buffer.alloc(0) }),
    jwt({ header: { typ: 'JWT', alg: 'EdDSA', kid }, claims, sign: own }),
    jwt({
      header: { typ: 'at+jwt', alg: 'EdDSA', kid },
      claims: { ...claims, aud: 'https://other.example' },
      sign: own,
    }),
    jwt({ header: { typ: 'at+jwt', alg: 'EdDSA', kid }, claims: { ...claims, exp: undefined }, sign: own }),
    jwt({ header: { typ: 'at+jwt', alg: 'EdDSA', kid: 'other' }, claims, sign: own }),
    assertion(),
  ]
  for (const text of forged) assert.equal((await whoami(node, text)).statusCode, 401, text)
  assert.equal(
    (await whoami(node, jwt({ header: { typ: 'at+jwt', alg: 'EdDSA', kid }, claims, sign: own }))).statusCode,
    200,
  )
  node.time.now = new Date('2026-06-15T09:04:59Z')
  assert.equal((await whoami(node, token)).statusCode, 200)
  node.time.now = new Date('2026-06-15T09:05:00Z')
  const expired = await whoami(node, token)
  assert.deepEqual([expired.statusCode, expired.json().code], [401, 'federation.token-refused'])
  assert.match(String(expired.headers['www-authenticate']), /^Bearer .*invalid_token/)
})

test('suspending a client or its member ends its tokens within a second', async (t) => {
  const node = await start(t)
  const token = await tokenOf(node)
  for (const [what, id] of [
    ['client', 'dss-mis'],
    ['member', 'dss'],
  ] as const) {
    await setStanding(node.pool, what, { id, status: 'suspended' })
    await second()
    const refused = await whoami(node, token)
    assert.deepEqual([refused.statusCode, refused.json().code], [401, 'federation.client-suspended'])
    assert.equal((await askWith(node, assertion())).json().error, 'invalid_client')
    await setStanding(node.pool, what, { id, status: 'active' })
    await second()
    assert.equal((await whoami(node, token)).statusCode, 200)
  }
})

test('a client is registered with a usable public key or not at all', async (t) => {
  const { pool } = await start(t)
  const rsa = clientKey('RS256').key
  const faulty: [Partial<ClientRegistration>, RegExp][] = [
    [{ keys: [] }, /has none/],
    [{ keys: [{ alg: 'EdDSA', jwk: rsa.jwk }] }, /does not fit its algorithm/],
    [{ keys: [{ alg: 'ES256', jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }] }, /cannot be read/],
    [{ keys: [{ alg: 'EdDSA', jwk: Object.assign({}, machine.key.jwk, { d: 'AA' }) }] }, /private part/],
    [{ authentication: 'client_secret' }, /secret and has none/],
  ]
  for (const [changed, why] of faulty) {
    const refused = await registerClient(pool, { ...client, ...changed })
    assert.ok(!refused.ok)
    assert.match(refused.problem.message, why)
  }
})

test('the key set shows the keys of every kind, public parts only', async (t) => {
  const { app, federation } = await start(t)
  const { keys } = (await app.inject('/.well-known/jwks.json')).json<{ keys: Record<string, string>[] }>()
  const shown = keys.map((key) => `${key.use} ${Object.keys(key).sort().join(' ')}`)
  assert.deepEqual(shown, ['sig alg crv kid kty use x', 'sig alg e kid kty n use', 'enc alg e kid kty n use'])
  assert.equal(keys[0]?.kid, federation.keys.current.kid)
})
