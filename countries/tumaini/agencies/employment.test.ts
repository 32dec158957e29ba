import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { openLab } from './lab.ts'
import type { Row } from './table.ts'

const lab = await openLab()
after(() => lab.close())
const { employment } = lab.agencies.addresses.systems
const table = lab.table('employment/members.ndjson')
const rows: Row[] = Array.from({ length: table.length }, (_, i) => table.row(i))

type Tree = Record<string, unknown>
type Item = {
  status: string
  status_reason_code?: string
  locale: string
  data?: { reg_records: { member_identifier: { identifier_value: string }; demographic_info: Tree }[] }
  pagination?: { total_count: number }
}

const post = (path: string, message: Tree, { header = {}, token = 'nea-demo-token' } = {}): Promise<Response> =>
  fetch(`${employment}/ess/v1/registry/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      header: {
        message_id: 'm1',
        message_ts: '2026-11-25T08:00:00Z',
        action: 'search',
        sender_id: 'kiungo',
        total_count: 1,
        ...header,
      },
      message: { transaction_id: 't1', ...message },
    }),
  })

const searching = (criteria: Tree): Tree => ({
  search_request: [{ reference_id: 'r1', timestamp: '2026-11-25T08:00:00Z', search_criteria: criteria }],
})

async function search(criteria: Tree): Promise<Item> {
  const body = (await (await post('sync/search', searching(criteria))).json()) as {
    message: { search_response: [Item] }
  }
  return body.message.search_response[0]
}

const expression = (query: unknown): Tree => ({
  query_type: 'expression',
  query: { type: 'ns:org:QueryType:expression', value: { expression: { collection: 'Member', query } } },
})
const numbers = (item: Item): string[] =>
  item.data?.reg_records.map((one) => one.member_identifier.identifier_value) ?? []

test('a worker is found by national number, with one identifier that is no list and days that are instants', async () => {
  const [number, nin, , , , , born] = rows[0] as Row
  const item = await search({ query_type: 'idtype-value', query: { type: 'UIN', value: nin } })
  assert.deepEqual([item.status, item.locale, numbers(item)], ['succ', 'EN', [number]])
  assert.equal(item.data?.reg_records[0]?.demographic_info.birth_date, `${born}T00:00:00Z`)
})

test('an expression finds whom it plainly means, whole and page by page', async () => {
  const meant = rows.filter((row) => row[9] === 'employed' && (row[6] as string) < '1985-01-01')
  const query = { $and: [{ employment_status: { $eq: 'Employed' } }, { birth_date: { $lt: '1985-01-01T00:00:00Z' } }] }
  const all = meant.map((row) => row[0])
  assert.ok(all.length > 3)
  const pages: string[] = []
  for (let number = 1; number <= Math.ceil(all.length / 3); number++) {
    const item = await search({ ...expression(query), pagination: { page_size: 3, page_number: number } })
    assert.equal(item.pagination?.total_count, all.length)
    pages.push(...numbers(item))
  }
  assert.deepEqual(pages, all)
  const either = await search(expression({ $or: [{ sex: { $eq: 'F' } }, { 'demographic_info.sex': { $in: ['M'] } }] }))
  assert.equal(either.pagination?.total_count, rows.length)
})

test('records come in the order that is asked for, over all pages, and whoever lacks the attribute last', async () => {
  const meant = rows.map((row) => ({
    number: row[0] as string,
    start: row[13] as string | null,
    born: row[6] as string,
  }))
  const dated = meant.filter(({ start }) => start !== null)
  const query = { sex: { $in: ['F', 'M'] } }
  for (const [order, sign] of [
    ['asc', 1],
    ['desc', -1],
  ] as const) {
    const sort = [
      { attribute_name: 'start_date', sort_order: order },
      { attribute_name: 'demographic_info.birth_date', sort_order: 'asc' },
    ]
    const byStart = (a: (typeof meant)[0], b: (typeof meant)[0]) =>
      sign * (a.start ?? '').localeCompare(b.start ?? '') || a.born.localeCompare(b.born)
    const expected = [...dated.sort(byStart), ...meant.filter(({ start }) => start === null).sort(byStart)]
    const pages: string[] = []
    while (pages.length < expected.length) {
      const pagination = { page_size: 100, page_number: pages.length / 100 + 1 }
      pages.push(...numbers(await search({ ...expression(query), sort, pagination })))
    }
    assert.deepEqual(
      pages,
      expected.map(({ number }) => number),
    )
  }
})

test('an unknown attribute, operator, query type and page are rejected by the reason of the standard', async () => {
  const reason = async (criteria: Tree): Promise<string | undefined> => (await search(criteria)).status_reason_code
  const invalid = 'rjct.search_criteria.invalid'
  assert.equal(await reason(expression({ wage: { $gt: '1' } })), invalid)
  assert.equal(await reason(expression({ sex: { $regex: '.*' } })), invalid)
  assert.equal(await reason(expression({ $and: [] })), invalid)
  assert.equal(await reason({ query_type: 'graphql', query: {} }), invalid)
  const paged = { query_type: 'idtype-value', query: { type: 'UIN', value: '1' }, pagination: { page_size: 0 } }
  assert.equal(await reason(paged), 'rjct.pagination.invalid')
  const sorted = (sort: unknown): Promise<string | undefined> => reason({ ...expression({ sex: { $eq: 'F' } }), sort })
  assert.equal(await sorted([{ attribute_name: 'wage', sort_order: 'asc' }]), 'rjct.sort.invalid')
  assert.equal(await sorted([{ attribute_name: 'sex', sort_order: 'up' }]), 'rjct.sort.invalid')
  assert.equal(await sorted([null]), 'rjct.sort.invalid')
})

test('whether someone is enrolled is a word of the list', async () => {
  const row = rows.find((one) => one[8] === null && one[16] === '1') as Row
  const asked = async (query: Tree): Promise<unknown> => {
    const answer = await post('sync/check-enrollment', { enrolled_criteria: { query_type: 'expression', query } })
    const body = (await answer.json()) as { message: { enrolled_response: [{ enrolled_status: string }] } }
    return body.message.enrolled_response[0].enrolled_status
  }
  assert.equal(await asked({ national_id: { eq: row[1] } }), 'Active')
  assert.equal(await asked({ national_id: { eq: '000000000' } }), 'Inactive')
})

test('an asynchronous search is acknowledged and then answered at sender_uri, on this host only', async (t) => {
  const callback = Promise.withResolvers<{ message: { correlation_id: string; search_response: [Item] } }>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    response.end('{}')
    callback.resolve(JSON.parse(Buffer.concat(chunks).toString()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/on-search`
  const message = searching({ query_type: 'idtype-value', query: { type: 'UIN', value: rows[0]?.[1] } })
  const answer = await post('search', message, { header: { sender_uri: uri } })
  const { message: ack } = (await answer.json()) as { message: { ack_status: string; correlation_id: string } }
  assert.equal(ack.ack_status, 'ACK')
  const received = await callback.promise
  assert.equal(received.message.correlation_id, ack.correlation_id)
  assert.deepEqual(numbers(received.message.search_response[0]), [rows[0]?.[0]])
  const elsewhere = await post('search', message, { header: { sender_uri: 'http://192.0.2.1/on-search' } })
  assert.equal(elsewhere.status, 400)
})

test('a stranger, a body that is no message and a missing header field are refused in both error shapes', async () => {
  for (const [status, answer] of [
    [401, await post('sync/search', searching({}), { token: 'wrong' })],
    [400, await post('sync/search', {})],
    [400, await post('sync/search', searching({}), { header: { action: 7 } })],
    [404, await post('sync/other', {})],
  ] as const) {
    assert.equal(answer.status, status)
    const body = (await answer.json()) as { message: { ack_status: string }; errors: { code: string }[] }
    assert.equal(body.message.ack_status, 'ERR')
    assert.match(body.errors[0]?.code ?? '', /^err\.request\./)
  }
})
