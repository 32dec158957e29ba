import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import test, { type TestContext } from 'node:test'
import type { Condition, ConnectorContext, ProviderQuestion } from '../../../src/exchange/plugin.ts'
import type { Json } from '../../../src/kernel/canonical-json.ts'
import type { Fault } from '../../../test/support/broken-dci/faults.ts'
import { makeKeys } from '../../../test/support/broken-dci/keys.ts'
import { nobody, people } from '../../../test/support/broken-dci/people.ts'
import { client, startDciServer } from '../../../test/support/broken-dci/server.ts'
import { connector } from './connector.ts'

const settings = {
  base: '/dci/sr/v1.0.0',
  registryType: 'ns:org:RegistryType:Social',
  recordType: 'Member',
  receiverId: 'registry.example.test',
  ask: {
    identifiers: { 'person.national-id': 'UIN' },
    attributes: { 'household.score': 'poverty_score', 'person.birth-date': 'birth_date', 'person.phone': 'phone' },
  },
  page: { size: 3, maxPages: 5 },
  authentication: { kind: 'client-credentials', path: '/oauth2/client/token', client: client.id, secret: 'dci' },
} as const

type Settings = Readonly<Record<string, unknown>>

function open(t: TestContext, address: string, more: Settings = {}, node?: ConnectorContext['node']) {
  const connection = connector.open({
    system: { id: 'p', address },
    operation: { ...settings, ...more },
    secret: () => client.secret,
    now: () => new Date(),
    ...(node === undefined ? {} : { node }),
  })
  t.after(() => connection.close())
  return (condition: Condition, question: Partial<ProviderQuestion> = {}) =>
    connection.ask(
      { params: {}, condition, sort: [], page: { size: 20, number: 1 }, elements: [], ...question } as ProviderQuestion,
      AbortSignal.timeout(5000),
    )
}

const uin = (value: string): Condition => ({ element: 'person.national-id', is: 'eq', value })
const scoreBelow = (value: number): Condition => ({ element: 'household.score', is: 'lt', value })
const scores = (records: readonly unknown[]) =>
  records.map((record) => (record as { poverty_score: number }).poverty_score)

const nodeOf = (keys: ReturnType<typeof makeKeys>): ConnectorContext['node'] => ({
  name: 'node.example.test',
  keys: {
    ed25519: [{ ...keys.signer, algorithm: 'EdDSA' }],
    rs256: [],
    decryption: [keys.encryption],
  },
})

test('one person is found by an identifier, and nobody is an answer of no records', async (t) => {
  const { origin } = await startDciServer(t)
  const ask = open(t, origin)
  const found = await ask(uin(people[2]?.uin ?? ''))
  assert.ok(found.ok, found.ok ? '' : found.problem.detail)
  assert.deepEqual(scores(found.value.records), [55])
  assert.equal(found.value.total, 1)
  const none = await ask(uin(nobody))
  assert.deepEqual(none.ok && [none.value.records, none.value.total], [[], 0])
})

test('a page larger than the provider’s own is put together from several, in the order asked for', async (t) => {
  const { origin } = await startDciServer(t)
  const ask = open(t, origin)
  const sort = [{ element: 'household.score', order: 'asc' }] as const
  const all = await ask(scoreBelow(60), { sort })
  assert.deepEqual(all.ok && [scores(all.value.records), all.value.total], [[8.5, 12.25, 20, 31.5, 44, 55], 6])
  const second = await ask(scoreBelow(60), { sort, page: { size: 4, number: 2 } })
  assert.deepEqual(second.ok && [scores(second.value.records), second.value.total], [[44, 55], 6])
  const bounded = await open(t, origin, { page: { size: 1, maxPages: 2 } })(scoreBelow(60), { sort })
  assert.deepEqual(bounded.ok && [scores(bounded.value.records), bounded.value.total], [[8.5, 12.25], 6])
})

test('signed and encrypted both ways; an answer that its key did not sign is not used', async (t) => {
  const keys = makeKeys()
  const { origin, world } = await startDciServer(t, { callerKeys: [keys.jwk] })
  const sealed = {
    signature: { profile: 'dci-httpsig', canonicalForm: 'python-json' },
    verify: { required: true, jwksPath: '/.well-known/jwks.json' },
    encrypt: {},
  }
  const found = await open(t, origin, sealed, nodeOf(keys))(uin(people[0]?.uin ?? ''))
  assert.ok(found.ok, found.ok ? '' : found.problem.detail)
  assert.equal(found.value.records.length, 1)
  const registered = {
    ...sealed,
    verify: { required: true, keys: [world.keys.jwk] },
    encrypt: { key: world.keys.encryption.jwk },
  }
  assert.equal((await open(t, origin, registered, nodeOf(keys))(uin(people[0]?.uin ?? ''))).ok, true)
  const stranger = { ...sealed, encrypt: undefined, verify: { required: false, keys: [makeKeys().jwk] } }
  const refused = await open(t, origin, stranger, nodeOf(keys))(uin(people[0]?.uin ?? ''))
  assert.match(refused.ok ? 'used' : refused.problem.detail, /signature/)
})

test('what is wrong with an answer gives the kind of failure, and never its content', async (t) => {
  const cases: readonly (readonly [Fault, string, Condition?])[] = [
    ['other-reference-id', 'nonsense'],
    ['no-reg-records', 'nonsense'],
    ['repeats-page-1', 'ok'],
    ['fails-on-unknown-id', 'unavailable', uin(nobody)],
    ['html-errors', 'refused', { element: 'person.phone', is: 'eq', value: '1' }],
  ]
  for (const [fault, kind, condition = scoreBelow(100)] of cases) {
    const { origin } = await startDciServer(t, { fault })
    const answer = await open(t, origin)(condition)
    assert.equal(answer.ok ? 'ok' : answer.problem.kind, kind, fault)
    if (!answer.ok) assert.doesNotMatch(answer.problem.detail, /9000000|Zawadi|9999/)
  }
})

test('a rejected item is a refusal that names the reason; a word of the provider’s own may mean no record', async (t) => {
  const { origin } = await startDciServer(t)
  const phone: Condition = { element: 'person.phone', is: 'eq', value: '0712000000' }
  const refused = await open(t, origin)(phone)
  assert.deepEqual(refused.ok || refused.problem, { kind: 'refused', detail: 'item: rjct.search_criteria.invalid' })
  const outcomes = [{ at: 'status_reason_code', equals: ['rjct.search_criteria.invalid'], means: 'no-record' }]
  const none = await open(t, origin, { outcomes })(phone)
  assert.deepEqual(none.ok && none.value.records, [])
})

test('a token that was refused is fetched anew once', async (t) => {
  let [tokens, searches, wanted] = [0, 0, 't2']
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const json = (status: number, body: Json) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/oauth2/client/token') return json(200, { access_token: `t${++tokens}`, expires_in: '3600' })
    searches++
    if (request.headers.authorization !== `Bearer ${wanted}`) return json(401, {})
    const { transaction_id, search_request } = JSON.parse(text).message
    const reference_id = search_request[0].reference_id
    // One record as an object, as the disability registry writes it, and no pagination.
    const item = { reference_id, status: 'succ', data: { reg_records: { poverty_score: 1 } } }
    return json(200, { header: { status: 'succ' }, message: { transaction_id, search_response: [item] } })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const ask = open(t, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const found = await ask(uin('1'))
  assert.deepEqual(found.ok && scores(found.value.records), [1])
  assert.deepEqual([tokens, searches], [2, 2])
  tokens = 5
  wanted = 'another'
  const refused = await ask(uin('1'))
  assert.equal(refused.ok ? 'ok' : refused.problem.kind, 'refused')
  assert.deepEqual([tokens, searches], [6, 4])
})
