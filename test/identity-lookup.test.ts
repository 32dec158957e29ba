// A steward looks up which identifiers a person has: a question like any other, under an agreement of the steward's agency.
import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { Registry } from 'prom-client'
import { declareAgreements } from '../src/agreements/test-agreements.ts'
import type { SourceAnswer } from '../src/exchange/schema.ts'
import { lookupRoutes } from '../src/identity/mapping/lookup.ts'
import type { LookupPurpose } from '../src/identity/mapping/schema.ts'
import { fail, ok } from '../src/kernel/result.ts'
import { type Principal, unauthenticated } from '../src/platform/http/access.ts'
import { createHttp } from '../src/platform/http/app.ts'
import { createLogger } from '../src/platform/telemetry/logger.ts'
import { until } from './support/desk.ts'
import { identityAgreement, onRoster, openIdentityCountry, registry, roster } from './support/identity-map.ts'

const permissions = new Set(['identity.map'])
const callers: Readonly<Record<string, Principal>> = {
  steward: { kind: 'person', id: 'asha', member: 'dss', permissions },
  stranger: { kind: 'person', id: 'juma', member: 'dpc', permissions },
  reader: { kind: 'person', id: 'njeri', member: 'dss', permissions: new Set(['identity.read']) },
}
const wanjiku = { given_name: 'WANJIKU GRACE', surname: 'KAMOTHO', sex: 'K', birth_date: '19510314' }
const purpose = 'eligibility-verification'

async function desk(t: TestContext) {
  const country = await openIdentityCountry(t)
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 100_000, requestTimeoutMs: 30_000, requestsInFlightLimit: 100 },
      ...{ publicUrl: 'http://127.0.0.1', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0', readiness: {} },
    authenticate: async ({ headers }) => {
      const caller = callers[headers.authorization ?? '']
      return caller === undefined ? fail(unauthenticated) : ok(caller)
    },
    scopes: [{ name: 'identity-lookup', routes: lookupRoutes({ ...country, exchanges: country.room.exchanges }) }],
  })
  t.after(() => http.close())
  const call = (caller: string, url: string, payload?: object) =>
    http.app.inject({
      ...{ method: payload === undefined ? 'GET' : 'POST', url, headers: { authorization: caller } },
      ...(payload && { payload }),
    })
  let asked = 0
  const lookUp = (person: string, caller = 'steward', messageId = `look-${asked++}`) =>
    call(caller, `/v1/identity/people/${person}/identifiers`, { messageId, purpose })
  const purposesOf = async (caller: string) =>
    (await call(caller, '/v1/identity/map/purposes')).json<{ purposes: LookupPurpose[] }>().purposes
  const linked = async (): Promise<string> => {
    await onRoster(country.pool, 'S0000007', { ...wanjiku, national_id: '302118476' })
    const { moves } = await country.link(registry('P1'), roster('S0000007'))
    return moves[0]?.to ?? ''
  }
  const size = async () =>
    Number((await country.pool.query<{ size: string }>('select size from ledger_head')).rows[0]?.size)
  return { ...country, call, lookUp, purposesOf, linked, size }
}

type Told = readonly Readonly<Record<string, unknown>>[]

const identifiersIn = ({ records }: SourceAnswer): string[] =>
  records
    .flatMap((record) => record['identity.identifiers'] as Told)
    .map((one) => {
      const value = one['person.id'] ?? one['person.national-id'] ?? one['enrolment.number']
      return [one['identity.system'], value, one['identity.assurance'], one['identity.basis']].join(' ')
    })

test('a person’s identifiers come with how sure each is, under an agreement, and the look is in the ledger once', async (t) => {
  const { linked, lookUp, size } = await desk(t)
  const person = await linked()
  const before = await size()
  const reply = await lookUp(person, 'steward', 'look')
  assert.equal(reply.statusCode, 200, reply.body)
  const answer = reply.json<SourceAnswer>()
  assert.deepEqual(identifiersIn(answer), [
    'pension-mis S0000007 substantial issued',
    'social-registry P1 substantial issued',
    'tiprs 302118476 substantial same-number',
  ])
  assert.equal(answer.decision?.agreement?.id, 'nida-dss')
  assert.ok(answer.receipt)
  const again = await lookUp(person, 'steward', 'look')
  assert.equal(again.json<SourceAnswer>().exchangeId, answer.exchangeId, 'sent twice, asked once')
  assert.equal((await size()) - before, 1)
})

test('after the link is taken back the person has what is theirs', async (t) => {
  const { pool, link, unmerge, lookUp } = await desk(t)
  await onRoster(pool, 'S0000008', { given_name: 'Baraka', surname: 'Otieno', sex: 'M', birth_date: '19800102' })
  const { id, moves } = await link(registry('P1'), roster('S0000008'))
  const person = moves[0]?.to ?? ''
  const numbers = async () =>
    identifiersIn((await lookUp(person)).json<SourceAnswer>()).map((line) => line.split(' ')[1])
  assert.deepEqual(await numbers(), ['S0000008', 'P1', '302118476'])
  await unmerge(id)
  // Whose record was the older home keeps the number of the person.
  assert.ok(['S0000008', 'P1,302118476'].includes((await numbers()).join()))
})

test('whose agency has no agreement is refused, and so is who has no permission: neither is told anything', async (t) => {
  const { linked, lookUp, purposesOf, call } = await desk(t)
  const person = await linked()
  const refused = (await lookUp(person, 'stranger')).json<SourceAnswer>()
  assert.deepEqual([refused.status, refused.decision?.refusedAt, refused.records], ['refused', 'G2', []])
  assert.equal((await lookUp(person, 'reader')).statusCode, 403)
  assert.equal((await call('reader', '/v1/identity/map/purposes')).statusCode, 403)
  assert.deepEqual(await purposesOf('stranger'), [])
  assert.deepEqual(
    (await purposesOf('steward')).filter((one) => one.purpose === purpose).map(({ agreement }) => agreement),
    ['nida-dss'],
  )
  assert.equal((await lookUp('P1')).statusCode, 400, 'by the number of a person of the map only')
  assert.equal((await lookUp(`en-${'0'.repeat(26)}`)).json<SourceAnswer>().status, 'no-record')
})

test('an agreement by which nobody may ask for a person of the map offers no purpose', async (t) => {
  const { pool, agreements, purposesOf } = await desk(t)
  const services = identityAgreement().services.map((one) => ({ ...one, askBy: ['person.national-id'] }))
  await declareAgreements(pool, [identityAgreement({ version: 2, services })])
  await until(async () => (await agreements.view('nida-dss'))?.agreement.version === 2)
  assert.deepEqual(await purposesOf('steward'), [])
})
