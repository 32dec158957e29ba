import assert from 'node:assert/strict'
import test from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { declareAgreements, registerSignatory, signatoryKey } from '../../agreements/test-agreements.ts'
import { agreement } from '../../exchange/test-world.ts'
import { addDays } from '../../kernel/dates.ts'
import { signDetached, verifyDetached } from '../../standards/detached-jws.ts'
import { movableClock, startDesk } from '../test-desk.ts'
import type { CertificateList, DeletionCertificate, RetentionDuty } from './schema.ts'

test('what was received is certified as gone by the signature of who held it, and is overdue until then', async (t) => {
  const { pool } = await createTestDatabase(t)
  const clock = movableClock(new Date().toISOString())
  const { call, ask, as } = await startDesk(t, pool, clock)
  const retention = [{ period: 'P30D', from: 'receipt', action: 'delete', proofWithinDays: 10 } as const]
  await declareAgreements(pool, [agreement({ version: 2, retention })])
  await registerSignatory(pool, { account: 'dss-keeper', member: 'dss' })
  await registerSignatory(pool, { account: 'nida-keeper', member: 'nida' })
  as('dss', 'data-protection-officer')
  const duties = async (state = '') =>
    (await call<{ duties: RetentionDuty[] }>(`/v1/retention${state && `?state=${state}`}`)).body.duties
  await new Promise((resolve) => setTimeout(resolve, 1000))
  assert.equal((await duties())[0]?.state, 'nothing-held')
  await ask()
  const [held] = await duties()
  assert.deepEqual([held?.state, held?.rule, held?.holdUntil], ['running', 'rest', addDays(held?.oldest ?? '', 30)])
  clock.set(`${addDays(held?.proveUntil ?? '', 1)}T09:00:00Z`)
  assert.equal((await duties('overdue')).length, 1)

  const statement = {
    ...{ agreement: 'nida-dss', member: 'dss', rule: 'rest', through: held?.oldest ?? '', action: 'delete' },
    ...{ records: 1, method: 'erased with backups', madeOn: clock.today() },
  }
  const file = (account: string, changes: object = {}) =>
    call<DeletionCertificate & { code: string }>('/v1/deletion-certificates', {
      statement: { ...statement, ...changes },
      jws: signDetached(statement, signatoryKey(account)),
    })
  assert.equal((await file('nida-keeper')).body.code, 'retention.signature-wrong', 'a key of another member')
  assert.equal((await file('dss-keeper', { records: 2 })).body.code, 'retention.signature-wrong', 'changed since')
  assert.equal((await file('dss-keeper', { agreement: 'unknown' })).body.code, 'retention.no-agreement')
  const filed = await file('dss-keeper')
  assert.deepEqual([filed.status, filed.body.account], [201, 'dss-keeper'])
  assert.equal((await duties())[0]?.state, 'nothing-held')
  const listed = await call<CertificateList>('/v1/deletion-certificates?agreement=nida-dss')
  const [shown] = listed.body.certificates
  assert.ok(shown)
  const { jwk, ...certificate } = shown
  assert.deepEqual(certificate, filed.body)
  assert.ok(verifyDetached(certificate.statement, certificate.jws, jwk), 'what is shown verifies without this node')
  assert.equal(await duties('overdue').then(({ length }) => length), 0)
  const all = await call<CertificateList>('/v1/deletion-certificates?limit=1')
  assert.deepEqual([all.body.certificates.length, all.body.next], [1, undefined])
  assert.deepEqual((await call<CertificateList>('/v1/deletion-certificates?agreement=other')).body.certificates, [])
  await assert.rejects(pool.query('delete from deletion_certificate'), /never changes/)
})
