import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { parse } from 'yaml'
import { createTestDatabase, root } from '../../../test/support/database.ts'
import { openDirectory } from '../../federation/directory.ts'
import { exampleMembers } from '../../federation/example.ts'
import { importFederation } from '../../federation/store.ts'
import { mustBeOk, ok } from '../../kernel/result.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createHttp } from '../../platform/http/app.ts'
import { createLogger } from '../../platform/telemetry/logger.ts'
import { nothingKnown } from '../circumstances.ts'
import { makeLaw } from '../law/law.ts'
import { checkPack } from '../law/pack.ts'
import type { Agreement } from '../schema.ts'
import { openAgreements } from '../service.ts'
import { importPurposes } from '../store.ts'
import { declareAgreements } from '../test-agreements.ts'
import { clause, draft, exampleWorld, field } from './example.ts'
import { analysisRoutes } from './routes.ts'
import type { Finding } from './schema.ts'
import { openAnalyst } from './service.ts'

/** Of the demo country's law one rule: the text must say how long what is received is kept. */
const pack = checkPack(parse(readFileSync(join(root, 'countries/tumaini/law/tu-dpa.yaml'), 'utf8')))
const retained = {
  retention: [{ period: 'P90D', from: 'receipt', action: 'delete', proofWithinDays: 30 }],
} satisfies Partial<Agreement>
const law = makeLaw(
  'pack' in pack ? [{ ...pack.pack, rules: pack.pack.rules.filter(({ id }) => id === 'TU-DPA-8-g') }] : [],
)

const kept = draft({
  ...{ id: 'kept', ...retained },
  services: [clause('tiprs.person', [field('person.name.full', 'raw'), field('person.birth-date', 'raw')])],
})
const other = draft({
  ...{ id: 'other', ...retained, services: [clause('nsps.enrolment', [field('enrolment.programme', 'raw')])] },
  // Younger than the days looked at.
  validFrom: '2026-06-10',
})
const mayRead = ['agreement.read']

async function start(t: TestContext, permissions: readonly string[] = mayRead) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await importFederation(pool, { members: exampleMembers, systems: [], services: [] }))
  const { purposes, element, combination, hasEvents } = exampleWorld()
  mustBeOk(await importPurposes(pool, purposes))
  await declareAgreements(pool, [kept, other])
  const clock = fixedClock(new Date('2026-06-15T09:00:00Z'), 'Africa/Nairobi')
  const directory = await openDirectory(pool)
  const agreements = await openAgreements({
    ...{ pool, directory, clock, classificationOf: () => 'personal' as const, onTampered: assert.fail },
    ...{ country: 'TU', circumstances: nothingKnown },
  })
  const asked: string[] = []
  const analyst = openAnalyst({
    ...{ agreements, clock, element, combination, hasEvents, party: () => ({ country: 'TU' }) },
    law: async () => law,
    async fieldUse(agreement, from) {
      asked.push(`${agreement} ${from}`)
      return [
        { element: '', answers: 3 },
        { element: 'person.name.full', answers: 2 },
        { element: 'person.name.full', answers: 1 },
      ]
    },
  })
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 100_000, requestTimeoutMs: 5000, requestsInFlightLimit: 100 },
      ...{ publicUrl: 'http://127.0.0.1:7400', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0' },
    authenticate: async () => ok({ kind: 'person', id: 'legal', member: 'nida', permissions: new Set(permissions) }),
    scopes: [{ name: 'agreements', routes: analysisRoutes(analyst, agreements) }],
    readiness: {},
  })
  t.after(() => http.close())
  return { app: http.app, asked }
}

const codes = (body: { findings: { code: string }[] }) => body.findings.map(({ code }) => code)

test('a draft is analysed beside what is in force, by what the purposes of the database need; nothing is kept', async (t) => {
  const { app, asked } = await start(t)
  const services = [clause('crs.birth', [field('person.birth-date', 'raw'), field('person.sex', 'raw')])]
  const analyse = (payload: object) => app.inject({ method: 'POST', url: '/v1/agreements/analyse', payload })
  const body = (await analyse(draft({ services, ...retained }))).json()
  assert.deepEqual(codes(body), ['analysis.form-wider'])
  assert.deepEqual(body.adds.learned, [{ element: 'person.sex', form: 'raw' }])
  assert.deepEqual(asked, [])
  const { findings } = (await analyse(draft())).json()
  assert.deepEqual(
    findings.map((one: Finding) => `${one.severity} ${one.code} ${one.law?.rule} ${one.law?.section}`),
    ['error analysis.law TU-DPA-8-g s. 8(g)'],
  )
  assert.equal((await analyse({ ...draft(), surprise: true })).statusCode, 400)
  assert.equal((await app.inject('/v1/agreements/draft/analysis')).json().code, 'agreements.not-found')
})

test('an agreement in force is analysed with what was released under it, unless it is younger than that', async (t) => {
  const { app, asked } = await start(t)
  const analysis = async (id: string, query = '') => (await app.inject(`/v1/agreements/${id}/analysis${query}`)).json()
  assert.deepEqual(codes(await analysis('kept')), ['analysis.form-wider', 'analysis.never-released'])
  assert.deepEqual(codes(await analysis('other')), [])
  assert.deepEqual(codes(await analysis('other', '?days=3')), ['analysis.never-released'])
  assert.deepEqual(asked, ['kept 2026-03-17', 'other 2026-06-12'])
  assert.equal((await app.inject('/v1/agreements/kept/analysis?days=0')).statusCode, 400)
})

test('the composition of a consumer brings its agreements together, and is drawn', async (t) => {
  const { app } = await start(t)
  const { profiles, graph } = (await app.inject('/v1/agreements/composition?consumer=dss')).json()
  assert.equal(profiles.length, 1)
  assert.deepEqual(profiles[0].keys, ['national-id'])
  assert.deepEqual(
    profiles[0].inferences.map(({ id }: { id: string }) => id),
    ['health'],
  )
  assert.ok(graph.nodes.some(({ id }: { id: string }) => id === 'key national-id'))
  assert.deepEqual((await app.inject('/v1/agreements/composition?consumer=nobody')).json().profiles, [])
})

test('who may not read agreements may not analyse them', async (t) => {
  const { app } = await start(t, ['question.ask'])
  for (const url of ['/v1/agreements/kept/analysis', '/v1/agreements/composition?consumer=dss']) {
    assert.equal((await app.inject(url)).statusCode, 403, url)
  }
  assert.equal((await app.inject({ method: 'POST', url: '/v1/agreements/analyse', payload: draft() })).statusCode, 403)
})
