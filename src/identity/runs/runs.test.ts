import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { Registry } from 'prom-client'
import { peopleOfBench, randomFrom, writtenAgain } from '../../../bench/live-people.ts'
import { createTestDatabase } from '../../../test/support/database.ts'
import { startJobs } from '../../platform/jobs/runner.ts'
import { createLogger } from '../../platform/telemetry/logger.ts'
import type { KeptModel } from '../models/schema.ts'
import type { Proposal } from '../review/schema.ts'
import { startIdentity } from '../test-desk.ts'
import type { Run, Upload } from './schema.ts'

/** People, some of them twice, each in a household of their own; answers with the ids of those who are there twice. */
async function fillRegistry(pool: pg.Pool, count: number): Promise<Set<string>> {
  const random = randomFrom(11)
  const twice = new Set<string>()
  const people = [...peopleOfBench(count, 5)].flatMap((person) => {
    if (random() > 0.15) return [person]
    twice.add(person.id)
    return [person, writtenAgain(person, random)]
  })
  const rows = people.map(({ id, values }) => ({ ...values, person_id: id, household_id: `B${id}` }))
  await pool.query(
    `insert into household (household_id, head_person_id, village_code, ward_code, county_code, region_code, setting, size,
       registered_on, updated_on)
     select r.household_id, r.person_id, r.village_code, r.ward_code, r.county_code, r.region_code, 'rural', 1, '2024-01-01', '2024-01-01'
     from jsonb_to_recordset($1) as r(household_id text, person_id text, village_code text, ward_code text, county_code text, region_code text)`,
    [JSON.stringify(rows)],
  )
  await pool.query(
    `insert into person (person_id, household_id, given_name, surname, sex, birth_date, national_id, phone, registered_on, updated_on)
     select r.person_id, r.household_id, r.given_name, r.surname, r.sex, r.birth_date, r.national_id, r.phone, '2024-01-01', '2024-01-01'
     from jsonb_to_recordset($1) as r(person_id text, household_id text, given_name text, surname text, sex text, birth_date date, national_id text, phone text)`,
    [JSON.stringify(rows)],
  )
  return twice
}

async function desk(t: TestContext) {
  const { pool, connectionString } = await createTestDatabase(t)
  const identity = await startIdentity(t, pool)
  const { call } = identity
  const work = async () => {
    const jobs = await startJobs({
      ...{ url: connectionString, tasks: identity.room.tasks, metrics: new Registry() },
      logger: createLogger('silent'),
    })
    t.after(() => jobs.stop())
  }
  const start = (request: object = { sources: [{ registry: 'person' }] }) =>
    call<Run>('asha', '/v1/identity/runs', request)
  const ended = async (id: string): Promise<Run> => {
    for (;;) {
      const { body } = await call<Run>('asha', `/v1/identity/runs/${id}`)
      if (body.endedAt !== undefined) return body
      await sleep(50)
    }
  }
  return { ...identity, pool, work, start, ended }
}

test('a run over the registry trains a model, fills the queue and puts the model into use', async (t) => {
  const { pool, work, start, ended, call } = await desk(t)
  const twice = await fillRegistry(pool, 2_000)
  await work()
  const { status, body: started } = await start()
  assert.equal(status, 202, JSON.stringify(started))
  const run = await ended(started.id)
  assert.equal(run.state, 'done', JSON.stringify(run.fault))
  assert.equal(run.attempts, 1)
  assert.ok((run.proposals?.fresh ?? 0) > 0)
  assert.ok((run.charts?.weights.length ?? 0) > 1)
  const { body } = await call<{ proposals: Proposal[] }>('asha', `/v1/identity/proposals?limit=200&minWeight=2`)
  const right = body.proposals.filter(({ first, second }) => second.record === `again-${first.record}`)
  assert.ok(right.length > twice.size / 2, `${right.length} of ${twice.size}`)
  assert.ok(right.length > body.proposals.length * 0.9, `${right.length} of ${body.proposals.length}`)
  const models = await call<{ models: KeptModel[] }>('asha', '/v1/identity/models')
  assert.deepEqual(
    models.body.models.filter(({ live }) => live).map(({ digest, trained }) => [digest, trained]),
    [[run.trained, true]],
  )
  const found = await call<{ candidates: unknown[] }>('asha', '/v1/identity/candidates', {
    ...{ given_name: 'Nobody', surname: 'Here', birth_date: '1931-05-06' },
  })
  assert.equal(found.status, 200)
})

test('a run that waits is cancelled at once, and one that ended is not', async (t) => {
  const { start, call } = await desk(t)
  const { body: started } = await start()
  const cancel = () => call<Run>('asha', `/v1/identity/runs/${started.id}/cancel`, {})
  assert.equal((await cancel()).body.state, 'cancelled')
  assert.equal((await cancel()).body.code, 'identity.run-ended')
})

test('a source that arrives twice is kept once; its records are linked with the registry’s', async (t) => {
  const { pool, work, start, ended, room, call, ledger } = await desk(t)
  await fillRegistry(pool, 2_000)
  await work()
  const { rows } = await pool.query<Record<string, string | null>>(
    `select given_name, surname, sex, birth_date::text, national_id from person where person_id ~ '^[0-9]+$' limit 300`,
  )
  const lines = rows.map((row, i) => [`N${i}`, ...Object.values(row).map((value) => value ?? '')].join(','))
  const file = Buffer.from(['no,first,last,sex,born,number', ...lines].join('\n'))
  const by = { id: 'asha', member: 'nsps', permissions: new Set<string>() }
  const hand = async () => {
    const kept = await room.runs.upload({ name: 'ngo-list', format: 'csv', bytes: file }, by)
    assert.ok(kept.ok)
    return kept.value
  }
  const both: Upload[] = [await hand(), await hand()]
  assert.deepEqual(
    both.map(({ again }) => again),
    [false, true],
  )
  assert.equal(both[0]?.id, both[1]?.id)
  assert.ok(ledger)
  const columns = { given_name: 'first', surname: 'last', sex: 'sex', birth_date: 'born', national_id: 'number' }
  const upload = { upload: both[0]?.id, recordId: 'no', columns }
  const { body: started } = await start({ sources: [{ registry: 'person' }, upload] })
  const run = await ended(started.id)
  assert.equal(run.state, 'done', JSON.stringify(run.fault))
  const { body } = await call<{ proposals: Proposal[] }>('asha', '/v1/identity/proposals?limit=200&minWeight=5')
  const across = body.proposals.filter(({ first }) => first.source === 'ngo-list')
  assert.ok(across.length > 0)
  const seen = await call<{ first: { fields: { field: string; value?: string }[] } }>(
    'asha',
    `/v1/identity/proposals/${across[0]?.id}`,
  )
  assert.ok(seen.body.first.fields.some(({ field, value }) => field === 'surname' && value !== undefined))
})

test('a source whose columns were renamed fails the run with what is missing', async (t) => {
  const { work, start, ended, room } = await desk(t)
  await work()
  const by = { id: 'asha', member: 'nsps', permissions: new Set<string>() }
  const file = Buffer.from('no,vorname\n1,Amina\n2,Juma\n')
  const kept = await room.runs.upload({ name: 'renamed', format: 'csv', bytes: file }, by)
  assert.ok(kept.ok)
  const source = { upload: kept.value.id, recordId: 'no', columns: { given_name: 'first' } }
  const { body: started } = await start({ sources: [source] })
  const run = await ended(started.id)
  assert.equal(run.state, 'failed')
  assert.match(run.fault?.message ?? '', /first/)
})
