import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import test, { type TestContext } from 'node:test'
import { clientKey, issuer, jwt, type MoreWorld, signWith, startTestNode } from '../../test/support/federation.ts'
import { mustBeOk } from '../kernel/result.ts'
import { thumbprint } from '../kernel/signature.ts'
import { openTestLedger } from '../ledger/test-log.ts'
import { clientRoutes } from './client-routes.ts'
import type { ClientKey, ClientRegistration } from './schema.ts'
import { importFederation } from './store.ts'

const machine = clientKey('EdDSA')
const client: ClientRegistration = {
  ...{ id: 'dss-mis', member: 'dss', name: 'MIS', status: 'active', scopes: ['question.ask'] },
  authentication: 'private_key_jwt',
  keys: [machine.key],
}
const kidOf = ({ jwk }: ClientKey) => thumbprint(jwk as Parameters<typeof thumbprint>[0])

async function start(t: TestContext) {
  const more = async ({ pool, federation: { directory }, now }: MoreWorld) => {
    const ledger = await openTestLedger(pool)
    t.after(() => ledger.close())
    return [{ name: 'clients', routes: clientRoutes({ pool, directory, ledger, now }) }]
  }
  const node = await startTestNode(t, { clients: [client], more })
  const own = { 'x-kiungo-request': '1' }
  const payload = { username: 'amina', password: 'a long passphrase' }
  const [session] = (await node.app.inject({ method: 'POST', url: '/v1/session', headers: own, payload })).cookies
  const headers = { ...own, cookie: `${session?.name}=${session?.value}` }
  const add = (payload: object, id = 'dss-mis') =>
    node.app.inject({ method: 'POST', url: `/v1/clients/${id}/keys`, headers, payload })
  const revoke = (kid: string, id = 'dss-mis') =>
    node.app.inject({ method: 'DELETE', url: `/v1/clients/${id}/keys/${kid}`, headers })
  const kids = async () => {
    const { clients } = (await node.app.inject({ url: '/v1/clients', headers })).json()
    return (clients[0].keys as { kid: string }[]).map(({ kid }) => kid)
  }
  const acts = async () => {
    const { rows } = await node.pool.query(
      'select act, account, subject, details from administrative_act order by ledger_index',
    )
    return rows
  }
  return { ...node, add, revoke, kids, acts }
}

test('a key is added once, told by its thumbprint, with its entry in the ledger', async (t) => {
  const { add, kids, acts } = await start(t)
  const { key } = clientKey('EdDSA')
  const kid = kidOf(key)
  for (const note of ['', 'again, with what a tool adds']) {
    const answer = await add({ ...key, jwk: { ...key.jwk, kid: 'theirs', use: 'sig', note } })
    assert.equal(answer.statusCode, 200, answer.body)
    assert.deepEqual(answer.json(), { kid })
  }
  assert.deepEqual(await kids(), [kidOf(machine.key), kid], 'at once')
  const details = { kid, alg: 'EdDSA' }
  assert.deepEqual(await acts(), [{ act: 'client.add-key', account: 'amina', subject: 'dss-mis', details }])
  assert.equal((await add(key, 'nobody')).json().code, 'federation.client-unknown')
  for (let turn = 2; turn < 10; turn += 1) assert.equal((await add(clientKey('EdDSA').key)).statusCode, 200)
  assert.equal((await add(clientKey('EdDSA').key)).json().code, 'federation.too-many-keys')
})

test('a key that proves nothing is not taken: private, weak, of small order, for something else', async (t) => {
  const { add, acts } = await start(t)
  const rsa = (modulusLength: number, publicExponent = 65_537) =>
    generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({ format: 'jwk' })
  const { jwk } = clientKey('EdDSA').key
  const identity = Buffer.alloc(32)
  identity[0] = 1
  const cases: [key: object, variant: string][] = [
    [{ alg: 'EdDSA', jwk: { ...jwk, d: 'secret' } }, 'the key holds its private part'],
    [{ alg: 'RS256', jwk }, 'the key does not fit its algorithm'],
    [{ alg: 'EdDSA', jwk: { ...jwk, use: 'enc' } }, 'the key says that it is not for signatures'],
    [{ alg: 'EdDSA', jwk: { ...jwk, x: identity.toString('base64url') } }, 'signatures of this key prove nothing'],
    [{ alg: 'EdDSA', jwk: { ...jwk, x: 'short' } }, 'the key cannot be read'],
    [{ alg: 'RS256', jwk: rsa(1024) }, 'signatures of this key prove nothing'],
    [{ alg: 'RS256', jwk: rsa(2048, 3) }, 'signatures of this key prove nothing'],
    [
      { alg: 'ES256', jwk: generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' }) },
      'the key does not fit its algorithm',
    ],
  ]
  for (const [key, says] of cases) {
    const { code, title } = (await add(key)).json()
    assert.deepEqual([code, title], ['federation.faulty-key', says], JSON.stringify(key).slice(0, 200))
  }
  assert.deepEqual(await acts(), [])
})

test('a revoked key counts no more: not for tokens, not those it got, not when the pack is loaded again', async (t) => {
  const { add, revoke, kids, acts, app, pool, time } = await start(t)
  const second = clientKey('EdDSA')
  assert.equal((await add(second.key)).statusCode, 200)
  const token = async ({ privateKey }: Pick<typeof machine, 'privateKey'>, jti: string) => {
    const at = Math.floor(time.now.getTime() / 1000)
    const claims = { iss: 'dss-mis', sub: 'dss-mis', aud: issuer, iat: at, exp: at + 30, jti }
    const payload = {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: jwt({ header: { alg: 'EdDSA' }, claims, sign: signWith('EdDSA', privateKey) }),
    }
    return (await app.inject({ method: 'POST', url: '/oauth2/client/token', payload })).json().access_token
  }
  const [first, other] = [await token(machine, '1'), await token(second, '2')]
  const asks = async (bearer: string) =>
    (await app.inject({ url: '/whoami', headers: { authorization: `Bearer ${bearer}` } })).statusCode
  assert.deepEqual([await asks(first), await asks(other)], [200, 200])

  const kid = kidOf(machine.key)
  const answer = await revoke(kid)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual(answer.json().keys, [{ kid: kidOf(second.key), alg: 'EdDSA' }])
  assert.deepEqual([await asks(first), await asks(other)], [401, 200])
  assert.equal(await token(machine, '3'), undefined)
  assert.equal((await revoke(kid)).json().code, 'federation.key-unknown')
  assert.equal((await add(machine.key)).json().code, 'federation.key-revoked')
  assert.equal((await revoke(kid, 'nobody')).json().code, 'federation.client-unknown')

  mustBeOk(await importFederation(pool, { members: [], systems: [], services: [], clients: [client] }))
  assert.equal((await revoke('x'.repeat(43))).statusCode, 404)
  assert.deepEqual(await kids(), [kidOf(second.key)], 'and a key that was added stays')
  const told = (await acts()).map(({ act, details }) => [act, details.kid])
  assert.deepEqual(told, [
    ['client.add-key', kidOf(second.key)],
    ['client.revoke-key', kid],
  ])
})
