import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DeskWorldOfTest, hurry, openDesk, until } from '../../../test/support/desk.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { acknowledges } from './test-receiver.ts'

const events = 6

/** Queues a notification of each event, as one publisher would. */
async function notify(world: DeskWorldOfTest, subscription: string): Promise<void> {
  for (let event = 0; event < events; event++) {
    await inTransaction(world.pool, (tx) =>
      world.room.queueDelivery(tx, {
        key: `notification:${subscription}:${event}`,
        kind: 'notification',
        protocol: 'plain',
        member: 'dss',
        client: 'dss-mis',
        url: `http://partner.test:${world.receiver.port}/notify`,
        subscription,
        message: { action: 'notify', exchanges: [], body: { subscription, event } },
      }),
    )
  }
}

const received = ({ receiver }: DeskWorldOfTest, subscription: string) =>
  receiver.received.filter(({ body }) => body.subscription === subscription).map(({ body }) => body.event)

const inOrder = Array.from({ length: events }, (_, event) => event)

test('notifications of a subscription arrive in their order, and a failing one holds up its own subscription only', async (t) => {
  const world = await openDesk(t)
  let broken = true
  world.receiver.answer = (response, { body }) => {
    if (broken && body.subscription === 'sub-a' && body.event === 2) response.writeHead(500).end()
    else acknowledges(response)
  }
  await notify(world, 'sub-a')
  await notify(world, 'sub-b')
  await notify(world, 'sub-a')
  await world.runJobs()
  await until(() => received(world, 'sub-b').length === events && received(world, 'sub-a').length >= 3)
  assert.deepEqual(received(world, 'sub-b'), inOrder)
  assert.ok(!received(world, 'sub-a').some((event) => Number(event) > 2), 'nothing overtakes it')
  broken = false
  await until(async () => {
    await hurry(world)
    return received(world, 'sub-a').includes(events - 1)
  })
  const once = [...new Set(received(world, 'sub-a'))]
  assert.deepEqual(once, inOrder, 'queued again under the same key, nothing is sent again')
})

test('a notification that is dead no longer holds up the others', async (t) => {
  const world = await openDesk(t)
  world.receiver.answer = (response, { body }) => {
    if (body.event === 1) response.writeHead(500).end()
    else acknowledges(response)
  }
  await notify(world, 'sub-a')
  await world.pool.query(`update delivery set tries = 11 where key = 'notification:sub-a:1'`)
  await world.runJobs()
  await until(() => received(world, 'sub-a').length === events)
  assert.deepEqual(received(world, 'sub-a'), inOrder)
  const { rows } = await world.pool.query<{ key: string }>(`select key from delivery where state = 'dead'`)
  assert.deepEqual(rows, [{ key: 'notification:sub-a:1' }])
})

const queueCallback = (world: DeskWorldOfTest, client: string, n: number) =>
  inTransaction(world.pool, (tx) =>
    world.room.queueDelivery(tx, {
      key: `callback:${client}:${n}`,
      kind: 'callback',
      protocol: 'plain',
      member: 'dss',
      client,
      url: `http://partner.test:${world.receiver.port}/callback`,
      message: { action: 'on-ask', exchanges: [], body: { client } },
    }),
  )

test('a receiver that hangs does not hold up the messages of others', async (t) => {
  const world = await openDesk(t)
  let open = 0
  let mostOpen = 0
  world.receiver.answer = (response, { body }) => {
    if (body.client !== 'slow') return acknowledges(response)
    mostOpen = Math.max(mostOpen, ++open)
    response.on('close', () => open--)
  }
  for (let n = 0; n < 12; n++) await queueCallback(world, 'slow', n)
  for (let n = 0; n < 3; n++) await queueCallback(world, 'quick', n)
  await world.runJobs()
  const count = (client: string) => world.receiver.received.filter(({ body }) => body.client === client).length
  // If it held up others, theirs would come only after several of its messages had had their time.
  await until(() => count('quick') === 3)
  assert.ok(mostOpen <= 2, `${mostOpen} at once`)
})

test('messages to one receiver follow one another without a pause, two at a time', async (t) => {
  const world = await openDesk(t)
  let open = 0
  let mostOpen = 0
  world.receiver.answer = (response) => {
    mostOpen = Math.max(mostOpen, ++open)
    response.on('close', () => open--)
    setTimeout(() => acknowledges(response), 20)
  }
  const many = 60
  for (let n = 0; n < many; n++) await queueCallback(world, 'busy', n)
  await world.runJobs()
  // Were each that finds the two places taken to come back by itself later, this would take a minute.
  await until(() => world.receiver.received.length === many)
  assert.equal(mostOpen, 2)
})
