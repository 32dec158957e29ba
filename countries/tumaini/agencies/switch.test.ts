// The payment switch, used as its guide says: what it accepted has one effect and outlives it.
import assert from 'node:assert/strict'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLab } from './lab.ts'
import { startAgencies } from './start.ts'
import type { Row } from './table.ts'

const lab = await openLab()
after(() => lab.close())
const address = lab.agencies.addresses.systems.switch

type Json = Record<string, unknown>
type Reply = { readonly status: number; readonly body: Json }

async function call(path: string, body?: unknown, at = address): Promise<Reply> {
  const init =
    body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(`${at}${path}`, { ...init, headers: { 'x-switch-key': 'tps-demo-key' } })
  return { status: response.status, body: (await response.json()) as Json }
}
const order = async (body: Json, party = 'dss'): Promise<Json> =>
  (await call(`/v1/parties/${party}/registration-orders`, body)).body.order as Json
const pay = async (body: Json, party = 'dss'): Promise<Json> =>
  (await call(`/v1/parties/${party}/payments`, body)).body.payment as Json

const table = lab.table('switch/accounts.ndjson')
const rows: Row[] = Array.from({ length: table.length }, (_, i) => table.row(i))
const row = (fits: (row: Row) => boolean): Row => rows.find(fits) ?? assert.fail('no such account in the country')
const at = ([institution, scheme, number]: Row) => ({ institution, scheme, number })
const identity = (row: Row) => ({ register: 'NIDA', number: row[4] })
const treasury = { institution: 'HAZITUTX', scheme: 'ACCT', number: '9000000001' }

const registered = row((r) => r[7] === true && r[5] === 'OPEN')
const unregistered = row((r) => r[7] === false && r[4] !== null && !rows.some((o) => o[4] === r[4] && o[7] === true))
const closed = rows.find((r) => r[5] === 'CLOSED' && r[4] !== null)
let references = 0
const fresh = (): string => `t-${references++}`
const payment = (more: Json = {}): Json => ({
  paymentRef: fresh(),
  debtor: treasury,
  creditor: at(registered),
  amountCents: 400_000,
  currency: 'TUS',
  ...more,
})

async function settled(ref: unknown, party = 'dss'): Promise<Json> {
  for (;;) {
    const { body } = await call(`/v1/parties/${party}/payments/${encodeURIComponent(String(ref))}`)
    const found = body.payment as Json
    if (found.status !== 'ACSP') return found
    await sleep(100)
  }
}

test('an account is shown with its institution, and what the asker holds is only compared', async () => {
  const [institution, scheme, number, name, nin] = registered
  const { body } = await call(
    `/v1/accounts/${institution}/${scheme}/${number}?register=NIDA&identity=${nin}&holderName=${encodeURIComponent(String(name).toUpperCase())}`,
  )
  const account = body.account as Json
  assert.deepEqual([account.state, account.identityMatch, account.nameMatch], ['OPEN', 'Y', 'Y'])
  assert.doesNotMatch(JSON.stringify(body), new RegExp(`${nin}|${name}`))
  const byIdentity = await call(`/v1/identities/NIDA/${nin}/account?holderName=Somebody%20Else`)
  assert.deepEqual(byIdentity.body.account, { ...account, nameMatch: 'N' })
  assert.equal((await call(`/v1/identities/NIDA/${unregistered[4]}/account`)).status, 404)
})

test('a registration is opened, moved and closed, each order once', async () => {
  const nin = identity(unregistered)
  const open = { orderRef: fresh(), order: 'OPEN', identity: nin, account: at(unregistered) }
  const first = await order(open)
  assert.equal(first.outcome, 'R00')
  assert.equal((await order({ orderRef: fresh(), order: 'CLOSE', identity: nin })).outcome, 'R00')
  assert.deepEqual(await order(open), first, 'the same answer again')
  const none = await call(`/v1/identities/NIDA/${nin.number}/account`)
  assert.equal(none.status, 404, 'but not the same effect again: it was closed since')
  assert.equal((await order({ ...open, order: 'MOVE' })).outcome, 'R09')
})

test('a registration is refused with the reason of the guide', async () => {
  const reasonOf = async (body: Json) => (await order({ orderRef: fresh(), order: 'OPEN', ...body })).outcome
  const nin = identity(unregistered)
  const account = at(unregistered)
  assert.equal(await reasonOf({ identity: nin, account: { ...account, number: '7777777777' } }), 'R01')
  if (closed) assert.equal(await reasonOf({ identity: identity(closed), account: at(closed) }), 'R02')
  assert.equal(await reasonOf({ identity: nin, account: at(registered) }), 'R03')
  assert.equal(await reasonOf({ identity: nin, account, holderName: 'Somebody Else' }), 'R04')
  assert.equal(await reasonOf({ identity: nin, account, order: 'MOVE' }), 'R07')
  assert.equal(await reasonOf({ identity: nin, order: 'CLOSE' }), 'R07')
  assert.equal(await reasonOf({ identity: identity(registered), order: 'CLOSE', account }), 'R08')
})

test('a payment is in process, then credited, and ordered twice it is paid once', async () => {
  const body = payment()
  const first = await pay(body)
  assert.deepEqual([first.status, first.settledAt], ['ACSP', null])
  await Promise.all([pay(body), pay(body)])
  const last = await settled(body.paymentRef)
  assert.deepEqual([last.status, last.reason], ['ACSC', null])
  assert.equal((await pay({ ...body, amountCents: 500_000 })).reason, 'AM05')
  const { number, institution, scheme } = at(registered)
  const list = await call(
    `/v1/parties/dss/payments?side=creditor&institution=${institution}&scheme=${scheme}&number=${number}`,
  )
  const same = (list.body.payments as Json[]).filter((one) => one.paymentRef === body.paymentRef)
  assert.deepEqual(same, [last])
})

test('a payment is refused at once when the order is wrong, and later when it cannot be credited', async () => {
  const atOnce: readonly (readonly [Json, string, string?])[] = [
    [{ debtor: { ...treasury, number: '9000000004' } }, 'AC02'],
    [{}, 'AC02', 'ndma'],
    [{ creditor: { institution: 'UMOJTUTX', scheme: 'ACCT', number: '7777777777' } }, 'AC01'],
    [{ creditor: { institution: 'NIDA', scheme: 'NIN', number: '302118476' } }, 'AC01'],
    [{ currency: 'USD' }, 'AM03'],
    [{ executeOn: '2020-01-01T00:00:00Z' }, 'DT01'],
  ]
  for (const [more, reason, party] of atOnce) {
    const answer = await pay(payment(more), party)
    assert.deepEqual([answer.status, answer.reason], ['RJCT', reason])
  }
  const later: readonly (readonly [Json, string])[] = [
    [{ creditorName: 'Somebody Else' }, 'BE01'],
    [{ amountCents: 100_000_001 }, 'AM02'],
    ...(closed ? [[{ creditor: at(closed) }, 'AC04'] as const] : []),
  ]
  await Promise.all(
    later.map(async ([more, reason]) => {
      const answer = await pay(payment(more))
      assert.deepEqual([answer.status, answer.reason], ['ACSP', null])
      assert.equal((await settled(answer.paymentRef)).reason, reason)
    }),
  )
})

test('a national number is paid into the account that it is registered with', async () => {
  const answer = await pay(payment({ creditor: { institution: 'NIDA', scheme: 'NIN', number: registered[4] } }))
  assert.equal((await settled(answer.paymentRef)).status, 'ACSC')
})

test('a party sees its own payments only', async () => {
  const { paymentRef } = await pay(payment())
  assert.equal((await call(`/v1/parties/ndma/payments/${paymentRef}`)).status, 404)
})

test('what was accepted outlives the process, but for a line that it did not finish writing', async () => {
  const other = await openLab()
  const journal = join(other.folder, 'switch/journal.ndjson')
  const before = other.agencies.addresses.systems.switch
  const body = payment()
  const close = { orderRef: fresh(), order: 'CLOSE', identity: identity(registered) }
  const first = (await call('/v1/parties/dss/payments', body, before)).body.payment as Json
  const closed = await call('/v1/parties/dss/registration-orders', close, before)
  assert.equal((closed.body.order as Json).outcome, 'R00')
  appendFileSync(journal, '{"kind":"payment","entry":{"par')
  // The first process is still there, as one that hangs would be: what it answered is on the disk already.
  const again = await startAgencies({ folder: other.folder, basePort: 0 })
  try {
    const there = again.addresses.systems.switch
    const found = (await call('/v1/parties/dss/payments', body, there)).body.payment as Json
    assert.equal(found.acceptedAt, first.acceptedAt)
    assert.equal((await call(`/v1/identities/NIDA/${registered[4]}/account`, undefined, there)).status, 404)
    assert.match(readFileSync(journal, 'utf8'), /\}\n$/)
  } finally {
    await again.stop()
    await other.close()
  }
})
