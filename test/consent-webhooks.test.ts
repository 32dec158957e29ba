// Who opted in or out is told to a webhook, by the product's own deliveries.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { ConsentRecord, Revision, Webhook } from '../src/agreements/consent/govstack/schema.ts'
import { openPortal, preparePortal } from '../src/agreements/consent/govstack/test-portal.ts'
import type { Sender } from '../src/exchange/deliveries/sender.ts'
import type { Received } from '../src/exchange/deliveries/test-receiver.ts'
import { hmacSha256Hex } from '../src/kernel/digest.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { openSealer } from '../src/legal.ts'
import { hurry, openDesk, until } from './support/desk.ts'

const secretKey = 'a secret of the portal'

async function start(t: TestContext) {
  const keys = mkdtempSync(join(tmpdir(), 'kiungo-keys-'))
  t.after(() => rmSync(keys, { recursive: true, force: true }))
  // The desk needs what signs, which is opened over it.
  let portal: Awaited<ReturnType<typeof openPortal>> | undefined
  const sender: Sender = {
    name: 'govstack-consent',
    sign: async (text, body) => portal?.sender.sign(text, body) ?? assert.fail('asked before it was open'),
  }
  const desk = await openDesk(t, undefined, undefined, [sender])
  const sealer = mustBeOk(openSealer(keys))
  const opened = await openPortal(t, desk.pool, ['consent.read', 'consent.record'], {
    post: desk.room,
    ledger: desk.ledger,
    sealer,
  })
  portal = opened
  await desk.runJobs()
  return { ...desk, ...opened, partner: desk }
}

type World = Awaited<ReturnType<typeof start>>

const urlOf = ({ receiver }: World) => `http://partner.test:${receiver.port}/consents?token=abc`
const input = (payloadUrl: string, given: object = {}) => ({
  body: { webhook: { payloadUrl, contentType: 'application/json', disabled: false, secretKey, ...given } },
})

/** As a receiver checks it. */
function isSigned({ headers, body }: Received, secret = secretKey): boolean {
  const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-consentbb-signature'])) ?? []
  return mac === hmacSha256Hex(secret, `${seconds}.${JSON.stringify(body)}`)
}

interface Recorded {
  readonly consentRecord: ConsentRecord
  readonly revision: Revision
}

async function optIn(world: World) {
  const { agreement, individual } = await preparePortal(world)
  const path = `/service/individual/record/data-agreement/${agreement.dataAgreement.id}/?individualId=${individual}`
  const { body, status } = await world.call<Recorded>('POST', path)
  assert.equal(status, 200, JSON.stringify(body))
  return { ...body, agreement, individual }
}

test('a yes and a no, by whichever interface, are told in order, signed, and without anything of the person', async (t) => {
  const world = await start(t)
  const made = await world.call<{ webhook: Webhook }>('POST', '/config/webhook/', input(urlOf(world)))
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { consentRecord, revision, individual, agreement } = await optIn(world)
  const [consent] = revision.id.split('.')
  const withdrawal = { body: { channel: 'ussd', by: 'subject' } }
  assert.equal((await world.call('POST', `/v1/consents/${consent}/withdraw`, withdrawal)).status, 200)
  await until(() => world.receiver.received.length === 2)
  const [yes, no] = world.receiver.received
  assert.deepEqual(yes?.body, {
    id: `${made.body.webhook.id}.${revision.id}`,
    webhookId: made.body.webhook.id,
    timestamp: revision.timestamp,
    type: 'consent-record.opted-in',
    data: {
      ...{ consentRecordId: consentRecord.id, individualId: individual, optIn: true },
      dataAgreementId: agreement.dataAgreement.id,
      dataAgreementRevisionId: agreement.revision.id,
      ...{ revisionId: revision.id, revisionHash: revision.serializedHash },
    },
  })
  assert.deepEqual([no?.body.type, no?.path], ['consent-record.opted-out', '/consents?token=abc'])
  assert.ok(yes && no && isSigned(yes) && isSigned(no))
  assert.equal(isSigned(yes, 'another'), false)
  const { rows } = await world.pool.query<{ row: string }>(
    `select string_agg(w::text || encode(w.secret, 'escape'), '') || (select string_agg(d::text, '') from delivery d)
       as row from govstack_webhook w`,
  )
  assert.doesNotMatch(rows[0]?.row ?? '', /a secret of the portal/, 'the secret rests sealed')
})

test('what fails is tried again, signed anew with the secret of that moment, and in the end is a dead letter', async (t) => {
  const world = await start(t)
  world.receiver.answer = (response) => void response.writeHead(500).end()
  const { body } = await world.call<{ webhook: Webhook }>('POST', '/config/webhook/', input(urlOf(world)))
  await optIn(world)
  await until(() => world.receiver.received.length > 0)
  const changed = input(urlOf(world), { secretKey: 'another secret' })
  assert.equal((await world.call('PUT', `/config/webhook/${body.webhook.id}/`, changed)).status, 200)
  let state: string | undefined
  await until(async () => {
    await hurry(world)
    const { rows } = await world.pool.query<{ state: string }>('select state from delivery')
    state = rows[0]?.state
    return state === 'dead'
  })
  assert.ok(isSigned(world.receiver.received.at(-1) as Received, 'another secret'))
  const ids = new Set(world.receiver.received.map((one) => one.body.id))
  assert.equal(ids.size, 1, 'one event, by which a receiver knows it again')
})

test('only an agreed address is called; another agency, and a disabled webhook, hear nothing', async (t) => {
  const world = await start(t)
  const refused = [
    input('http://169.254.169.254/latest'),
    input('https://elsewhere.test/'),
    input('file:///etc/passwd'),
    input(urlOf(world), { secretKey: '********' }),
    input(urlOf(world), { secretKey: 'short' }),
    input(urlOf(world), { contentType: 'text/html' }),
    { ...input(urlOf(world)), as: { 'x-test-kind': 'person' } },
  ]
  for (const given of refused) assert.equal((await world.call('POST', '/config/webhook/', given)).status, 400)
  const asOther = { as: { 'x-test-member': 'nida' } }
  const made = await world.call<{ webhook: Webhook }>('POST', '/config/webhook/', {
    ...input(urlOf(world)),
    ...asOther,
  })
  const off = await world.call<{ webhook: Webhook }>(
    'POST',
    '/config/webhook/',
    input(urlOf(world), { disabled: true }),
  )
  await optIn(world)
  const { rows } = await world.pool.query('select 1 from delivery')
  assert.deepEqual(rows, [])
  const path = `/config/webhook/${made.body.webhook.id}/`
  assert.equal((await world.call('GET', path)).status, 400, 'another agency’s')
  assert.equal((await world.call('DELETE', path)).status, 400)
  assert.equal((await world.call('DELETE', path, asOther)).status, 200)
  const mine = await world.call<{ webhooks: Webhook[] }>('GET', '/config/webhooks/')
  assert.deepEqual(mine.body.webhooks, [{ ...off.body.webhook, secretKey: '********' }])
})

test('a host that is agreed no longer is not called: asked at each attempt', async (t) => {
  const world = await start(t)
  await world.call('POST', '/config/webhook/', input(urlOf(world)))
  world.partner.addresses = ['169.254.169.254']
  await optIn(world)
  await until(async () => {
    const { rows } = await world.pool.query<{ outcome: string }>('select outcome from delivery_attempt')
    return rows[0]?.outcome === 'address-refused'
  })
  assert.deepEqual(world.receiver.received, [])
})
