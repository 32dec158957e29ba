import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { canonicalJson } from '../../../src/kernel/canonical-json.ts'
import { newId } from '../../../src/kernel/ids.ts'
import type { PublicJwk } from '../../../src/kernel/signature.ts'
import { nodeCrypto } from '../../../src/ledger/node-crypto.ts'
import { verifyReceipt } from '../../../src/ledger/verify.ts'
import { verifySignature } from '../../../src/standards/dci/signature/verify.ts'
import { type KiungoProcess, startKiungo } from '../../../test/support/kiungo.ts'

// The whole product with the demo country and its agencies, called as a partner's system calls it.

interface Item {
  readonly reference_id: string
  readonly status: string
  readonly status_reason_code?: string
  readonly status_reason_message?: string
  readonly data?: { readonly reg_record_type: string; readonly reg_records: readonly Record<string, unknown>[] }
  readonly pagination?: { readonly page_size: number; readonly page_number: number; readonly total_count: number }
}
interface Reply {
  readonly signature: string
  readonly header: {
    readonly status: string
    readonly status_reason_code: string | null
    readonly meta: { readonly receipts: { receipt: unknown; service: string }[] }
  } & Record<string, unknown>
  readonly message: {
    readonly transaction_id: string
    readonly search_response: readonly Item[]
    readonly error?: { code: string }
  }
  readonly errors?: readonly { readonly code: string; readonly message: string }[]
}

const cleanups: (() => Promise<void> | void)[] = []
let kiungo: KiungoProcess
let pensioner: string

describe('searches through the exchange', () => {
  before(async () => {
    kiungo = await startKiungo({ after: (action) => void cleanups.push(action) }, { scale: 0.02 })
    pensioner = numberInRegistry()
  })
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  /** Someone who is enrolled in a programme of the beneficiary registry. */
  function numberInRegistry(): string {
    const folder = join(kiungo.dataFolder, 'tumaini/registry')
    const enrolled = new Set(
      readFileSync(join(folder, 'enrolment.csv'), 'utf8')
        .split('\n')
        .map((line) => line.split(',')[1]),
    )
    const people = readFileSync(join(folder, 'person.csv'), 'utf8')
      .split('\n')
      .map((line) => line.split(','))
    const found = people.find(([id, , number]) => enrolled.has(id) && /^\d{9}$/.test(number ?? ''))?.[2]
    assert.ok(found)
    return found
  }

  const tokens = new Map<string, Promise<string>>()
  function token(member: string): Promise<string> {
    const known = tokens.get(member) ?? newToken(`${member}-demo`)
    tokens.set(member, known)
    return known
  }

  async function newToken(client: string): Promise<string> {
    const form = {
      grant_type: 'client_credentials',
      client_id: client,
      client_secret: `${client}-secret`,
      scope: 'registry/search',
    }
    const reply = await fetch(`${kiungo.url}/oauth2/client/token`, { method: 'POST', body: new URLSearchParams(form) })
    return ((await reply.json()) as { access_token: string }).access_token
  }

  type Domain = 'sr' | 'crvs' | 'ibr'

  async function post(domain: Domain, member: string, body: unknown, headers: Record<string, string> = {}) {
    const reply = await fetch(`${kiungo.url}/dci/${domain}/v1.0.0/registry/sync/search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token(member)}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: reply.status, body: (await reply.json()) as Reply }
  }

  const item = (criteria: object, changes: object = {}) => ({
    reference_id: newId('ref'),
    timestamp: '2026-11-23T08:00:00Z',
    search_criteria: {
      version: '1.0.0',
      query_type: 'idtype-value',
      query: { type: 'UIN', value: pensioner },
      ...criteria,
    },
    locale: 'eng',
    ...changes,
  })

  const envelope = (items: readonly object[], header: object = {}) => ({
    signature: 'unsigned',
    header: {
      version: '1.0.0',
      message_id: newId('msg'),
      message_ts: '2026-11-23T08:00:00+03:00',
      action: 'search',
      sender_id: 'pension-mis.example',
      total_count: items.length,
      ...header,
    },
    message: { transaction_id: 'txn-1', search_request: items },
  })

  async function search(domain: Domain, member: string, ...items: object[]): Promise<Reply> {
    const { status, body } = await post(domain, member, envelope(items))
    assert.equal(status, 200, JSON.stringify(body).slice(0, 500))
    return body
  }

  async function one(domain: Domain, member: string, criteria: object): Promise<Item> {
    const [found] = (await search(domain, member, item(criteria))).message.search_response
    assert.ok(found)
    return found
  }

  test('a person is found in the social registry, in the words of the standard', async () => {
    const found = await one('sr', 'dss', {})
    assert.equal(found.status, 'succ')
    assert.deepEqual(found.pagination, { page_size: 20, page_number: 1, total_count: 1 })
    const [record] = found.data?.reg_records ?? []
    assert.deepEqual(record?.identifier, [{ identifier_type: 'UIN', identifier_value: pensioner }])
    assert.ok(['male', 'female'].includes(String(record?.sex)))
  })

  test('the same person as a member of a household, where that is what is asked for', async () => {
    const found = await one('sr', 'dss', { response_entity: 'Member' })
    assert.equal(found.data?.reg_record_type, 'Member')
    const [member] = found.data?.reg_records ?? []
    assert.equal(member?.['@type'], 'Member')
    const { identifier } = (member?.demographic_info ?? {}) as { readonly identifier?: unknown }
    assert.deepEqual(identifier, [{ identifier_type: 'UIN', identifier_value: pensioner }])
    // What an answer names somebody by, the next question can ask by.
    const [number] = (member?.member_identifier ?? []) as { identifier_type: string; identifier_value: string }[]
    assert.equal(number?.identifier_type, 'PERSON_ID')
    const query = { type: 'PERSON_ID', value: number?.identifier_value }
    const same = await one('sr', 'dss', { response_entity: 'Member', query })
    assert.deepEqual(same.data?.reg_records, found.data?.reg_records)
  })

  test('the household of the same person: scores in bands are no poverty_score', async () => {
    const found = await one('sr', 'dss', { response_entity: 'Group' })
    const [group] = found.data?.reg_records ?? []
    assert.equal(found.data?.reg_record_type, 'Group')
    assert.equal(group?.poverty_score, undefined)
    assert.match(JSON.stringify(group?.additional_attributes), /household\.score.*band/)
  })

  test('enrolments and civil records answer, and an unknown person is an empty success', async () => {
    const enrolments = await one('ibr', 'dss', {})
    assert.ok((enrolments.data?.reg_records.length ?? 0) > 0, JSON.stringify(enrolments))
    const civil = await search('crvs', 'nsps', item({}))
    assert.equal(civil.message.search_response[0]?.status, 'succ')
    assert.deepEqual(
      civil.header.meta.receipts.map(({ service }) => service),
      ['crvs.birth', 'crvs.death'],
    )
    const unknown = await one('sr', 'dss', { query: { type: 'UIN', value: '847951632' } })
    assert.deepEqual([unknown.status, unknown.data?.reg_records, unknown.pagination?.total_count], ['succ', [], 0])
  })

  test('the reply is signed in the dialect of the field, and its receipts verify offline', async () => {
    const reply = await search('sr', 'dss', item({}))
    const jwks = (await (await fetch(`${kiungo.url}/.well-known/jwks.json`)).json()) as { keys: PublicJwk[] }
    assert.ok(createPublicKey({ key: { ...jwks.keys[0] }, format: 'jwk' }))
    const { signature, header, message } = reply
    const check = await verifySignature({ signature, header, message }, async () => jwks.keys, new Date())
    assert.equal(check.result, 'valid', JSON.stringify(check))
    const trustedKey = (await (await fetch(`${kiungo.url}/ledger/key`)).text()).trim()
    const verification = verifyReceipt(header.meta.receipts[0]?.receipt, { ...nodeCrypto, trustedKey })
    assert.ok(verification.ok, JSON.stringify(verification.checks))
    for (const field of [
      'version',
      'message_id',
      'message_ts',
      'action',
      'status',
      'total_count',
      'completed_count',
      'sender_id',
      'receiver_id',
    ]) {
      assert.ok(header[field] !== undefined, field)
    }
  })

  test('a batch answers each request by itself', async () => {
    const twice = item({})
    const reply = await search(
      'sr',
      'dss',
      item({}),
      twice,
      twice,
      item({ query: { type: 'SHOE', value: '44' } }),
      item({ pagination: { page_size: 0 } }),
    )
    assert.deepEqual(
      reply.message.search_response.map(({ status, status_reason_code: code }) => code ?? status),
      ['succ', 'succ', 'rjct.reference_id.duplicate', 'rjct.search_criteria.invalid', 'rjct.pagination.invalid'],
    )
    assert.equal(reply.header.completed_count, 2)
  })

  test('what is not agreed is refused with its gate, and has a receipt, too', async () => {
    const reply = await search(
      'sr',
      'dss',
      item({
        query_type: 'predicate',
        query: [{ seq_num: 1, expression1: { attribute_name: 'poverty_score', operator: 'lt', attribute_value: 5 } }],
        response_entity: 'Group',
      }),
    )
    const [refused] = reply.message.search_response
    assert.equal(refused?.status_reason_code, 'rjct.search_criteria.invalid')
    assert.match(refused?.status_reason_message ?? '', /at G8 .*household\.score/)
    assert.equal(reply.header.meta.receipts.length, 1)
    const purpose = await one('sr', 'dss', { authorize: { purpose: { code: 'school-support' } } })
    assert.match(purpose.status_reason_message ?? '', /at G4/)
  })

  test('the same message again has the same receipt; its id with another body is refused', async () => {
    const message = envelope([item({})])
    const first = await post('sr', 'dss', message)
    const again = await post('sr', 'dss', message)
    const entryOf = ({ body }: typeof first) =>
      (body.header.meta.receipts[0]?.receipt as { entry: string } | undefined)?.entry
    assert.equal(entryOf(again), entryOf(first))
    assert.equal(
      canonicalJson(again.body.message.search_response[0]?.data),
      canonicalJson(first.body.message.search_response[0]?.data),
    )
    const other = { ...message, message: { ...message.message, transaction_id: 'txn-2' } }
    const refused = await post('sr', 'dss', other)
    assert.equal(refused.status, 409)
    assert.equal(refused.body.header.status_reason_code, 'rjct.message_id.duplicate')
  })

  test('every bad message is refused in both shapes of the standard', async () => {
    const good = JSON.stringify(envelope([item({})]))
    const cases: [name: string, status: number, code: string, body: unknown, headers?: Record<string, string>][] = [
      ['no token', 401, 'err.request.unauthorized', good, { authorization: '' }],
      ['a token that is none', 401, 'err.request.unauthorized', good, { authorization: 'Bearer x.y.z' }],
      ['malformed JSON', 400, 'err.request.bad', '{"header":'],
      ['a wrong content type', 415, 'err.request.bad', good, { 'content-type': 'text/csv' }],
      ['too large a body', 413, 'err.request.bad', `{"header":"${'x'.repeat(2_000_000)}"}`],
      ['no envelope', 400, 'err.request.bad', {}],
      ['another version', 400, 'err.version.not_supported', envelope([item({})], { version: '9.0' })],
      ['another count', 400, 'err.request.bad', envelope([item({})], { total_count: 7 })],
      ['an encrypted message', 400, 'err.encryption.invalid', envelope([item({})], { is_msg_encrypted: true })],
    ]
    for (const [name, status, code, body, headers] of cases) {
      const reply = await post('sr', 'dss', body, headers)
      assert.equal(reply.status, status, name)
      assert.equal(reply.body.message.error?.code, code, name)
      assert.equal(reply.body.errors?.[0]?.code, code, name)
    }
  })

  const samples = join(import.meta.dirname, '../../../../shared/standards/dci-samples')

  test('the official samples are understood and answered', { skip: !existsSync(samples) }, async () => {
    const said: Record<string, string> = {}
    for (const [folder, domain, member] of [
      ['social', 'sr', 'nsps'],
      ['crvs', 'crvs', 'nsps'],
      ['ibr', 'ibr', 'dss'],
    ] as const) {
      for (const file of readdirSync(join(samples, folder)).filter((name) => name.endsWith('req.json'))) {
        const sample = JSON.parse(readFileSync(join(samples, folder, file), 'utf8')) as {
          header?: object
          message?: { search_request?: unknown }
        }
        if (sample.message?.search_request === undefined) continue
        // All samples carry one message id; a message id is used once.
        const { body } = await post(domain, member, {
          ...sample,
          header: { ...sample.header, message_id: newId('msg') },
        })
        const [answer] = body.message.search_response
        said[`${folder}/${file}`] =
          answer?.status === 'succ'
            ? `succ ${answer.data?.reg_records.length}`
            : (/at (G\d+)/.exec(answer?.status_reason_message ?? '')?.[1] ?? answer?.status_reason_code ?? '')
      }
    }
    assert.deepEqual(said, {
      // The Secretariat may ask its own registry by poverty, size and marital status; scores of Tumaini are above 5.
      'social/processflow1-1req.json': 'succ 0',
      'social/processflow1-2req.json': 'succ 10',
      // It sorts by the score, which is released as a band: the order would tell more than the band.
      'social/processflow1-3req.json': 'rjct.sort.invalid',
      'social/processflow2req.json': 'succ 0',
      'social/processflow3areq.json': 'succ 0',
      // It asks for a sex less than `m`.
      'social/processflow4req.json': 'rjct.search_criteria.invalid',
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`crvs/processflow${n}req.json`, 'succ 0'])),
      'ibr/processflow3areq.json': 'succ 0',
      'ibr/processflow4req.json': 'succ 0',
    })
  })
})
