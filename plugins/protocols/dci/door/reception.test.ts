// What a partner's server sends us without a token of ours, and what an operator sees and does about it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { ClearMessage } from '../../../../src/standards/dci/sealed-message.ts'
import { rowsOf, send } from '../../../../test/support/caller.ts'
import { root } from '../../../../test/support/database.ts'
import { type Body, errorIn, header } from '../../../../test/support/dci-partner.ts'
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
let dss: SigningPartner
let moe: SigningPartner

describe('requests that are taken in', () => {
  before(async () => {
    kiungo = await startKiungo({ after: (action) => void cleanups.push(action) }, { scale: 0.004 })
    admin = await administrator(kiungo.url)
    dss = await signingPartner(kiungo, { admin, client: 'dss-demo', hosts: [] })
    moe = await signingPartner(kiungo, { admin, client: 'moe-demo', hosts: [] })
  })
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  const answer = (head: object = {}): ClearMessage =>
    ({
      header: header({ action: 'on-search', status: 'succ', sender_id: dss.senderId, ...head }),
      message: { transaction_id: 'txn-of-ours', correlation_id: 'cor-1', search_response: [{ secret: 'Kamotho' }] },
    }) as unknown as ClearMessage

  async function post(body: object): Promise<{ readonly status: number; readonly body: Body }> {
    const reply = await send(`${kiungo.url}/dci/sr/v1.0.0/registry/on-search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: reply.status, body: reply.json<Body>() }
  }

  const received = () =>
    rowsOf<{ message_id: string }>(kiungo.dataFolder, 'select message_id from received_message order by number')

  /** As an operator's shell runs it. */
  async function command(...args: readonly string[]): Promise<string> {
    const how = ['--client', 'nsps-operations', '--url', kiungo.url, '--data', kiungo.dataFolder]
    const env = { ...process.env, LANG: 'en', KIUNGO_LOG_LEVEL: 'error' }
    const ran = await promisify(execFile)(process.execPath, [join(root, 'src/cli/main.ts'), ...args, ...how], { env })
    return ran.stdout
  }

  test('an answer is taken by its signature alone, kept once, and listed without what it says', async () => {
    const first = answer()
    const { encryption } = await keysOf(kiungo)
    for (const seal of [{}, { profile: 'jws-compact' } as const, { encryptTo: encryption }]) {
      const { status, body } = await post(await dss.sealed(first, seal))
      assert.deepEqual([status, body.message.ack_status], [200, 'ACK'], JSON.stringify(body))
      assert.equal(body.message.correlation_id, 'cor-1')
    }
    assert.deepEqual(await received(), [{ message_id: first.header.message_id }])
    const listed = await command('dci', 'received', '--transaction', 'txn-of-ours')
    assert.match(listed, /dss-demo +sr\/on-search +txn-of-ours/)
    assert.ok(!listed.includes('Kamotho'))
    assert.ok(!(await command('dci', 'received', '--partner', 'moe-demo')).includes('txn-of-ours'))
  })

  test('what no partner signed, now and for this message, is neither kept nor acknowledged', async () => {
    const before = await received()
    const changed = { ...(await dss.sealed(answer())), message: { transaction_id: 'txn-of-others' } }
    const long = new Date(Date.now() - 400_000)
    const cases: [body: object, status: number, code: string][] = [
      [answer(), 401, 'err.signature.missing'],
      [{ signature: 'unsigned', ...answer() }, 401, 'err.signature.missing'],
      [changed, 401, 'err.signature.invalid'],
      [await dss.sealed(answer(), {}, long), 401, 'err.signature.invalid'],
      [await dss.sealed(answer(), { signer: moe.signer }), 401, 'err.signature.invalid'],
      [await moe.sealed(answer()), 401, 'err.signature.invalid'],
      [await dss.sealed(answer({ sender_id: 'nobody.example' })), 400, 'err.sender_id.invalid'],
      [await dss.sealed(answer({ is_msg_encrypted: true })), 400, 'err.encryption.invalid'],
      [await dss.sealed(answer({ action: 'search' })), 400, 'err.request.bad'],
    ]
    for (const [body, status, code] of cases) {
      const refused = await post(body)
      assert.deepEqual([refused.status, errorIn(refused.body)], [status, code], JSON.stringify(body).slice(0, 300))
    }
    await admin.call('POST', '/v1/partners/dss-demo/suspend')
    const suspended = await post(await dss.sealed(answer()))
    assert.deepEqual([suspended.status, errorIn(suspended.body)], [400, 'err.sender_id.invalid'])
    await admin.call('POST', '/v1/partners/dss-demo/reinstate')
    assert.deepEqual(await received(), before)
  })

  test('an operator revokes a key from the command line: what it signs is refused from then on', async () => {
    const { kid } = dss.signer
    assert.ok((await command('clients')).includes(kid))
    assert.match(
      await command('clients', 'revoke-key', 'dss-demo', kid),
      new RegExp(`The key ${kid} of dss-demo is revoked`),
    )
    const refused = await post(await dss.sealed(answer()))
    assert.deepEqual([refused.status, errorIn(refused.body)], [401, 'err.signature.invalid'])
    assert.ok(!(await command('clients')).includes(kid))
    const acts = await rowsOf(
      kiungo.dataFolder,
      `select account, subject, details from administrative_act where act = 'client.revoke-key'`,
    )
    assert.deepEqual(acts, [{ account: 'nsps-operations', subject: 'dss-demo', details: { kid } }])
  })
})
