import assert from 'node:assert/strict'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { mustBeOk, ok } from '../kernel/result.ts'
import { createHttp } from '../platform/http/app.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import { loadMappings, loadVocabulary } from './load.ts'
import { semanticsRoutes } from './routes.ts'

const tumaini = join(import.meta.dirname, '../../countries/tumaini')

async function serve(t: TestContext, permissions: readonly string[]) {
  const vocabulary = mustBeOk(await loadVocabulary(tumaini))
  const mappings = mustBeOk(await loadMappings(tumaini, vocabulary))
  const http = await createHttp({
    settings: {
      bodyLimitBytes: 1000,
      requestTimeoutMs: 5000,
      requestsInFlightLimit: 10,
      publicUrl: 'http://localhost:7400',
      metricsAccess: 'loopback',
    },
    logger: createLogger('silent', { write: () => undefined }),
    metrics: new Registry(),
    authenticate: async () =>
      ok({ kind: 'person' as const, id: 'legal', member: 'nsps', permissions: new Set(permissions) }),
    scopes: [{ name: 'semantics', routes: semanticsRoutes({ vocabulary, mappings }) }],
    readiness: {},
    version: '0.0.0',
  })
  t.after(() => http.close())
  return http.app
}

test('a reader gets the dictionary, the code lists and the mappings whole', async (t) => {
  const app = await serve(t, ['dictionary.read'])
  const { elements } = (await app.inject('/v1/dictionary')).json()
  const birthDate = elements.find(({ id }: { id: string }) => id === 'person.birth-date')
  assert.equal(birthDate.label.sw, 'Tarehe ya kuzaliwa')
  assert.equal(birthDate.dci, 'Person.birth_date')
  const { codeLists } = (await app.inject('/v1/code-lists')).json()
  const marital = codeLists.find(({ id }: { id: string }) => id === 'marital-status')
  assert.equal(marital.codes.find(({ code }: { code: string }) => code === 'widowed').dci, 'W')
  const { mappings } = (await app.inject('/v1/mappings')).json()
  const tiprs = mappings.find(({ id }: { id: string }) => id === 'tiprs.person')
  assert.deepEqual(
    tiprs.fields.find(({ element }: { element: string }) => element === 'person.sex'),
    {
      element: 'person.sex',
      from: 'gender',
      transform: 'code',
      codes: { 1: 'male', 2: 'female' },
    },
  )
})

test('without the permission nothing of it is shown', async (t) => {
  const app = await serve(t, ['question.ask'])
  for (const url of ['/v1/dictionary', '/v1/code-lists', '/v1/mappings']) {
    assert.equal((await app.inject(url)).statusCode, 403)
  }
})
