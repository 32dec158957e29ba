import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { createTestDatabase } from '../../test/support/database.ts'
import { openDirectory } from '../federation/directory.ts'
import { exampleMembers } from '../federation/example.ts'
import type { Service, System } from '../federation/schema.ts'
import { importFederation } from '../federation/store.ts'
import { mustBeOk, ok } from '../kernel/result.ts'
import { fixedClock } from '../platform/clock.ts'
import { createHttp } from '../platform/http/app.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import { nothingKnown } from './circumstances.ts'
import { exampleAgreement } from './example.ts'
import type { AgreementStanding } from './lifecycle/schema.ts'
import { agreementRoutes } from './routes.ts'
import { gates } from './schema.ts'
import { openAgreements } from './service.ts'
import { importPurposes } from './store.ts'
import { declareAgreements } from './test-agreements.ts'

const text = (en: string) => ({ en, sw: en, fr: en })
const system: System = {
  ...{ id: 'tiprs', member: 'nida', name: text('Register'), description: text('Persons'), connector: 'rest' },
  ...{ address: 'http://127.0.0.1:7411', status: 'active' },
}
const service: Service = {
  ...{ id: 'tiprs.person', system: 'tiprs', member: 'nida', name: text('Person'), recordType: 'person' },
  ...{ mapping: 'tiprs.person', askBy: [['person.national-id']], conditions: 'equalities', timeoutMs: 2000 },
  operation: {},
}
const expired = { ...exampleAgreement, id: 'dss-nida-old', validUntil: '2026-02-01' }
const suspended = { ...exampleAgreement, version: 2 }
const all = ['agreement.read', 'decision.explain']

/** The room's routes over a real database; the caller is given, as another room establishes it. */
async function start(t: TestContext, permissions: readonly string[] = all) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await importFederation(pool, { members: exampleMembers, systems: [system], services: [service] }))
  const label = text('Eligibility')
  mustBeOk(await importPurposes(pool, [{ id: 'eligibility-verification', label, definition: label }]))
  await declareAgreements(pool, [exampleAgreement, expired])
  await declareAgreements(pool, [suspended], 'suspended')
  const directory = await openDirectory(pool)
  const agreements = await openAgreements({
    ...{ pool, directory, clock: fixedClock(new Date('2026-06-15T09:00:00Z'), 'Africa/Nairobi') },
    ...{ classificationOf: () => 'personal' as const, onTampered: assert.fail },
    ...{ country: 'TU', circumstances: nothingKnown },
  })
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 100_000, requestTimeoutMs: 5000, requestsInFlightLimit: 100 },
      ...{ publicUrl: 'http://127.0.0.1:7400', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0' },
    authenticate: async () => ok({ kind: 'person', id: 'legal', member: 'nida', permissions: new Set(permissions) }),
    scopes: [{ name: 'agreements', routes: agreementRoutes({ agreements, directory }) }],
    readiness: {},
  })
  t.after(() => http.close())
  return http.app
}

test('agreements are listed in the version that applies, with force and use', async (t) => {
  const app = await start(t)
  const get = async (query: string) => (await app.inject(`/v1/agreements${query}`)).json().agreements
  const [current, old] = await get('')
  assert.deepEqual(
    [current.agreement.id, current.standing.status, current.inForce],
    ['dss-nida-identity', 'suspended', false],
  )
  assert.deepEqual([old.agreement.id, old.inForce], ['dss-nida-old', false])
  assert.deepEqual(old.usage, { lastMinute: 0, today: 0, thisMonth: 0 })
  assert.equal((await get('?status=suspended')).length, 1)
  assert.equal((await get('?consumer=dss&provider=nida')).length, 2)
  assert.equal((await get('?provider=dss')).length, 0)
})

test('one agreement shows its versions, and each version can be read as it was', async (t) => {
  const app = await start(t)
  const { versions, agreement } = (await app.inject('/v1/agreements/dss-nida-identity')).json()
  assert.equal(agreement.version, 2)
  assert.deepEqual(
    versions.map(({ version, standing }: { version: number; standing: AgreementStanding }) => [
      version,
      standing.status,
    ]),
    [
      [2, 'suspended'],
      [1, 'active'],
    ],
  )
  const first = (await app.inject('/v1/agreements/dss-nida-identity/versions/1')).json()
  assert.deepEqual(first, { agreement: exampleAgreement, hash: versions[1].hash })
  for (const url of ['/v1/agreements/none', '/v1/agreements/dss-nida-identity/versions/9']) {
    assert.equal((await app.inject(url)).json().code, 'agreements.not-found')
  }
  assert.equal((await app.inject('/v1/purposes')).json().purposes[0].id, 'eligibility-verification')
})

test('a decision is explained gate by gate, in the reader’s language, whatever refuses first', async (t) => {
  const app = await start(t)
  const explain = (payload: object, language = 'en') =>
    app.inject({
      method: 'POST',
      url: '/v1/decisions/explain',
      headers: { 'accept-language': language },
      payload: { consumer: 'dss', service: 'tiprs.person', purpose: 'eligibility-verification', ...payload },
    })
  const { decision, sentences } = (await explain({ askBy: ['person.phone'] }, 'fr')).json()
  assert.equal(decision.outcome, 'deny')
  assert.deepEqual(
    decision.gates.map(({ gate, result }: { gate: string; result: string }) => `${gate} ${result}`),
    gates.map((gate) => `${gate} ${gate === 'G2' || gate === 'G8' ? 'refuse' : 'pass'}`),
  )
  assert.match(sentences[1], /est suspendu\. Les parties doivent/)
  assert.match(sentences[gates.indexOf('G8')], /ne permet pas d’interroger par : person\.phone/)
  assert.equal((await explain({ askBy: [], service: 'tiprs.other' })).json().code, 'agreements.service-unknown')
  assert.equal((await explain({ askBy: 'person.phone' })).statusCode, 400)
})

test('who may not read agreements reads none', async (t) => {
  const app = await start(t, ['question.ask'])
  for (const url of ['/v1/agreements', '/v1/agreements/dss-nida-identity', '/v1/purposes']) {
    assert.equal((await app.inject(url)).statusCode, 403, url)
  }
  const payload = { consumer: 'dss', service: 'tiprs.person', purpose: 'x', askBy: [] }
  assert.equal((await app.inject({ method: 'POST', url: '/v1/decisions/explain', payload })).statusCode, 403)
})
