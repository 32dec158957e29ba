import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase } from '../../../../test/support/database.ts'
import { sha256Hex } from '../../../kernel/digest.ts'
import type { ConsentReceipt } from '../schema.ts'
import { exampleConsent } from '../test-consent.ts'
import type { ConsentRecord, DataAgreement, Individual, Policy, Revision } from './schema.ts'
import { dataAgreement, type Method, nationalId, openPortal, policy, preparePortal } from './test-portal.ts'

interface Recorded {
  readonly consentRecord: ConsentRecord
  readonly revision: Revision
}

async function start(t: TestContext, permissions: readonly string[] = ['consent.read', 'consent.record']) {
  const { pool } = await createTestDatabase(t)
  return openPortal(t, pool, permissions)
}

type World = Awaited<ReturnType<typeof start>>

const optIn = ({ call }: World, agreement: string, individual: string) =>
  call<Recorded>('POST', `/service/individual/record/data-agreement/${agreement}/?individualId=${individual}`)

/** The members that an update must send. */
const sent = ({ id, dataAgreementRevisionHash, state }: ConsentRecord, optedIn: boolean) => ({
  consentRecord: { id, dataAgreementRevisionHash, state, optIn: optedIn },
})

test('opting in records a consent that the gate obeys, opting out ends it, and opting in again gives another', async (t) => {
  const world = await start(t)
  const { agreement, individual } = await preparePortal(world)
  const { body } = await optIn(world, agreement.dataAgreement.id, individual)
  const { consentRecord, revision } = body
  assert.deepEqual(
    [consentRecord.optIn, consentRecord.dataAgreementRevisionHash],
    [true, agreement.revision.serializedHash],
  )
  assert.equal(sha256Hex(revision.serializedSnapshot), revision.serializedHash)
  const facts = await world.gate()
  assert.deepEqual([facts?.status, facts?.elements, facts?.mode], ['given', ['person.name.full'], 'view'])
  const { terms } = JSON.parse(revision.serializedSnapshot) as ConsentReceipt['record']
  assert.deepEqual(
    [terms.notice, terms.storage, terms.retention],
    [{ reference: policy.url, version: '3', language: 'sw' }, ['KE', 'UG'], 'P90D'],
  )
  const path = `/service/individual/record/consent-record/${consentRecord.id}/`
  const out = await world.call<Recorded>('PUT', path, { body: sent(consentRecord, false), individual })
  assert.deepEqual([out.body.consentRecord.optIn, out.body.revision.predecessorHash], [false, revision.serializedHash])
  assert.equal((await world.gate())?.status, 'withdrawn')
  const again = await world.call<Recorded>('PUT', path, { body: sent(consentRecord, true), individual })
  assert.deepEqual([again.body.consentRecord.id, again.body.consentRecord.optIn], [consentRecord.id, true])
  assert.equal((await world.gate())?.status, 'given')
  const same = await world.call<Recorded>('PUT', path, { body: sent(consentRecord, true), individual })
  assert.equal(same.body.revision.id, again.body.revision.id, 'what is so already makes no revision')
})

test('a consent withdrawn through our own interface is opted out in GovStack’s', async (t) => {
  const world = await start(t)
  const { agreement, individual } = await preparePortal(world)
  const { body } = await optIn(world, agreement.dataAgreement.id, individual)
  const consent = body.revision.id.split('.')[0]
  const withdrawal = { body: { channel: 'ussd', by: 'subject' } }
  assert.equal((await world.call('POST', `/v1/consents/${consent}/withdraw`, withdrawal)).status, 200)
  for (const area of ['audit', 'service/verification']) {
    const found = await world.call<Recorded>('GET', `/${area}/consent-record/${body.consentRecord.id}/`)
    assert.equal(found.body.consentRecord.optIn, false, area)
  }
  const own = await world.call<Recorded>(
    'GET',
    `/service/individual/record/data-agreement/${agreement.dataAgreement.id}/`,
    { individual },
  )
  assert.equal(own.body.consentRecord.optIn, false)
})

test('verification says what the gate says: of another consent that stands, and of one that was tampered with', async (t) => {
  const world = await start(t)
  const { agreement, individual } = await preparePortal(world)
  const { body } = await optIn(world, agreement.dataAgreement.id, individual)
  const verify = async () => {
    const url = `/service/verification/consent-records/?individualId=${individual}&dataAgreementId=${agreement.dataAgreement.id}`
    const { body } = await world.call<{ consentRecords: ConsentRecord[] }>('GET', url)
    return body.consentRecords.map((one) => one.optIn)
  }
  assert.deepEqual(await verify(), [true])
  const path = `/service/individual/record/consent-record/${body.consentRecord.id}/`
  await world.call('PUT', path, { body: sent(body.consentRecord, false), individual })
  assert.deepEqual(await verify(), [false])
  await world.call('POST', '/v1/consents', { body: exampleConsent })
  assert.deepEqual(await verify(), [true], 'another consent opens the gate')
  await world.pool.query(`alter table consent_revision disable trigger consent_revision_immutable;
    update consent_revision set document = jsonb_set(document, '{terms,withdrawal}', '"nowhere"')`)
  assert.deepEqual(await verify(), [false], 'a tampered one opens nothing')
})

test('verification says no of a child that consented by itself, as the gate does', async (t) => {
  const world = await start(t)
  const { agreement, individual } = await preparePortal(world)
  const { body } = await optIn(world, agreement.dataAgreement.id, individual)
  const read = () => world.call<Recorded>('GET', `/service/verification/consent-record/${body.consentRecord.id}/`)
  assert.equal((await read()).body.consentRecord.optIn, true)
  world.isChild()
  assert.equal((await read()).body.consentRecord.optIn, false)
})

test('a no ends the yes to an older revision, too', async (t) => {
  const world = await start(t)
  const { agreement, individual, policy: made } = await preparePortal(world)
  const { id } = agreement.dataAgreement
  const old = await optIn(world, id, individual)
  const newer = { ...dataAgreement, version: '1.1', policy: { id: made.id } }
  const changed = await world.call<{ revision: Revision }>('PUT', `/config/data-agreement/${id}/`, {
    body: { dataAgreement: newer },
  })
  assert.equal(changed.body.revision.predecessorHash, agreement.revision.serializedHash)
  const later = await optIn(world, id, individual)
  assert.notEqual(later.body.consentRecord.id, old.body.consentRecord.id)
  const path = `/service/individual/record/consent-record/${later.body.consentRecord.id}/`
  await world.call('PUT', path, { body: sent(later.body.consentRecord, false), individual })
  const all = await world.call<{ consentRecords: ConsentRecord[] }>(
    'GET',
    `/service/individual/record/data-agreement/${id}/all/`,
    { individual },
  )
  assert.deepEqual(
    all.body.consentRecords.map((one) => one.optIn),
    [false, false],
  )
  assert.equal((await world.gate())?.status, 'withdrawn')
})

test('a policy keeps all its revisions; data agreements keep the one they were made under', async (t) => {
  const world = await start(t)
  const { policy: made, agreement } = await preparePortal(world)
  const put = { body: { policy: { ...policy, version: '4' } } }
  assert.equal((await world.call('PUT', `/config/policy/${made.id}/`, put)).status, 200)
  const { body } = await world.call<{ revisions: Revision[] }>('GET', `/config/policy/${made.id}/revisions/?limit=10`)
  const [first, second] = body.revisions
  assert.equal(second?.predecessorHash, first?.serializedHash)
  const older = await world.call<{ policy: Policy }>('GET', `/service/policy/${made.id}/?revisionId=${first?.id}`)
  assert.equal(older.body.policy.version, '3')
  const { id } = agreement.dataAgreement
  const kept = await world.call<{ dataAgreement: DataAgreement }>('GET', `/service/data-agreement/${id}/`)
  assert.equal(kept.body.dataAgreement.policy.version, '3')
  assert.equal((await world.call('DELETE', `/config/policy/${made.id}/`)).status, 400, 'in use')
  assert.equal((await world.call('DELETE', `/config/data-agreement/${id}/`)).status, 200)
  assert.equal((await world.call('DELETE', `/config/policy/${made.id}/`)).status, 200)
  assert.equal((await world.call('GET', `/config/data-agreement/${id}/`)).status, 400)
  assert.equal((await world.call('GET', `/audit/data-agreement/${id}/`)).status, 200)
  const lists = [
    '/config/policies/',
    '/config/data-agreements/',
    '/service/verification/data-agreements/',
    '/audit/data-agreements/',
  ]
  const sizes = await Promise.all(
    lists.map(async (path) => Object.values((await world.call<object>('GET', path)).body).map((list) => list.length)),
  )
  assert.deepEqual(sizes, [[0], [0], [0], [1]])
  await assert.rejects(world.pool.query('delete from govstack_revision'), { code: 'KI002' })
})

test('the external id rests nowhere, and one person is one individual', async (t) => {
  const world = await start(t)
  const { individual } = await preparePortal(world)
  const body = { individual: { externalId: nationalId, externalIdType: 'national-id', identityProviderId: 'idp' } }
  assert.equal(
    (await world.call<{ individual: Individual }>('POST', '/config/individual/', { body })).body.individual.id,
    individual,
  )
  const put = await world.call<{ individual: Individual }>('PUT', `/service/individual/${individual}/`, { body })
  assert.equal(put.body.individual.identityProviderId, 'idp')
  const read = await world.call<{ individual: Individual }>('GET', `/config/individual/${individual}/`)
  assert.deepEqual(read.body.individual, { id: individual, externalIdType: 'national-id', identityProviderId: 'idp' })
  const other = { individual: { ...body.individual, externalId: '999' } }
  assert.equal((await world.call('PUT', `/service/individual/${individual}/`, { body: other })).status, 400)
  assert.equal((await world.call<{ individuals: object[] }>('GET', '/service/individuals/')).body.individuals.length, 1)
  const { rows } = await world.pool.query<{ row: string }>(
    'select i::text || a::text as row from govstack_individual i, administrative_act a',
  )
  for (const { row } of rows) assert.doesNotMatch(row, new RegExp(nationalId))
})

test('who asks to be forgotten has taken back what is forgettable, and the rest stays', async (t) => {
  const world = await start(t)
  const { agreement, individual } = await preparePortal(world, { forgettable: true })
  await optIn(world, agreement.dataAgreement.id, individual)
  assert.equal((await world.call('DELETE', '/service/individual/record/', { individual })).status, 200)
  assert.equal((await world.gate())?.status, 'withdrawn')
  const mine = await world.call<{ consentRecords: object[] }>('GET', '/service/individual/record/consent-record/', {
    individual,
  })
  assert.deepEqual(mine.body.consentRecords, [])
  const again = await optIn(world, agreement.dataAgreement.id, individual)
  assert.equal(again.status, 200, 'and can begin anew')
})

test('bad input is answered with 400, its place, and how to mend it', async (t) => {
  const world = await start(t)
  const { agreement, individual, policy: made } = await preparePortal(world)
  const { id } = agreement.dataAgreement
  const { body: first } = await optIn(world, id, individual)
  const record = `/service/individual/record/consent-record/${first.consentRecord.id}/`
  const input = { ...dataAgreement, policy: { id: made.id } }
  const unknown = `ind-${'0'.repeat(26)}`
  const create = (changed: object) =>
    ['POST', '/config/data-agreement/', { body: { dataAgreement: { ...input, ...changed } } }] as const
  const person = (externalId: string) =>
    ['POST', '/service/individual/', { body: { individual: { externalId, externalIdType: 'national-id' } } }] as const
  const attribute = dataAgreement.attributes[0]
  const cases: readonly (readonly [Method, string, { body?: object; individual?: string }])[] = [
    ['POST', '/config/policy/', { body: {} }],
    ['POST', '/config/policy/', { body: { policy: { ...policy, surprise: 1 } } }],
    ['POST', '/config/policy/', { body: { policy: { ...policy, jurisdiction: 'Kenya' } } }],
    create({ lawfulBasis: 'because' }),
    create({ controller: { ...dataAgreement.controller, id: 'nobody' } }),
    create({ purpose: 'curiosity' }),
    create({ attributes: [] }),
    create({ attributes: [{ ...attribute, name: 'shoe.size' }] }),
    create({ attributes: [attribute, attribute] }),
    create({ policy: { id: `pol-${'0'.repeat(26)}` } }),
    create({ compatibleWithVersion: {} }),
    person('child'),
    person('; drop table'),
    ['POST', `/service/individual/record/data-agreement/${id}/?individualId=${individual}`, {}],
    ['POST', `/service/individual/record/data-agreement/${id}/?individualId=${unknown}`, {}],
    ['POST', `/service/individual/record/data-agreement/${id}/`, {}],
    ['PUT', record, { body: sent(first.consentRecord, false) }],
    ['PUT', record, { body: sent(first.consentRecord, false), individual: unknown }],
    [
      'PUT',
      record,
      {
        body: {
          consentRecord: {
            ...sent(first.consentRecord, false).consentRecord,
            dataAgreementRevisionHash: '0'.repeat(64),
          },
        },
        individual,
      },
    ],
    ['GET', '/service/individual/record/consent-record/?limit=201', { individual }],
    ['GET', '/audit/consent-records/?offset=-1', {}],
    ['GET', '/audit/consent-record/x/', {}],
    ['DELETE', '/service/individual/record/', { individual: 'me' }],
  ]
  for (const [method, path, given] of cases) {
    const { status, body } = await world.call<{ code: string; fix: string }>(method, path, given)
    assert.equal(status, 400, `${method} ${path} ${JSON.stringify(given)}: ${JSON.stringify(body)}`)
    assert.ok(body.code && body.fix)
  }
  assert.equal((await world.gate())?.status, 'given', 'nothing of it changed anything')
})

test('nobody consents to what rests on a law, to what is not active, or under a policy that leaves places open', async (t) => {
  const world = await start(t)
  const law = await preparePortal(world, { lawfulBasis: 'legal_obligation' })
  assert.equal((await optIn(world, law.agreement.dataAgreement.id, law.individual)).status, 400)
  const asleep = await preparePortal(world, { active: false })
  assert.equal((await optIn(world, asleep.agreement.dataAgreement.id, asleep.individual)).status, 400)
  const { jurisdiction: _, ...open } = policy
  const made = await world.call<{ policy: Policy }>('POST', '/config/policy/', { body: { policy: open } })
  const body = { dataAgreement: { ...dataAgreement, policy: { id: made.body.policy.id } } }
  assert.equal((await world.call('POST', '/config/data-agreement/', { body })).status, 400)
})

test('of many that opt the same individual in at once, one is recorded', async (t) => {
  const world = await start(t)
  const { agreement, individual } = await preparePortal(world)
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => optIn(world, agreement.dataAgreement.id, individual)),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400, 400])
  const { rows } = await world.pool.query('select 1 from consent_revision')
  assert.equal(rows.length, 1, 'no consent without its record')
})

test('without the permission nothing is changed or shown', async (t) => {
  const reader = await start(t, ['consent.read'])
  assert.equal((await reader.call('POST', '/config/policy/', { body: { policy } })).status, 403)
  assert.equal((await reader.call('GET', '/config/policies/')).status, 200)
  const nobody = await start(t, [])
  assert.equal((await nobody.call('GET', '/service/verification/consent-records/')).status, 403)
})

test('after any yes and no, by either interface, both and the gate agree', async (t) => {
  const world = await start(t)
  const steps = fc.array(fc.constantFrom('in', 'out', 'withdraw'), { minLength: 1, maxLength: 8 })
  const { agreement, individual } = await preparePortal(world)
  const { body } = await optIn(world, agreement.dataAgreement.id, individual)
  const { id } = body.consentRecord
  const read = async (area: string) => (await world.call<Recorded>('GET', `/${area}/consent-record/${id}/`)).body
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      for (const step of taken) {
        const { revision } = await read('service/verification')
        const consent = revision.id.split('.')[0]
        const path = `/service/individual/record/consent-record/${id}/`
        if (step === 'withdraw')
          await world.call('POST', `/v1/consents/${consent}/withdraw`, { body: { channel: 'office', by: 'subject' } })
        else await world.call('PUT', path, { body: sent(body.consentRecord, step === 'in'), individual })
        const told = (await read('audit')).consentRecord.optIn
        const { consentRecord } = await read('service/verification')
        assert.equal(told, step === 'in')
        assert.equal(consentRecord.optIn, told)
        assert.equal((await world.gate())?.status === 'given', told)
      }
    }),
    { numRuns: 8 },
  )
})
