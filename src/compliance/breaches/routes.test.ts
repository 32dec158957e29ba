import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Static } from 'typebox'
import { createTestDatabase } from '../../../test/support/database.ts'
import { wanjiku } from '../../exchange/test-world.ts'
import type { Duties } from '../duties/schema.ts'
import { movableClock, startDesk } from '../test-desk.ts'
import type { BreachList, BreachPage, ShownBreach } from './schema.ts'
import { content } from './test-breaches.ts'

const noticedAt = '2026-02-13T15:00:00Z'
const start = '2026-02-13T16:00:00Z'

type Problem = { readonly code: string; readonly pointer: string }
type Answered = ShownBreach & Problem

async function desk(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const clock = movableClock(start)
  const served = await startDesk(t, pool, clock)
  const record = (changes: object = {}, at = noticedAt) =>
    served.call<Answered>('/v1/breaches', { noticedAt: at, content: content(changes) })
  const step = (id: string, name: string, body: object = {}) =>
    served.call<Answered>(`/v1/breaches/${id}/${name}`, body)
  return { ...served, pool, clock, record, step }
}

test('from the notice to the end: recorded, assessed by another, told in time, closed; each step in the ledger', async (t) => {
  const { call, as, asSecond, record, step, pool } = await desk(t)
  as('nida', 'legal-officer')
  const recorded = await record()
  assert.equal(recorded.status, 201, recorded.text)
  const { id } = recorded.body
  assert.deepEqual(
    recorded.body.recipients.map(({ to, state }) => `${to} ${state}`),
    ['authority open', 'dss open', 'persons not-required'],
  )
  assert.equal((await step(id, 'submit')).body.status, 'submitted')
  assert.equal((await step(id, 'assess')).status, 403, 'a legal officer does not assess')
  as('nida', 'data-protection-officer')
  assert.equal((await step(id, 'assess')).body.code, 'breach.own', 'the same person in another office')
  asSecond('nida', 'data-protection-officer')
  assert.equal((await step(id, 'send-back', { reason: 'Say how it was found.' })).body.status, 'open')
  assert.equal((await step(id, 'close')).body.code, 'breach.not-now')
  as('nida', 'legal-officer')
  await step(id, 'revise', { content: content({ discovery: 'By a call.' }) })
  await step(id, 'submit')
  asSecond('nida', 'data-protection-officer')
  assert.equal((await step(id, 'assess')).body.status, 'assessed')
  const early = await step(id, 'close')
  assert.deepEqual([early.status, early.body.code], [409, 'breach.not-told'])
  for (const to of ['authority', 'dss']) {
    assert.equal((await step(id, 'told', { to, at: start, reference: 'Letter 1' })).status, 200, to)
  }
  assert.equal((await step(id, 'close')).body.status, 'closed')
  assert.equal((await step(id, 'revise', { content: content() })).body.code, 'breach.not-now')
  const { revisions } = (await call<BreachPage>(`/v1/breaches/${id}`)).body
  const steps = revisions.map(({ step: taken }) => taken).reverse()
  const { rows } = await pool.query('select act from administrative_act where subject = $1 order by ledger_index', [id])
  assert.deepEqual(
    rows.map(({ act }) => act),
    steps.map((taken) => `breach.${taken}`),
  )
  assert.equal(revisions.at(-1)?.content.discovery, content().discovery, 'what was written first stays')
})

test('what was told late needs a reason, and the clock stands among the duties until it is told', async (t) => {
  const { as, record, step, clock, call } = await desk(t)
  as('nida', 'data-protection-officer')
  const { id } = (await record()).body
  const due = async () =>
    (await call<Duties>('/v1/duties?kind=breach')).body.duties.map(({ subject, to, urgency, at }) => [
      ...[subject, to, urgency, at],
    ])
  const end = '2026-02-16T15:00:00.000Z'
  clock.set('2026-02-16T14:59:59Z')
  assert.deepEqual(await due(), [[id, 'authority', 'soon', end]])
  clock.set('2026-02-16T16:00:00Z')
  assert.deepEqual(await due(), [[id, 'authority', 'overdue', end]])
  const told = (to: string, more: object = {}) =>
    step(id, 'told', { to, at: '2026-02-16T15:00:00Z', reference: 'Letter 1', ...more })
  assert.equal((await told('authority')).body.code, 'breach.late-without-reason')
  assert.equal((await told('authority', { lateBecause: 'The line was down.' })).status, 200)
  assert.equal((await told('authority', { lateBecause: 'Again.' })).body.code, 'breach.told-before')
  assert.equal((await told('moe')).body.pointer, '/to')
  assert.deepEqual(await due(), [])
})

test('exchanges are counted by agreement, time, consumer and client, people by keys, and nobody is named', async (t) => {
  const { call, as, ask, record, pool } = await desk(t)
  await ask()
  await ask()
  const { rows } = await pool.query<{ at: Date; asked_by_id: string }>(
    'select at, asked_by_id from exchange order by at',
  )
  const client = rows[0]?.asked_by_id
  as('nida', 'legal-officer')
  const counted = async (changes: object) => {
    const exchanges = { agreements: ['nida-dss'], from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z', ...changes }
    const { body } = await record({ exchanges })
    const page = await call<BreachPage>(`/v1/breaches/${body.id}`)
    assert.ok(!page.text.includes(wanjiku.nin) && !page.text.includes('Wanjiku'))
    return page.body.concerned.map((one) => [one.consumer, one.exchanges, one.persons])
  }
  assert.deepEqual(await counted({}), [['dss', 2, 1]])
  assert.deepEqual(await counted({ consumer: 'dss', client }), [['dss', 2, 1]])
  assert.deepEqual(await counted({ client: 'another' }), [])
  assert.deepEqual(await counted({ consumer: 'moe' }), [])
  assert.deepEqual(await counted({ to: '2021-01-01T00:00:00Z' }), [])
})

test('a breach is seen by its member, by whom it was told to, and by who sees everything', async (t) => {
  const { call, as, record, step } = await desk(t)
  as('nida', 'data-protection-officer')
  const { id } = (await record()).body
  const seen = async () => {
    const { breaches } = (await call<Static<typeof BreachList>>('/v1/breaches')).body
    const { status } = await call(`/v1/breaches/${id}`)
    assert.equal(breaches.length === 1, status === 200)
    return status === 200
  }
  assert.ok(await seen())
  as('dss', 'data-protection-officer')
  assert.ok(!(await seen()), 'before it was told')
  assert.equal((await step(id, 'submit')).status, 404)
  as('dpc', 'regulator')
  assert.ok(await seen())
  as('nida', 'data-protection-officer')
  await step(id, 'told', { to: 'dss', at: start, reference: 'Call at 16:00' })
  as('dss', 'data-protection-officer')
  assert.ok(await seen())
  assert.equal((await step(id, 'revise', { content: content() })).status, 404, 'it is not its own')
  as('nida', 'programme-officer')
  assert.equal((await call('/v1/breaches')).status, 403)
})

test('the notification is made in three languages and three formats, and says what is provisional', async (t) => {
  const { call, as, record, ask } = await desk(t)
  await ask()
  as('nida', 'data-protection-officer')
  const { id } = (await record()).body
  const made = async (query: string) => call(`/v1/breaches/${id}/notification?${query}`)
  const english = await made('language=en')
  assert.match(english.text, /provisional: not yet assessed/)
  assert.match(english.text, /16 February 2026 at 18:00/, 'the end of the time, in the country’s zone')
  assert.match((await made('language=sw')).text, /Taarifa ya uvunjaji wa data binafsi/)
  assert.match((await made('language=fr')).text, /Notification d’une violation de données/)
  assert.ok((await made('format=pdf&language=fr')).text.startsWith('%PDF-1.7'))
  assert.ok((await made('format=docx')).text.startsWith('PK'))
  assert.equal((await made('format=exe')).status, 400)
})

test('what is no breach is refused with its place, and nothing is kept', async (t) => {
  const { as, call, record, pool } = await desk(t)
  as('nida', 'data-protection-officer')
  const place = async (changes: object, at?: string) => {
    const { status, body } = await record(changes, at)
    assert.ok(status === 400 || status === 422, JSON.stringify(body))
    return body.pointer
  }
  assert.equal(await place({ story: 'She is 847 951 632.' }), '/content/story')
  assert.equal(await place({ elements: ['shoe-size'] }), '/content/elements/0')
  const exchanges = { agreements: ['nida-moe'], from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }
  assert.equal(await place({ exchanges }), '/content/exchanges/agreements/0')
  assert.equal(await place({ controller: 'nobody' }), '/content/controller')
  for (const wrong of [
    ...[{ natures: [] }, { natures: ['stolen'] }, { cause: 'rain' }, { persons: -1 }, { persons: 1.5 }, { risk: null }],
    ...[{ story: '' }, { story: 'x'.repeat(4001) }, { elements: [] }, { contact: { office: 'x' } }, { more: 1 }],
    ...[{ from: 'yesterday' }, { exchanges: { ...exchanges, agreements: [] } }, { unintelligible: 'no' }],
  ]) {
    assert.equal((await record(wrong)).status, 400, JSON.stringify(wrong))
  }
  assert.equal((await record({}, '2026-02-13T16:00:01Z')).status, 422)
  assert.equal((await record({}, '13 February')).status, 400)
  assert.equal((await call('/v1/breaches/breach-short')).status, 400)
  assert.equal((await pool.query('select from breach')).rowCount, 0)
})

test('of two who write the same revision at once, one is told that it was changed', async (t) => {
  const { as, record, step, pool } = await desk(t)
  as('nida', 'data-protection-officer')
  const { id } = (await record()).body
  // The other has written, and not committed yet: this one reads no revision before its own, and waits to write it.
  const other = await pool.connect()
  await other.query('begin')
  await other.query(`insert into breach (id, revision, member, document) values ($1, 2, 'nida', '{}')`, [id])
  const mine = step(id, 'submit')
  const waiting = 'select from pg_locks where not granted'
  while ((await pool.query(waiting)).rowCount === 0) await sleep(5)
  await other.query('commit')
  other.release()
  const { status, body } = await mine
  assert.deepEqual([status, body.code], [409, 'breach.changed-meanwhile'])
  await assert.rejects(pool.query('delete from breach'), /never changes/)
})
