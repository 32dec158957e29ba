// A node checks a partner's server, which calls the node's own addresses back: a right server, a broken one, and itself.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { CheckResult, ConformanceReport, ConformanceRun } from '../src/conformance/schema.ts'
import type { Fault } from './support/broken-dci/faults.ts'
import { client, startDciServer } from './support/broken-dci/server.ts'
import { type KiungoProcess, startKiungo } from './support/kiungo.ts'
import { type Administrator, administrator, keysOf } from './support/signing-partner.ts'

const cleanups: (() => Promise<void> | void)[] = []
let kiungo: KiungoProcess
let admin: Administrator

/** The node's own secrets at the partners' servers, as its operator keeps them. */
const environment = {
  KIUNGO_SECRET_DSS_DEMO_CLIENT_ID: client.id,
  KIUNGO_SECRET_DSS_DEMO_CLIENT_SECRET: client.secret,
  KIUNGO_SECRET_MOE_DEMO_CLIENT_ID: 'moe-demo',
  KIUNGO_SECRET_MOE_DEMO_CLIENT_SECRET: 'moe-demo-secret',
}

describe('a node checks a partner’s server', () => {
  before(async () => {
    kiungo = await startKiungo({ after: (action) => void cleanups.push(action) }, { scale: 0.004, environment })
    admin = await administrator(kiungo.url)
  })
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  /** A partner whose server is at that address, and who signs with the keys that are published there. */
  async function partnerAt(baseUrl: string, id: 'dss-demo' | 'moe-demo', senderId: string): Promise<void> {
    const put = await admin.call('PUT', `/v1/partners/${id}`, {
      ...{ id, client: id, name: id, status: 'active', senderIds: [senderId], baseUrl },
      ...{ hosts: ['127.0.0.1:*'], privateNetwork: true, jwksUrl: `${new URL(baseUrl).origin}/.well-known/jwks.json` },
      ...{ specVersion: '2025-12', signature: 'dci-httpsig', canonicalForm: 'python-json', unsigned: 'refuse' },
      encryption: { send: 'never', require: false },
    })
    assert.equal(put.status, 200, put.text)
  }

  async function checked(asked: object): Promise<readonly CheckResult[]> {
    const started = await admin.call('POST', '/v1/conformance/reports', { registry: 'sr', ...asked })
    assert.equal(started.status, 202, started.text)
    const { id } = started.json<ConformanceRun>()
    for (;;) {
      const { state } = (await admin.call('GET', `/v1/conformance/runs/${id}`)).json<ConformanceRun>()
      assert.notEqual(state, 'failed')
      if (state === 'done') break
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    return (await admin.call('GET', `/v1/conformance/reports/${id}`)).json<ConformanceReport>().checks
  }

  async function checkedServer(t: Parameters<typeof startDciServer>[0], fault?: Fault) {
    const { verification } = await keysOf(kiungo)
    const server = await startDciServer(t, { callerKeys: verification, ...(fault === undefined ? {} : { fault }) })
    await partnerAt(server.baseUrl, 'dss-demo', 'registry.example.test')
    return checked({ partner: 'dss-demo' })
  }

  const of = (checks: readonly CheckResult[], ...groups: readonly string[]) =>
    checks.filter(({ group }) => groups.includes(group))

  const red = (checks: readonly CheckResult[]) => checks.filter(({ result }) => result === 'failed').map(({ id }) => id)

  test('a right server is called back from, and no check of what comes later is left out', async (t) => {
    const late = of(await checkedServer(t), 'async', 'subscriptions')
    assert.ok(late.length > 20)
    assert.deepEqual(
      late.filter(({ result }) => result !== 'passed').map(({ id, detail }) => `${id}: ${detail}`),
      [],
    )
  })

  test('what is wrong with a callback or a notification is found at the node’s own addresses', async (t) => {
    const found = {
      'wrong-correlation-id': 'async.callback-has-the-correlation-id',
      'calls-back-twice': 'async.callback-comes-once',
      'notifies-after-unsubscribe': 'subscriptions.nothing-comes-after-the-end',
    } satisfies Partial<Record<Fault, string>>
    for (const [fault, id] of Object.entries(found)) {
      assert.ok(red(await checkedServer(t, fault as Fault)).includes(id), fault)
    }
  })

  test('this node, as a partner of itself, passes the same checks', async () => {
    const nodeName = new URL(kiungo.url).host
    await partnerAt(`${kiungo.url}/dci/sr/v1.0.0`, 'moe-demo', nodeName)
    const late = of(await checked({ partner: 'moe-demo' }), 'async')
    const must = late.filter(({ level }) => level === 'must')
    assert.deepEqual(red(must), [])
    assert.ok(must.filter(({ result }) => result === 'passed').length > 10)
  })

  test('a run that is asked for without callbacks leaves them out; what no run is, is refused', async (t) => {
    const { verification } = await keysOf(kiungo)
    const server = await startDciServer(t, { callerKeys: verification })
    await partnerAt(server.baseUrl, 'dss-demo', 'registry.example.test')
    const late = of(await checked({ partner: 'dss-demo', callbacks: false }), 'subscriptions')
    assert.ok(late.length > 5 && late.every(({ result }) => result === 'skipped'))
    for (const wrong of [{ callbacks: 'no' }, { callbacks: null }, { callbacks: 0 }]) {
      const refused = await admin.call('POST', '/v1/conformance/reports', {
        registry: 'sr',
        partner: 'dss-demo',
        ...wrong,
      })
      assert.equal(refused.status, 400, refused.text)
    }
  })
})
