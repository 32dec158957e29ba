import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type DeskWorldOfTest, hurry, openDesk, until } from '../../../test/support/desk.ts'
import { serveRoom } from '../../../test/support/room.ts'
import { mustBeOk } from '../../kernel/result.ts'
import type { Delivery, DeliveryDetail, DeliveryList } from './schema.ts'
import { acceptance } from './test-protocol.ts'
import { acknowledges } from './test-receiver.ts'

interface Served extends DeskWorldOfTest {
  call<T>(caller: string, path: string, body?: object): Promise<{ readonly status: number; readonly json: T }>
}

async function serve(t: TestContext): Promise<Served> {
  const world = await openDesk(t)
  const call = await serveRoom(t, world.room.scopes)
  return Object.assign(world, {
    call: <T>(caller: string, path: string, body?: object) => call<T>(caller, `/v1/deliveries${path}`, body),
  })
}

/** Accepts messages and waits for the first attempt at each of their callbacks. */
async function attempted(world: DeskWorldOfTest, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    mustBeOk(await world.desk.accept(acceptance(`http://partner.test:${world.receiver.port}/callback?token=abc`)))
  }
  await world.runJobs()
  await until(async () => {
    const { rowCount } = await world.pool.query('select from delivery where attempts > 0')
    return rowCount === count
  })
}

test('deliveries are shown to the agency that receives them, newest first, without the query of their address', async (t) => {
  const world = await serve(t)
  await attempted(world, 3)
  const { json: list } = await world.call<DeliveryList>('receiver', '?limit=2')
  assert.deepEqual(list.counts, { waiting: 0, delivered: 3, dead: 0 })
  assert.equal(list.deliveries.length, 2)
  const { json: rest } = await world.call<DeliveryList>('receiver', `?limit=2&cursor=${list.next}`)
  assert.equal(rest.deliveries.length, 1)
  assert.equal(rest.next, undefined)
  const ids = [...list.deliveries, ...rest.deliveries].map(({ id }) => id)
  assert.deepEqual(ids, ids.toSorted().reverse())
  const [shown] = list.deliveries
  assert.equal(shown?.url, `http://partner.test:${world.receiver.port}/callback`)
  assert.deepEqual([shown?.state, shown?.attempts, shown?.lastAttempt?.outcome], ['delivered', 1, 'delivered'])
  assert.deepEqual((await world.call<DeliveryList>('stranger', '')).json.deliveries, [])
  assert.equal((await world.call<DeliveryList>('auditor', '')).json.deliveries.length, 3)
  for (const filter of ['?state=dead', '?kind=notification', '?member=nida', '?subscription=sub-1']) {
    assert.deepEqual((await world.call<DeliveryList>('receiver', filter)).json.deliveries, [], filter)
  }
  assert.equal((await world.call('receiver', '?cursor=x')).status, 400)
})

test('one delivery is shown with every attempt and the exchanges whose answers it carries', async (t) => {
  const world = await serve(t)
  world.receiver.answer = (response) => void response.writeHead(503).end()
  await attempted(world, 1)
  const [listed] = (await world.call<DeliveryList>('receiver', '?state=waiting')).json.deliveries
  const { json } = await world.call<DeliveryDetail>('receiver', `/${listed?.id}`)
  assert.deepEqual(
    json.history.map(({ number, outcome, status, detail }) => [number, outcome, status, detail]),
    [[1, 'rejected', 503, 'HTTP 503']],
  )
  assert.equal(json.exchanges.length, 1)
  assert.ok(Date.parse(json.nextAttemptAt ?? '') > 0)
  assert.equal((await world.call('stranger', `/${listed?.id}`)).status, 404)
  assert.equal((await world.call('receiver', '/dl-00000000000000000000000000')).status, 404)
})

/** Gives up what waits after one more failed attempt. */
async function dead(world: DeskWorldOfTest, count: number): Promise<void> {
  world.receiver.answer = (response) => void response.writeHead(500).end()
  await attempted(world, count)
  await world.pool.query('update delivery set tries = 11')
  await until(async () => {
    await hurry(world)
    return (await world.pool.query(`select from delivery where state = 'dead'`)).rowCount === count
  })
}

test('what was given up is sent again by an operator of the receiver, and the ledger says so', async (t) => {
  const world = await serve(t)
  await dead(world, 1)
  const [listed] = (await world.call<DeliveryList>('receiver', '?state=dead')).json.deliveries
  const { attempts = 0, id } = listed ?? {}
  const replay = (caller: string) => world.call<Delivery & { code?: string }>(caller, `/${id}/replay`, {})
  assert.equal((await replay('stranger')).json.code, 'exchange.unknown-delivery')
  const before = (await world.ledger.latestCheckpoint()).size
  const { status, json } = await replay('receiver')
  assert.deepEqual([status, json.state], [200, 'waiting'])
  assert.equal((await replay('receiver')).json.code, 'exchange.delivery-waiting')
  const entry = mustBeOk(await world.ledger.entry(before))
  assert.deepEqual([entry.type, entry.service, entry.consumer], ['administration', 'delivery.replay', 'dss'])
  assert.equal((await world.ledger.latestCheckpoint()).size, before + 1, 'what was refused is no act')
  world.receiver.answer = acknowledges
  await until(async () => {
    await hurry(world)
    return (await world.call<DeliveryDetail>('receiver', `/${id}`)).json.state === 'delivered'
  })
  const { json: detail } = await world.call<DeliveryDetail>('receiver', `/${id}`)
  assert.ok(detail.history.length > attempts, 'its history goes on')
  assert.deepEqual(
    detail.history.map(({ number }) => number),
    detail.history.map((_, i) => i + 1),
  )
  await world.pool.query('update delivery set sealed = null')
  assert.equal((await replay('receiver')).json.code, 'exchange.delivery-expired')
})

test('all that were given up are sent again at once, by filter, each of them once', async (t) => {
  const world = await serve(t)
  await dead(world, 3)
  world.receiver.answer = acknowledges
  const replay = async (caller: string, filter: object) => (await world.call(caller, '/replay', filter)).json
  assert.deepEqual(await replay('receiver', { kind: 'notification' }), { replayed: 0, left: 0 })
  assert.deepEqual(await replay('stranger', {}), { replayed: 0, left: 0 })
  assert.equal((await world.call('receiver', '/replay', { state: 'delivered' })).status, 400)
  const before = (await world.ledger.latestCheckpoint()).size
  assert.deepEqual(await replay('auditor', { member: 'dss' }), { replayed: 3, left: 0 })
  assert.deepEqual(await replay('auditor', {}), { replayed: 0, left: 0 })
  assert.equal((await world.ledger.latestCheckpoint()).size, before + 1)
  await until(async () => (await world.call<DeliveryList>('receiver', '')).json.counts.delivered === 3)
})
