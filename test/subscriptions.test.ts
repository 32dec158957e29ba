// From an act of the registry to a partner's server: decided, asked, released and delivered like any other exchange.
import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { declareAgreements } from '../src/agreements/test-agreements.ts'
import { openReceiver, type Receiver } from '../src/exchange/deliveries/test-receiver.ts'
import type { Subscription } from '../src/exchange/subscriptions/schema.ts'
import { setStanding } from '../src/federation/store.ts'
import type { Json } from '../src/kernel/canonical-json.ts'
import { mustBeOk, ok } from '../src/kernel/result.ts'
import type { Principal } from '../src/platform/http/access.ts'
import { createHttp } from '../src/platform/http/app.ts'
import { enqueue } from '../src/platform/jobs/enqueue.ts'
import { createLogger } from '../src/platform/telemetry/logger.ts'
import { loadRegistry } from '../src/registry/load.ts'
import { registryFolder } from '../src/registry/sample.ts'
import { createTestDatabase } from './support/database.ts'
import { until } from './support/desk.ts'
import {
  declareRegistryCountry,
  openSubscriberWorld,
  registryAgreement,
  type SubscriberWorld,
  subscriber,
  subscription,
} from './support/subscriber.ts'

interface Told {
  readonly id: string
  readonly type: string
  readonly records: readonly Readonly<Record<string, Json>>[]
}

interface Country extends SubscriberWorld {
  readonly receiver: Receiver
  told(): readonly Told[]
  /** Someone new, by their given name. */
  born(name: string, sex?: string): Promise<string>
  one<T extends object>(sql: string): Promise<T>
}

async function open(t: TestContext): Promise<Country> {
  const closing: (() => unknown)[] = []
  t.after(async () => {
    for (const close of closing.reverse()) await close()
  })
  const { pool, connectionString } = await createTestDatabase(t)
  mustBeOk(await loadRegistry(pool, registryFolder(t)))
  await declareRegistryCountry(pool)
  const receiver = await openReceiver()
  const world = await openSubscriberWorld(pool, receiver.port)
  const jobs = await world.runJobs(connectionString)
  closing.push(receiver.close, world.close, () => jobs.stop())
  let births = 0
  return {
    ...world,
    receiver,
    told: () => receiver.received.flatMap(({ body }) => body.events as unknown as Told[]),
    async born(name, sex = 'female') {
      const values = {
        'household.id': 'H1',
        'person.name.given': name,
        'person.sex': sex,
        'person.birth-date': '2026-11-20',
        'person.relationship-to-head': 'child',
      }
      const acted = await world.acts.perform({ id: `birth-${births++}`, act: 'register-person', values })
      return mustBeOk(acted).made['person.id'] ?? ''
    },
    async one<T extends object>(sql: string) {
      return (await pool.query<T>(sql)).rows[0] as T
    },
  }
}

const names = ({ told }: Country) => told().map(({ records }) => records[0]?.['person.name.given'])
const everyone = async (country: Country, count: number) => until(() => country.told().length >= count)

test('a subscriber is told what its agreement allows, in order, and each telling is an exchange in the ledger', async (t) => {
  const country = await open(t)
  await country.born('Before')
  const opened = mustBeOk(await country.desk.open(subscription(country.receiver.port)))
  const id = await country.born('Amani')
  await country.born('Baraka', 'male')
  await everyone(country, 2)
  assert.deepEqual(names(country), ['Amani', 'Baraka'])
  const [first] = country.told()
  assert.deepEqual(first?.records, [{ 'person.id': id, 'person.name.given': 'Amani', 'person.birth-date': false }])
  assert.equal(first?.type, 'registration')
  assert.deepEqual(country.receiver.received[0]?.body.context, { reference: 'their own' })
  const counts = await country.one<{ exchanges: number; entries: number; notified: number }>(
    `select (select count(*) from exchange) as exchanges, (select size from ledger_head) as entries,
       (select notified from subscription where code = '${opened.code}') as notified`,
  )
  assert.deepEqual(counts, { exchanges: 2, entries: 3, notified: 2 })
  const entry = mustBeOk(await country.ledger.entry(0))
  assert.deepEqual([entry.type, entry.id, entry.outcome], ['administration', opened.code, 'done'])
})

test('a filter is a question: who does not meet it is passed over, and one that is not agreed is refused at once', async (t) => {
  const country = await open(t)
  const { port } = country.receiver
  const sex = { element: 'person.sex', is: 'eq', value: 'male' } as const
  mustBeOk(await country.desk.open(subscription(port, { filter: sex })))
  const refused = await country.desk.open(
    subscription(port, { filter: { or: [sex, { element: 'person.phone', is: 'eq', value: '+999712345678' }] } }),
  )
  assert.ok(!refused.ok)
  assert.equal(refused.problem.code, 'exchange.subscription-refused')
  assert.deepEqual(refused.problem.params, { reason: 'agreements.ask-by-not-agreed', gate: 'G8' })
  const entry = mustBeOk(await country.ledger.entry(1))
  assert.deepEqual([entry.type, entry.gate, entry.outcome], ['refusal', 'G8', 'deny'])
  for (const [changes, code] of [
    [{ purpose: 'statistics' }, 'exchange.subscription-refused'],
    [{ service: 'social-registry.nothing' }, 'exchange.unknown-service'],
    [{ service: 'register.person' }, 'exchange.no-events'],
    [{ purpose: 'Not A Purpose' }, 'exchange.malformed-purpose'],
    [{ frequency: 'now and then' }, 'exchange.frequency-not-understood'],
    [{ frequency: '0 0 0 1 1 ? 1999' }, 'exchange.frequency-not-understood'],
    [{ until: new Date('2020-01-01') }, 'exchange.subscription-over'],
    [{ filter: { ...sex, value: 'x'.repeat(40_000) } }, 'exchange.filter-too-large'],
  ] as const) {
    const problem = await country.desk.open(subscription(port, changes))
    assert.equal(problem.ok ? 'ok' : problem.problem.code, code)
  }
  await country.born('Neema')
  await country.born('Juma', 'male')
  await everyone(country, 1)
  assert.deepEqual(names(country), ['Juma'])
  assert.deepEqual(await country.one('select notified, passed_over from subscription'), { notified: 1, passed_over: 1 })
  const { sealed } = await country.one<{ sealed: Buffer }>(`select sealed from subscription`)
  assert.ok(!sealed.toString('latin1').includes('male'))
})

test('the same request opens one subscription, and what runs already is not opened twice', async (t) => {
  const country = await open(t)
  const asked = subscription(country.receiver.port)
  const all = await Promise.all(Array.from({ length: 6 }, () => country.desk.open(asked)))
  const codes = new Set(all.map((one) => mustBeOk(one).code))
  assert.equal(codes.size, 1)
  const [code = ''] = codes
  const again = await country.desk.open({ ...asked, key: 'another' })
  assert.deepEqual(!again.ok && [again.problem.code, again.problem.params], [
    'exchange.already-subscribed',
    { subscription: code },
  ])
  const other = await country.desk.open({ ...asked, events: ['death'] })
  assert.equal(!other.ok && other.problem.code, 'exchange.message-id-reused')
  assert.deepEqual(await country.desk.find({ ...subscriber, id: 'someone-else' }, [code]), [])
  assert.equal(await country.desk.close({ ...subscriber, id: 'someone-else' }, code), undefined)
  assert.equal((await country.desk.close(subscriber, code))?.status, 'ended')
  assert.equal((await country.desk.close(subscriber, code))?.status, 'ended')
  assert.equal((await country.desk.find(subscriber, [code]))[0]?.status, 'ended')
  mustBeOk(await country.desk.open({ ...asked, key: 'another' }))
  assert.deepEqual(await country.one('select size from ledger_head'), { size: 3 }, 'opened, ended, opened')
})

test('a suspended agreement holds it, and when it holds again nothing was lost', async (t) => {
  const country = await open(t)
  const { code } = mustBeOk(await country.desk.open(subscription(country.receiver.port)))
  await country.born('Amani')
  await everyone(country, 1)
  await declareAgreements(country.pool, [registryAgreement({ version: 2 })], 'suspended')
  await until(async () => (await country.agreements.view('nida-dss'))?.inForce === false)
  await country.born('Baraka')
  await country.born('Chausiku')
  const row = () =>
    country.one<{ status: string; held_code: string; held_gate: string }>(
      `select status, held_code, held_gate from subscription where code = '${code}'`,
    )
  await until(async () => (await row()).status === 'held')
  assert.deepEqual(await row(), { status: 'held', held_code: 'agreements.agreement-suspended', held_gate: 'G2' })
  await country.born('Dalila')
  await declareAgreements(country.pool, [registryAgreement({ version: 3 })])
  await until(async () => (await country.agreements.view('nida-dss'))?.inForce === true)
  await lookNow(country)
  await everyone(country, 4)
  assert.deepEqual(names(country), ['Amani', 'Baraka', 'Chausiku', 'Dalila'])
  assert.deepEqual(await row(), { status: 'active', held_code: null, held_gate: null })
})

/** What is looked at now and then is looked at now. */
async function lookNow({ pool, room }: Country): Promise<void> {
  for (const task of room.recurring) {
    if (task.name === 'exchange.wake-subscriptions') await enqueue(pool, { task, payload: {}, key: task.name })
  }
}

test('who cannot answer now is asked again, and a system that may not call is not told', async (t) => {
  const country = await open(t)
  mustBeOk(await country.desk.open(subscription(country.receiver.port)))
  await setStanding(country.pool, 'system', { id: 'social-registry', status: 'suspended' })
  await until(async () => (await country.directory.current()).systems.get('social-registry')?.status === 'suspended')
  await country.born('Amani')
  const row = () =>
    country.one<{ status: string; held_code: string | null }>('select status, held_code from subscription')
  await until(async () => (await row()).status === 'held')
  await setStanding(country.pool, 'system', { id: 'social-registry', status: 'active' })
  await until(async () => (await country.directory.current()).systems.get('social-registry')?.status === 'active')
  await lookNow(country)
  await everyone(country, 1)
  await setStanding(country.pool, 'client', { id: 'dss-mis', status: 'suspended' })
  await until(async () => (await country.directory.current()).clients.get('dss-mis')?.status === 'suspended')
  await country.born('Baraka')
  await until(async () => (await row()).held_code === 'federation.client-suspended')
  assert.deepEqual(names(country), ['Amani'])
})

test('what happens between the times of a frequency is told at the next one, in one message', async (t) => {
  const country = await open(t)
  mustBeOk(await country.desk.open(subscription(country.receiver.port, { frequency: '0 0 0 1 1 ? *' })))
  for (const name of ['Amani', 'Baraka', 'Chausiku']) await country.born(name)
  await until(
    async () =>
      (await country.one<{ numbered: number }>('select count(position) as numbered from registry_event')).numbered ===
      6,
  )
  assert.deepEqual(country.told(), [])
  await country.pool.query('update subscription set next_run_at = now()')
  await lookNow(country)
  await everyone(country, 3)
  assert.equal(country.receiver.received.length, 1)
  assert.deepEqual(names(country), ['Amani', 'Baraka', 'Chausiku'])
  const { next } = await country.one<{ next: Date }>('select next_run_at as next from subscription')
  assert.match(next.toISOString(), /^20\d\d-12-31T21:00:00/)
})

test('unsubscribed, it hears no more; told again, it gets each event under its old id', async (t) => {
  const country = await open(t)
  const { receiver } = country
  const first = mustBeOk(await country.desk.open(subscription(receiver.port)))
  await country.born('Amani')
  await everyone(country, 1)
  await country.desk.close(subscriber, first.code)
  await country.born('Baraka')
  const second = mustBeOk(await country.desk.open(subscription(receiver.port)))
  await country.born('Chausiku')
  await everyone(country, 2)
  assert.deepEqual(names(country), ['Amani', 'Chausiku'])
  const by = {
    kind: 'client',
    id: 'dss-mis',
    member: 'dss',
    permissions: new Set(['subscription.read', 'subscription.manage']),
  }
  const http = await serve(country, () => by as Principal)
  t.after(() => http.close())
  const replay = (code: string) =>
    http.app.inject({
      method: 'POST',
      url: `/v1/subscriptions/${code}/replay`,
      payload: { since: '2020-01-01T00:00:00Z' },
    })
  assert.equal((await replay(first.code)).statusCode, 409, 'it has ended')
  const replayed = await replay(second.code)
  assert.equal(replayed.statusCode, 200, replayed.body)
  await everyone(country, 3)
  assert.deepEqual(names(country), ['Amani', 'Chausiku', 'Chausiku'], 'and nothing from before it began')
  const [, once, twice] = country.told()
  assert.equal(once?.id, twice?.id)
  const listed = (await http.app.inject({ url: '/v1/subscriptions' })).json()
  assert.deepEqual(
    listed.subscriptions.map(({ code, status, counts }: Subscription) => ({ code, status, counts })),
    [
      { code: second.code, status: 'active', counts: { notified: 2, passedOver: 0, pending: 0 } },
      { code: first.code, status: 'ended', counts: { notified: 1, passedOver: 0, pending: 0 } },
    ],
  )
  const events = (await http.app.inject({ url: '/v1/events?type=registration' })).json()
  assert.equal(events.events.length, 3)
  assert.ok(!JSON.stringify(events).includes('ps-'))
  const ended = await http.app.inject({ method: 'POST', url: `/v1/subscriptions/${second.code}/end` })
  assert.equal(ended.json().status, 'ended')
  Object.assign(by, { id: 'other-mis' })
  assert.equal((await http.app.inject({ url: `/v1/subscriptions/${second.code}` })).statusCode, 200)
  assert.equal((await replay(second.code)).statusCode, 404, 'another system of the agency')
  Object.assign(by, { member: 'nida' })
  assert.equal((await http.app.inject({ url: `/v1/subscriptions/${second.code}` })).statusCode, 404)
  assert.deepEqual((await http.app.inject({ url: '/v1/subscriptions' })).json(), { subscriptions: [] })
})

const serve = (country: Country, who: () => Principal) =>
  createHttp({
    settings: {
      bodyLimitBytes: 100_000,
      requestTimeoutMs: 10_000,
      requestsInFlightLimit: 100,
      publicUrl: 'http://localhost',
      metricsAccess: 'loopback',
    },
    logger: createLogger('silent'),
    metrics: new Registry(),
    authenticate: async () => ok(who()),
    scopes: country.room.scopes,
    readiness: {},
    version: '0',
  })
