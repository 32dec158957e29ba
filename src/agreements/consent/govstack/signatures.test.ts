import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { createTestDatabase } from '../../../../test/support/database.ts'
import { encodeBase64Url } from '../../../kernel/base64.ts'
import { sha256Hex } from '../../../kernel/digest.ts'
import { generateSigningKey, type SigningKey, signEd25519 } from '../../../kernel/signature.ts'
import type { ConsentRecord, DraftConsentRecord, DraftSignature, Revision, Signature } from './schema.ts'
import { openPortal, preparePortal } from './test-portal.ts'

async function start(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const world = await openPortal(t, pool, ['consent.read', 'consent.record'])
  const { agreement, individual } = await preparePortal(world)
  return { ...world, agreement: agreement.dataAgreement.id, individual }
}

type World = Awaited<ReturnType<typeof start>>

/** As a person's wallet does it. */
function signed<T extends DraftSignature | Signature>(given: T, key: SigningKey = generateSigningKey()): T {
  const header = encodeBase64Url(Buffer.from(JSON.stringify({ alg: 'EdDSA', jwk: key.publicJwk })))
  const input = `${header}.${encodeBase64Url(Buffer.from(given.payload))}`
  const signature = `${header}..${encodeBase64Url(signEd25519(key.privateKey, Buffer.from(input)))}`
  return { ...given, signature, verificationSignedBy: key.kid }
}

const base = '/service/individual/record/consent-record'

interface Draft {
  readonly consentRecord: DraftConsentRecord
  readonly signature: DraftSignature
}

async function drafted({ call, agreement, individual }: World): Promise<Draft> {
  const query = `individualId=${individual}&dataAgreementId=${agreement}`
  const { body, status } = await call<Draft>('POST', `${base}/draft/?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

interface Pair {
  readonly consentRecord: ConsentRecord
  readonly revision: Revision
  readonly signature: Signature
}

test('a signed draft becomes a signed record that the gate obeys, and a no ends its signature', async (t) => {
  const world = await start(t)
  const draft = await drafted(world)
  assert.equal('id' in draft.consentRecord || 'id' in draft.signature, false)
  assert.equal(sha256Hex(draft.signature.verificationPayload), draft.signature.verificationPayloadHash)
  assert.equal(await world.gate(), undefined, 'a draft is no consent')
  const { body, status } = await world.call<Pair>('POST', `${base}/`, {
    body: { ...draft, signature: signed(draft.signature) },
  })
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual([body.consentRecord.state, body.consentRecord.signature], ['signed', body.signature])
  assert.equal(body.signature.objectReference, body.revision.id)
  assert.equal((await world.gate())?.status, 'given')
  const { id, dataAgreementRevisionHash } = body.consentRecord
  const update = (state: string) =>
    world.call<Pair>('PUT', `${base}/${id}/`, {
      body: { consentRecord: { id, dataAgreementRevisionHash, state, optIn: false } },
      individual: world.individual,
    })
  const out = await update('signed')
  assert.deepEqual(
    [out.body.consentRecord.state, 'signature' in out.body.consentRecord],
    ['unsigned', false],
    'what was signed was a yes',
  )
})

test('a record that was opted in to is signed afterwards, over the revision as it stands', async (t) => {
  const world = await start(t)
  const { agreement, individual, call } = world
  const opted = await call<Pair>(
    'POST',
    `/service/individual/record/data-agreement/${agreement}/?individualId=${individual}`,
  )
  const path = `${base}/${opted.body.consentRecord.id}/signature/`
  const nothing = await call('PUT', path, { body: { signature: { signature: 'x..y', verificationSignedBy: 'x' } } })
  assert.equal(nothing.status, 400, 'nothing was asked to be signed')
  const asked = await call<Pair>('POST', path, { body: { signature: {} } })
  assert.deepEqual(
    [asked.body.signature.verificationPayload, asked.body.signature.objectReference],
    [opted.body.revision.serializedSnapshot, opted.body.revision.id],
  )
  const made = signed(asked.body.signature)
  const put = await call<Pair>('PUT', path, { body: { signature: made } })
  assert.deepEqual([put.status, put.body.signature], [200, made])
  const audit = await call<Pair>('GET', `/audit/consent-record/${opted.body.consentRecord.id}/`)
  assert.deepEqual([audit.body.consentRecord.state, audit.body.consentRecord.signature], ['signed', made])
  const again = await call('PUT', path, { body: { signature: signed(asked.body.signature) } })
  assert.equal(again.status, 400, 'a signature never changes')
})

test('what is not the person’s signature over the draft is refused, and records nothing', async (t) => {
  const world = await start(t)
  const draft = await drafted(world)
  const good = signed(draft.signature)
  const other = generateSigningKey()
  const forged = [
    { ...draft, signature: draft.signature },
    { ...draft, signature: { ...good, verificationSignedBy: other.kid } },
    { ...draft, signature: { ...good, signature: signed({ ...draft.signature, payload: '{}' }).signature } },
    { ...draft, signature: signed({ ...draft.signature, payload: '{"optIn":true}' }) },
    { ...draft, signature: { ...good, signature: good.signature.replace('..', '.e30.') } },
    { ...draft, signature: { ...good, timestamp: '2026-06-15T07:00:00.000Z' } },
    { consentRecord: { ...draft.consentRecord, optIn: false }, signature: good },
    { consentRecord: { ...draft.consentRecord, dataAgreementRevisionHash: '0'.repeat(64) }, signature: good },
  ]
  for (const body of forged) {
    const { status } = await world.call('POST', `${base}/`, { body })
    assert.equal(status, 400, JSON.stringify(body.signature).slice(0, 300))
  }
  assert.equal(await world.gate(), undefined)
  const once = await world.call('POST', `${base}/`, { body: { ...draft, signature: good } })
  const twice = await world.call('POST', `${base}/`, { body: { ...draft, signature: good } })
  assert.deepEqual([once.status, twice.status], [200, 400])
})

test('a draft that has lain for more than an hour is asked for again', async (t) => {
  const world = await start(t)
  const { signature, consentRecord } = await drafted(world)
  const covered = { ...JSON.parse(signature.payload), timestamp: '2026-06-15T07:59:59.000Z' }
  const old = { ...signature, timestamp: covered.timestamp, payload: JSON.stringify(covered) }
  const { status, body } = await world.call<{ detail: string }>('POST', `${base}/`, {
    body: { consentRecord, signature: signed(old) },
  })
  assert.equal(status, 400)
  assert.match(body.detail, /too long after/)
})
