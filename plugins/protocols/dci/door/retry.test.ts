// A receiver that is strict about signatures takes a callback that it could not take hours before.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptance } from '../../../../src/exchange/deliveries/test-protocol.ts'
import { dayIn } from '../../../../src/kernel/dates.ts'
import { mustBeOk } from '../../../../src/kernel/result.ts'
import { openMessage } from '../../../../src/standards/dci/sealed-message.ts'
import { hurry, openDesk, until } from '../../../../test/support/desk.ts'
import { protocol } from '../protocol.ts'

const hours = 3_600_000
const zone = 'Africa/Nairobi'

test('a callback that failed for hours is signed anew, and a receiver that checks its time and its reuse takes it', async (t) => {
  let now = Date.now()
  const clock = { now: () => new Date(now), today: () => dayIn(zone, new Date(now)), time: () => '10:00' }
  const world = await openDesk(t, protocol, clock)
  const keysOf = async () => [world.nodeKey.publicJwk]
  const signatures = new Set<unknown>()
  const found: string[] = []
  world.receiver.answer = async (response, { body }) => {
    const opened = await openMessage(body, { keysOf, decryption: [], now: clock.now() })
    const check = opened.ok ? opened.value.signature : undefined
    found.push(check?.result === 'invalid' ? check.reason : (check?.result ?? 'not opened'))
    const isNew = !signatures.has(body.signature)
    signatures.add(body.signature)
    const taken = found.length > 2 && check?.result === 'valid' && isNew
    const ack = { message: { ack_status: 'ACK', timestamp: clock.now().toISOString(), correlation_id: 'c-1' } }
    response.writeHead(taken ? 200 : 500, { 'content-type': 'application/json' }).end(JSON.stringify(ack))
    now += 5 * hours
  }
  const url = `http://partner.test:${world.receiver.port}/on-search`
  const message = { transaction_id: 't-1', search_request: [{ reference_id: 'r-1' }] }
  const body = { message, encrypted: false }
  mustBeOk(await world.desk.accept(acceptance(url, { operation: 'sr/search', body })))
  await world.runJobs()
  await until(async () => {
    await hurry(world)
    const { rowCount } = await world.pool.query(`select from delivery where state = 'delivered'`)
    return rowCount === 1
  })
  assert.deepEqual(found, ['valid', 'valid', 'valid'])
  const headers = world.receiver.received.map(
    ({ body: sent }) => sent.header as { message_id: string; message_ts: string },
  )
  assert.equal(
    new Set(headers.map(({ message_id }) => message_id)).size,
    1,
    'one message, whose repetition is recognised',
  )
  assert.equal(new Set(headers.map(({ message_ts }) => message_ts)).size, 3, 'each with the time of its attempt')
})
