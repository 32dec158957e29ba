import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { parse } from 'yaml'
import { createTestDatabase } from '../../test/support/database.ts'
import { openDirectory } from '../federation/directory.ts'
import { exampleMembers } from '../federation/example.ts'
import { importFederation } from '../federation/store.ts'
import { mustBeOk, ok } from '../kernel/result.ts'
import { fixedClock } from '../platform/clock.ts'
import { createHttp } from '../platform/http/app.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import { makeVocabulary } from '../semantics/vocabulary.ts'
import { nothingKnown } from './circumstances.ts'
import { exampleAgreement } from './example.ts'
import { agreementExportRoutes } from './export-routes.ts'
import { openAgreements } from './service.ts'
import { declareAgreements } from './test-agreements.ts'

const path = `/v1/agreements/${exampleAgreement.id}`

async function start(t: TestContext, permissions: readonly string[] = ['agreement.read']) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await importFederation(pool, { members: exampleMembers, systems: [], services: [] }))
  await declareAgreements(pool, [exampleAgreement])
  await declareAgreements(pool, [{ ...exampleAgreement, version: 2, volume: { perDay: 7 } }])
  const directory = await openDirectory(pool)
  const publicUrl = 'http://127.0.0.1:7400'
  const agreements = await openAgreements({
    ...{ pool, directory, clock: fixedClock(new Date('2026-06-15T09:00:00Z'), 'Africa/Nairobi') },
    ...{ classificationOf: () => 'personal' as const, onTampered: assert.fail },
    ...{ country: 'TU', circumstances: nothingKnown },
  })
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 100_000, requestTimeoutMs: 5000, requestsInFlightLimit: 100 },
      ...{ publicUrl, metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0' },
    authenticate: async () => ok({ kind: 'person', id: 'legal', member: 'nida', permissions: new Set(permissions) }),
    scopes: [
      {
        name: 'agreement-exports',
        routes: agreementExportRoutes({ agreements, vocabulary: makeVocabulary([], []), publicUrl }),
      },
    ],
    readiness: {},
  })
  t.after(() => http.close())
  return http.app
}

test('the version that applies goes out as a policy, and the policy comes back as that version', async (t) => {
  const app = await start(t)
  const policy = await app.inject(`${path}/odrl`)
  assert.match(String(policy.headers['content-type']), /^application\/ld\+json/)
  const back = await app.inject({ method: 'POST', url: '/v1/agreements/odrl', payload: policy.json() })
  assert.deepEqual([back.statusCode, back.json().agreement.volume], [200, { perDay: 7 }])
})

test('an earlier version goes out when it is named', async (t) => {
  const app = await start(t)
  const policy = await app.inject(`${path}/odrl?version=1`)
  assert.equal(policy.json().uid, 'urn:kiungo:agreement:dss-nida-identity:1')
})

test('the data contract is the same in JSON and in YAML', async (t) => {
  const app = await start(t)
  const json = await app.inject(`${path}/odcs`)
  const yaml = await app.inject(`${path}/odcs.yaml`)
  assert.deepEqual([json.statusCode, json.json().status], [200, 'active'])
  assert.match(String(yaml.headers['content-type']), /^application\/yaml/)
  assert.deepEqual(parse(yaml.body), json.json())
})

test('what is not there is not found, and what is no policy is refused', async (t) => {
  const app = await start(t)
  for (const url of [`${path}/odrl?version=9`, '/v1/agreements/nobody/odrl', '/v1/agreements/nobody/odcs.yaml']) {
    assert.equal((await app.inject(url)).statusCode, 404, url)
  }
  const refused = await app.inject({ method: 'POST', url: '/v1/agreements/odrl', payload: { uid: 'urn:x' } })
  assert.deepEqual([refused.statusCode, refused.json().code], [422, 'agreements.odrl-unreadable'])
})

test('who may not read agreements may not read them in other words either', async (t) => {
  const app = await start(t, [])
  for (const url of [`${path}/odrl`, `${path}/odcs`, `${path}/odcs.yaml`]) {
    assert.equal((await app.inject(url)).statusCode, 403, url)
  }
})
