import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { commitment } from '../kernel/digest.ts'
import { fail } from '../kernel/result.ts'
import type { ExchangeRequest } from './plugin.ts'
import type { Answered, Incoming } from './service.ts'
import { byNumber, incoming, request } from './test-asking.ts'
import {
  agreement,
  answering,
  declareTestCountry,
  openTestWorld,
  type TestWorld,
  type TestWorldOptions,
  wanjiku,
} from './test-world.ts'
import { receiptOf } from './views.ts'

async function world(t: TestContext, options: TestWorldOptions = {}): Promise<TestWorld> {
  const { pool } = await createTestDatabase(t)
  await declareTestCountry(pool, options.agreements)
  const opened = await openTestWorld(pool, options)
  t.after(() => opened.close())
  return opened
}

async function answered({ room }: TestWorld, sent: Incoming): Promise<Answered> {
  const result = await room.exchanges.answer(sent)
  assert.ok(result.ok, result.ok ? '' : result.problem.code)
  return result.value
}

async function one(opened: TestWorld, changes: Partial<ExchangeRequest> = {}) {
  const { settled } = await answered(opened, incoming([request(changes)]))
  assert.equal(settled.length, 1)
  const [exchange] = settled
  assert.ok(exchange)
  const entry = await opened.ledger.entry(exchange.ledgerIndex)
  assert.ok(entry.ok && entry.value.id === exchange.id)
  return { exchange, entry: entry.value }
}

const ledgerSize = async ({ ledger }: TestWorld): Promise<number> => (await ledger.latestCheckpoint()).size

test('a question is answered with the agreed fields in their form, and its receipt opens to it', async (t) => {
  const opened = await world(t)
  const { exchange, entry } = await one(opened)
  assert.equal(exchange.status, 'answered')
  assert.deepEqual(exchange.records, [
    { 'person.national-id': wanjiku.nin, 'person.name.surname': 'Kamotho', 'person.birth-date': true },
  ])
  assert.deepEqual(
    opened.system.asked.map(({ params }) => params),
    [{ nin: wanjiku.nin }],
  )
  assert.deepEqual(
    exchange.trace.map(({ step, result }) => `${step} ${result}`),
    [
      'decide done',
      'translate-question done',
      'ask-provider done',
      'translate-answer done',
      'release done',
      'append-evidence done',
    ],
  )
  assert.equal(entry.type, 'exchange')
  assert.equal(entry.outcome, 'permit')
  assert.deepEqual(entry.elements, ['person.birth-date', 'person.name.surname', 'person.national-id'])
  assert.doesNotMatch(JSON.stringify(entry), /302118476|Kamotho/)
  const receipt = await receiptOf(exchange, opened.ledger)
  assert.ok(receipt.ok)
  assert.equal(entry.response, commitment(receipt.value.openings?.response?.salt ?? '', { records: exchange.records }))
  assert.equal(
    entry.subject,
    commitment(receipt.value.openings?.subject?.salt ?? '', { 'person.national-id': wanjiku.nin }),
  )
})

test('the entry says what was decided and why, without a value: fields, forms, gates, obligations, who asked', async (t) => {
  const obligations = [{ code: 'no-onward-sharing', text: { en: 'a', sw: 'b', fr: 'c' } }]
  const opened = await world(t, { agreements: [agreement({ obligations })] })
  const elements = ['person.national-id', 'person.birth-date', 'person.phone']
  const { entry } = await one(opened, { elements, acceptPartial: true })
  assert.equal(entry.outcome, 'partial')
  assert.deepEqual(entry.elements, ['person.birth-date', 'person.national-id'])
  const { gates, user, ...decision } = entry.decision!
  assert.deepEqual(decision, {
    requested: elements,
    forms: ['yes-no', 'raw'],
    withheld: [{ element: 'person.phone', reason: 'agreements.field-not-agreed' }],
    obligations: ['no-onward-sharing'],
  })
  assert.equal(gates.length, 12)
  assert.ok(gates.every(({ result }) => result === 'pass'))
  assert.match(user, /^[0-9a-f]{64}$/)
  const number = await one(opened, { elements: ['person.n302118476'] })
  assert.equal(number.entry.type, 'refusal')
  assert.deepEqual(number.entry.decision?.requested, ['unknown'])
  assert.equal(number.entry.decision?.reason, 'agreements.fields-not-agreed')
  assert.doesNotMatch(JSON.stringify([entry, number.entry]), /302118476|dss-mis/)
})

test('every refusal is an entry, and the provider is not asked', async (t) => {
  const expired = agreement({ id: 'nida-dss-old', validFrom: '2020-01-01', validUntil: '2020-12-31' })
  const opened = await world(t, { agreements: [agreement(), expired] })
  const refusals: [Partial<ExchangeRequest>, string, string | undefined][] = [
    [{ purpose: 'statistics' }, 'agreements.purpose-not-agreed', 'G4'],
    [{ elements: ['person.phone'] }, 'agreements.fields-not-agreed', 'G8'],
    [
      { condition: { and: [byNumber, { element: 'person.sex', is: 'eq', value: 'female' }] } },
      'agreements.ask-by-not-agreed',
      'G8',
    ],
    [{ agreement: 'no-such-agreement' }, 'agreements.', 'G2'],
    [{ agreement: 'nida-dss-old' }, 'agreements.', 'G2'],
    [{ condition: { element: 'person.sex', is: 'eq', value: 'female' } }, 'exchange.cannot-ask', undefined],
    [{ condition: { not: byNumber } }, 'exchange.condition-not-supported', undefined],
    [{ sort: [{ element: 'person.phone', order: 'asc' }] }, 'exchange.sort-not-agreed', undefined],
    [{ condition: { ...byNumber, value: 'x\u0000' } }, 'exchange.cannot-translate', undefined],
  ]
  for (const [changes, code, gate] of refusals) {
    const { exchange, entry } = await one(opened, changes)
    assert.equal(exchange.status, 'refused', code)
    assert.ok(exchange.reason?.code.startsWith(code), `${exchange.reason?.code} is not ${code}`)
    assert.equal(entry.type, 'refusal')
    assert.equal(entry.outcome, 'deny')
    assert.equal(entry.gate, gate)
    assert.equal(entry.elements, undefined)
    assert.deepEqual(exchange.records, [])
  }
  assert.equal(opened.system.asked.length, 0)
  assert.equal(await ledgerSize(opened), refusals.length)
  const needs = await one(opened, { condition: { element: 'person.sex', is: 'eq', value: 'female' } })
  assert.equal(needs.exchange.reason?.params.needs, 'person.national-id | person.name.surname + person.birth-date')
})

test('an unknown service and a purpose that is none are refused before anything happens', async (t) => {
  const opened = await world(t)
  for (const [changes, code] of [
    [{ service: 'no.service' }, 'exchange.unknown-service'],
    [{ purpose: 'for 302118476' }, 'exchange.malformed-purpose'],
    [{ purpose: 'p302118476' }, 'exchange.malformed-purpose'],
  ] as const) {
    const result = await opened.room.exchanges.answer(incoming([request(changes)]))
    assert.ok(!result.ok && result.problem.code === code)
  }
  assert.equal(await ledgerSize(opened), 0)
})

test('the volume of an agreement holds exactly, also for questions at the same moment', async (t) => {
  const opened = await world(t, { agreements: [agreement({ volume: { perDay: 3 } })] })
  const all = await Promise.all(Array.from({ length: 8 }, () => answered(opened, incoming([request()]))))
  const statuses = all.flatMap(({ settled }) => settled.map(({ status, reason }) => reason?.code ?? status))
  assert.equal(statuses.filter((status) => status === 'answered').length, 3)
  assert.ok(
    statuses.every((status) => status === 'answered' || status === 'agreements.day-volume-used-up'),
    statuses.join(),
  )
  const { rows } = await opened.pool.query(`select count from agreement_usage where window_kind = 'day'`)
  assert.deepEqual(rows, [{ count: 3 }])
})

test('a system that fails is marked so, with an entry and no data', async (t) => {
  const opened = await world(t)
  const kinds = {
    unavailable: 'exchange.provider-unavailable',
    timeout: 'exchange.provider-timeout',
    refused: 'exchange.provider-refused',
    'rate-limited': 'exchange.provider-rate-limited',
    nonsense: 'exchange.provider-nonsense',
  } as const
  for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
    opened.system.answer = async () => fail({ kind, detail: 'test' })
    const { exchange, entry } = await one(opened)
    assert.equal(exchange.reason?.code, kinds[kind])
    assert.equal(exchange.status, kind === 'nonsense' ? 'invalid' : 'unavailable')
    assert.equal(entry.outcome, kind === 'nonsense' ? 'failed' : 'unavailable')
    assert.equal(entry.response, undefined)
  }
  opened.system.answer = async () => {
    throw new Error('a connector that throws')
  }
  const { exchange } = await one(opened)
  assert.equal(exchange.reason?.code, 'exchange.fault')
  assert.equal(opened.reported.length, 1)
})

test('nobody waits longer than the time limit for a system that does not answer', async (t) => {
  const opened = await world(t)
  opened.system.answer = () => new Promise(() => undefined)
  const began = performance.now()
  const { exchange } = await one(opened, { service: 'late.person' })
  assert.equal(exchange.reason?.code, 'exchange.provider-timeout')
  assert.ok(performance.now() - began < 1_500)
  const { settled } = await answered(opened, incoming([request()], { deadlineMs: 100 }))
  assert.equal(settled[0]?.reason?.code, 'exchange.provider-timeout')
})

test('an answer that is no records is invalid; one with a value out of place is answered with the issue', async (t) => {
  const opened = await world(t)
  opened.system.answer = answering(['<html>', 7])
  assert.equal((await one(opened)).exchange.status, 'invalid')
  opened.system.answer = answering([{ ...wanjiku, born: '31/31/1951' }])
  const { exchange } = await one(opened)
  assert.equal(exchange.status, 'answered')
  assert.ok(exchange.issues.some(({ element }) => element === 'person.birth-date'))
  assert.equal(exchange.records[0]?.['person.birth-date'], undefined)
  opened.system.answer = answering([])
  assert.equal((await one(opened)).exchange.status, 'no-record')
})

test('no more records leave than agreed, and the rest is counted', async (t) => {
  const opened = await world(t)
  opened.system.answer = answering([wanjiku, wanjiku, wanjiku], 40)
  const { exchange } = await one(opened, {
    service: 'list.person',
    condition: { element: 'person.birth-date', is: 'lt', value: '1960-01-01' },
  })
  assert.deepEqual([exchange.records.length, exchange.total], [2, 40])
  assert.deepEqual(opened.system.asked[0]?.page, { size: 2, number: 1 })
})

test('sources are asked at once, and one that is down leaves no gap', async (t) => {
  const opened = await world(t)
  opened.system.answer = async ({ params }, signal) => {
    if (opened.system.asked.length === 2)
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve(fail({ kind: 'timeout', detail: '' }))),
      )
    return answering([{ ...wanjiku, nin: params.nin }])({} as never, signal)
  }
  const { settled } = await answered(
    opened,
    incoming([request(), request({ service: 'late.person' }), request({ purpose: 'statistics' })]),
  )
  assert.deepEqual(
    settled.map(({ service, status }) => [service, status]),
    [
      ['register.person', 'answered'],
      ['late.person', 'unavailable'],
      ['register.person', 'refused'],
    ],
  )
  assert.equal(new Set(settled.map(({ questionId }) => questionId)).size, 1)
})

test('beyond a system’s turns questions wait, and beyond the queue they are told it is busy', async (t) => {
  const opened = await world(t, { turns: { atOnceLimit: 1, waitingLimit: 1 } })
  let atOnce = 0
  let most = 0
  opened.system.answer = async () => {
    most = Math.max(most, ++atOnce)
    await new Promise((resolve) => setTimeout(resolve, 50))
    atOnce--
    return answering([wanjiku])({} as never, new AbortController().signal)
  }
  const all = await Promise.all([1, 2, 3].map(() => answered(opened, incoming([request()]))))
  const outcomes = all.map(({ settled }) => settled[0]?.reason?.code ?? settled[0]?.status).sort()
  assert.deepEqual(outcomes, ['answered', 'answered', 'exchange.provider-busy'])
  assert.equal(most, 1)
})
