// A partner that must sign, at the whole product over HTTP: its rounds, and what a stranger or an attacker makes of them.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openReceiver, type Receiver } from '../../../../src/exchange/deliveries/test-receiver.ts'
import { sha256 } from '../../../../src/kernel/digest.ts'
import { type PublicJwk, thumbprint } from '../../../../src/kernel/signature.ts'
import { type ClearMessage, openMessage } from '../../../../src/standards/dci/sealed-message.ts'
import { canonicalText } from '../../../../src/standards/dci/signature/canonical.ts'
import { signingString, writeHttpSignature } from '../../../../src/standards/dci/signature/http-signature.ts'
import { testSigner } from '../../../../src/standards/dci/signature/test-signers.ts'
import { rowsOf } from '../../../../test/support/caller.ts'
import { errorIn, searchOf, statusOf, subscribeOf } from '../../../../test/support/dci-partner.ts'
import { until } from '../../../../test/support/desk.ts'
import { type KiungoProcess, startKiungo } from '../../../../test/support/kiungo.ts'
import {
  type Administrator,
  administrator,
  keysOf,
  type SigningPartner,
  signingPartner,
} from '../../../../test/support/signing-partner.ts'

const cleanups: (() => Promise<void> | void)[] = []
let kiungo: KiungoProcess
let admin: Administrator
let receiver: Receiver
let dss: SigningPartner
let moe: SigningPartner
let nodeKeys: Awaited<ReturnType<typeof keysOf>>
let someone: string

describe('signed and encrypted messages', () => {
  before(async () => {
    kiungo = await startKiungo({ after: (action) => void cleanups.push(action) }, { scale: 0.004 })
    receiver = await openReceiver()
    cleanups.push(() => receiver.close())
    admin = await administrator(kiungo.url)
    const hosts = [`127.0.0.1:${receiver.port}`]
    dss = await signingPartner(kiungo, { admin, client: 'dss-demo', hosts })
    moe = await signingPartner(kiungo, { admin, client: 'moe-demo', hosts })
    nodeKeys = await keysOf(kiungo)
    someone = numberInRegistry()
  })
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  function numberInRegistry(): string {
    const [heading = '', ...rows] = readFileSync(join(kiungo.dataFolder, 'tumaini/registry/person.csv'), 'utf8').split(
      '\n',
    )
    const column = heading.split(',').indexOf('national_id')
    const found = rows.map((row) => row.split(',')[column] ?? '').find((id) => /^\d{9}$/.test(id))
    assert.ok(found)
    return found
  }

  const callback = () => `http://127.0.0.1:${receiver.port}/dci/on-search`
  const clear = (message: unknown) => message as ClearMessage
  const search = (head: object = {}, criteria: object = {}) =>
    clear(
      searchOf(
        { query: { type: 'UIN', value: someone }, ...criteria },
        { sender_id: dss.senderId, sender_uri: callback(), ...head },
      ),
    )
  const acknowledges: Receiver['answer'] = (response, { body }) => {
    const correlation_id = (body.message as { correlation_id?: string }).correlation_id ?? 'none'
    const message = { ack_status: 'ACK', timestamp: new Date().toISOString(), correlation_id }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
  }

  /** As the standard has it; what came before is forgotten. */
  function listen(): void {
    receiver.answer = acknowledges
    receiver.received.length = 0
  }

  /** What is kept of accepted messages and of what they did. Others leave a note, some moment after their reply. */
  async function traces(): Promise<Record<string, number>> {
    const [row] = await rowsOf<Record<string, number>>(
      kiungo.dataFolder,
      `select (select count(*)::int from exchange) as exchanges, (select count(*)::int from known_message where accepted) as messages,
       (select count(*)::int from delivery) as deliveries, (select count(*)::int from subscription) as subscriptions,
       (select size::int from ledger_head) as entries`,
    )
    assert.ok(row)
    return row
  }

  const opened = async (body: unknown) => {
    const keys = { keysOf: async () => nodeKeys.verification, decryption: [dss.decryption], now: new Date() }
    const result = await openMessage(body, keys)
    assert.ok(result.ok)
    return result.value
  }

  async function calledBack(action: string, transactionId: unknown) {
    const fits = ({ body }: Receiver['received'][number]) =>
      (body.header as { action?: string }).action === action &&
      ((body.header as { is_msg_encrypted?: boolean }).is_msg_encrypted === true ||
        (body.message as { transaction_id?: string }).transaction_id === transactionId)
    await until(() => receiver.received.some(fits))
    return opened(receiver.received.find(fits)?.body)
  }

  test('a signed search is acknowledged, called back signed and addressed to its sender, and its status can be asked', async () => {
    listen()
    const before = await traces()
    const asked = search()
    const { reply, body: ack } = await dss.call('sr', '/search', await dss.sealed(asked))
    assert.equal(reply.status, 200, reply.text)
    assert.equal(ack.message.ack_status, 'ACK')

    const { transaction_id: transactionId } = asked.message
    const { header, message, signature } = await calledBack('on-search', transactionId)
    assert.equal(signature.result, 'valid')
    assert.deepEqual(
      [header?.receiver_id, header?.status, message.correlation_id, message.transaction_id],
      [dss.senderId, 'succ', ack.message.correlation_id, transactionId],
    )
    const [item] = message.search_response as unknown as {
      reference_id: string
      status: string
      data: { reg_records: object[] }
    }[]
    const [request] = asked.message.search_request as unknown as { reference_id: string }[]
    assert.deepEqual(
      [item?.reference_id, item?.status, item?.data.reg_records.length],
      [request?.reference_id, 'succ', 1],
    )
    assert.ok(JSON.stringify(item).includes(someone))
    const { receipts } = (header?.meta ?? {}) as unknown as { receipts: unknown[] }
    const after = await traces()
    assert.equal(after.exchanges, (before.exchanges ?? 0) + 1)
    assert.equal(after.entries, (before.entries ?? 0) + receipts.length, 'its receipt is the entry of the exchange')

    const status = (uri: object = {}) =>
      clear(statusOf({ attribute_value: transactionId }, { sender_id: dss.senderId, ...uri }))
    const now = await dss.call('sr', '/sync/txn/status', await dss.sealed(status()))
    assert.equal(now.reply.status, 200, now.reply.text)
    assert.equal((await opened(now.body)).signature.result, 'valid')
    assert.equal(now.body.header.receiver_id, dss.senderId)
    const later = status({ sender_uri: callback() })
    assert.equal((await dss.call('sr', '/txn/status', await dss.sealed(later))).reply.status, 200)
    const told = await calledBack('txn-on-status', later.message.transaction_id)
    const answered = ({ txnstatus_response: { txn_status } }: { txnstatus_response: { txn_status: object } }) =>
      txn_status
    assert.deepEqual(answered(told.message as never), answered(now.body.message as never))
    assert.ok(JSON.stringify(told.message).includes(someone), 'the status tells the answer that was given')
  })

  test('an encrypted search has an encrypted answer, now and called back; an encrypted callback only its receiver reads', async () => {
    listen()
    const encryptTo = nodeKeys.encryption
    const { reply, body } = await dss.call('sr', '/sync/search', await dss.sealed(search(), { encryptTo }))
    assert.equal(reply.status, 200, reply.text)
    assert.ok(!reply.text.includes(someone))
    const answer = await opened(body)
    assert.deepEqual([answer.encrypted, answer.signature.result], [true, 'valid'])
    assert.ok(JSON.stringify(answer.message).includes(someone))
    const asked = search()
    assert.equal((await dss.call('sr', '/search', await dss.sealed(asked, { encryptTo }))).reply.status, 200)
    const later = await calledBack('on-search', asked.message.transaction_id)
    assert.deepEqual([later.encrypted, later.signature.result], [true, 'valid'])
    assert.equal(later.message.transaction_id, asked.message.transaction_id)
  })

  test('what the agreement does not permit is told in the callback, and is an entry of the ledger', async () => {
    listen()
    const before = await traces()
    const asked = search({}, { authorize: { purpose: { code: 'statistics' } } })
    assert.equal((await dss.call('sr', '/search', await dss.sealed(asked))).reply.status, 200)
    const { header, message } = await calledBack('on-search', asked.message.transaction_id)
    const [item] = message.search_response as unknown as { status: string; status_reason_message: string }[]
    assert.deepEqual([header?.status, item?.status], ['rjct', 'rjct'])
    assert.match(item?.status_reason_message ?? '', /G4/)
    assert.equal((await traces()).entries, (before.entries ?? 0) + 1)
  })

  const flipped = (body: Record<string, unknown>) => {
    const text = String(body.signature)
    const at = text.length - 12
    return { ...body, signature: text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1) }
  }

  /** Signed by the partner's own key, for as long as it likes. */
  function lasting(parts: ClearMessage, seconds: number) {
    const created = Math.floor(Date.now() / 1000)
    const times = { created, expires: created + seconds }
    const digest = sha256(canonicalText(parts, 'python-json')).toString('base64')
    const signature = dss.signer.sign(Buffer.from(signingString(times, digest)))
    return { ...parts, signature: writeHttpSignature({ kid: dss.signer.kid, ...times, signature }, dss.senderId) }
  }

  test('what is not signed by the partner, now and for this message, is refused, and leaves no trace', async () => {
    const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000)
    const unknown = testSigner('EdDSA')
    const asItsOwn = { ...unknown, kid: dss.signer.kid }
    const cases: [what: string, (m: ClearMessage) => Promise<Record<string, unknown>>, code: string][] = [
      ['unsigned', async (m) => ({ ...m }), 'err.signature.missing'],
      ['a placeholder', async (m) => ({ signature: 'unsigned', ...m }), 'err.signature.missing'],
      ['a broken signature', async (m) => flipped(await dss.sealed(m)), 'err.signature.invalid'],
      ['no signature of any form', async (m) => ({ signature: 'x'.repeat(90), ...m }), 'err.signature.invalid'],
      ['stale', (m) => dss.sealed(m, {}, secondsAgo(400)), 'err.signature.invalid'],
      ['of the future', (m) => dss.sealed(m, {}, secondsAgo(-120)), 'err.signature.invalid'],
      ['living too long', async (m) => lasting(m, 86_401), 'err.signature.invalid'],
      ['ending before it begins', async (m) => lasting(m, -1), 'err.signature.invalid'],
      ['by another partner’s key', (m) => dss.sealed(m, { signer: moe.signer }), 'err.signature.invalid'],
      ['by an unknown key', (m) => dss.sealed(m, { signer: unknown }), 'err.signature.invalid'],
      ['by an unknown key under the known id', (m) => dss.sealed(m, { signer: asItsOwn }), 'err.signature.invalid'],
      [
        'a message that was changed',
        async (m) => ({ ...(await dss.sealed(m)), message: { ...m.message, transaction_id: 'other' } }),
        'err.signature.invalid',
      ],
      [
        'a header that was changed',
        async (m) => ({ ...(await dss.sealed(m)), header: { ...m.header, sender_uri: `${callback()}/elsewhere` } }),
        'err.signature.invalid',
      ],
      [
        'of another message',
        async (m) => ({ ...m, signature: (await dss.sealed(search())).signature }),
        'err.signature.invalid',
      ],
      ['stale as a JWS', (m) => dss.sealed(m, { profile: 'jws-compact' }, secondsAgo(400)), 'err.signature.invalid'],
      [
        'a JWS beside another message',
        async (m) => ({ ...m, signature: (await dss.sealed(search(), { profile: 'jws-compact' })).signature }),
        'err.signature.invalid',
      ],
      [
        'a detached JWS of another message',
        async (m) => ({ ...m, signature: (await dss.sealed(search(), { profile: 'jws-detached' })).signature }),
        'err.signature.invalid',
      ],
      [
        'under another’s name',
        (m) => dss.sealed({ ...m, header: { ...m.header, sender_id: moe.senderId } }),
        'err.sender_id.invalid',
      ],
    ]
    const subscription = () => clear(subscribeOf({}, { sender_id: dss.senderId, sender_uri: callback() }))
    const before = await traces()
    for (const [what, make, code] of cases) {
      for (const [path, message] of [
        ['/sync/search', search],
        ['/search', search],
        ['/subscribe', subscription],
      ] as const) {
        const { reply, body } = await dss.call('sr', path, await make(message()))
        const status = code === 'err.sender_id.invalid' ? 400 : 401
        assert.deepEqual([reply.status, errorIn(body)], [status, code], `${path} ${what}: ${reply.text}`)
        if (path === '/sync/search') assert.equal(body.header.status, 'rjct')
        assert.ok(!reply.text.includes(someone))
      }
    }
    assert.deepEqual(await traces(), before)
    const day = await dss.call('sr', '/sync/search', lasting(search(), 86_000))
    assert.equal(day.reply.status, 200, `what lives a day is taken, as the standard’s own example: ${day.reply.text}`)
  })

  test('a signature is taken once; the message signed anew is the same message', async () => {
    for (const profile of ['dci-httpsig', 'jws-compact', 'jws-detached'] as const) {
      const asked = search()
      const body = await dss.sealed(asked, { profile })
      const first = await dss.call('sr', '/sync/search', body)
      assert.equal(first.reply.status, 200, first.reply.text)
      const before = await traces()
      for (const path of ['/sync/search', '/search']) {
        const replayed = await dss.call('sr', path, body)
        assert.deepEqual([replayed.reply.status, errorIn(replayed.body)], [401, 'err.signature.invalid'], profile)
      }
      const later = new Date(Date.now() + 1_000)
      const again = await dss.call('sr', '/sync/search', await dss.sealed(asked, { profile }, later))
      assert.equal(again.reply.status, 200, again.reply.text)
      assert.deepEqual(again.body.header.meta, first.body.header.meta, 'the same receipts')
      assert.equal((await traces()).exchanges, before.exchanges)
    }
  })

  test('what cannot be decrypted, and what must be encrypted and is not, is refused', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = publicKey.export({ format: 'jwk' }) as PublicJwk
    const elsewhere = { ...jwk, kid: thumbprint(jwk) }
    const { encryption: ours } = nodeKeys
    const sealedTo = (encryptTo: PublicJwk & { kid: string }) => dss.sealed(search(), { encryptTo })
    const resigned = async (body: Record<string, unknown>, change: (message: Record<string, unknown>) => object) => {
      const { header, message } = body as unknown as ClearMessage
      return dss.sealed(clear({ header, message: change({ ...message }) }))
    }
    const cases: [what: string, body: Record<string, unknown>][] = [
      ['to another key', await sealedTo(elsewhere)],
      ['to another key under our key’s id', await sealedTo({ ...elsewhere, kid: ours.kid })],
      ['said to be, but in clear', await dss.sealed(search({ is_msg_encrypted: true }))],
      ['changed, then signed', await resigned(await sealedTo(ours), (m) => ({ ...m, tag: 'AAAAAAAAAAAAAAAAAAAAAA' }))],
      [
        'with another algorithm',
        await resigned(await sealedTo(ours), (m) => ({
          ...m,
          header: { alg: 'RSA1_5', enc: 'A256GCM', kid: ours.kid },
        })),
      ],
    ]
    const before = await traces()
    const refusedAs = async (path: string, body: Record<string, unknown>, what: string) => {
      const { reply, body: said } = await dss.call('sr', path, body)
      assert.deepEqual([reply.status, errorIn(said)], [400, 'err.encryption.invalid'], `${what}: ${reply.text}`)
    }
    for (const [what, body] of cases) await refusedAs('/sync/search', body, what)
    const encryption = { send: 'when-asked', require: true, key: { ...jwk, use: 'enc' } } as const
    assert.deepEqual(await traces(), before)
    await dss.agree({ encryption })
    const required = await traces()
    for (const path of ['/sync/search', '/search']) await refusedAs(path, await dss.sealed(search()), 'in clear')
    assert.deepEqual(await traces(), required)
    await dss.agree({ encryption: { send: 'never', require: false } })
    const taken = await dss.call('sr', '/sync/search', await sealedTo(ours))
    assert.equal(taken.reply.status, 200, 'what comes encrypted is taken, whatever is sent back')
    assert.notEqual(taken.body.header.is_msg_encrypted, true)
  })

  test('a revoked key signs no message from that moment on', async () => {
    const second = testSigner('EdDSA')
    const { kty, crv, x } = second.jwk
    const added = await admin.call('POST', '/v1/clients/dss-demo/keys', { alg: 'EdDSA', jwk: { kty, crv, x } })
    const { kid } = added.json<{ kid: string }>()
    const asks = async () =>
      (await dss.call('sr', '/sync/search', await dss.sealed(search(), { signer: second }))).reply.status
    assert.equal(await asks(), 200)
    assert.equal((await admin.call('DELETE', `/v1/clients/dss-demo/keys/${kid}`)).status, 200)
    assert.equal(await asks(), 401)
    assert.equal((await dss.call('sr', '/sync/search', await dss.sealed(search()))).reply.status, 200)
  })

  test('a callback address that is not the partner’s, or points inside, is refused before anything is accepted', async () => {
    const other = await openReceiver()
    cleanups.push(() => other.close())
    const { port } = receiver
    const uris = [
      `http://127.0.0.1:${other.port}/`,
      'http://127.0.0.1/',
      `http://localhost:${port}/`,
      `http://[::1]:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://127.1:${port + 1}/`,
      `http://0x7f000001:${other.port}/`,
      'http://169.254.169.254/latest/meta-data',
      'http://10.0.0.1/',
      'https://attacker.example.org/',
      `http://127.0.0.1:${port}@attacker.example.org/`,
      `http://attacker.example.org#@127.0.0.1:${port}/`,
      `https://127.0.0.1.attacker.example.org:${port}/`,
    ]
    const before = await traces()
    const refusedAt = async (sender_uri: string) => {
      const { reply, body } = await dss.call('sr', '/search', await dss.sealed(search({ sender_uri })))
      assert.deepEqual([reply.status, errorIn(body)], [400, 'err.sender_uri.invalid'], `${sender_uri}: ${reply.text}`)
    }
    for (const uri of uris) await refusedAt(uri)
    // Its own name, but on the public network: what it resolves to decides.
    assert.deepEqual(await traces(), before)
    await dss.agree({ hosts: [`localhost:${port}`, `127.0.0.1:${port}`], privateNetwork: false })
    const agreed = await traces()
    for (const uri of [`https://localhost:${port}/`, `https://127.0.0.1:${port}/`, `http://localhost:${port}/`]) {
      await refusedAt(uri)
    }
    assert.deepEqual(await traces(), agreed)
    await dss.agree({ hosts: [`127.0.0.1:${port}`], privateNetwork: true })
    assert.equal(other.received.length, 0)
  })

  test('a callback is not sent on to where its receiver points', async () => {
    const elsewhere = await openReceiver()
    cleanups.push(() => elsewhere.close())
    receiver.answer = (response) => response.writeHead(307, { location: elsewhere.url }).end()
    const asked = search()
    assert.equal((await dss.call('sr', '/search', await dss.sealed(asked))).reply.status, 200)
    const outcomes = () =>
      rowsOf<{ outcome: string }>(
        kiungo.dataFolder,
        `select a.outcome from delivery_attempt a join delivery d on d.id = a.delivery_id
       where d.transaction_id = '${asked.message.transaction_id}'`,
      )
    await until(async () => (await outcomes()).length > 0)
    assert.deepEqual((await outcomes())[0], { outcome: 'redirected' })
    assert.equal(elsewhere.received.length, 0)
  })
})
