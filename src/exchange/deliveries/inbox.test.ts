import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { hurry, openDesk, until } from '../../../test/support/desk.ts'
import { serveRoom } from '../../../test/support/room.ts'
import { examplePartner } from '../../federation/partners/test-partners.ts'
import type { ClientRegistration } from '../../federation/schema.ts'
import { importFederation } from '../../federation/store.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { purgeMessages } from './purge.ts'
import type { AcceptedList, ReceivedList, WaitingMessage } from './schema.ts'
import { acceptance, beforeWork } from './test-protocol.ts'

async function start(t: TestContext) {
  const world = await openDesk(t)
  t.after(() => {
    beforeWork.now = async () => undefined
  })
  return { ...world, call: await serveRoom(t, world.room.scopes) }
}

test('a request that was given up is listed to its agency, and its work can be begun anew, with an entry in the ledger', async (t) => {
  const world = await start(t)
  const { call, pool, receiver } = world
  beforeWork.now = async () => Promise.reject(new Error('never'))
  const sent = acceptance(`http://partner.test:${receiver.port}/callback`)
  mustBeOk(await world.desk.accept(sent))
  const listed = async (who: string, query = '') =>
    (await call<AcceptedList>(who, `/v1/accepted-messages${query}`)).json.messages
  assert.deepEqual(
    (await listed('receiver')).map(({ state, retriable }) => [state, retriable]),
    [['waiting', false]],
  )
  await world.runJobs()
  await until(async () => {
    await hurry(world)
    return (await listed('receiver', '?state=failed')).length === 1
  })
  const [failed] = await listed('auditor')
  assert.deepEqual(
    [failed?.client, failed?.transactionId, failed?.tries, failed?.retriable],
    ['dss-mis', sent.transactionId, 12, true],
  )
  assert.ok(!JSON.stringify(failed).includes('Kamotho'))
  assert.deepEqual(await listed('stranger'), [], 'it is another agency’s')

  const retry = (who: string) =>
    call<WaitingMessage & { code: string }>(who, `/v1/accepted-messages/${failed?.id}/retry`, {})
  assert.equal((await retry('stranger')).json.code, 'exchange.message-unknown')
  assert.equal((await retry('reader')).status, 403)
  beforeWork.now = async () => undefined
  const { json } = await retry('receiver')
  assert.deepEqual([json.state, json.tries], ['waiting', 0])
  await until(async () => {
    await hurry(world)
    return receiver.received.length > 0
  })
  assert.equal(receiver.received[0]?.body.transactionId, sent.transactionId)
  await until(async () => (await listed('receiver')).length === 0)
  assert.equal((await retry('receiver')).json.code, 'exchange.message-not-given-up')
  const { rows } = await pool.query(`select act, account, subject from administrative_act`)
  assert.deepEqual(rows, [{ act: 'message.retry', account: 'operator', subject: failed?.id }])
})

test('what was given up cannot be begun anew when its time of keeping is over', async (t) => {
  const world = await start(t)
  const sent = acceptance(`http://partner.test:${world.receiver.port}/callback`)
  const { id } = mustBeOk(await world.desk.accept(sent))
  await world.pool.query(`update known_message set state = 'failed', expires_at = now() where id = $1`, [id])
  await purgeMessages(world.pool, new Date(Date.now() + 1_000))
  const { json } = await world.call<{ code: string }>('receiver', `/v1/accepted-messages/${id}/retry`, {})
  assert.equal(json.code, 'exchange.message-not-given-up')
  const { rows } = await world.pool.query('select request from known_message where id = $1', [id])
  assert.deepEqual(rows, [{ request: null }])
})

test('what partners sent is listed page by page, without what it says, to the agency whose partner it is', async (t) => {
  const world = await start(t)
  const client: ClientRegistration = {
    ...{ id: 'dss-mis', member: 'dss', name: 'MIS', status: 'active', scopes: [] },
    ...{ authentication: 'client_secret', secret: 'a long secret' },
  }
  const declared = { members: [], systems: [], services: [], clients: [client], partners: [examplePartner()] }
  mustBeOk(await importFederation(world.pool, declared))
  const message = (n: number) => ({
    ...{ partner: 'dss', operation: 'sr/on-search', messageId: `m-${n}`, transactionId: `t-${n % 2}` },
    ...{ header: { sender_id: 'x' }, message: { name: 'Kamotho' }, signed: true },
  })
  for (let n = 0; n < 5; n++) await world.desk.receive(message(n))
  assert.deepEqual(await world.desk.receive(message(4)), { again: true })
  const list = async (who: string, query = '') =>
    (await world.call<ReceivedList>(who, `/v1/received-messages${query}`)).json
  const first = await list('auditor', '?limit=3')
  const rest = await list('auditor', `?limit=3&cursor=${first.next}`)
  assert.deepEqual(
    [...first.messages, ...rest.messages].map(({ messageId }) => messageId),
    ['m-4', 'm-3', 'm-2', 'm-1', 'm-0'],
  )
  assert.equal(rest.next, undefined)
  assert.ok(!JSON.stringify(first).includes('Kamotho'))
  assert.equal((await list('auditor', '?transaction=t-1&partner=dss')).messages.length, 2)
  await until(async () => (await list('receiver')).messages.length === 5)
  assert.deepEqual((await list('stranger')).messages, [])
})
