// What an attacker would try first, against the whole product over HTTP.
import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Caller, callAs, messageId, personOf, type Reply, rowsOf, send } from './support/caller.ts'
import { stopWithThisProcess, temporaryFolder } from './support/database.ts'
import { type KiungoProcess, startKiungo } from './support/kiungo.ts'

interface World {
  readonly node: KiungoProcess
  readonly nsps: Caller
  /** Cookie of an auditor, who may read most. */
  readonly auditor: string
  /** Cookie of a programme officer of another agency than `nsps`. */
  readonly officer: string
  readonly nin: string
}

const ownRequest = { 'content-type': 'application/json', 'x-kiungo-request': '1' }

const signIn = (
  url: string,
  username: string,
  headers: Readonly<Record<string, string>> = ownRequest,
): Promise<Reply> =>
  send(`${url}/v1/session`, { method: 'POST', headers, body: JSON.stringify({ username, password: 'tumaini' }) })

const cookieOf = (reply: Reply): string => reply.headers.get('set-cookie')?.split(';')[0] ?? ''

async function open(t: TestContext): Promise<World> {
  const dataFolder = temporaryFolder()
  stopWithThisProcess(dataFolder)
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  const node = await startKiungo(t, {
    // Nothing of the first start may stand in the log, either.
    first: true,
    scale: 0.004,
    dataFolder,
    environment: { KIUNGO_LOG_LEVEL: 'trace' },
  })
  const nsps = await callAs(node.url, 'nsps-demo')
  const auditor = cookieOf(await signIn(node.url, 'auditor'))
  const officer = cookieOf(await signIn(node.url, 'officer'))
  return { node, nsps, auditor, officer, nin: personOf(dataFolder, 'pension-and-drought').nin }
}

/** An address exactly as written: fetch would tidy it up first. */
function getAsWritten(url: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const call = request({ hostname, port, path, headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
          text,
          json: () => JSON.parse(text),
        }),
      )
    })
    call.on('error', reject).end()
  })
}

type Checks = Readonly<Record<string, (world: World) => Promise<void>>>

test('hostile input to the whole product', { timeout: 120_000 }, async (t) => {
  const world = await open(t)
  for (const [name, check] of Object.entries({ ...addresses, ...bodies, ...others })) {
    await t.test(name, () => check(world))
  }
  await t.test('nobody who was asked about stands in the log, or in the ledger', () => leavesNoTrace(world))
})

const hostileValues = [
  '%00',
  'a%00b',
  '0000-01-01T00:00:00Z',
  '2026-02-30',
  '-1',
  '1e999',
  '__proto__',
  'constructor',
  '..%2f..%2fetc%2fpasswd',
  '%27%3B--',
  '%ED%A0%80',
  'x'.repeat(4_000),
]

interface Documented {
  readonly paths: Readonly<
    Record<
      string,
      { readonly get?: { readonly parameters?: readonly { readonly in: string; readonly name: string }[] } }
    >
  >
}

const addresses: Checks = {
  'no address that the document lists answers 500, whatever stands in it': async ({ node: { url }, auditor, nsps }) => {
    const { paths } = (await send(`${url}/openapi.json`)).json<Documented>()
    const tried = Object.entries(paths).flatMap(([path, { get }]) => {
      if (get === undefined) return []
      return hostileValues.flatMap((value) => {
        const filled = path.replace(/\{[^}]+\}|\*/g, value)
        const query = (get.parameters ?? []).filter((parameter) => parameter.in === 'query')
        return [...(filled === path ? [] : [filled]), ...query.map(({ name }) => `${filled}?${name}=${value}`)]
      })
    })
    assert.ok(tried.length > 100)
    for (const path of tried) {
      for (const who of [{ cookie: auditor }, { authorization: `Bearer ${nsps.token}` }]) {
        const { status } = await getAsWritten(url, path, who)
        assert.ok(status < 500, `${path.slice(0, 100)} answered ${status}`)
      }
    }
  },

  'files outside the console and tiles outside the log cannot be reached': async ({ node: { url } }) => {
    for (const path of [
      '/../../../etc/passwd',
      '/..%2f..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5cpackage.json',
      '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
      '//etc/passwd',
      '/.env',
      '/ledger/tile/../../key',
      '/ledger/tile//entries/000.p/1',
      '/ledger/tile/entries%2f000.p%2f1',
      '/ledger/tile/%65ntries/000.p/1',
    ]) {
      const { status, text } = await getAsWritten(url, path)
      assert.ok([400, 401, 403, 404].includes(status), `${path} answered ${status}`)
      assert.doesNotMatch(text, /root:|"dependencies"/)
    }
    assert.equal((await getAsWritten(url, '/healthz', { 'x-large': 'a'.repeat(20_000) })).status, 431)
  },

  'a correlation id that is none is replaced': async ({ node: { url } }) => {
    for (const forged of [
      'short',
      'a'.repeat(65),
      'aaaaaaaaaaaaaaaa%0d%0aSet-Cookie: x=1',
      'aaaaaaaaaaaaaaaa"}{"x":"',
    ]) {
      const { headers } = await getAsWritten(url, '/healthz', { 'x-correlation-id': forged })
      assert.match(headers.get('x-correlation-id') ?? '', /^[0-9a-f-]{36}$/)
      assert.equal(headers.get('set-cookie'), null)
    }
  },
}

const bodies: Checks = {
  'bodies that would reach a prototype or have no canonical form are refused': async ({ nsps }) => {
    const asked = (subject: string) => `{"messageId":"h-1","purpose":"duplicate-prevention","subject":${subject}}`
    for (const [body, code] of [
      ['{"__proto__":{"x":1}}', 'platform.malformed-json'],
      [asked('{"\\u005f_proto__":"1"}'), 'platform.malformed-json'],
      [asked('{"c\\u006fnstructor":"1"}'), 'platform.malformed-json'],
      [asked('{"person.national-id":"\\ud800"}'), 'platform.not-utf8'],
      [asked('{"\\udc00":"1"}'), 'platform.not-utf8'],
      [asked('{"toString":"1"}'), 'platform.invalid-body'],
      [asked('{"302118476":"1"}'), 'platform.invalid-body'],
      [`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'platform.malformed-json'],
    ] as const) {
      const reply = await nsps.post('/v1/questions', body)
      assert.deepEqual([reply.status, reply.json<{ code: string }>().code], [400, code], body.slice(0, 100))
    }
    const zero = await nsps.ask({
      service: 'social-registry.person',
      purpose: 'duplicate-prevention',
      subject: { 'person.national-id': '1\u0000' },
    })
    assert.ok(zero.status !== 'answered')
  },
}

const others: Checks = {
  'an exchange between others cannot be told from one that does not exist': async ({
    node: { url },
    nsps,
    officer,
    nin,
  }) => {
    const subject = { 'person.national-id': nin }
    const { exchangeId } = await nsps.ask({ service: 'tiprs.person', purpose: 'duplicate-prevention', subject })
    assert.equal((await nsps.get(`/v1/exchanges/${exchangeId}`)).status, 200)
    const none = exchangeId.replace(/.{4}$/, '0000')
    for (const end of ['', '/receipt']) {
      const [theirs, nobodys] = await Promise.all(
        [exchangeId, none].map((id) => send(`${url}/v1/exchanges/${id}${end}`, { headers: { cookie: officer } })),
      )
      assert.equal(theirs?.status, 404)
      const said = (reply: Reply | undefined) => reply?.text.replace(/"instance":"[^"]*"/, '')
      assert.equal(said(theirs), said(nobodys))
    }
    for (const query of [`search=${exchangeId}`, 'consumer=nsps&provider=nida']) {
      const found = await send(`${url}/v1/exchanges?${query}`, { headers: { cookie: officer } })
      assert.deepEqual(found.json(), { exchanges: [] })
    }
  },

  'another site cannot act as who is signed in, nor choose their session': async ({ node: { url }, officer, nin }) => {
    const question = {
      messageId: messageId(),
      purpose: 'eligibility-verification',
      subject: { 'person.national-id': nin },
    }
    const forged = await send(`${url}/v1/questions`, {
      method: 'POST',
      headers: { cookie: officer, 'content-type': 'application/json' },
      body: JSON.stringify(question),
    })
    const signedIn = await signIn(url, 'officer', { 'content-type': 'application/json' })
    const signedOut = await send(`${url}/v1/session`, { method: 'DELETE', headers: { cookie: officer } })
    for (const reply of [forged, signedIn, signedOut]) {
      assert.deepEqual([reply.status, reply.json<{ code: string }>().code], [403, 'federation.cross-site-request'])
    }
    const planted = `kiungo_session=${'A'.repeat(43)}`
    const fresh = await signIn(url, 'officer', { ...ownRequest, cookie: planted })
    assert.ok(fresh.status === 200 && cookieOf(fresh) !== planted)
    assert.equal((await send(`${url}/v1/session`, { headers: { cookie: planted } })).status, 401)
  },
}

async function leavesNoTrace({ node, nsps, officer, nin }: World): Promise<void> {
  const { url, dataFolder } = node
  const people = readFileSync(join(dataFolder, 'tumaini/demo-people.json'), 'utf8')
  const name = (JSON.parse(people) as { name: string; identifiers: { nationalId: string | null } }[]).find(
    ({ identifiers }) => identifiers.nationalId === nin,
  )?.name
  assert.ok(name)
  const [, surname = ''] = /(\S+)$/.exec(name) ?? []
  const find = { messageId: messageId(), purpose: 'eligibility-verification', name }
  const found = await send(`${url}/v1/people/find`, {
    method: 'POST',
    headers: { ...ownRequest, cookie: officer },
    body: JSON.stringify(find),
  })
  assert.ok(found.status === 200 && found.text.includes(nin), found.text)
  const subject = { 'person.national-id': nin, 'person.name.surname': surname }
  const asked = await nsps.post('/v1/questions', { messageId: messageId(), purpose: 'duplicate-prevention', subject })
  assert.ok(asked.status === 200 && asked.text.includes(surname))

  const personal = new RegExp(`${nin}|\\b${surname}\\b`, 'i')
  const log = () => readFileSync(join(dataFolder, 'kiungo.log'), 'utf8')
  for (const deadline = Date.now() + 5_000; !log().includes('/v1/people/find'); await sleep(20)) {
    assert.ok(Date.now() < deadline, 'the requests stand in the log')
  }
  assert.doesNotMatch(log(), personal)
  assert.doesNotMatch(readFileSync(join(dataFolder, 'postgres/postgres.log'), 'utf8'), personal)
  const tables = await rowsOf<{ name: string }>(
    dataFolder,
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and (c.relname like 'ledger%' or c.relname like 'exchange%' or c.relname like '%usage%')`,
  )
  assert.ok(tables.length >= 5)
  for (const { name: table } of tables) {
    const rows = await rowsOf<{ row: string }>(dataFolder, `select to_jsonb(x)::text as row from "${table}" x`)
    for (const { row } of rows) {
      // Bytes are written in hexadecimal: what they would say is looked at as well.
      const bytes = [...row.matchAll(/\\\\x([0-9a-f]+)/g)].map(([, hex = '']) =>
        Buffer.from(hex, 'hex').toString('latin1'),
      )
      assert.doesNotMatch([row, ...bytes].join(' '), personal, table)
    }
  }
}
