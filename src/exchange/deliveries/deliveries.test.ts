import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type DeskWorldOfTest, hurry, openDesk, until } from '../../../test/support/desk.ts'
import { fail, mustBeOk, ok } from '../../kernel/result.ts'
import type { Protocol } from '../plugin.ts'
import { acceptance, beforeWork, testProtocol } from './test-protocol.ts'
import { acknowledges } from './test-receiver.ts'

interface Row {
  readonly id: string
  readonly state: string
  readonly attempts: number
  readonly outcomes: string[]
  readonly next_attempt_at: Date | null
}

async function deliveries({ pool }: DeskWorldOfTest): Promise<Row[]> {
  const { rows } = await pool.query<Row>(
    `select d.id, d.state, d.attempts, d.next_attempt_at,
       array(select a.outcome || coalesce(' ' || a.status, '') from delivery_attempt a
             where a.delivery_id = d.id order by a.number) as outcomes
     from delivery d order by d.number`,
  )
  return rows
}

const urlOf = ({ receiver }: DeskWorldOfTest, path = '/callback?token=abc') =>
  `http://partner.test:${receiver.port}${path}`

async function stateIs(world: DeskWorldOfTest, state: string): Promise<Row> {
  let row: Row | undefined
  await until(async () => {
    await hurry(world)
    row = (await deliveries(world))[0]
    return row?.state === state
  })
  return row as Row
}

async function started(t: TestContext, answer = acknowledges): Promise<DeskWorldOfTest> {
  const world = await openDesk(t)
  world.receiver.answer = answer
  await world.runJobs()
  return world
}

test('an accepted message is worked on and called back, under its own ids, and nothing of it rests in clear', async (t) => {
  const world = await openDesk(t)
  const sent = acceptance(urlOf(world))
  const accepted = mustBeOk(await world.desk.accept(sent))
  const by = { transactionId: sent.transactionId }
  assert.equal((await world.desk.find(sent.caller, by))[0]?.state, 'waiting')
  const { rows } = await world.pool.query<{ row: string }>(
    `select m::text || encode(request, 'escape') || (select string_agg(j::text, '') from graphile_worker._private_jobs j) as row
     from known_message m`,
  )
  assert.doesNotMatch(rows[0]?.row ?? '', /Kamotho|token=abc/)
  await world.runJobs()
  await until(() => world.receiver.received.length === 1)
  const [received] = world.receiver.received
  assert.equal(received?.path, '/callback?token=abc')
  assert.equal(received?.headers['content-type'], 'application/json')
  const { messageId, transactionId, correlationId } = sent
  assert.deepEqual(received?.body, { messageId, transactionId, correlationId, answered: ['answered'] })
  const row = await stateIs(world, 'delivered')
  assert.deepEqual(row.outcomes, ['delivered 200'])
  const [known] = await world.desk.find(sent.caller, by)
  assert.deepEqual(known?.reply, { transactionId, correlationId, answered: ['answered'] })
  assert.deepEqual([known?.state, known?.receivedAt], ['done', accepted.receivedAt])
  const kept = await world.pool.query<{ row: string }>(
    `select d::text || encode(sealed, 'escape') as row from delivery d`,
  )
  assert.doesNotMatch(kept.rows[0]?.row ?? '', /Kamotho|token=abc/)
})

test('a receiver that fails in any way is called again later, until it acknowledges', async (t) => {
  const world = await started(t)
  const answers: [string, typeof world.receiver.answer][] = [
    ['rejected 500', (response) => void response.writeHead(500).end('{"ack":true}')],
    ['redirected 302', (response) => void response.writeHead(302, { location: '/elsewhere' }).end()],
    ['not-understood 200', (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
    ['not-understood 200', (response) => void response.writeHead(200).end('{"ack":false}')],
    ['not-understood 200', (response) => void response.writeHead(200).end('x'.repeat(100_000))],
    ['unreachable', (response) => void response.destroy()],
    ['delivered 200', acknowledges],
  ]
  world.receiver.answer = (response, received) =>
    answers[world.receiver.received.indexOf(received)]?.[1](response, received)
  mustBeOk(await world.desk.accept(acceptance(urlOf(world))))
  const row = await stateIs(world, 'delivered')
  assert.deepEqual(
    row.outcomes,
    answers.map(([outcome]) => outcome),
  )
  assert.equal(
    new Set(world.receiver.received.map(({ body }) => JSON.stringify(body))).size,
    1,
    'the same message each time',
  )
})

test('what cannot be encrypted is not sent, and is as soon as its receiver has a key', async (t) => {
  let key: string | undefined
  const dress: Protocol['dress'] = async (body) => (key === undefined ? fail('no key') : ok({ key, sealed: body }))
  const world = await openDesk(t, { ...testProtocol, dress })
  await world.runJobs()
  mustBeOk(await world.desk.accept(acceptance(urlOf(world))))
  await until(async () => (await deliveries(world))[0]?.outcomes.includes('no-key') === true)
  assert.equal(world.receiver.received.length, 0)
  key = 'k1'
  await stateIs(world, 'delivered')
  assert.equal(world.receiver.received[0]?.body.key, 'k1')
})

test('an address is asked about when the message is accepted, and again at every attempt', async (t) => {
  const world = await openDesk(t)
  const refusal = async (url: string) => {
    const accepted = await world.desk.accept(acceptance(url))
    return accepted.ok ? 'accepted' : accepted.problem.code
  }
  for (const url of [
    'http://127.0.0.1/x',
    'http://other.test/x',
    'https://partner.test/x',
    'gopher://partner.test/',
    'x',
  ]) {
    assert.equal(await refusal(url), 'exchange.callback-refused', url)
  }
  world.addresses = ['169.254.169.254']
  assert.equal(await refusal(urlOf(world)), 'exchange.callback-refused')
  world.addresses = ['127.0.0.1']
  assert.equal(await refusal(urlOf(world)), 'accepted')
  // Meanwhile the name points elsewhere, then the host is no longer the partner's, then there is no partner any more.
  const { allowed } = world
  world.addresses = ['127.0.0.1', '169.254.169.254']
  await world.runJobs()
  const tried = async (): Promise<void> => {
    const before = (await deliveries(world))[0]?.attempts ?? 0
    await until(async () => {
      await hurry(world)
      return ((await deliveries(world))[0]?.attempts ?? 0) > before
    })
  }
  await tried()
  world.addresses = ['127.0.0.1']
  world.allowed = { hosts: ['other.test'], privateNetwork: true }
  await tried()
  world.allowed = undefined
  await tried()
  assert.equal(world.receiver.received.length, 0)
  world.allowed = allowed
  const row = await stateIs(world, 'delivered')
  assert.deepEqual(new Set(row.outcomes), new Set(['address-refused', 'delivered 200']))
})

test('the same message twice has one effect; its id with another body is refused; another caller’s id is its own', async (t) => {
  const world = await started(t)
  const sent = acceptance(urlOf(world))
  const [first, again] = await Promise.all([
    world.desk.accept(sent),
    world.desk.accept({ ...sent, correlationId: 'new' }),
  ])
  assert.equal(mustBeOk(first).id, mustBeOk(again).id)
  assert.equal(mustBeOk(first).correlationId, mustBeOk(again).correlationId, 'it is told the ids of the first')
  const other = await world.desk.accept({ ...sent, body: { another: 1 } })
  assert.equal(other.ok ? 'accepted' : other.problem.code, 'exchange.message-id-reused')
  await stateIs(world, 'delivered')
  assert.equal(mustBeOk(await world.desk.accept(sent)).id, mustBeOk(first).id, 'after it is done, too')
  const caller = { kind: 'client', id: 'other', member: 'dss' } as const
  assert.notEqual(mustBeOk(await world.desk.accept({ ...sent, caller })).id, mustBeOk(first).id)
  await until(async () => (await deliveries(world)).length === 2)
  const { rowCount } = await world.pool.query('select from known_message')
  assert.equal(rowCount, 2)
})

test('work that fails is tried again, and given up where it never succeeds', async (t) => {
  const world = await started(t)
  t.after(() => {
    beforeWork.now = async () => undefined
  })
  let tries = 0
  beforeWork.now = async () => {
    if (tries++ < 2) throw new Error('not now')
  }
  const sent = acceptance(urlOf(world))
  mustBeOk(await world.desk.accept(sent))
  await stateIs(world, 'delivered')
  assert.equal(tries, 3)
  beforeWork.now = async () => Promise.reject(new Error('never'))
  const hopeless = acceptance(urlOf(world))
  mustBeOk(await world.desk.accept(hopeless))
  await until(async () => {
    await hurry(world)
    return (await world.desk.find(hopeless.caller, { correlationId: hopeless.correlationId }))[0]?.state === 'failed'
  })
  assert.equal((await deliveries(world)).length, 1, 'nothing is called back')
})

test('a message of a protocol that is no longer there fails', async (t) => {
  const world = await openDesk(t, { ...testProtocol, work: undefined as never })
  const sent = acceptance(urlOf(world))
  mustBeOk(await world.desk.accept(sent))
  await world.runJobs()
  await until(
    async () => (await world.desk.find(sent.caller, { transactionId: sent.transactionId }))[0]?.state === 'failed',
  )
})
