import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { Registry } from 'prom-client'
import { peopleOfBench, randomFrom, writtenAgain } from '../../bench/live-people.ts'
import type { Run } from '../../src/identity/runs/schema.ts'
import { startIdentity } from '../../src/identity/test-desk.ts'
import { startJobs } from '../../src/platform/jobs/runner.ts'
import { createLogger } from '../../src/platform/telemetry/logger.ts'
import { createTestDatabase } from './database.ts'

// A registry in which some people are twice, and runs over it.

/** People, some of them twice, each in a household of their own; answers with the ids of those who are there twice. */
export async function fillRegistry(pool: pg.Pool, count: number): Promise<Set<string>> {
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

export async function runDesk(t: TestContext) {
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
