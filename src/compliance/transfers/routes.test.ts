import assert from 'node:assert/strict'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '../../../test/support/database.ts'
import { declareAgreements } from '../../agreements/test-agreements.ts'
import { agreement } from '../../exchange/test-world.ts'
import { movableClock, startDesk } from '../test-desk.ts'
import type { TransferAssessment, TransferStanding } from './schema.ts'

const content = {
  ...{ id: 'hosting-abroad', countries: ['KE'], mechanism: 'safeguards' },
  law: { findings: 'A law on data protection is in force.', accessByAuthorities: 'By order of a court.' },
  ...{ measures: ['Encrypted with keys held here.'], reviewedOn: '2026-06-01', reviewAgainBy: '2027-06-01' },
}

test('a transfer is covered by an assessment of its countries and its mechanism, until the review is due', async (t) => {
  const { pool } = await createTestDatabase(t)
  const clock = movableClock('2026-06-15T09:00:00Z')
  const { call, as } = await startDesk(t, pool, clock)
  const transfer = { countries: ['KE', 'UG'], mechanism: 'safeguards' as const, assessment: content.id }
  await declareAgreements(pool, [agreement({ version: 2, transfer })])
  await sleep(1000)
  const faults = async () =>
    (await call<{ transfers: TransferStanding[] }>('/v1/transfers')).body.transfers.map((one) => one.faults)
  const assess = (changes: object = {}) =>
    call<TransferAssessment & { code: string; pointer: string }>('/v1/transfer-assessments', { ...content, ...changes })
  as('dss', 'data-protection-officer')
  assert.deepEqual(await faults(), [['not-assessed']])
  assert.equal((await assess({ mechanism: 'treaty' })).status, 201)
  assert.deepEqual(await faults(), [['country-not-covered', 'other-mechanism']])
  assert.equal((await assess({ countries: ['KE', 'UG', 'RW'] })).body.revision, 2)
  assert.deepEqual(await faults(), [[]])
  // 1 June 2027 ends in Nairobi at 21:00 in UTC.
  clock.set('2027-06-01T20:59:59Z')
  assert.deepEqual(await faults(), [[]])
  clock.set('2027-06-01T21:00:00Z')
  assert.deepEqual(await faults(), [['review-overdue']])
  await assert.rejects(pool.query('delete from transfer_assessment'), /never changes/)
})

test('an assessment of another member, or with a day that cannot be, is not taken', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { call, as } = await startDesk(t, pool, movableClock('2026-06-15T09:00:00Z'))
  const assess = (changes: object = {}) =>
    call<{ code: string; pointer: string }>('/v1/transfer-assessments', { ...content, ...changes })
  as('dss', 'data-protection-officer')
  assert.equal((await assess({ reviewedOn: '2026-06-16' })).body.pointer, '/reviewedOn')
  assert.equal((await assess({ reviewedOn: '2026-02-30' })).body.pointer, '/reviewedOn')
  assert.equal((await assess({ reviewAgainBy: '2026-06-01' })).body.pointer, '/reviewAgainBy')
  assert.equal((await assess()).status, 201)
  as('nida', 'data-protection-officer')
  assert.equal((await assess()).body.code, 'transfer.of-another')
  as('dss', 'legal-officer')
  assert.equal((await assess()).status, 403)
})

test('of two who write the same revision at once, one is told that it is taken', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { call, as } = await startDesk(t, pool, movableClock('2026-06-15T09:00:00Z'))
  as('dss', 'data-protection-officer')
  // The other has written, and not committed yet: this one reads no revision before its own, and waits to write it.
  const other = await pool.connect()
  await other.query('begin')
  await other.query(`insert into transfer_assessment (id, revision, document) values ($1, 1, '{}')`, [content.id])
  const mine = call<{ code: string }>('/v1/transfer-assessments', content)
  const waiting = 'select from pg_locks where not granted'
  while ((await pool.query(waiting)).rowCount === 0) await sleep(5)
  await other.query('commit')
  other.release()
  const { status, body } = await mine
  assert.deepEqual([status, body.code], [409, 'transfer.changed-meanwhile'])
})
