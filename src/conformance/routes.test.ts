import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import test, { type TestContext } from 'node:test'
import { client, startDciServer } from '../../test/support/broken-dci/server.ts'
import { clientKey, type MoreWorld, startTestNode } from '../../test/support/federation.ts'
import { receivedMessages } from '../exchange/deliveries/received-store.ts'
import { answerKeyFrom } from '../exchange/sealed.ts'
import { openPartners } from '../federation/partners/module.ts'
import { examplePartner } from '../federation/partners/test-partners.ts'
import type { ClientRegistration } from '../federation/schema.ts'
import { openTestLedger } from '../ledger/test-log.ts'
import type { Task } from '../platform/jobs/task.ts'
import { openOutbound } from '../platform/outbound/outbound.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import type { ConformanceRun } from './schema.ts'
import { openConformance } from './service.ts'

const own = { 'x-kiungo-request': '1' }
const reports = '/v1/conformance/reports'
const logger = createLogger('silent')
const signing = { authentication: 'private_key_jwt' } as const
const never = new AbortController().signal

/** A node that knows a partner, whose server is a right one. */
async function start(t: TestContext) {
  const tasks: Task[] = []
  let ownKeys: NonNullable<Parameters<typeof startDciServer>[1]>['callerKeys']
  const more = async ({ pool, federation: { directory, keys }, now }: MoreWorld) => {
    const [ledger, outbound, nodeName] = [await openTestLedger(pool), openOutbound(), 'kiungo']
    t.after(async () => {
      await outbound.close()
      await ledger.close()
    })
    ownKeys = keys.jwks().keys
    const world = { pool, clock: { now }, directory, keys, ledger, outbound, nodeName }
    const partners = openPartners({ ...world, nextExpiryOf: async () => undefined })
    const secrets: Readonly<Record<string, string>> = { 'client-id': client.id, 'client-secret': client.secret }
    const secret = (_: string, name: string) => secrets[name]
    const received = receivedMessages(pool, answerKeyFrom(randomBytes(32)))
    const called = { desk: partners.desk, publicUrl: 'http://127.0.0.1:7400', secret, received }
    const room = openConformance({ ...world, ...called })
    tasks.push(...room.tasks)
    return [partners.scope, room.scope]
  }
  const { key } = clientKey('EdDSA')
  const clients: ClientRegistration[] = [
    { id: 'dss-mis', member: 'dss', name: 'MIS', status: 'active', scopes: [], ...signing, keys: [key] },
  ]
  const node = await startTestNode(t, { clients, more })
  const signIn = async (username: string, password: string) => {
    const payload = { username, password }
    const { cookies } = await node.app.inject({ method: 'POST', url: '/v1/session', headers: own, payload })
    return { ...own, cookie: `${cookies[0]?.name}=${cookies[0]?.value}` }
  }
  const admin = await signIn('amina', 'a long passphrase')
  const call = (
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
    headers: Record<string, string> = admin,
  ) => node.app.inject({ method, url, headers, ...(payload && { payload }) })
  const server = await startDciServer(t, { callerKeys: ownKeys ?? [] })
  const reached = { baseUrl: server.baseUrl, hosts: ['127.0.0.1:*'], privateNetwork: true }
  assert.equal((await call('PUT', '/v1/partners/dss', examplePartner(reached))).statusCode, 200)
  return { ...node, call, signIn, server, work: () => work(node.pool, tasks) }
}

/** Takes the jobs that are there, as a worker would. */
async function work(pool: MoreWorld['pool'], tasks: readonly Task[], signal = never): Promise<number[]> {
  const { rows } = await pool.query<{ task: string; payload: unknown; attempts: number }>(
    `select t.identifier as task, j.payload, j.max_attempts as attempts
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`,
  )
  for (const { task, payload } of rows) {
    await tasks.find(({ name }) => name === task)?.run(payload, { logger, attempt: 1, signal })
  }
  return rows.map(({ attempts }) => attempts)
}

test('a run of a partner’s server is started, gone away from, and found as a report and as a page', async (t) => {
  const { call, work, server, signIn, pool } = await start(t)
  const asked = { partner: 'dss', registry: 'sr', callbacks: false }
  const started = await call('POST', reports, asked)
  assert.equal(started.statusCode, 202, started.body)
  const { id, state, baseUrl } = started.json<ConformanceRun>()
  assert.deepEqual([state, baseUrl], ['running', server.baseUrl])
  const { rows: acts } = await pool.query('select act, account, subject from administrative_act where subject = $1', [
    id,
  ])
  assert.deepEqual(acts, [{ act: 'conformance.run', account: 'amina', subject: id }], 'it has its entry in the ledger')
  assert.equal((await call('GET', `${reports}/${id}`)).json().code, 'conformance.still-running')
  assert.equal((await call('POST', reports, asked)).json().code, 'conformance.busy', 'one at a time')
  assert.equal((await pool.query(`select from administrative_act where act = 'conformance.run'`)).rowCount, 1)
  assert.deepEqual(await work(), [1], 'a run is not tried again')

  assert.equal((await call('GET', `/v1/conformance/runs/${id}`)).json().state, 'done')
  const report = (await call('GET', `${reports}/${id}`)).json()
  const red = report.checks.filter(
    ({ level, result }: { level: string; result: string }) => level === 'must' && result === 'failed',
  )
  assert.deepEqual([red, report.conforms, report.id], [[], true, id])
  assert.ok(report.passed > 20, `${report.passed} checks passed`)
  const late = report.checks.filter(({ id: check }: { id: string }) => check.startsWith('async.callback'))
  assert.ok(late.length > 5 && late.every(({ result }: { result: string }) => result === 'skipped'))
  const { checks: _, ...summary } = report
  assert.deepEqual((await call('GET', reports)).json(), { reports: [summary] })
  const page = await call('GET', `${reports}/${id}.html`)
  assert.match(String(page.headers['content-type']), /^text\/html/)
  assert.ok(page.body.startsWith('<!doctype html>') && page.body.includes(id))

  const officer = await signIn('officer', 'tumaini')
  for (const url of [reports, `${reports}/${id}`, `${reports}/${id}.html`, `/v1/conformance/runs/${id}`]) {
    assert.equal((await call('GET', url, undefined, officer)).statusCode, 403, url)
  }
  assert.equal((await call('POST', reports, asked, officer)).statusCode, 403)
})

test('a server that lies elsewhere than the partner’s hosts is not called', async (t) => {
  const { call, pool, work, server } = await start(t)
  const asked = { partner: 'dss', registry: 'sr' }
  const { id } = (await call('POST', reports, asked)).json<ConformanceRun>()
  await pool.query(`update partner set agreed = jsonb_set(agreed, '{hosts}', '["elsewhere.example"]')`)
  await call('GET', '/v1/partners/dss')
  await work()
  assert.equal((await call('GET', `${reports}/${id}`)).json().code, 'conformance.run-failed', 'changed after the start')
  assert.equal((await call('POST', reports, asked)).json().code, 'conformance.partner-not-callable')
  assert.equal(server.world.heard.size, 0)
})

test('who cannot be called is told so, and nothing is started', async (t) => {
  const { call, pool } = await start(t)
  const code = async (asked: object) => (await call('POST', reports, asked)).json().code
  assert.equal(await code({ registry: 'sr', partner: 'nobody' }), 'conformance.partner-unknown')
  assert.equal(await code({ registry: 'sr' }), 'conformance.no-caller', 'no client has a published secret here')
  await call('POST', '/v1/partners/dss/suspend')
  assert.equal(await code({ registry: 'sr', partner: 'dss' }), 'conformance.partner-not-callable')
  assert.equal((await call('GET', `${reports}/conf-none`)).json().code, 'conformance.report-unknown')
  assert.equal((await pool.query('select 1 from conformance_report')).rowCount, 0)
})

test('a run whose process was lost is given up, and makes room for the next', async (t) => {
  const { call, time } = await start(t)
  const asked = { partner: 'dss', registry: 'sr' }
  const { id } = (await call('POST', reports, asked)).json<ConformanceRun>()
  time.now = new Date(time.now.getTime() + 16 * 60_000)
  assert.equal((await call('GET', `/v1/conformance/runs/${id}`)).json().state, 'failed')
  assert.equal((await call('POST', reports, asked)).statusCode, 202)
})
