import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { createTestDatabase } from '../../../test/support/database.ts'
import { ok } from '../../kernel/result.ts'
import { generateSigningKey } from '../../kernel/signature.ts'
import { openTestLedger } from '../../ledger/test-log.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createHttp } from '../../platform/http/app.ts'
import { createLogger } from '../../platform/telemetry/logger.ts'
import { receiptRoute } from './receipt-route.ts'
import { consentRoutes } from './routes.ts'
import type { ConsentReceipt, Representation } from './schema.ts'
import { openConsents } from './service.ts'
import { exampleConsent, exampleGiving, exampleRepresentation } from './test-consent.ts'

const noNames = { members: new Map(), purposes: new Map(), elements: new Map() }
const all = ['consent.read', 'consent.record']

async function start(t: TestContext, permissions: readonly string[] = all) {
  const { pool } = await createTestDatabase(t)
  const ledger = await openTestLedger(pool)
  t.after(() => ledger.close())
  const receiptKey = generateSigningKey()
  const purposes = ['eligibility-verification']
  const consents = openConsents({
    ...{ pool, ledger, receiptKey },
    clock: fixedClock(new Date('2026-06-15T09:00:00Z'), 'Africa/Nairobi'),
    subjectKey: (nationalId) => createHash('sha256').update(nationalId).digest('hex'),
    members: async () => new Set(['dss', 'nida']),
    broaderPurposes: async () => new Map(purposes.map((id) => [id, [id]])),
    isElement: (id) => id.startsWith('person.'),
    birthDateOf: async () => undefined,
  })
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 100_000, requestTimeoutMs: 5000, requestsInFlightLimit: 100 },
      ...{ publicUrl: 'http://127.0.0.1:7400', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0' },
    authenticate: async () => ok({ kind: 'person', id: 'officer', member: 'dss', permissions: new Set(permissions) }),
    scopes: [
      {
        name: 'consents',
        routes: [...consentRoutes(consents, receiptKey.publicJwk), receiptRoute(consents, async () => noNames)],
      },
    ],
    readiness: {},
  })
  t.after(() => http.close())
  const call = async <T>(url: string, payload?: object) => {
    const answer = await http.app.inject({
      method: payload === undefined ? 'GET' : 'POST',
      url,
      ...(payload && { payload }),
    })
    return { status: answer.statusCode, body: answer.json<T>() }
  }
  return { call, pool, ledger, app: http.app }
}

interface Found {
  readonly revisions: ConsentReceipt[]
  readonly intact: boolean
}

test('a consent is recorded, found by its person, and withdrawn; each revision is chained and signed', async (t) => {
  const { call, pool } = await start(t)
  const given = await call<ConsentReceipt>('/v1/consents', exampleConsent)
  assert.deepEqual([given.status, given.body.record.status, given.body.record.revision], [201, 'given', 1])
  const { id } = given.body.record
  const found = await call<{ consents: ConsentReceipt[] }>('/v1/consents/find', {
    nationalId: exampleConsent.nationalId,
  })
  assert.deepEqual(found.body.consents, [given.body])
  const withdrawn = await call<ConsentReceipt>(`/v1/consents/${id}/withdraw`, { channel: 'ussd', by: 'subject' })
  assert.deepEqual([withdrawn.status, withdrawn.body.record.status], [200, 'withdrawn'])
  assert.equal(withdrawn.body.record.previous, given.body.hash)
  const read = await call<Found>(`/v1/consents/${id}`)
  assert.deepEqual([read.body.revisions.length, read.body.intact], [2, true])
  const again = await call<{ code: string }>(`/v1/consents/${id}/withdraw`, { channel: 'ussd', by: 'subject' })
  assert.deepEqual([again.status, again.body.code], [409, 'consent.final'])
  const { rows } = await pool.query<{ act: string; row: string }>(
    `select act, a::text || c::text as row from administrative_act a join consent_revision c on c.consent_id = a.subject
     order by ledger_index, revision`,
  )
  assert.deepEqual([...new Set(rows.map(({ act }) => act))], ['consent.given', 'consent.withdrawn'])
  for (const { row } of rows) assert.doesNotMatch(row, /12345678/, 'the number rests nowhere')
})

test('the receipt of the latest revision is answered signed, or as a page in the language asked for', async (t) => {
  const { call, app } = await start(t)
  const { body } = await call<ConsentReceipt>('/v1/consents', exampleConsent)
  const url = `/v1/consents/${body.record.id}/receipt`
  assert.deepEqual((await call(url)).body, body)
  const page = await app.inject({ url: `${url}?format=html`, headers: { 'accept-language': 'fr' } })
  assert.match(String(page.headers['content-type']), /^text\/html/)
  assert.match(page.body, /<html lang="fr">[\s\S]*Vous avez dit oui/)
  assert.match((await app.inject(`${url}?format=html&language=sw`)).body, /Ulikubali/)
  assert.equal((await call(`${url}?format=pdf`)).status, 400)
  assert.equal((await call(`/v1/consents/con-${'0'.repeat(26)}/receipt`)).status, 404)
})

test('a revision never changes, and one that was changed beside the product is told', async (t) => {
  const { call, pool } = await start(t)
  const { body } = await call<ConsentReceipt>('/v1/consents', exampleConsent)
  const change = `update consent_revision set document = jsonb_set(document, '{status}', '"refused"')`
  await assert.rejects(pool.query(change), { code: 'KI002' })
  await pool.query(`alter table consent_revision disable trigger consent_revision_immutable; ${change}`)
  assert.equal((await call<Found>(`/v1/consents/${body.record.id}`)).body.intact, false)
})

test('a guardian consents for a person while the representation holds', async (t) => {
  const { call } = await start(t)
  const { body: guardian } = await call<Representation>('/v1/representations', exampleRepresentation)
  const giving = { ...exampleGiving, by: 'guardian', representation: guardian.id }
  assert.equal((await call('/v1/consents', { ...exampleConsent, giving })).status, 201)
  assert.equal((await call(`/v1/representations/${guardian.id}/end`, {})).status, 200)
  const late = await call<{ code: string; pointer: string }>('/v1/consents', { ...exampleConsent, giving })
  assert.deepEqual(
    [late.status, late.body.code, late.body.pointer],
    [422, 'consent.representation-missing', '/giving/representation'],
  )
  assert.equal((await call(`/v1/representations/${guardian.id}/end`, {})).status, 404)
  const found = await call<{ representations: Representation[] }>('/v1/representations/find', {
    nationalId: exampleRepresentation.nationalId,
  })
  assert.equal(found.body.representations[0]?.endedAt, '2026-06-15T09:00:00.000Z')
})

test('of two withdrawals at once one is recorded', async (t) => {
  const { call } = await start(t)
  const { body } = await call<ConsentReceipt>('/v1/consents', exampleConsent)
  const withdraw = () => call(`/v1/consents/${body.record.id}/withdraw`, { channel: 'office', by: 'subject' })
  const statuses = (await Promise.all([withdraw(), withdraw()])).map(({ status }) => status).sort()
  assert.deepEqual(statuses, [200, 409])
})

test('without the permission nothing is recorded or shown', async (t) => {
  const { call } = await start(t, ['consent.read'])
  assert.equal((await call('/v1/consents', exampleConsent)).status, 403)
  assert.equal((await call('/v1/consents/find', { nationalId: '1' })).status, 200)
  assert.equal((await (await start(t, [])).call('/v1/consents/find', { nationalId: '1' })).status, 403)
})
