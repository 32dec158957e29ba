import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '../../../test/support/database.ts'
import { testSubjectKey, wanjiku } from '../../exchange/test-world.ts'
import { nodeCrypto } from '../../ledger/node-crypto.ts'
import { verifyReceipt } from '../../ledger/verify.ts'
import type { Clock } from '../../platform/clock.ts'
import { movableClock, startDesk } from '../test-desk.ts'
import type { CaseList, CaseProof, CorrectionNotice, Disclosure, RightsKind, ShownCase } from './schema.ts'

const asked = (kind: RightsKind, changes: object = {}) => ({
  ...{ nationalId: wanjiku.nin, kind, by: 'subject', channel: 'office' },
  ...changes,
})

async function desk(t: TestContext, clock?: Clock) {
  const { pool } = await createTestDatabase(t)
  const started = await startDesk(t, pool, clock)
  const { call } = started
  const receive = async (kind: RightsKind, changes?: object) => {
    const { status, body, text } = await call<ShownCase>('/v1/rights/cases', asked(kind, changes))
    assert.equal(status, 201, text)
    return body
  }
  const step = (id: string, name: string, payload: object = {}) =>
    call<ShownCase & { code: string }>(`/v1/rights/cases/${id}/${name}`, payload)
  const opened = async (kind: RightsKind, changes?: object) => {
    const { id } = await receive(kind, changes)
    await step(id, 'verify')
    await step(id, 'begin')
    return id
  }
  return { ...started, receive, step, opened }
}

test('an objection stops the next exchange within a second of the proof of identity; refused, exchanges go on', async (t) => {
  const { receive, step, ask } = await desk(t)
  assert.equal((await ask()).status, 'answered')
  const { id } = await receive('objection')
  assert.equal((await ask()).status, 'answered', 'anyone could have sent it')
  assert.equal((await step(id, 'verify')).status, 200)
  await sleep(1000)
  assert.equal((await ask()).reason?.code, 'agreements.subject-objected')
  const refusal = { ground: 'overriding-interest', act: 'Data Protection Act 2021', section: 's. 36' }
  const refused = await step(id, 'refuse', refusal)
  assert.deepEqual([refused.body.status, refused.body.restriction], ['refused', undefined])
  await sleep(1000)
  assert.equal((await ask()).status, 'answered')
})

test('a granted restriction holds until it is lifted', async (t) => {
  const { opened, step, ask } = await desk(t)
  const id = await opened('restriction')
  assert.equal((await step(id, 'close')).body.status, 'done')
  await sleep(1000)
  assert.equal((await ask()).reason?.code, 'agreements.subject-restricted')
  assert.equal((await step(id, 'lift')).status, 200)
  await sleep(1000)
  assert.equal((await ask()).status, 'answered')
  assert.equal((await step(id, 'lift')).body.code, 'rights.not-now')
})

test('what was asked about a person is given page by page, nothing twice and nothing left out', async (t) => {
  const { ask, receive, step, call } = await desk(t)
  const asked: string[] = []
  for (let i = 0; i < 5; i++) asked.push((await ask()).id)
  const { id } = await receive('access')
  await step(id, 'verify')
  await step(id, 'begin')
  const given: string[] = []
  let query = '?limit=2'
  for (let pages = 1; ; pages++) {
    const { body } = await call<Disclosure>(`/v1/rights/cases/${id}/disclose${query}`, {})
    given.push(...body.exchanges.map(({ exchange }) => exchange))
    assert.equal(body.more, body.next !== undefined)
    if (body.next === undefined) {
      assert.equal(pages, 3)
      break
    }
    query = `?limit=2&before=${body.next}`
  }
  assert.deepEqual(given, asked.toReversed())
  assert.equal((await call(`/v1/rights/cases/${id}/disclose?before=x`, {})).status, 400)
})

test('access gives who asked what, under which agreement and law, and nothing before the identity is proven', async (t) => {
  const { ask, receive, step, call, pool } = await desk(t)
  const { id: exchange } = await ask()
  const { id } = await receive('access')
  assert.equal((await step(id, 'disclose')).body.code, 'rights.not-now')
  await step(id, 'verify')
  await step(id, 'begin')
  assert.equal((await step(id, 'close')).body.code, 'rights.nothing-disclosed')
  const { body } = await call<Disclosure>(`/v1/rights/cases/${id}/disclose`, {})
  const [entry] = body.exchanges
  assert.deepEqual(
    [body.scope, body.exchanges.length, entry?.exchange, entry?.consumer, entry?.agreement, entry?.basis?.act],
    ['member', 1, exchange, 'dss', { id: 'nida-dss', version: 1 }, 'Act'],
  )
  assert.deepEqual(entry?.elements, ['person.birth-date', 'person.name.surname', 'person.national-id'])
  const table = await call(`/v1/rights/cases/${id}/disclose.csv`, { part: 'exchanges' })
  assert.equal(table.text.split('\r\n').length, 3)
  assert.match(table.text, /nida-dss 1,public-task,"Act, s\. 1",answered/)
  assert.equal((await step(id, 'close')).body.status, 'done')
  const { rows } = await pool.query('select act, details, subject from administrative_act order by ledger_index')
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['receive', 'verify', 'begin', 'disclose', 'disclose', 'close'].map((step) => `rights.${step}`),
  )
  const kept = JSON.stringify([rows, (await pool.query('select * from rights_case')).rows])
  assert.ok(!kept.includes(wanjiku.nin) && !kept.includes(wanjiku.family))
})

test('portability also carries the consents as a table', async (t) => {
  const { opened, call } = await desk(t)
  const id = await opened('portability')
  const { text, status } = await call(`/v1/rights/cases/${id}/disclose.csv`, { part: 'consents' })
  assert.deepEqual([status, text.startsWith('id,revision,status,controllers')], [200, true])
})

test('a correction reaches each member that received the value, and the case waits for their acknowledgement', async (t) => {
  const { ask, opened, step, call, as, pool } = await desk(t)
  const { id: exchange } = await ask()
  const id = await opened('rectification', { elements: ['person.name.surname'] })
  assert.equal((await step(id, 'close')).body.code, 'rights.not-propagated')
  assert.equal((await step(id, 'propagate')).status, 200)
  assert.equal((await step(id, 'propagate')).body.code, 'rights.not-now', 'nobody is told twice')
  assert.equal((await step(id, 'close')).body.code, 'rights.not-acknowledged')

  as('dpc', 'data-protection-officer')
  const others = await call<{ corrections: CorrectionNotice[] }>('/v1/corrections')
  assert.deepEqual(others.body.corrections, [], 'who received nothing is told nothing')
  as('dss', 'data-protection-officer')
  const { corrections } = (await call<{ corrections: CorrectionNotice[] }>('/v1/corrections')).body
  const [notice] = corrections
  assert.deepEqual(
    [corrections.length, notice?.kind, notice?.provider, notice?.agreements, notice?.elements, notice?.exchanges],
    [1, 'rectification', 'nida', ['nida-dss'], ['person.name.surname'], [exchange]],
  )
  const acknowledged = `/v1/corrections/${notice?.id}/acknowledge`
  as('dpc', 'data-protection-officer')
  assert.equal((await call(acknowledged, { outcome: 'corrected' })).status, 404)
  as('dss', 'data-protection-officer')
  assert.equal((await call(acknowledged, { outcome: 'corrected' })).status, 200)
  assert.equal((await call(acknowledged, { outcome: 'corrected' })).status, 404, 'once')

  as('nida', 'data-protection-officer')
  assert.equal((await step(id, 'close')).body.status, 'done')
  const proof = await pool.query(`select details from administrative_act where act = 'correction.acknowledge'`)
  assert.deepEqual([proof.rows[0].details.case, proof.rows[0].details.outcome], [id, 'corrected'])
})

test('who received only other elements is not told', async (t) => {
  const { ask, opened, step, call } = await desk(t)
  await ask()
  const id = await opened('erasure', { elements: ['person.sex'] })
  await step(id, 'propagate')
  const { body } = await call<{ notices: CorrectionNotice[] }>(`/v1/rights/cases/${id}`)
  assert.deepEqual(body.notices, [])
  assert.equal((await step(id, 'close')).body.status, 'done')
})

test('overdue cases are listed, those longest overdue first', async (t) => {
  const clock = movableClock('2026-02-10T06:00:00Z')
  const { receive, call } = await desk(t, clock)
  const rectification = await receive('rectification')
  const access = await receive('access')
  assert.equal(access.due?.at, '2026-02-17T21:00:00.000Z')
  const listed = async (query: string) => (await call<CaseList>(`/v1/rights/cases?${query}`)).body
  const overdue = async () => (await listed('overdue=true')).cases.map(({ id }) => id)
  clock.set('2026-02-17T20:59:59Z')
  assert.deepEqual(await overdue(), [])
  clock.set('2026-02-17T21:00:00Z')
  assert.deepEqual(await overdue(), [access.id])
  clock.set('2026-03-01T00:00:00Z')
  assert.deepEqual(await overdue(), [access.id, rectification.id])
  const first = await listed('overdue=true&limit=1')
  assert.deepEqual([first.cases[0]?.id, first.next, first.counts.overdue], [access.id, access.id, 2])
  const second = await listed(`overdue=true&limit=1&cursor=${first.next}`)
  assert.deepEqual([second.cases[0]?.id, second.next], [rectification.id, undefined])
})

test('cases are read page by page, newest first, and counted over all that the caller may see', async (t) => {
  const { receive, step, call, as } = await desk(t)
  const ids: string[] = []
  for (const kind of ['access', 'erasure', 'objection'] as const) ids.unshift((await receive(kind)).id)
  await step(ids[0] ?? '', 'verify')
  const listed = async (query: string) => (await call<CaseList>(`/v1/rights/cases?${query}`)).body
  const read: string[] = []
  let next: string | undefined = ''
  while (next !== undefined) {
    const page: CaseList = await listed(`limit=1${next && `&cursor=${next}`}`)
    read.push(...page.cases.map(({ id }) => id))
    next = page.next
  }
  assert.deepEqual(read, ids)
  const { counts } = await listed('kind=access')
  assert.deepEqual([counts.received, counts.verified, counts.done], [2, 1, 0])
  as('dpc', 'regulator')
  assert.equal((await listed('member=nida')).cases.length, 3)
  assert.deepEqual((await listed('member=dss')).cases, [])
})

test('the proof of a correction is receipts that verify without this node and open what was done, by whom', async (t) => {
  const { ask, opened, step, call, as, ledger } = await desk(t)
  await ask()
  const id = await opened('rectification', { elements: ['person.name.surname'] })
  await step(id, 'propagate')
  as('dss', 'data-protection-officer')
  assert.equal((await call(`/v1/rights/cases/${id}/proof`)).status, 404, 'another member’s case')
  const { corrections } = (await call<{ corrections: CorrectionNotice[] }>('/v1/corrections')).body
  await call(`/v1/corrections/${corrections[0]?.id}/acknowledge`, { outcome: 'corrected' })
  as('nida', 'data-protection-officer')
  await step(id, 'close')
  const { body, text } = await call<CaseProof>(`/v1/rights/cases/${id}/proof`)
  assert.deepEqual(
    body.entries.map(({ act, member }) => `${act} ${member}`),
    [
      ...['receive', 'verify', 'begin', 'propagate'].map((one) => `rights.${one} nida`),
      ...['correction.acknowledge dss', 'rights.close nida'],
    ],
  )
  const checks = { ...nodeCrypto, trustedKey: ledger.key }
  for (const { receipt } of body.entries) assert.equal(verifyReceipt(receipt, checks).ok, true)
  const [, , , told] = body.entries
  assert.ok(told)
  const opening = told.receipt.openings?.request
  assert.ok(opening)
  const forged = { ...told.receipt, openings: { request: { ...opening, value: { act: 'rights.propagate' } } } }
  assert.equal(verifyReceipt(forged, checks).ok, false, 'what was told cannot be changed since')
  assert.ok(!text.includes(wanjiku.nin) && !text.includes(wanjiku.family))
})

test('a representative needs a representation of this person that holds', async (t) => {
  const { call, pool } = await desk(t)
  const id = `rep-${'0'.repeat(26)}`
  const by = (nationalId: string) =>
    call<{ code: string }>(
      '/v1/rights/cases',
      asked('access', { nationalId, by: 'representative', representation: id }),
    )
  assert.equal((await by(wanjiku.nin)).body.code, 'rights.faulty')
  const document = { id, subject: testSubjectKey(wanjiku.nin), validFrom: '2026-01-01' }
  await pool.query('insert into representation (id, subject_key, document) values ($1, $2, $3)', [
    ...[id, document.subject, JSON.stringify(document)],
  ])
  assert.equal((await by(wanjiku.nin)).status, 201)
  assert.equal((await by('302118477')).body.code, 'rights.faulty')
})

test('a request that cannot be right is not taken', async (t) => {
  const { call } = await desk(t)
  const fault = async (changes: object) =>
    (await call<{ pointer: string }>('/v1/rights/cases', asked('access', changes))).body.pointer
  assert.equal(await fault({ receivedAt: '2099-01-01T00:00:00Z' }), '/receivedAt')
  assert.equal(await fault({ elements: ['unknown.element'] }), '/elements')
  assert.equal(await fault({ purpose: 'unknown' }), '/purpose')
  assert.equal(await fault({ representation: `rep-${'0'.repeat(26)}` }), '/representation')
})

test('cases of another member are not seen or moved; an officer receives but does not decide', async (t) => {
  const { receive, step, call, as } = await desk(t)
  const { id } = await receive('access')
  as('dss', 'data-protection-officer')
  assert.equal((await call(`/v1/rights/cases/${id}`)).status, 404)
  assert.equal((await step(id, 'verify')).status, 404)
  assert.deepEqual((await call<{ cases: ShownCase[] }>('/v1/rights/cases')).body.cases, [])
  as('dpc', 'regulator')
  assert.equal((await call(`/v1/rights/cases/${id}`)).status, 200)
  assert.equal((await step(id, 'verify')).status, 403)
  as('nida', 'programme-officer')
  assert.equal((await step(id, 'verify')).status, 200)
  assert.equal((await step(id, 'close')).status, 403)
})

test('of two who take the same step at once, one is told that the case changed', async (t) => {
  const { receive, step } = await desk(t)
  const { id } = await receive('access')
  const answers = await Promise.all([step(id, 'verify'), step(id, 'verify')])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
})
