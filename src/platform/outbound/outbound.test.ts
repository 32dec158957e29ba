import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type OutboundOptions, type OutboundRequest, openOutbound } from './outbound.ts'
import { targetOf } from './target.ts'
import { certificate, privateKey } from './test-certificate.ts'

async function listen(t: TestContext, server: Server, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, host, listening))
  t.after(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** A partner's server, reached by a name that only the test's resolver knows. */
async function partner(t: TestContext, answer: RequestListener, options: OutboundOptions = {}) {
  const server = createServer(answer)
  const port = await listen(t, server)
  t.after(() => server.closeAllConnections())
  const outbound = openOutbound({ resolve: async () => ['127.0.0.1'], ...options })
  t.after(() => outbound.close())
  const send = async (changes: Partial<OutboundRequest> = {}): Promise<string> => {
    const answered = await outbound.request({
      url: `http://partner.test:${port}/callback?x=1`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      allowed: { hosts: [`partner.test:${port}`], privateNetwork: true },
      timeoutMs: 2_000,
      maxAnswerBytes: 1_000,
      ...changes,
    })
    return answered.ok ? `${answered.value.status} ${answered.value.body}` : answered.problem.kind
  }
  return { port, send, outbound }
}

test('a call reaches the host that is named, under its name', async (t) => {
  const { send, port } = await partner(t, async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    response.end(`${request.method} ${request.url} ${request.headers.host} ${body}`)
  })
  assert.equal(await send({ body: '{"a":1}' }), `200 POST /callback?x=1 partner.test:${port} {"a":1}`)
})

test('only registered hosts are targets, by exact name and port', () => {
  const allows = (url: string, hosts: string[], privateNetwork = false) => targetOf(url, { hosts, privateNetwork }).ok
  assert.ok(allows('https://a.example/x', ['a.example']))
  assert.ok(allows('https://A.example:443/x', ['a.example']))
  assert.ok(allows('https://a.example/x', ['a.example:443']))
  assert.ok(allows('https://a.example:8443/x', ['a.example:8443']))
  assert.ok(allows('http://a.example/x', ['a.example'], true))
  assert.ok(allows('http://a.example:7411/x', ['a.example:*'], true))
  for (const url of [
    'https://b.example/',
    'https://a.example.evil.example/',
    'https://sub.a.example/',
    'https://a.example./',
    'https://a.example:444/',
    'http://a.example/',
    'https://u:p@a.example/',
    'https://a.example@evil.example/',
    'https://a.example\\@evil.example/',
    'https://a.example/#f',
    'https:a.example/',
    ' https://a.example/',
    'https://a.exa\tmple/',
    'https://a.example/\n',
    'ftp://a.example/',
    'file:///etc/passwd',
    '//a.example/',
    `https://a.example/${'a'.repeat(2_000)}`,
  ]) {
    assert.ok(!allows(url, ['a.example']), url)
  }
  assert.ok(!allows('https://a.example:444/', ['a.example:*']), 'any port is for private networks')
})

test('an address inside is not called, however it is spelled or resolved', async (t) => {
  let called = 0
  const { outbound, port } = await partner(t, (_, response) => void response.end(String(called++)))
  for (const host of ['127.0.0.1', '0x7f.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254']) {
    const canonical = new URL(`https://${host}:${port}`).host
    const allowed = { hosts: [canonical], privateNetwork: false }
    const answered = await outbound.request({ ...plain, url: `https://${host}:${port}/`, allowed })
    assert.equal(answered.ok ? 'called' : answered.problem.kind, 'address-refused', host)
  }
  for (const addresses of [['10.0.0.1'], ['8.8.8.8', '192.168.0.1'], ['::ffff:a00:1'], ['fe80::1%lo'], ['0.0.0.0']]) {
    const inside = openOutbound({ resolve: async () => addresses })
    const allowed = { hosts: ['a.example'], privateNetwork: false }
    const answered = await inside.request({ ...plain, url: 'https://a.example/', allowed })
    assert.equal(answered.ok ? 'called' : answered.problem.kind, 'address-refused', addresses.join())
  }
  const metadata = openOutbound({ resolve: async () => ['169.254.169.254'] })
  const allowed = { hosts: ['a.example'], privateNetwork: true }
  const answered = await metadata.request({ ...plain, url: 'http://a.example/', allowed })
  assert.equal(answered.ok ? 'called' : answered.problem.kind, 'address-refused', 'not even in a private network')
  assert.equal(called, 0)
})

const plain = { method: 'GET', timeoutMs: 2_000, maxAnswerBytes: 1_000 } as const

test('a name that resolves to another address a moment later is still called at the one that was checked', async (t) => {
  let lookups = 0
  // Were the name looked up again to connect, it would be found at an address where nothing listens.
  const resolve = async () => [lookups++ === 0 ? '127.0.0.1' : '127.0.0.2']
  const { send, port } = await partner(t, (_, response) => void response.end('here'), { resolve })
  assert.equal(await send(), '200 here')
  assert.equal(lookups, 1)
  assert.equal(await send(), 'unreachable', 'nor is the connection to the first address used for the second')
  const other = createServer((_, response) => void response.end('there'))
  await new Promise<void>((listening) => other.listen(port, '127.0.0.2', listening))
  t.after(() => void other.close())
  assert.equal(await send(), '200 there')
})

test('a connection that a private network opened is not lent to a partner without one', async (t) => {
  let inside = true
  const resolve = async () => [inside ? '127.0.0.1' : '198.18.0.1']
  const { send } = await partner(t, (_, response) => void response.end('x'), { resolve })
  assert.equal(await send(), '200 x')
  inside = false
  assert.equal(await send(), 'address-refused')
})

test('redirects are failures and are not followed', async (t) => {
  let calls = 0
  const { send } = await partner(t, (request, response) => {
    calls++
    response.writeHead(307, { location: `http://${request.headers.host}/elsewhere` }).end('x'.repeat(100_000))
  })
  assert.equal(await send(), 'redirected')
  assert.equal(calls, 1)
})

test('an answer that is endless, slow or never comes is cut off', async (t) => {
  const endless = await partner(t, async (_, response) => {
    response.writeHead(200)
    while (response.writable && !response.destroyed) {
      response.write('x'.repeat(1_000))
      await sleep(1)
    }
  })
  assert.equal(await endless.send(), 'too-large')
  const slow = await partner(t, async (_, response) => {
    response.writeHead(200)
    while (!response.destroyed) {
      response.write('x')
      await sleep(20)
    }
  })
  assert.equal(await slow.send({ timeoutMs: 300 }), 'timeout')
  const silent = await partner(t, () => undefined)
  assert.equal(await silent.send({ timeoutMs: 300 }), 'timeout')
  const nameless = await partner(t, () => undefined, { resolve: () => new Promise(() => undefined) })
  assert.equal(await nameless.send({ timeoutMs: 300 }), 'timeout')
})

test('errors, HTML and nobody at home are told apart', async (t) => {
  const html = await partner(
    t,
    (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  )
  assert.equal(await html.send(), '200 <p>')
  const broken = await partner(t, (_, response) => void response.writeHead(500).end('oh'))
  assert.equal(await broken.send(), '500 oh')
  const nonsense = await partner(t, (request) => void request.socket.end('SSH-2.0\r\n'))
  assert.equal(await nonsense.send(), 'unreachable')
  const { send } = await partner(t, () => undefined, { resolve: async () => Promise.reject(new Error('none')) })
  assert.equal(await send(), 'unreachable')
})

test('whoever stops it is told so', async (t) => {
  const { send } = await partner(t, () => undefined)
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 50)
  assert.equal(await send({ signal: stop.signal }), 'stopped')
  assert.equal(await send({ signal: AbortSignal.abort() }), 'stopped')
})

test('certificates are verified for the name that was asked for', async (t) => {
  const server = createTlsServer({ cert: certificate, key: privateKey }, (_, response) => void response.end('safe'))
  const port = await listen(t, server)
  t.after(() => server.closeAllConnections())
  const ask = async (host: string, options: OutboundOptions): Promise<string> => {
    const outbound = openOutbound({ resolve: async () => ['127.0.0.1'], ...options })
    t.after(() => outbound.close())
    const allowed = { hosts: [`${host}:${port}`], privateNetwork: true }
    const answered = await outbound.request({ ...plain, url: `https://${host}:${port}/`, allowed })
    return answered.ok ? String(answered.value.body) : `${answered.problem.kind} ${answered.problem.detail}`
  }
  const trusted = { certificateAuthorities: certificate }
  assert.equal(await ask('partner.example', trusted), 'safe')
  assert.equal(await ask('other.example', trusted), 'unreachable ERR_TLS_CERT_ALTNAME_INVALID')
  assert.equal(await ask('partner.example', {}), 'unreachable DEPTH_ZERO_SELF_SIGNED_CERT')
})
