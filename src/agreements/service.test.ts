import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import type pg from 'pg'
import { createTestDatabase } from '../../test/support/database.ts'
import { openDirectory } from '../federation/directory.ts'
import { exampleMembers } from '../federation/example.ts'
import { importFederation, setStanding } from '../federation/store.ts'
import { mustBeOk } from '../kernel/result.ts'
import { fixedClock } from '../platform/clock.ts'
import { nothingKnown } from './circumstances.ts'
import { exampleAgreement, exampleRequest } from './example.ts'
import { importAgreements } from './lifecycle/declare.ts'
import type { Agreement, Purpose } from './schema.ts'
import { openAgreements } from './service.ts'
import { importPurposes } from './store.ts'
import { declareAgreements, signatoryKey } from './test-agreements.ts'

const text = (en: string) => ({ en, sw: en, fr: en })
const purposes: Purpose[] = [
  { id: 'social-protection-delivery', label: text('Delivery'), definition: text('Delivery') },
  {
    id: 'eligibility-verification',
    label: text('Eligibility'),
    definition: text('Eligibility'),
    broader: 'social-protection-delivery',
  },
]

async function open(pool: pg.Pool, tampered: string[] = []) {
  return openAgreements({
    pool,
    directory: await openDirectory(pool),
    clock: fixedClock(new Date('2026-06-15T09:00:00Z'), 'Africa/Nairobi'),
    classificationOf: () => 'personal',
    country: 'TU',
    circumstances: nothingKnown,
    onTampered: (agreement, version) => tampered.push(`${agreement} ${version}`),
  })
}

async function country(t: TestContext, ...agreements: Agreement[]) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await importFederation(pool, { members: exampleMembers, systems: [], services: [] }))
  mustBeOk(await importPurposes(pool, purposes))
  await declareAgreements(pool, agreements)
  return pool
}

/** Writes the uses as the exchange does, in a transaction of their own. */
async function write(pool: pg.Pool, act: (tx: pg.PoolClient) => Promise<unknown>) {
  const tx = await pool.connect()
  try {
    await tx.query('begin')
    await act(tx)
    await tx.query('commit')
  } finally {
    tx.release()
  }
}

const signing = { keyOf: signatoryKey, today: '2026-01-01' }
const second = () => new Promise((resolve) => setTimeout(resolve, 1000))

test('a request is decided on what the database says, and a permit is counted', async (t) => {
  const agreements = await open(await country(t, exampleAgreement))
  const { decision, counted } = await agreements.decide(exampleRequest)
  assert.equal(decision.outcome, 'permit')
  assert.equal(counted?.row.agreementId, exampleAgreement.id)
  assert.deepEqual((await agreements.view(exampleAgreement.id))?.usage, { lastMinute: 1, today: 1, thisMonth: 1 })
  const refused = await agreements.decide({ ...exampleRequest, purpose: 'marketing' })
  assert.equal(refused.counted, undefined)
  assert.equal((await agreements.explain(exampleRequest)).outcome, 'permit')
  assert.equal((await agreements.view(exampleAgreement.id))?.usage.today, 1)
})

test('of many requests at once, no more than the agreed volume is permitted', async (t) => {
  const agreements = await open(await country(t, { ...exampleAgreement, volume: { perDay: 5 } }))
  const decided = await Promise.all(Array.from({ length: 40 }, () => agreements.decide(exampleRequest)))
  assert.equal(decided.filter(({ decision }) => decision.outcome === 'permit').length, 5)
  assert.equal(decided.find(({ decision }) => decision.outcome === 'deny')?.decision.refusedAt, 'G10')
})

test('uses survive a restart and are seen by another process within a second', async (t) => {
  const pool = await country(t, { ...exampleAgreement, volume: { perDay: 3 } })
  const [one, other] = [await open(pool), await open(pool)]
  const counted = await Promise.all([one.decide(exampleRequest), one.decide(exampleRequest)])
  await write(pool, (tx) =>
    one.writeUsage(
      tx,
      counted.flatMap(({ counted }) => (counted === undefined ? [] : [counted.row])),
    ),
  )
  await second()
  const last = await other.decide(exampleRequest)
  assert.equal(last.decision.outcome, 'permit')
  assert.equal((await other.decide(exampleRequest)).decision.refusedAt, 'G10')
  await write(pool, (tx) => other.writeUsage(tx, [last.counted!.row]))
  assert.equal((await (await open(pool)).decide(exampleRequest)).decision.refusedAt, 'G10')
})

test('suspending an agreement or a member stops traffic within a second', async (t) => {
  const pool = await country(t, exampleAgreement)
  const agreements = await open(pool)
  assert.equal((await agreements.decide(exampleRequest)).decision.outcome, 'permit')
  await declareAgreements(pool, [{ ...exampleAgreement, version: 2 }], 'suspended')
  await second()
  const stopped = (await agreements.decide(exampleRequest)).decision
  assert.equal(stopped.gates[1]?.reason.code, 'agreements.agreement-suspended')
  await declareAgreements(pool, [{ ...exampleAgreement, version: 3 }])
  assert.equal(await setStanding(pool, 'member', { id: 'dss', status: 'suspended' }), true)
  await second()
  assert.equal((await agreements.decide(exampleRequest)).decision.refusedAt, 'G1')
})

test('preparing the next version does not interrupt the one in force', async (t) => {
  const pool = await country(t, exampleAgreement)
  await declareAgreements(pool, [{ ...exampleAgreement, version: 2 }], 'draft')
  const agreements = await open(pool)
  assert.equal((await agreements.decide(exampleRequest)).decision.agreement?.version, 1)
  assert.deepEqual(
    (await agreements.versions(exampleAgreement.id))?.map(({ agreement }) => agreement.version),
    [2, 1],
  )
})

test('a version never changes: not through the store, not in the table', async (t) => {
  const pool = await country(t, exampleAgreement)
  const declare = (agreement: Agreement) => importAgreements(pool, [{ agreement, status: 'active' }], signing)
  assert.deepEqual(await declare(exampleAgreement), { ok: true, value: 0 })
  const changed = await declare({ ...exampleAgreement, purposes: ['marketing'] })
  assert.equal(changed.ok === false && changed.problem.code, 'agreements.version-taken')
  mustBeOk(await declare({ ...exampleAgreement, version: 3 }))
  const older = await declare({ ...exampleAgreement, version: 2 })
  assert.equal(older.ok === false && older.problem.code, 'agreements.version-too-old')
  await assert.rejects(pool.query(`update agreement_version set document = '{}'`), /never changes/)
  await assert.rejects(pool.query('delete from agreement_version'), /never changes/)
  await assert.rejects(pool.query(`update agreement_event set status = 'active'`), /never changes/)
})

test('an agreement whose stored text was tampered with counts as absent and is reported', async (t) => {
  const pool = await country(t, exampleAgreement)
  await pool.query(`alter table agreement_version disable trigger agreement_version_immutable`)
  await pool.query(`update agreement_version set document = jsonb_set(document, '{purposes}', '["marketing"]')`)
  const tampered: string[] = []
  const agreements = await open(pool, tampered)
  assert.equal((await agreements.decide(exampleRequest)).decision.gates[1]?.reason.code, 'agreements.agreement-missing')
  assert.deepEqual(tampered, ['dss-nida-identity 1'])
})

test('an agreement that contradicts itself is refused with the place', async (t) => {
  const pool = await country(t)
  const [clause] = exampleAgreement.services
  assert.ok(clause)
  const faulty: [Partial<Agreement>, string][] = [
    [{ validUntil: '2025-01-01' }, '/validUntil'],
    [{ validFrom: '2026-02-30' }, '/validFrom'],
    [{ services: [clause, clause] }, '/services/1/service'],
    [{ services: [{ ...clause, fields: [...clause.fields, clause.fields[0]!] }] }, '/services/0/fields/4/element'],
    [
      {
        services: [
          { ...clause, fields: [{ element: 'person.age', release: 'band', justification: 'x', bandEdges: [60, 18] }] },
        ],
      },
      '/services/0/fields/0/bandEdges',
    ],
  ]
  for (const [changed, pointer] of faulty) {
    const refused = await importAgreements(
      pool,
      [{ agreement: { ...exampleAgreement, ...changed }, status: 'active' }],
      signing,
    )
    assert.equal(refused.ok === false && refused.problem.pointer, pointer)
  }
  const orphan = await importPurposes(pool, [{ ...purposes[0]!, broader: 'everything' }])
  assert.equal(orphan.ok === false && orphan.problem.code, 'agreements.broader-purpose-unknown')
})

test('while the database is away nothing is decided on an old copy', async (t) => {
  const pool = await country(t, exampleAgreement)
  const agreements = await open(pool)
  await second()
  await pool.end()
  await assert.rejects(agreements.decide(exampleRequest))
})
