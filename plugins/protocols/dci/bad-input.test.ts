// Every bad input of docs/bad-input-dci.md, put to the whole product over HTTP as a partner's system would.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { send } from '../../../test/support/caller.ts'
import {
  criteria,
  entry,
  errorIn,
  header,
  type Partner,
  partner,
  searchOf,
  statusOf,
  subscribeOf,
} from '../../../test/support/dci-partner.ts'
import { type KiungoProcess, startKiungo } from '../../../test/support/kiungo.ts'

const cleanups: (() => Promise<void> | void)[] = []
let kiungo: KiungoProcess
let dss: Partner

describe('bad input at the door', () => {
  before(async () => {
    kiungo = await startKiungo({ after: (action) => void cleanups.push(action) }, { scale: 0.004 })
    dss = await partner(kiungo.url, 'dss-demo')
  })
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  /** [HTTP status, error code, reason in the header of a synchronous answer]. */
  async function refusalOf(registry: string, path: string, message: unknown): Promise<[number, string, unknown]> {
    const { reply, body } = await dss.call(registry, path, message)
    assert.notEqual(reply.status, 200, `${registry}${path} took ${JSON.stringify(message).slice(0, 300)}`)
    return [reply.status, errorIn(body), body.header?.status_reason_code ?? undefined]
  }

  async function itemOf(registry: string, message: unknown): Promise<{ status: string; status_reason_code?: string }> {
    const { reply, body } = await dss.call(registry, '/sync/search', message)
    assert.equal(reply.status, 200, reply.text.slice(0, 500))
    const [item] = body.message.search_response as { status: string; status_reason_code?: string }[]
    assert.ok(item)
    return item
  }

  test('each member of the header that is missing, of a wrong type or too long has its error', async () => {
    const cases: [changes: object, code: string, reason?: string][] = [
      [{ version: '2.0.0' }, 'err.version.not_supported', 'rjct.version.invalid'],
      [{ version: { toString: 1 } }, 'err.version.not_supported', 'rjct.version.invalid'],
      [{ message_id: undefined }, 'err.request.bad'],
      [{ message_id: 7 }, 'err.request.bad'],
      [{ message_id: 'x'.repeat(100) }, 'err.request.bad'],
      [{ message_ts: undefined }, 'err.request.bad', 'rjct.message_ts.invalid'],
      [{ message_ts: '2026-11-23T08:00:00' }, 'err.request.bad', 'rjct.message_ts.invalid'],
      [{ message_ts: 1_700_000_000 }, 'err.request.bad', 'rjct.message_ts.invalid'],
      [{ action: undefined }, 'err.request.bad', 'rjct.action.invalid'],
      [{ action: 'dance' }, 'err.request.bad', 'rjct.action.invalid'],
      [{ action: 'subscribe' }, 'err.request.bad', 'rjct.action.not_supported'],
      [{ sender_id: undefined }, 'err.sender_id.invalid'],
      [{ sender_id: ['dss-demo'] }, 'err.sender_id.invalid'],
      [{ sender_id: 'x'.repeat(201) }, 'err.sender_id.invalid'],
      [{ sender_uri: 'not a uri' }, 'err.sender_uri.invalid'],
      [{ sender_uri: 'gopher://mis.example/' }, 'err.sender_uri.invalid'],
      [{ sender_uri: `https://mis.example/${'x'.repeat(500)}` }, 'err.sender_uri.invalid'],
      [{ receiver_id: {} }, 'err.receiver_id.invalid'],
      [{ total_count: undefined }, 'err.request.bad', 'rjct.total_count.invalid'],
      [{ total_count: 'one' }, 'err.request.bad', 'rjct.total_count.invalid'],
      [{ total_count: 2 }, 'err.request.bad', 'rjct.total_count.invalid'],
      [{ total_count: -1 }, 'err.request.bad', 'rjct.total_count.invalid'],
      [{ is_msg_encrypted: 'no' }, 'err.encryption.invalid'],
    ]
    for (const [changes, code, reason] of cases) {
      const refused = await refusalOf('sr', '/sync/search', searchOf({}, changes))
      assert.deepEqual(refused, [400, code, reason], JSON.stringify(changes).slice(0, 100))
      const [status, asynchronous] = await refusalOf('sr', '/search', searchOf({}, changes))
      assert.deepEqual([status, asynchronous], [400, code], JSON.stringify(changes).slice(0, 100))
    }
  })

  test('each member of a message that is missing, of a wrong type or too long is refused, alone where it can be', async () => {
    for (const message of [{}, { search_request: [] }, { search_request: 'x' }, { transaction_id: 'x'.repeat(100) }]) {
      const { header: head, message: good } = searchOf()
      const whole = { header: head, message: { ...good, ...message } }
      const broken = Object.keys(message).length === 0 ? { header: head, message: {} } : whole
      assert.deepEqual((await refusalOf('sr', '/sync/search', broken)).slice(0, 2), [400, 'err.request.bad'])
    }
    const items: [changes: object, code: string][] = [
      [{ reference_id: undefined }, 'rjct.reference_id.invalid'],
      [{ reference_id: 'x'.repeat(100) }, 'rjct.reference_id.invalid'],
      [{ timestamp: 'yesterday' }, 'rjct.timestamp.invalid'],
      [{ timestamp: undefined }, 'rjct.timestamp.invalid'],
      [{ search_criteria: undefined }, 'rjct.search_criteria.invalid'],
      [{ search_criteria: [] }, 'rjct.search_criteria.invalid'],
      [{ locale: 'english' }, 'rjct.filter.invalid'],
    ]
    for (const [changes, code] of items) {
      const { header: head, message } = searchOf()
      const [request] = message.search_request
      const broken = { header: head, message: { ...message, search_request: [{ ...request, ...changes }] } }
      assert.equal((await itemOf('sr', broken)).status_reason_code, code, JSON.stringify(changes).slice(0, 100))
    }
  })

  test('each word that is none of its list is refused by name', async () => {
    const wrong = async (registry: string, changes: object) =>
      (await itemOf(registry, searchOf(changes))).status_reason_code
    const query = (comparison: object) => ({ query_type: 'expression', query: comparison })
    assert.equal(await wrong('sr', { query_type: 'graphql', query: 'query { x }' }), 'rjct.search_criteria.invalid')
    assert.equal(await wrong('sr', { query_type: 'dance', query: { a: 1 } }), 'rjct.search_criteria.invalid')
    assert.equal(await wrong('sr', query({ UIN: { $like: '8%' } })), 'rjct.search_criteria.invalid')
    assert.equal(await wrong('sr', query({ shoe_size: { $eq: 1 } })), 'rjct.search_criteria.invalid')
    assert.equal(await wrong('sr', query({ sex: { $eq: 'often' } })), 'rjct.search_criteria.invalid')
    assert.equal(await wrong('sr', { reg_type: 'ns:org:RegistryType:FR' }), 'rjct.search_criteria.invalid')
    assert.equal(await wrong('sr', { response_entity: 'Farm' }), 'rjct.search_criteria.invalid')
    assert.equal(await wrong('crvs', { reg_event_type: 'Adoption' }), 'rjct.search_criteria.invalid')
    assert.equal(await wrong('sr', { sort: [{ attribute_name: 'UIN', sort_order: 'up' }] }), 'rjct.sort.invalid')
    assert.equal(await wrong('sr', { pagination: { page_size: 0 } }), 'rjct.pagination.invalid')
    assert.equal(await wrong('sr', { pagination: { page_size: 1e9 } }), 'rjct.pagination.invalid')
    for (const changes of [{ txn_type: 'dance' }, { attribute_type: 'name' }, { attribute_value: { $ne: '' } }]) {
      assert.deepEqual((await refusalOf('sr', '/sync/txn/status', statusOf(changes))).slice(0, 2), [
        400,
        'err.request.bad',
      ])
    }
  })

  test('an unknown registry, operation or method is not found, in the shapes of the standard', async () => {
    for (const path of [
      '/dci/xx/v1.0.0/registry/sync/search',
      '/dci/sr/v1.0.0/registry/dance',
      '/dci/sr/v9.0.0/registry/search',
    ]) {
      const reply = await dss.post(path, searchOf())
      assert.deepEqual([reply.status, errorIn(reply.json())], [404, 'err.request.not_found'], path)
    }
    const disability = await dss.post('/dci/sr/v1.0.0/registry/sync/disabled', searchOf())
    assert.equal(disability.status, 404)
  })

  test('a batch over its limit and a message of great depth are refused at once', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ reference_id: `${i}` }))
    const message = {
      header: header({ total_count: many.length }),
      message: { transaction_id: 't', search_request: many },
    }
    assert.deepEqual(await refusalOf('sr', '/sync/search', message), [
      400,
      'err.request.bad',
      'rjct.total_count.limit_exceeded',
    ])
    assert.deepEqual((await refusalOf('sr', '/search', message)).slice(0, 2), [400, 'err.request.bad'])
    const bomb = `{"header":${JSON.stringify(header())},"message":{"search_request":${'['.repeat(200)}${']'.repeat(200)}}}`
    assert.deepEqual((await refusalOf('sr', '/sync/search', bomb)).slice(0, 2), [400, 'err.request.bad'])
    let nested: object = { UIN: { $eq: '1' } }
    for (let i = 0; i < 20; i++) nested = { $and: [nested] }
    const deep = await itemOf('sr', searchOf({ query_type: 'expression', query: nested }))
    assert.equal(deep.status_reason_code, 'rjct.search_criteria.invalid')
    const wide = { $or: Array.from({ length: 60 }, () => ({ UIN: { $eq: '1' } })) }
    const broad = await itemOf('sr', searchOf({ query_type: 'expression', query: wide }))
    assert.equal(broad.status_reason_code, 'rjct.search_criteria.invalid')
  })

  test('a reference id used twice is refused where it is used again', async () => {
    const request = entry({ reference_id: 'r-1', search_criteria: criteria() })
    const message = { transaction_id: 't', search_request: [request, request] }
    const { body } = await dss.call('sr', '/sync/search', { header: header({ total_count: 2 }), message })
    const codes = (body.message.search_response as { status_reason_code?: string }[]).map(
      (one) => one.status_reason_code,
    )
    assert.deepEqual(codes, [undefined, 'rjct.reference_id.duplicate'])
  })

  test('injection is data where a value stands, and no attribute where a name stands', async () => {
    const strings = [`' or 1=1 --`, `"; drop table person; --`, `1) or (1=1`, `%`, `$where`, `\\'; select pg_sleep(9)`]
    for (const text of strings) {
      const asValue = await itemOf('sr', searchOf({ query: { type: 'UIN', value: text } }))
      if (asValue.status === 'succ') {
        assert.deepEqual((asValue as unknown as { data: { reg_records: unknown } }).data.reg_records, [], text)
      }
      const asName = await itemOf('sr', searchOf({ query_type: 'expression', query: { [text]: { $eq: '1' } } }))
      assert.equal(asName.status_reason_code, 'rjct.search_criteria.invalid', text)
      assert.ok(!JSON.stringify(asName).includes(text))
      const sorted = await itemOf('sr', searchOf({ sort: [{ attribute_name: text, sort_order: 'asc' }] }))
      assert.equal(sorted.status_reason_code, 'rjct.sort.invalid', text)
    }
  })

  test('a callback comes from a partner or not at all', async () => {
    const answer = { header: header({ action: 'on-search', status: 'succ' }), message: { transaction_id: 't' } }
    for (const path of ['on-search', 'on-subscribe', 'on-unsubscribe', 'txn/on-status', 'notify']) {
      const word = path === 'txn/on-status' ? 'txn-on-status' : path
      for (const sender_id of ['nobody.example', 'dss-demo']) {
        const body = JSON.stringify({ ...answer, header: { ...answer.header, action: word, sender_id } })
        const reply = await send(`${kiungo.url}/dci/sr/v1.0.0/registry/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body,
        })
        const code = errorIn(reply.json())
        assert.ok(['err.sender_id.invalid', 'err.signature.missing'].includes(code), `${path} ${sender_id}: ${code}`)
      }
    }
    const forged = await send(`${kiungo.url}/dci/sr/v1.0.0/registry/notify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x.y.z' },
      body: JSON.stringify(answer),
    })
    assert.deepEqual([forged.status, errorIn(forged.json())], [401, 'err.request.unauthorized'])
  })

  const runs = Number(process.env.DCI_FUZZ_HTTP_RUNS ?? 300)

  test('no mutation of a valid message breaks the node', { timeout: 300_000 }, async () => {
    const valid = fc.constantFrom(
      ['sr', '/sync/search', () => searchOf()] as const,
      [
        'sr',
        '/sync/search',
        () => searchOf({ query_type: 'expression', query: { $and: [{ sex: { $eq: 'f' } }] } }),
      ] as const,
      ['ibr', '/search', () => searchOf()] as const,
      ['sr', '/subscribe', () => subscribeOf()] as const,
      ['crvs', '/sync/txn/status', () => statusOf()] as const,
    )
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('', '\u0000', '🙂', -0, 1e308, '__proto__', []),
    )
    await fc.assert(
      fc.asyncProperty(valid, fc.nat(), junk, async ([registry, path, make], place, value) => {
        const message = mutated(make(), place, value)
        const { reply, body } = await dss.call(registry, path, message)
        assert.ok(reply.status < 500, `${reply.status}: ${JSON.stringify(message).slice(0, 500)}`)
        if (reply.status !== 200) errorIn(body)
      }),
      { numRuns: runs },
    )
  })

  /** The message with one of its members, at any depth, replaced. */
  function mutated(message: object, place: number, value: unknown): unknown {
    const copy = structuredClone(message) as Record<string, unknown>
    const holders: [holder: Record<string, unknown>, name: string][] = []
    const visit = (holder: Record<string, unknown>): void => {
      for (const name of Object.keys(holder)) {
        holders.push([holder, name])
        const inner = holder[name]
        if (typeof inner === 'object' && inner !== null) visit(inner as Record<string, unknown>)
      }
    }
    visit(copy)
    const [holder, name] = holders[place % holders.length] ?? []
    if (holder !== undefined && name !== undefined) holder[name] = value
    return copy
  }
})
