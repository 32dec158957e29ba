import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { createTestDatabase } from '../../test/support/database.ts'
import { purgeAnswers } from './jobs.ts'
import type { Answered, Incoming } from './service.ts'
import { purgeParts } from './store/decision-parts.ts'
import { findExchange } from './store/list.ts'
import { incoming, request } from './test-asking.ts'
import { answering, declareTestCountry, openTestWorld, type TestWorld, wanjiku } from './test-world.ts'

async function country(t: TestContext): Promise<pg.Pool> {
  const { pool } = await createTestDatabase(t)
  await declareTestCountry(pool)
  return pool
}

async function open(t: TestContext, pool: pg.Pool, first?: TestWorld): Promise<TestWorld> {
  const opened = await openTestWorld(pool, first === undefined ? {} : { nodeKey: first.nodeKey })
  t.after(() => opened.close())
  return opened
}

async function answer({ room }: TestWorld, sent: Incoming): Promise<Answered> {
  const result = await room.exchanges.answer(sent)
  assert.ok(result.ok, result.ok ? '' : result.problem.code)
  return result.value
}

async function problem({ room }: TestWorld, sent: Incoming): Promise<string> {
  const result = await room.exchanges.answer(sent)
  assert.ok(!result.ok)
  return result.problem.code
}

const ids = ({ settled }: Answered) => settled.map(({ id, ledgerIndex }) => `${id} ${ledgerIndex}`)
const size = async ({ ledger }: TestWorld) => (await ledger.latestCheckpoint()).size

test('the same message twice has one effect and the same answer, kept encrypted', async (t) => {
  const pool = await country(t)
  const opened = await open(t, pool)
  const first = await answer(opened, incoming([request()], { messageId: 'm' }))
  opened.system.answer = answering([])
  const again = await answer(opened, incoming([request()], { messageId: 'm' }))
  assert.deepEqual(ids(again), ids(first))
  assert.deepEqual(again.settled[0]?.records, first.settled[0]?.records)
  assert.deepEqual(again.settled[0]?.decision, first.settled[0]?.decision)
  assert.equal(opened.system.asked.length, 1)
  assert.equal(await size(opened), 1)
  const { rows } = await pool.query<{ row: string }>(
    `select e::text || encode(a.sealed, 'escape') || m::text as row
     from exchange e join exchange_answer a on a.exchange_id = e.id join exchange_message m using (question_id)`,
  )
  assert.doesNotMatch(rows[0]?.row ?? '', new RegExp(`${wanjiku.nin}|Kamotho|1951`))
})

test('what two decisions have in common is kept once; an exchange stored when it was not reads as it did', async (t) => {
  const pool = await country(t)
  const opened = await open(t, pool)
  const first = await answer(opened, incoming([request()], { messageId: 'm' }))
  await answer(opened, incoming([request()], { messageId: 'n' }))
  const { rows } = await pool.query(
    `select count(*)::int as exchanges, count(distinct gates_digest)::int as gates, count(distinct terms_digest)::int as terms,
       (select count(*)::int from decision_part) as parts
     from exchange join exchange_answer on exchange_id = id`,
  )
  assert.deepEqual(rows[0], { exchanges: 2, gates: 1, terms: 1, parts: 2 })
  await pool.query(
    `update exchange e set gates_digest = null, detail = e.detail || jsonb_build_object('gates', p.part)
     from decision_part p where p.digest = e.gates_digest`,
  )
  const again = await answer(opened, incoming([request()], { messageId: 'm' }))
  assert.deepEqual(again.settled[0]?.decision, first.settled[0]?.decision)
})

const partsLeft = async (pool: pg.Pool): Promise<unknown[]> => {
  const { rows } = await pool.query<{ kind: string }>(
    'select json_typeof(part) as kind from decision_part order by kind',
  )
  return rows.map(({ kind }) => (kind === 'array' ? 'gates' : 'terms'))
}

test('terms go an hour after the last answer that names them; what gates found stays with its exchange', async (t) => {
  const pool = await country(t)
  const opened = await open(t, pool)
  const { settled } = await answer(opened, incoming([request()], { messageId: 'm' }))
  const at = (minutes: number) => new Date(Date.now() + 1000 * 24 * 3_600_000 + minutes * 60_000)
  assert.equal(await purgeParts(pool, at(0)), 0)
  assert.equal(await purgeParts(pool, at(61)), 0)
  assert.deepEqual(await partsLeft(pool), ['gates', 'terms'], 'while an answer names them')
  assert.equal(await purgeAnswers(pool, at(62)), 1)
  assert.equal(await purgeParts(pool, at(63)), 0, 'marked')
  assert.equal(await purgeParts(pool, at(122)), 0)
  assert.equal(await purgeParts(pool, at(123)), 1)
  assert.deepEqual(await partsLeft(pool), ['gates'])
  const found = await findExchange(pool, settled[0]?.id ?? '', 'all')
  assert.equal(found?.gates?.length, settled[0]?.decision?.gates.length, 'the decision record is as it was')
  await answer(opened, incoming([request()], { messageId: 'n' }))
  assert.deepEqual(await partsLeft(pool), ['gates', 'terms'], 'and what is decided anew has its terms again')
})

test('terms that are marked and used again meanwhile are not deleted, not even by a purge that had begun', async (t) => {
  const pool = await country(t)
  const opened = await open(t, pool)
  await answer(opened, incoming([request()], { messageId: 'm' }))
  const at = (minutes: number) => new Date(Date.now() + 1000 * 24 * 3_600_000 + minutes * 60_000)
  await purgeAnswers(pool, at(0))
  await purgeParts(pool, at(0))
  // The batch of the second has taken the mark away, and is not committed: the purge waits for it.
  const holding = await pool.connect()
  await holding.query('begin')
  await holding.query(`update decision_part set unused_since = null where json_typeof(part) = 'object'`)
  const purging = purgeParts(pool, at(61))
  while ((await pool.query('select from pg_locks where not granted')).rowCount === 0) await sleep(5)
  await holding.query('commit')
  holding.release()
  assert.equal(await purging, 0)
  const second = await answer(opened, incoming([request()], { messageId: 'n' }))
  const again = await answer(await open(t, pool, opened), incoming([request()], { messageId: 'n' }))
  assert.deepEqual(again.settled[0]?.decision, second.settled[0]?.decision)
})

test('messages sent at the same moment share one run', async (t) => {
  const opened = await open(t, await country(t))
  const all = await Promise.all([1, 2, 3].map(() => answer(opened, incoming([request()], { messageId: 'm' }))))
  assert.equal(new Set(all.flatMap(ids)).size, 1)
  assert.equal(opened.system.asked.length, 1)
})

test('the same id with another body is refused, now and later; another caller’s id is its own', async (t) => {
  const pool = await country(t)
  const opened = await open(t, pool)
  const other = incoming([request({ purpose: 'statistics' })], { messageId: 'm' })
  const running = answer(opened, incoming([request()], { messageId: 'm' }))
  assert.equal(await problem(opened, other), 'exchange.message-id-reused')
  await running
  assert.equal(await problem(opened, other), 'exchange.message-id-reused')
  const restarted = await open(t, pool, opened)
  assert.equal(await problem(restarted, other), 'exchange.message-id-reused')
  await answer(opened, { ...other, caller: { kind: 'client', id: 'another', member: 'dss' } })
  assert.equal(await size(restarted), 2)
})

test('after a restart, and through another process at the same moment, the first run stands', async (t) => {
  const pool = await country(t)
  const one = await open(t, pool)
  const two = await open(t, pool, one)
  const both = await Promise.all([one, two].map((each) => answer(each, incoming([request()], { messageId: 'm' }))))
  assert.equal(new Set(both.flatMap(ids)).size, 1)
  const restarted = await open(t, pool, one)
  assert.deepEqual(ids(await answer(restarted, incoming([request()], { messageId: 'm' }))), ids(both[0] as Answered))
  assert.equal(await size(restarted), 1)
  const { rows } = await pool.query(`select count from agreement_usage where window_kind = 'day'`)
  assert.deepEqual(rows, [{ count: 1 }], 'the run that lost gave its use back')
})

test('questions of a message that were left undone are asked when it is sent again', async (t) => {
  const pool = await country(t)
  const opened = await open(t, pool)
  const sent = incoming([request(), request({ service: 'late.person' })], { messageId: 'm' })
  const first = await answer(opened, sent)
  // As if the process had died between the two entries.
  await pool.query('delete from exchange where part = 1')
  const restarted = await open(t, pool, opened)
  const again = await answer(restarted, sent)
  assert.equal(again.questionId, first.questionId)
  assert.equal(again.settled[0]?.id, first.settled[0]?.id)
  assert.deepEqual(
    again.settled.map(({ service, status }) => `${service} ${status}`),
    ['register.person answered', 'late.person answered'],
  )
})

test('an answer whose time is over is purged, and its message is refused rather than run again', async (t) => {
  const pool = await country(t)
  const opened = await open(t, pool)
  await answer(opened, incoming([request()], { messageId: 'm' }))
  assert.equal(await purgeAnswers(pool, new Date()), 0)
  assert.equal(await purgeAnswers(pool, new Date(Date.now() + 25 * 3_600_000)), 1)
  assert.equal(await problem(opened, incoming([request()], { messageId: 'm' })), 'exchange.answer-expired')
  assert.equal((await pool.query('select from exchange')).rowCount, 1)
})
