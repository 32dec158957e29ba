import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import test, { type TestContext } from 'node:test'
import { clientKey, type MoreWorld, startTestNode } from '../../../test/support/federation.ts'
import { commitment } from '../../kernel/digest.ts'
import { mustBeOk } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { openTestLedger } from '../../ledger/test-log.ts'
import { openOutbound } from '../../platform/outbound/outbound.ts'
import { signMessage } from '../../standards/dci/signature/sign.ts'
import { testSigner } from '../../standards/dci/signature/test-signers.ts'
import type { ClientRegistration } from '../schema.ts'
import { openPartners, type Partners } from './module.ts'
import type { PartnerRegistration } from './schema.ts'
import { examplePartner } from './test-partners.ts'

const own = { 'x-kiungo-request': '1' }
const { key } = clientKey('EdDSA')
const client = (id: string, member: string): ClientRegistration => ({
  ...{ id, member, name: id, status: 'active', scopes: [], authentication: 'private_key_jwt' },
  keys: [key],
})

async function start(t: TestContext) {
  let partners: Partners | undefined
  let log: Ledger | undefined
  const more = async ({ pool, federation, now }: MoreWorld) => {
    const ledger = await openTestLedger(pool)
    log = ledger
    const outbound = openOutbound()
    t.after(async () => {
      await outbound.close()
      await ledger.close()
    })
    const nextExpiryOf = async () => ({ agreement: 'nida-dss', validUntil: '2027-01-01' })
    const { directory, keys } = federation
    partners = openPartners({
      pool,
      clock: { now },
      directory,
      keys,
      ledger,
      outbound,
      nodeName: 'kiungo',
      nextExpiryOf,
    })
    return [partners.scope]
  }
  const clients = [client('dss-mis', 'dss'), client('nida-mis', 'nida')]
  const node = await startTestNode(t, { clients, more })
  const signIn = async (username: string, password: string) => {
    const payload = { username, password }
    const answer = await node.app.inject({ method: 'POST', url: '/v1/session', headers: own, payload })
    const [cookie] = answer.cookies
    return { ...own, cookie: `${cookie?.name}=${cookie?.value}` }
  }
  const admin = await signIn('amina', 'a long passphrase')
  const call = (method: 'GET' | 'PUT' | 'POST', url: string, payload?: object, headers = admin) =>
    node.app.inject({ method, url, headers, ...(payload && { payload }) })
  const put = (changes: Partial<PartnerRegistration> = {}) => {
    const partner = examplePartner(changes)
    return call('PUT', `/v1/partners/${partner.id}`, partner)
  }
  return { ...node, desk: partners!.desk, ledger: () => log!, call, put, signIn }
}

const caller = { id: 'dss-mis', member: 'dss' }

test('a partner is onboarded, listed and changed, each time with its entry in the ledger', async (t) => {
  const { call, put, desk, pool, ledger } = await start(t)
  assert.equal(desk.of(caller).senderIds.length, 0)
  const made = await put()
  assert.equal(made.statusCode, 200, made.body)
  const { keys, nextExpiry, lastTest, member } = made.json()
  assert.deepEqual([keys.length, keys[0].alg, member, lastTest], [1, 'EdDSA', 'dss', undefined])
  assert.deepEqual(nextExpiry, { agreement: 'nida-dss', validUntil: '2027-01-01' })
  assert.deepEqual(desk.of(caller).senderIds, ['dss.example.org'])
  const changed = await put({ senderIds: ['mis.example.org'], unsigned: 'refuse' })
  assert.equal(changed.statusCode, 200)
  assert.equal(desk.named('dss.example.org'), undefined)
  assert.equal(desk.named('mis.example.org')?.unsigned, 'refuse')
  const listed = (await call('GET', '/v1/partners')).json().partners
  assert.deepEqual(listed, [changed.json()])

  const { rows: acts } = await pool.query('select * from administrative_act order by ledger_index')
  assert.deepEqual(
    acts.map(({ act, account, subject }) => [act, account, subject]),
    [
      ['partner.register', 'amina', 'dss'],
      ['partner.change', 'amina', 'dss'],
    ],
  )
  for (const { act, subject, details, salt, ledger_index } of acts) {
    const entry = mustBeOk(await ledger().entry(Number(ledger_index)))
    assert.deepEqual(
      [entry.type, entry.service, entry.consumer, entry.provider],
      ['administration', act, 'nida', 'dss'],
    )
    assert.equal(entry.request, commitment(salt, { act, subject, details }))
  }
})

test('a faulty partner is refused with the place at fault, and leaves nothing behind', async (t) => {
  const { put, call, pool } = await start(t)
  const refused = await put({ jwksUrl: 'http://attacker.example.org/jwks.json' })
  assert.deepEqual(
    [refused.statusCode, refused.json().code, refused.json().pointer],
    [422, 'federation.faulty-partner', '/jwksUrl'],
  )
  assert.equal((await put({ hosts: ['*'] })).statusCode, 400)
  assert.equal((await put()).statusCode, 200)
  const second = await put({ id: 'nida', client: 'nida-mis' })
  assert.deepEqual([second.statusCode, second.json().pointer], [422, '/senderIds/0'])
  assert.equal((await call('GET', '/v1/partners/nobody')).statusCode, 404)
  assert.equal((await pool.query('select from administrative_act')).rowCount, 1)
})

test('who may not manage partners changes nothing, and who may not read them sees nothing', async (t) => {
  const { call, signIn, put, pool } = await start(t)
  await put()
  const officer = await signIn('officer', 'tumaini')
  for (const [method, url] of [
    ['GET', '/v1/partners'],
    ['GET', '/v1/partners/dss'],
    ['PUT', '/v1/partners/dss'],
    ['POST', '/v1/partners/dss/suspend'],
    ['POST', '/v1/partners/dss/reinstate'],
    ['POST', '/v1/partners/dss/test-call'],
  ] as const) {
    const payload = method === 'PUT' ? examplePartner() : undefined
    assert.equal((await call(method, url, payload, officer)).statusCode, 403, url)
  }
  assert.equal((await pool.query('select from administrative_act')).rowCount, 1)
})

test('a suspended partner is refused and called nowhere, until it is reinstated; each is one act', async (t) => {
  const { call, put, desk, pool } = await start(t)
  await put({ hosts: ['127.0.0.1:*'], privateNetwork: true })
  assert.deepEqual(desk.hostsOf('dss-mis'), { hosts: ['127.0.0.1:*'], privateNetwork: true })
  const partner = desk.of(caller)
  assert.equal((await desk.verificationKeys(partner)).length, 1)
  for (let i = 0; i < 2; i++) assert.equal((await call('POST', '/v1/partners/dss/suspend')).json().status, 'suspended')
  assert.equal(desk.of(caller).suspended, true)
  assert.equal(desk.named('dss.example.org'), undefined)
  assert.equal(desk.hostsOf('dss-mis'), undefined)
  assert.deepEqual(await desk.verificationKeys(partner), [])
  // What is agreed may change meanwhile; the standing does not with it.
  assert.equal((await put({ status: 'active' })).json().status, 'suspended')
  assert.equal((await call('POST', '/v1/partners/dss/reinstate')).json().status, 'active')
  assert.equal(desk.of(caller).suspended, undefined)
  const { rows } = await pool.query('select act from administrative_act order by ledger_index')
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['partner.register', 'partner.suspend', 'partner.change', 'partner.reinstate'],
  )
})

interface Behaviour {
  jwks: () => { status: number; body: unknown }
  search: (body: { header: { message_id: string } }) => { status: number; body: unknown }
}

/** A partner's server, which behaves as the test wants. */
async function startServer(t: TestContext, behaviour: Behaviour): Promise<string> {
  const server: Server = createServer(async (request, reply) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const sent = Buffer.concat(chunks).toString('utf8')
    const { status, body } =
      request.url === '/jwks.json'
        ? behaviour.jwks()
        : request.url === '/sr/v1.0.0/registry/sync/search'
          ? behaviour.search(JSON.parse(sent))
          : { status: 404, body: {} }
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a test call tells what works, step by step, and the newest one is shown', async (t) => {
  const { call, put, time } = await start(t)
  const signer = testSigner('EdDSA')
  const good: Behaviour = {
    jwks: () => ({ status: 200, body: { keys: [signer.jwk] } }),
    search({ header }) {
      const parts = { header: { message_id: header.message_id, status: 'succ' }, message: { search_response: [] } }
      const habits = { profile: 'dci-httpsig', canonicalForm: 'python-json', senderId: 'dss', at: time.now } as const
      return { status: 200, body: { signature: signMessage(parts, habits, signer), ...parts } }
    },
  }
  const behaviour = { ...good }
  const origin = await startServer(t, behaviour)
  const hosts = ['127.0.0.1:*']
  const reached = { baseUrl: `${origin}/sr/v1.0.0`, jwksUrl: `${origin}/jwks.json`, hosts, privateNetwork: true }
  await put({ ...reached, unsigned: 'refuse' })
  const tested = async () => {
    const { ok, checks } = (await call('POST', '/v1/partners/dss/test-call')).json()
    const seen = checks as { check: string; result: string; detail?: string }[]
    return [ok, ...seen.map(({ check, result, detail }) => [check, result, ...(detail ? [detail] : [])].join(' '))]
  }
  const upToSearch = ['address passed', 'resolve passed', 'connect passed', 'jwks passed']
  assert.deepEqual(await tested(), [true, ...upToSearch, 'search passed', 'signature passed'])
  assert.equal((await call('GET', '/v1/partners/dss')).json().lastTest.ok, true)

  behaviour.search = () => ({ status: 401, body: {} })
  assert.deepEqual(await tested(), [false, ...upToSearch, 'search failed HTTP 401', 'signature skipped'])
  assert.equal((await call('GET', '/v1/partners/dss')).json().lastTest.ok, false)
  behaviour.search = (sent) => ({ status: 200, body: { ...(good.search(sent).body as object), signature: 'unsigned' } })
  assert.equal((await tested()).at(-1), 'signature failed the answer is not signed')
  behaviour.search = (sent) => ({ status: 200, body: { ...(good.search(sent).body as object), message: {} } })
  assert.equal((await tested()).at(-1), 'signature failed the signature is invalid: mismatch')
  behaviour.search = good.search
  behaviour.jwks = () => ({ status: 200, body: { keys: 'none' } })
  assert.equal((await tested())[4], 'jwks failed the answer is no key set')
  await put({ hosts, privateNetwork: true })
  assert.deepEqual((await tested()).slice(0, 3), [
    false,
    'address failed no base address is registered',
    'resolve skipped',
  ])
})

test('keys of a key set are fetched when a message names one that is not known, and not for each made-up name', async (t) => {
  const { put, desk } = await start(t)
  const [first, second] = [testSigner('EdDSA'), testSigner('EdDSA')]
  let fetched = 0
  let keys = [first.jwk]
  const jwks = () => {
    fetched++
    return { status: 200, body: { keys } }
  }
  const origin = await startServer(t, { jwks, search: () => ({ status: 404, body: {} }) })
  await put({ jwksUrl: `${origin}/jwks.json`, hosts: ['127.0.0.1:*'], privateNetwork: true })
  const partner = desk.of(caller)
  const kidsFor = async (kid: string) => (await desk.verificationKeys(partner, kid)).map((one) => one.kid)
  assert.ok((await kidsFor(first.kid)).includes(first.kid))
  assert.ok((await kidsFor(first.kid)).includes(first.kid))
  assert.equal(fetched, 1)
  keys = [first.jwk, second.jwk]
  await Promise.all(Array.from({ length: 20 }, (_, i) => kidsFor(`made-up-${i}`)))
  assert.equal(fetched, 1)
  const registered = (await desk.verificationKeys(partner))[0]
  assert.ok((await kidsFor(registered?.kid ?? '')).length >= 1)
  assert.equal(fetched, 1)
})
