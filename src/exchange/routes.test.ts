import assert from 'node:assert/strict'
import { randomUUID, verify } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { Registry } from 'prom-client'
import { createTestDatabase } from '../../test/support/database.ts'
import type { Agreement } from '../agreements/schema.ts'
import { sha256 } from '../kernel/digest.ts'
import { fail, ok } from '../kernel/result.ts'
import { nodeCrypto } from '../ledger/node-crypto.ts'
import { verifyReceipt } from '../ledger/verify.ts'
import { type Principal, unauthenticated } from '../platform/http/access.ts'
import { createHttp, type Http } from '../platform/http/app.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import type {
  ExchangeDetail,
  ExchangeSummary,
  Overview,
  QuestionAnswer,
  QuestionOptions,
  SourceAnswer,
} from './schema.ts'
import { agreement, answering, declareTestCountry, openTestWorld, type TestWorld, wanjiku } from './test-world.ts'

const everything = ['question.ask', 'person.find', 'exchange.read', 'overview.read', 'decision.explain']
const callers: Readonly<Record<string, Principal>> = {
  officer: { kind: 'person', id: 'officer', member: 'dss', permissions: new Set(everything) },
  provider: { kind: 'person', id: 'clerk', member: 'nida', permissions: new Set(everything) },
  stranger: { kind: 'person', id: 'stranger', member: 'dpc', permissions: new Set(everything) },
  auditor: { kind: 'person', id: 'auditor', member: 'dpc', permissions: new Set([...everything, 'exchange.read-all']) },
  nobody: { kind: 'person', id: 'nobody', member: 'dss', permissions: new Set() },
}

type Reply = Awaited<ReturnType<Http['app']['inject']>>

interface Served extends TestWorld {
  readonly http: Http
  get<T>(caller: string, url: string, status?: number, language?: string): Promise<T>
  post(caller: string, url: string, body: unknown): Promise<Reply>
}

async function serve(t: TestContext): Promise<Served> {
  const { pool } = await createTestDatabase(t)
  const old = agreement({ id: 'nida-dss-old', validUntil: '2020-12-31' })
  await declareTestCountry(pool, [agreement(), old])
  const world = await openTestWorld(pool)
  const http = await createHttp({
    settings: {
      bodyLimitBytes: 100_000,
      requestTimeoutMs: 30_000,
      requestsInFlightLimit: 100,
      publicUrl: 'http://127.0.0.1',
      metricsAccess: 'loopback',
    },
    logger: createLogger('silent'),
    metrics: new Registry(),
    authenticate: async ({ headers }) => {
      const caller = callers[headers.authorization ?? '']
      return caller === undefined ? fail(unauthenticated) : ok(caller)
    },
    scopes: world.room.scopes,
    readiness: {},
    version: '0.0.0',
  })
  t.after(async () => {
    await http.close()
    await world.close()
  })
  return {
    ...world,
    http,
    async get(caller, url, status = 200, language = 'en') {
      const reply = await http.app.inject({ url, headers: { authorization: caller, 'accept-language': language } })
      assert.equal(reply.statusCode, status, reply.body)
      return reply.json()
    },
    post: async (caller, url, body) =>
      http.app.inject({ method: 'POST', url, headers: { authorization: caller }, payload: body as object }),
  }
}

let messages = 0
const question = (changes: object = {}) => ({
  messageId: `q-${messages++}`,
  purpose: 'eligibility-verification',
  subject: { 'person.national-id': wanjiku.nin },
  sources: [{ service: 'register.person' }],
  ...changes,
})

async function ask(served: Served, changes: object = {}): Promise<QuestionAnswer> {
  const reply = await served.post('officer', '/v1/questions', question(changes))
  assert.equal(reply.statusCode, 200, reply.body)
  return reply.json()
}

test('an answer is signed: digest and signature verify with the node’s key', async (t) => {
  const served = await serve(t)
  const reply = await served.post('officer', '/v1/questions', question())
  const digest = String(reply.headers['content-digest'])
  assert.equal(digest, `sha-256=:${sha256(reply.rawPayload).toString('base64')}:`)
  const parameters = String(reply.headers['signature-input']).replace(/^kiungo=/, '')
  const base = `"@status": 200\n"content-digest": ${digest}\n"@signature-params": ${parameters}`
  const signature = Buffer.from(String(reply.headers.signature).slice('kiungo=:'.length, -1), 'base64')
  assert.ok(verify(null, Buffer.from(base), served.nodeKey.publicKey, signature))
  assert.match(parameters, new RegExp(`keyid="${served.nodeKey.kid}"`))
})

test('the answer carries what was released, why, how, and a receipt that verifies offline', async (t) => {
  const served = await serve(t)
  const { sources } = await ask(served, { caseRef: 'CASE-1' })
  const [source] = sources
  assert.equal(source?.status, 'answered')
  assert.deepEqual(source?.forms['person.birth-date'], 'yes-no')
  assert.deepEqual(
    source?.trace.map(({ step }) => step),
    [
      'authenticate',
      'parse',
      'decide',
      'translate-question',
      'ask-provider',
      'translate-answer',
      'release',
      'append-evidence',
    ],
  )
  const verification = verifyReceipt(source?.receipt, { ...nodeCrypto, trustedKey: served.ledger.key })
  assert.ok(verification.ok, JSON.stringify(verification.checks))
  assert.equal(verification.entry?.id, source?.exchangeId)
})

test('without sources, every agreed source is asked by the identifiers it takes; one that cannot be says which', async (t) => {
  const served = await serve(t)
  const { sources } = await ask(served, { sources: undefined })
  assert.deepEqual(
    sources.map(({ service, status }) => `${service} ${status}`),
    ['late.person answered', 'list.person refused', 'register.person answered'],
  )
  const unknown = await ask(served, { subject: { 'person.phone': '+999712345678' } })
  assert.equal(unknown.sources[0]?.reason?.code, 'exchange.cannot-ask')
  assert.match(unknown.sources[0]?.message ?? '', /person\.national-id/)
  assert.ok(unknown.sources[0]?.fix)
  const none = await served.post('officer', '/v1/questions', question({ sources: undefined, purpose: 'statistics' }))
  assert.deepEqual([none.statusCode, none.json().code], [403, 'exchange.no-sources'])
})

test('a question tells a source no more of the person than its first agreed set of identifiers', async (t) => {
  const served = await serve(t)
  await ask(served, {
    subject: { 'person.national-id': wanjiku.nin, 'person.name.surname': 'K', 'person.birth-date': wanjiku.born },
  })
  assert.deepEqual(
    served.system.asked.map(({ params }) => params),
    [{ nin: wanjiku.nin }],
  )
})

test('refusals are told in the asker’s language', async (t) => {
  const served = await serve(t)
  const said = async (language: string) => {
    const reply = await served.http.app.inject({
      method: 'POST',
      url: '/v1/questions',
      headers: { authorization: 'officer', 'accept-language': language },
      payload: question({ purpose: 'statistics' }),
    })
    return reply.json<QuestionAnswer>().sources[0]?.message ?? ''
  }
  const sentences = await Promise.all(['en', 'sw', 'fr'].map(said))
  assert.equal(new Set(sentences).size, 3)
  assert.ok(sentences.every((sentence) => sentence.includes('statistics')))
})

test('options list what the agreements in force allow, with narrower purposes, and nothing expired', async (t) => {
  const options = await (await serve(t)).get<QuestionOptions>('officer', '/v1/questions/options')
  assert.equal(options.member, 'dss')
  assert.deepEqual(options.purposes.map(({ purpose }) => purpose).sort(), [
    'eligibility-verification',
    'social-protection-delivery',
  ])
  assert.deepEqual(
    options.purposes[0]?.sources.map(({ agreement: id }) => id),
    ['nida-dss', 'nida-dss', 'nida-dss'],
  )
})

test('bad questions are refused with the place of the fault, and leave no entry', async (t) => {
  const served = await serve(t)
  for (const [changes, pointer] of [
    [{ messageId: '' }, '/messageId'],
    [{ subject: {} }, '/subject'],
    [{ sources: [] }, '/sources'],
    [{ sources: [{ service: 'no.service' }] }, '/sources/0/service'],
    [{ deadlineMs: 1 }, '/deadlineMs'],
    [{ caseRef: 'Juma Bakari 1944' }, '/caseRef'],
    [{ more: 1 }, '/more'],
  ] as const) {
    const reply = await served.post('officer', '/v1/questions', question(changes))
    assert.equal(reply.statusCode, 400, reply.body)
    assert.equal(reply.json().pointer, pointer)
  }
  assert.equal((await served.ledger.latestCheckpoint()).size, 0)
})

test('callers without the permission, or without a name, get nothing', async (t) => {
  const served = await serve(t)
  assert.equal((await served.post('nobody', '/v1/questions', question())).statusCode, 403)
  assert.equal((await served.post('', '/v1/questions', question())).statusCode, 401)
  for (const url of [
    '/v1/exchanges',
    '/v1/exchanges/x',
    '/v1/exchanges/x/receipt',
    '/v1/overview',
    '/v1/questions/options',
  ]) {
    await served.get('nobody', url, 403)
    await served.get('', url, 401)
  }
})

test('exchanges are listed newest first, page by page, to their parties and to the auditor', async (t) => {
  const served = await serve(t)
  for (let i = 0; i < 5; i++) await ask(served, i === 2 ? { caseRef: 'CASE-2', purpose: 'statistics' } : {})
  type List = { exchanges: ExchangeSummary[]; next?: string }
  const all = await served.get<List>('officer', '/v1/exchanges')
  assert.equal(all.exchanges.length, 5)
  const seen: string[] = []
  let page = await served.get<List>('provider', '/v1/exchanges?limit=2')
  for (
    ;
    page.next !== undefined;
    page = await served.get<List>('provider', `/v1/exchanges?limit=2&cursor=${page.next}`)
  ) {
    seen.push(...page.exchanges.map(({ id }) => id))
  }
  seen.push(...page.exchanges.map(({ id }) => id))
  assert.deepEqual(
    seen,
    all.exchanges.map(({ id }) => id),
  )
  assert.deepEqual(seen, [...seen].sort().reverse())
  assert.equal((await served.get<List>('auditor', '/v1/exchanges')).exchanges.length, 5)
  assert.equal((await served.get<List>('stranger', '/v1/exchanges')).exchanges.length, 0)
  const refused = await served.get<List>('officer', '/v1/exchanges?status=refused&search=CASE-2')
  assert.deepEqual(
    refused.exchanges.map(({ refusedAt, caseRef }) => [refusedAt, caseRef]),
    [['G4', 'CASE-2']],
  )
  assert.equal(
    (await served.get<{ code: string }>('officer', '/v1/exchanges?cursor=x', 400)).code,
    'exchange.unknown-cursor',
  )
})

test('one exchange is shown step by step with its proof, to those who may see it', async (t) => {
  const served = await serve(t)
  const [source] = (await ask(served)).sources
  const url = `/v1/exchanges/${source?.exchangeId}`
  const detail = await served.get<ExchangeDetail>('provider', url)
  assert.equal(detail.sentences.length, detail.gates.length)
  assert.deepEqual(detail.released.map(({ element, release }) => `${element} ${release}`).sort(), [
    'person.birth-date yes-no',
    'person.name.surname raw',
    'person.national-id raw',
  ])
  assert.equal(detail.trace.at(-1)?.step, 'append-evidence')
  assert.doesNotMatch(JSON.stringify(detail), /302118476|Kamotho/)
  await served.get('stranger', url, 404)
  await served.get('stranger', `${url}/receipt`, 404)
  const own = await served.get<{ openings?: object }>('provider', `${url}/receipt`)
  const auditor = await served.get<{ openings?: object }>('auditor', `${url}/receipt`)
  assert.ok(own.openings !== undefined && auditor.openings === undefined)
  assert.ok(verifyReceipt(auditor, { ...nodeCrypto, trustedKey: served.ledger.key }).ok)
})

test('the overview counts flows, also those never used, and refusals by gate', async (t) => {
  const served = await serve(t)
  await ask(served)
  await ask(served, { purpose: 'statistics' })
  served.system.answer = answering(['nonsense'])
  await ask(served)
  await served.room.health.checkAll()
  const overview = await served.get<Overview>('officer', '/v1/overview?windowMinutes=5')
  const flow = overview.flows.filter(({ service }) => service === 'register.person')
  assert.deepEqual(
    flow.map(({ asked, answered, refused, unavailable }) => [asked, answered, refused, unavailable]),
    [[3, 1, 1, 1]],
  )
  assert.ok((flow[0]?.p50Ms ?? 0) > 0)
  assert.deepEqual(
    overview.flows
      .filter(({ asked }) => asked === 0)
      .map(({ service }) => service)
      .sort(),
    ['late.person', 'list.person'],
  )
  assert.deepEqual(overview.refusals, [{ gate: 'G4', code: 'agreements.purpose-not-agreed', count: 1 }])
  assert.deepEqual(
    overview.systems.map(({ state }) => state),
    ['up', 'up'],
  )
  assert.equal(overview.ledger.size, 3)
})

test('a person is looked for in the social registry only', async (t) => {
  const served = await serve(t)
  const search = { messageId: 'f-1', purpose: 'eligibility-verification' }
  const empty = await served.post('officer', '/v1/people/find', search)
  assert.deepEqual([empty.statusCode, empty.json().code], [400, 'exchange.no-subject'])
  const reply = await served.post('officer', '/v1/people/find', { ...search, name: 'Kamotho' })
  // This little country has no social registry.
  assert.deepEqual(
    [reply.statusCode, reply.json<SourceAnswer & { code: string }>().code],
    [400, 'exchange.unknown-service'],
  )
})

test('a draft is tried on the exchanges that happened: field by field, by its parties and the auditor', async (t) => {
  const served = await serve(t)
  const ask = (source: object = {}) =>
    served.post('officer', '/v1/questions', {
      messageId: randomUUID(),
      purpose: 'eligibility-verification',
      subject: { 'person.national-id': wanjiku.nin },
      sources: [{ service: 'register.person', ...source }],
    })
  for (let i = 0; i < 3; i++) assert.equal((await ask()).statusCode, 200)
  assert.equal((await ask({ elements: ['person.sex'] })).json().sources[0].status, 'refused')
  const tryDraft = async (draft: Agreement, caller = 'officer') =>
    (await served.post(caller, '/v1/agreements/what-if', { agreement: draft, days: 1 })).json()

  const same = await tryDraft(agreement())
  assert.deepEqual(
    [same.exchanges, same.stayReleased, same.stayRefused, same.newlyRefused, same.newlyReleased, same.examples],
    [4, 3, 1, 0, 0, []],
  )
  const [clause] = agreement().services
  const fields = [
    { element: 'person.sex', release: 'raw', justification: 'j' } as const,
    { element: 'person.national-id', release: 'pseudonym', justification: 'j' } as const,
  ]
  const narrower = agreement({ services: [{ ...clause!, fields }], validFrom: '2099-01-01', volume: { perDay: 2 } })
  const tried = await tryDraft(narrower)
  assert.deepEqual([tried.newlyRefused, tried.newlyReleased, tried.stayRefused], [1, 0, 1])
  assert.equal(tried.stayReleased, 2)
  assert.deepEqual(tried.refusals, [{ gate: 'G10', code: 'agreements.day-volume-used-up', count: 2 }])
  const field = (element: string) => tried.fields.find((one: { element: string }) => one.element === element)
  assert.deepEqual(field('person.national-id'), {
    ...{ element: 'person.national-id', kept: 0, otherForm: 2, lost: 1, gained: 0 },
  })
  assert.deepEqual(field('person.sex'), { element: 'person.sex', kept: 0, otherForm: 0, lost: 0, gained: 2 })
  assert.equal(field('person.name.surname').lost, 3)
  assert.equal(tried.examples.length, 3)
  assert.equal((await tryDraft(narrower, 'provider')).exchanges, 4)
  assert.equal((await tryDraft(narrower, 'auditor')).exchanges, 4)
  assert.equal((await tryDraft(narrower, 'stranger')).code, 'exchange.draft-of-others')
  assert.equal((await tryDraft(agreement({ validFrom: '2026-02-30' }))).code, 'agreements.faulty-agreement')
  const counted = await served.pool.query('select max(count) as count from agreement_usage')
  assert.equal(counted.rows[0].count, 3, 'trying counts nothing')
})
