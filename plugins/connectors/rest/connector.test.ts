import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import test, { type TestContext } from 'node:test'
import type { ProviderQuestion } from '../../../src/exchange/plugin.ts'
import { connector } from './connector.ts'

interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

type Reply = { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> }

async function provider(t: TestContext, reply: (seen: Seen) => Reply) {
  const seen: Seen[] = []
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
    seen.push(one)
    const { status = 200, body: answer = {}, headers = {} } = reply(one)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return { seen, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/` }
}

function open(t: TestContext, address: string, operation: Record<string, unknown>) {
  const connection = connector.open({
    system: { id: 'p', address },
    operation,
    secret: (name) => `secret-${name}`,
    now: () => new Date('2026-11-01T08:00:00Z'),
  })
  t.after(() => connection.close())
  return (params: ProviderQuestion['params'], more: Partial<ProviderQuestion> = {}) =>
    connection.ask(
      {
        consumer: 'dss',
        params,
        condition: { and: [] },
        sort: [],
        page: { size: 10, number: 1 },
        elements: [],
        ...more,
      },
      AbortSignal.timeout(3000),
    )
}

test('parameters are encoded: a value cannot climb out of the path or add to the query', async (t) => {
  const { seen, address } = await provider(t, () => ({}))
  const ask = open(t, address, {
    headers: { 'X-Key': 'k {secret:api-key}' },
    calls: [{ method: 'GET', path: '/p/{id}', query: { q: '{q}', left: '{out}', size: '5' } }],
  })
  await ask({ id: '../../admin?x=1#', q: 'a&b=c d' })
  assert.equal(seen[0]?.url, '/base/p/%2E%2E%2F%2E%2E%2Fadmin%3Fx%3D1%23?q=a%26b%3Dc+d&size=5')
  assert.equal(seen[0]?.headers['x-key'], 'k secret-api-key')
})

test('a body keeps the types of parameters and leaves out those that are not there', async (t) => {
  const { seen, address } = await provider(t, () => ({ body: { found: { a: 1 } } }))
  const ask = open(t, address, {
    calls: [
      { method: 'POST', path: '/v', records: 'found', body: { nin: '{nin}', gender: '{gender}', name: '{name}' } },
    ],
  })
  const answer = await ask({ nin: '12"3', gender: 2 })
  assert.deepEqual(JSON.parse(seen[0]?.body ?? ''), { nin: '12"3', gender: 2 })
  assert.deepEqual(answer.ok && answer.value, { records: [{ a: 1 }], total: 1, asOf: '2026-11-01T08:00:00.000Z' })
})

test('a provider is told in whose name it is asked, and no parameter can say otherwise', async (t) => {
  const { seen, address } = await provider(t, () => ({}))
  const ask = open(t, address, {
    calls: [{ method: 'POST', path: '/parties/{@consumer}/orders', body: { by: '{@consumer}', ref: '{ref}' } }],
  })
  await ask({ ref: 'r1', '@consumer': 'ndma' })
  await ask({ ref: 'r1' }, { consumer: 'a/b' })
  assert.deepEqual(
    seen.map(({ url, body }) => [url, JSON.parse(body)]),
    [
      ['/base/parties/dss/orders', { by: 'dss', ref: 'r1' }],
      ['/base/parties/a%2Fb/orders', { by: 'a/b', ref: 'r1' }],
    ],
  )
})

test('the first call whose parameters are there is made', async (t) => {
  const { seen, address } = await provider(t, () => ({ body: [] }))
  const ask = open(t, address, {
    calls: [
      { method: 'GET', path: '/by-id/{id}' },
      { method: 'GET', path: '/by-name', needs: ['name'], query: { name: '{name}', born: '{born}' } },
    ],
  })
  await ask({ name: 'A', born: '2000' })
  assert.equal(seen[0]?.url, '/base/by-name?name=A&born=2000')
})

test('pages are followed by link, cursor and number, up to what was asked for and never beyond the bound', async (t) => {
  const pages: Reply['body'][] = [
    { data: [1, 2], next: '/base/list?page=2', cursor: 'b' },
    { data: [3, 4], next: '/base/list?page=3', cursor: 'c' },
    { data: [5], next: null, cursor: null },
  ]
  for (const paging of [
    { style: 'link', at: 'next', maxPages: 10 },
    { style: 'cursor', at: 'cursor', param: 'cursor', maxPages: 10 },
    { style: 'number', param: 'page', size: 2, maxPages: 10 },
  ]) {
    let turn = 0
    const { seen, address } = await provider(t, () => ({ body: pages[turn++] }))
    const call = { method: 'GET', path: '/list', records: 'data', paging }
    const answer = await open(t, address, { calls: [call] })({})
    assert.deepEqual(answer.ok && answer.value.records, [1, 2, 3, 4, 5], paging.style)
    assert.equal(answer.ok && answer.value.total, 5)
    assert.equal(seen.length, 3)
    turn = 0
    const bounded = await open(t, address, { calls: [{ ...call, paging: { ...paging, maxPages: 2 } }] })({})
    assert.equal(bounded.ok && bounded.value.total, undefined, 'how many there are is not known')
    turn = 0
    const second = await open(t, address, { calls: [call] })({}, { page: { size: 2, number: 2 } })
    assert.deepEqual(second.ok && second.value.records, [3, 4])
  }
})

test('a next page at another address is not followed', async (t) => {
  for (const next of ['http://169.254.169.254/latest', '//evil.example/x', 7]) {
    const { seen, address } = await provider(t, () => ({ body: { data: [1], next } }))
    const ask = open(t, address, {
      calls: [{ method: 'GET', path: '/', records: 'data', paging: { style: 'link', at: 'next', maxPages: 9 } }],
    })
    const answer = await ask({})
    assert.equal(answer.ok ? 'ok' : answer.problem.kind, 'nonsense')
    assert.equal(seen.length, 1)
  }
})

test('merge makes the calls whose elements are asked for, and one failure fails the question', async (t) => {
  const { seen, address } = await provider(t, ({ body }) => {
    const { question } = JSON.parse(body)
    return question === 'C' ? { status: 503 } : { body: { answer: question } }
  })
  const operation = {
    combine: 'merge',
    calls: ['A', 'B', 'C'].map((question) => ({
      method: 'POST',
      path: '/check',
      needs: ['nin'],
      elements: [`means.${question.toLowerCase()}`],
      into: question,
      body: { nin: '{nin}', question },
    })),
  }
  const ask = open(t, address, operation)
  const answer = await ask({ nin: '1' }, { elements: ['means.a', 'means.b'] })
  assert.deepEqual(answer.ok && answer.value.records, [{ A: { answer: 'A' }, B: { answer: 'B' } }])
  assert.equal(seen.length, 2)
  const failed = await ask({ nin: '1' }, { elements: ['means.a', 'means.c'] })
  assert.equal(failed.ok ? 'ok' : failed.problem.kind, 'unavailable')
})

test("statuses and the answer's own words give the kind of failure", async (t) => {
  const outcomes = [
    { status: 404, at: 'code', equals: ['NO-PERSON'], means: 'no-record' },
    { at: 'code', equals: ['BUSY'], means: 'unavailable' },
  ]
  const cases: readonly (readonly [Reply, string, object?])[] = [
    [{ status: 404, body: { code: 'NO-PERSON' } }, 'none', { outcomes }],
    [{ status: 404, body: { code: 'NO-PATH' } }, 'refused', { outcomes }],
    [{ status: 200, body: { code: 'BUSY' } }, 'unavailable', { outcomes }],
    [{ status: 404 }, 'none'],
    [{ status: 400 }, 'refused'],
    [{ status: 401 }, 'refused'],
    [{ status: 403 }, 'refused'],
    [{ status: 429, headers: { 'retry-after': '7' } }, 'rate-limited'],
    [{ status: 500 }, 'unavailable'],
    [{ status: 503 }, 'unavailable'],
    [{ status: 301, headers: { location: '/' } }, 'nonsense'],
    [{ headers: { 'content-encoding': 'gzip' } }, 'nonsense'],
  ]
  for (const [reply, kind, more] of cases) {
    const { address } = await provider(t, () => reply)
    const answer = await open(t, address, { calls: [{ method: 'GET', path: '/', ...more }] })({})
    assert.equal(answer.ok ? 'none' : answer.problem.kind, kind, JSON.stringify(reply))
    if (answer.ok) assert.deepEqual(answer.value.records, [])
    else if (kind === 'rate-limited') assert.equal(answer.problem.retryAfterMs, 7000)
  }
})
