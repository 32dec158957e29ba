import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { createTestDatabase } from '../../../test/support/database.ts'
import { openDirectory } from '../../federation/directory.ts'
import { exampleMembers } from '../../federation/example.ts'
import { importFederation } from '../../federation/store.ts'
import { mustBeOk, ok } from '../../kernel/result.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createHttp } from '../../platform/http/app.ts'
import { createLogger } from '../../platform/telemetry/logger.ts'
import { nothingKnown } from '../circumstances.ts'
import { exampleAgreement } from '../example.ts'
import { openAgreements } from '../service.ts'
import { declareAgreements } from '../test-agreements.ts'
import { markerOf } from './marker.ts'
import { agreementTextRoutes } from './routes.ts'

/** The text's routes over a real database; the caller is given, as another room establishes it. */
async function start(t: TestContext, permissions: readonly string[] = ['agreement.read']) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await importFederation(pool, { members: exampleMembers, systems: [], services: [] }))
  await declareAgreements(pool, [exampleAgreement, { ...exampleAgreement, version: 2, validUntil: '2027-12-31' }])
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
    scopes: [{ name: 'agreement-text', routes: agreementTextRoutes({ agreements, directory, elements: new Map() }) }],
    readiness: {},
  })
  t.after(() => http.close())
  return http.app
}

const address = `/v1/agreements/${exampleAgreement.id}/text`
const upload = (payload: Buffer) => ({
  ...({ method: 'POST', url: '/v1/agreements/identify', payload } as const),
  headers: { 'content-type': 'application/pdf' },
})

test('the text is given in each form, language and version', async (t) => {
  const app = await start(t)
  const html = await app.inject({ url: address, headers: { 'accept-language': 'sw' } })
  assert.match(html.headers['content-type'] as string, /^text\/html/)
  assert.match(html.body, /<html lang="sw"[\s\S]*31 Desemba 2027/)
  assert.match((await app.inject(`${address}?language=fr&version=1`)).body, /<html lang="fr"[\s\S]*31 décembre 2026/)
  const pdf = await app.inject(`${address}?format=pdf&language=en`)
  assert.equal(pdf.headers['content-type'], 'application/pdf')
  assert.equal(pdf.headers['content-disposition'], 'inline; filename="dss-nida-identity-v2.en.pdf"')
  assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-')
  assert.equal((await app.inject(`${address}?format=docx`)).rawPayload.subarray(0, 2).toString(), 'PK')
  assert.equal((await app.inject(`${address}?version=9`)).json().code, 'agreements.not-found')
  assert.equal((await app.inject(`${address}?format=odt`)).statusCode, 400)
})

test('a PDF that was signed finds its version, and another hash is noticed', async (t) => {
  const app = await start(t)
  const { rawPayload: pdf } = await app.inject(`${address}?format=pdf&version=1`)
  const signed = Buffer.concat([pdf, Buffer.from('\n1 0 obj <</Type/Sig>> endobj %%EOF')])
  const found = (await app.inject(upload(signed))).json()
  assert.deepEqual({ ...found, hash: '' }, { agreement: exampleAgreement.id, version: 1, hash: '', matches: true })
  const named = (version: number) =>
    Buffer.from(`%PDF- ${markerOf({ ...exampleAgreement, version, hash: '0'.repeat(64) })}`)
  assert.equal((await app.inject(upload(named(1)))).json().matches, false)
  assert.equal((await app.inject(upload(named(7)))).json().code, 'agreements.document-not-stored')
  assert.equal((await app.inject(upload(Buffer.from('x')))).json().code, 'agreements.not-a-pdf')
  assert.equal((await app.inject(upload(Buffer.alloc(16 * 1024 * 1024 + 1)))).statusCode, 413)
})

test('who may not read agreements reads no text and identifies no file', async (t) => {
  const app = await start(t, ['question.ask'])
  assert.equal((await app.inject(address)).statusCode, 403)
  assert.equal((await app.inject(upload(Buffer.from('%PDF-')))).statusCode, 403)
})
