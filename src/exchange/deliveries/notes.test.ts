import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { openDesk } from '../../../test/support/desk.ts'
import { createRandomSource } from '../../kernel/random.ts'
import { answerKeyFrom } from '../sealed.ts'
import { createNotes } from './notes.ts'
import { purgeMessages } from './purge.ts'
import { acceptance } from './test-protocol.ts'

const url = 'http://partner.test/callback'

test('the reply of a request that was answered at once can be asked for by any of its ids, by its caller only', async (t) => {
  const { desk } = await openDesk(t)
  const sent = acceptance(url, { referenceIds: ['r1', 'r2'] })
  await desk.note(sent, { status: 'succ' })
  for (const by of [
    { transactionId: sent.transactionId },
    { correlationId: sent.correlationId },
    { referenceIds: ['other', 'r2'] },
  ]) {
    const [known, ...more] = await desk.find(sent.caller, by)
    assert.deepEqual([known?.reply, known?.state, more], [{ status: 'succ' }, 'done', []])
    assert.deepEqual(known?.referenceIds, ['r1', 'r2'])
    assert.deepEqual(await desk.find({ ...sent.caller, id: 'another' }, by), [])
  }
  assert.deepEqual(await desk.find(sent.caller, { transactionId: sent.correlationId }), [])
  assert.deepEqual(await desk.find(sent.caller, { referenceIds: [] }), [])
})

test('many are written down together, newest first, and a request that was answered twice is found once', async (t) => {
  const { desk, pool } = await openDesk(t)
  const transactionId = 'many'
  const all = Array.from({ length: 150 }, () => acceptance(url, { transactionId }))
  await Promise.all(all.map((message, n) => desk.note(message, { n })))
  const found = await desk.find(all[0]?.caller as never, { transactionId })
  assert.equal(found.length, 100)
  const twice = acceptance(url, { transactionId: 'twice' })
  await desk.note(twice, { n: 1 })
  await desk.note(twice, { n: 2 })
  assert.equal((await desk.find(twice.caller, { transactionId: 'twice' })).length, 1)
  const { rows } = await pool.query<{ row: string }>(
    `select m::text || encode(reply, 'escape') as row from known_message m`,
  )
  assert.ok(
    rows.every(({ row }) => !row.includes('"n"')),
    'sealed',
  )
})

test('a note that the database cannot take is lost alone', async (t) => {
  const { pool } = await createTestDatabase(t)
  const sealing = { answerKey: answerKeyFrom(Buffer.alloc(32)), randomBytes: createRandomSource() }
  let lost = 0
  const notes = createNotes({
    database: pool,
    sealing,
    onLost(_, count) {
      lost += count
    },
  })
  const add = (id: string, messageId: string) =>
    notes.add({
      id,
      at: new Date(),
      protocol: 'plain',
      message: acceptance(url, { messageId }),
      reply: {},
      expiresAt: new Date(),
    })
  await Promise.all([add('in-1', 'a'), add('in-2', 'x'.repeat(200)), add('in-3', 'b')])
  await notes.written()
  const { rows } = await pool.query('select id from known_message order by id')
  assert.deepEqual([rows, lost], [[{ id: 'in-1' }, { id: 'in-3' }], 1])
  await pool.end()
  await add('in-4', 'c')
  await notes.written()
  assert.equal(lost, 2)
})

test('what a partner sends is kept once', async (t) => {
  const { desk, pool } = await openDesk(t)
  const message = { secret: 'Kamotho' }
  const ids = { partner: 'p', operation: 'sr/on-search', messageId: 'm', correlationId: 'c' }
  const received = { ...ids, header: {}, message, signed: true }
  assert.deepEqual(await desk.receive(received), { again: false })
  assert.deepEqual(await desk.receive(received), { again: true })
  assert.deepEqual(await desk.receive({ ...received, partner: 'q' }), { again: false })
  const { rows } = await pool.query<{ row: string }>(
    `select r::text || encode(sealed, 'escape') as row from received_message r`,
  )
  assert.ok(rows.length === 2 && rows.every(({ row }) => !row.includes('Kamotho')))
})

test('when their time is over, notes go, and of what was accepted or sent goes what it said', async (t) => {
  const world = await openDesk(t)
  const { desk, pool } = world
  const noted = acceptance(url)
  await desk.note(noted, {})
  const kept = await desk.find(noted.caller, { transactionId: noted.transactionId })
  assert.equal(kept.length, 1)
  const waiting = acceptance(`http://partner.test:${world.receiver.port}/x`)
  await desk.accept(waiting)
  await pool.query(
    `insert into delivery (id, key, kind, protocol, action, member, client, url, exchanges, created_at, state, key_id,
       sealed, expires_at)
     values ('dl-1', 'k', 'callback', 'plain', 'on-ask', 'dss', 'dss-mis', 'x', '{}', now(), 'dead', 'k', 'x', now())`,
  )
  assert.equal(await purgeMessages(pool, new Date(Date.now() - 3_600_000)), 0)
  assert.equal(await purgeMessages(pool, new Date(Date.now() + 25 * 3_600_000)), 2)
  assert.deepEqual(await desk.find(noted.caller, { transactionId: noted.transactionId }), [])
  const [still] = await desk.find(waiting.caller, { transactionId: waiting.transactionId })
  assert.equal(still?.state, 'waiting', 'what was promised is kept until it is done')
  const { rows } = await pool.query('select sealed is null as purged from delivery')
  assert.deepEqual(rows, [{ purged: true }])
  assert.equal(await purgeMessages(pool, new Date(Date.now() + 25 * 3_600_000)), 0)
})
