// What every connector keeps to, run on every folder here; a new one needs an entry in `worlds` and nothing else.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { IsSchema } from 'typebox'
import { Check } from 'typebox/value'
import writeWorkbook from 'write-excel-file/node'
import type { Connector, OpenConnector, ProviderQuestion } from '../../src/exchange/plugin.ts'
import { people } from '../../test/support/broken-dci/people.ts'
import { startDciServer } from '../../test/support/broken-dci/server.ts'

/** A provider that a connector can be pointed at, in three states. */
interface World {
  readonly operation: Readonly<Record<string, unknown>>
  readonly params: Readonly<Record<string, string>>
  /** Address of a provider that has one record for `params`. */
  readonly healthy: (t: TestContext) => Promise<string>
  /** Addresses of providers that answer what nobody should trust. */
  readonly hostile: (t: TestContext) => Promise<readonly string[]>
  readonly absent: string
}

const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times)
const soapBody = (content: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${content}</s:Body></s:Envelope>`

async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answering =
  (type: string, body: string): RequestListener =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': type }).end(body)

async function hostileServers(t: TestContext, bodies: readonly (readonly [string, string])[]): Promise<string[]> {
  const urls = await Promise.all(bodies.map(([type, body]) => serve(t, answering(type, body))))
  const endless = await serve(t, (_request, response) => {
    response.writeHead(200, { 'content-type': bodies[0]?.[0] ?? '' })
    const more = () => {
      while (response.write(' '.repeat(65_536)));
      response.once('drain', more)
    }
    more()
  })
  const redirecting = await serve(t, (_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  )
  const cut = await serve(t, (_request, response) => {
    response.writeHead(200, { 'content-type': bodies[0]?.[0] ?? '', 'content-length': '1000' })
    response.write('{')
    setTimeout(() => response.destroy(), 20)
  })
  return [...urls, endless, redirecting, cut]
}

async function folderWith(t: TestContext, name: string, content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drop-'))
  t.after(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, name), content)
  return folder
}

const workbook = async (sheets: Parameters<typeof writeWorkbook>[0]) =>
  Buffer.from(await writeWorkbook(sheets).toBuffer())

const worlds: Readonly<Record<string, World>> = {
  rest: {
    operation: { calls: [{ method: 'GET', path: '/people/{id}' }], maxBytes: 100_000 },
    params: { id: '1' },
    healthy: (t) => serve(t, answering('application/json', '{"id":"1"}')),
    hostile: (t) =>
      hostileServers(t, [
        ['application/json', '{"id":'],
        ['application/json', '7'],
        ['application/json', deep('[', ']', 5000)],
        ['application/json', `"${'\ud800'}"`],
        ['text/html', '<html><body>Maintenance</body></html>'],
        ['', '{"id":"1"}'],
      ]),
    absent: 'http://127.0.0.1:1',
  },
  soap: {
    operation: {
      path: '/s',
      namespace: 'urn:x',
      security: { kind: 'none' },
      calls: [{ action: 'urn:x/Q', request: 'Q', fields: ['id'], response: 'A', records: 'P' }],
      maxBytes: 100_000,
    },
    params: { id: '1' },
    healthy: (t) => serve(t, answering('text/xml', soapBody('<A xmlns="urn:x"><P><id>1</id></P></A>'))),
    hostile: (t) =>
      hostileServers(t, [
        ['text/xml', '<a>'],
        ['text/xml', `<!DOCTYPE a [<!ENTITY x "y">]>${soapBody('<A xmlns="urn:x"><P>&x;</P></A>')}`],
        ['text/xml', soapBody('<A xmlns="urn:x"><P>&x;</P></A>')],
        ['text/xml', soapBody(deep('<a>', '</a>', 5000))],
        ['text/xml', soapBody('<A xmlns="urn:other"><P/></A>')],
        ['text/xml; charset=utf-7', soapBody('<A xmlns="urn:x"><P/></A>')],
        ['text/html', '<html><body>Maintenance</body></html>'],
      ]),
    absent: 'http://127.0.0.1:1',
  },
  dci: {
    operation: {
      base: '/dci/sr/v1.0.0',
      registryType: 'ns:org:RegistryType:Social',
      receiverId: 'registry.example.test',
      ask: { identifiers: { id: 'UIN' } },
      page: { size: 10, maxPages: 2 },
      authentication: { kind: 'bearer', secret: 'token' },
      maxBytes: 100_000,
    },
    params: { id: people[0]?.uin ?? '' },
    healthy: async (t) => (await startDciServer(t, { token: 'secret' })).origin,
    hostile: (t) =>
      hostileServers(t, [
        ['application/json', '{"message":'],
        ['application/json', '{}'],
        ['application/json', '{"message":{"ack_status":"ACK"}}'],
        ['application/json', '{"header":{"status":"succ"},"message":{"transaction_id":"x","search_response":[]}}'],
        ['application/json', deep('[', ']', 5000)],
        ['text/html', '<html><body>Maintenance</body></html>'],
      ]),
    absent: 'http://127.0.0.1:1',
  },
  csv: {
    operation: { files: '.*\\.csv', columns: ['id', 'name'], askBy: ['id'], settleMs: 0, maxBytes: 1000 },
    params: { id: '1' },
    healthy: (t) => folderWith(t, 'a.csv', 'id,name\n1,Amina\n'),
    hostile: (t) =>
      Promise.all([
        folderWith(t, 'a.csv', ''),
        folderWith(t, 'a.csv', 'id,other\n1,2\n'),
        folderWith(t, 'a.csv', 'id,name\n1,"Amina\n'),
        folderWith(t, 'a.csv', 'id,name\n1\n'),
        folderWith(t, 'a.csv', 'id,name,name\n1,2,3\n'),
        folderWith(t, 'a.csv', Buffer.from([0x69, 0x64, 0x2c, 0x6e, 0x61, 0x6d, 0x65, 0x0a, 0x31, 0x2c, 0xff, 0x0a])),
        folderWith(t, 'a.csv', `id,name\n1,${'x'.repeat(2000)}\n`),
        folderWith(t, 'other.txt', 'id,name\n1,Amina\n'),
      ]),
    absent: '/nonexistent/folder',
  },
  xlsx: {
    operation: { files: '.*\\.xlsx', sheet: 'S', columns: ['id', 'name'], askBy: ['id'], settleMs: 0 },
    params: { id: '1' },
    healthy: async (t) =>
      folderWith(t, 'a.xlsx', await workbook([{ data: [['Title'], ['id', 'name'], [1, 'Amina']], sheet: 'S' }])),
    hostile: async (t) => [
      await folderWith(t, 'a.xlsx', ''),
      await folderWith(t, 'a.xlsx', 'PK not a workbook'),
      await folderWith(
        t,
        'a.xlsx',
        await workbook([
          {
            data: [
              ['id', 'other'],
              [1, 'Amina'],
            ],
            sheet: 'S',
          },
        ]),
      ),
      await folderWith(
        t,
        'a.xlsx',
        await workbook([
          {
            data: [
              ['id', 'name'],
              [1, 'Amina'],
            ],
            sheet: 'T',
          },
        ]),
      ),
    ],
    absent: '/nonexistent/folder',
  },
}

const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

for (const name of names) {
  const world = worlds[name]

  test(`${name}: the folder is a connector of its name, and its settings are a schema`, async () => {
    assert.ok(world, `${name} has no entry in worlds`)
    const connector = await load(name)
    assert.equal(connector.kind, name)
    assert.ok(IsSchema(connector.settings))
    assert.ok(Check(connector.settings, world.operation))
    assert.equal(Check(connector.settings, { ...world.operation, unknown: 1 }), false)
  })
  if (world === undefined) continue

  test(`${name}: finds a record, says when it was true, and that the system is there`, async (t) => {
    const connection = await open(t, name, await world.healthy(t))
    const answer = await connection.ask(question(world), AbortSignal.timeout(5000))
    assert.ok(answer.ok, answer.ok ? '' : answer.problem.detail)
    assert.equal(answer.value.records.length, 1)
    assert.ok(!Number.isNaN(Date.parse(answer.value.asOf)))
    assert.deepEqual(await connection.check(AbortSignal.timeout(5000)), { ok: true, value: true })
  })

  test(`${name}: an answer that nobody should trust is a failure, in bounded time, and never throws`, async (t) => {
    for (const address of await world.hostile(t)) {
      const connection = await open(t, name, address)
      const answer = await connection.ask(question(world), AbortSignal.timeout(5000))
      assert.equal(answer.ok, false, `address ${address}`)
      if (!answer.ok) {
        assert.ok(['nonsense', 'unavailable'].includes(answer.problem.kind), answer.problem.detail)
        assert.equal(/Amina|Maintenance/.test(answer.problem.detail), false, 'nothing of the answer is repeated')
      }
    }
  })

  test(`${name}: a provider that is not there is unavailable`, async (t) => {
    const connection = await open(t, name, world.absent)
    for (const result of [
      await connection.ask(question(world), AbortSignal.timeout(5000)),
      await connection.check(AbortSignal.timeout(5000)),
    ]) {
      assert.equal(result.ok ? 'ok' : result.problem.kind, 'unavailable')
    }
  })

  test(`${name}: a question that was given up is a timeout, and asks nothing`, async (t) => {
    const connection = await open(t, name, await world.healthy(t))
    const answer = await connection.ask(question(world), AbortSignal.abort())
    assert.equal(answer.ok ? 'ok' : answer.problem.kind, 'timeout')
  })

  test(`${name}: a parameter that it has no place for is refused, not left out`, async (t) => {
    const connection = await open(t, name, await world.healthy(t))
    const more = { ...question(world), params: { ...world.params, extra: '2' } }
    const answer = await connection.ask(more, AbortSignal.timeout(5000))
    assert.equal(answer.ok ? 'ok' : answer.problem.kind, 'refused')
  })

  test(`${name}: closes, also twice`, async (t) => {
    const connection = await open(t, name, await world.healthy(t))
    await connection.ask(question(world), AbortSignal.timeout(5000))
    await connection.close()
    await connection.close()
  })
}

async function load(name: string): Promise<Connector> {
  return (await import(`./${name}/connector.ts`)).connector
}

async function open(t: TestContext, name: string, address: string): Promise<OpenConnector> {
  const connection = (await load(name)).open({
    system: { id: 'provider', address },
    operation: worlds[name]?.operation ?? {},
    secret: () => 'secret',
    now: () => new Date(),
  })
  t.after(() => connection.close())
  return connection
}

const question = (world: World): ProviderQuestion => ({
  params: world.params,
  condition: { and: [] },
  consumer: 'dss',
  sort: [],
  page: { size: 10, number: 1 },
  elements: [],
})
