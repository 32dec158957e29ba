import assert from 'node:assert/strict'
import test from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { identifierMap } from '../../../test/support/identity-map.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { cleanerOf } from '../linkage/cleaning/cleaner.ts'
import { startIdentity } from '../test-desk.ts'
import type { Roster } from './schema.ts'
import { openMapping } from './service.ts'

const by = { id: 'asha', member: 'nsps', permissions: new Set<string>() }
const columns = { given_name: 'First', surname: 'Last', sex: 'Sex', birth_date: 'Born', national_id: 'NIN' }
const roster = (...lines: string[]) => Buffer.from(['No,First,Last,Sex,Born,NIN', ...lines].join('\n'))

test('people of a roster that was handed in are known by their numbers there; handed in again, they are up to date', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { room, call } = await startIdentity(t, pool, { map: identifierMap() })
  const handIn = async (bytes: Buffer, name = 'pension-mis') =>
    mustBeOk(await room.runs.upload({ name, format: 'csv', bytes }, by)).id
  const keep = (upload: string, caller = 'asha') =>
    call<Roster>(caller, '/v1/identity/rosters', { upload, recordId: 'No', columns })
  const mapping = openMapping({ pool, map: identifierMap(), cleanerOf, timeZone: 'Africa/Nairobi' })
  const find = async (value: string) => {
    const found = await mapping.of({ element: 'enrolment.number', value })
    return found.standing === 'one-person' ? found.records.map(({ record }) => record).sort() : found.standing
  }
  assert.equal(await find('S1'), 'unknown')
  const first = await handIn(roster('S1,WANJIKU G,Kamotho,F,14/03/1951,302118476', 'S2,Baraka,Otieno,M,02/01/1980,'))
  assert.deepEqual(await keep(first), { status: 200, body: { source: 'pension-mis', records: 2, left: 0, told: 0 } })
  assert.deepEqual([await find('S1'), await find('S2')], [['P1', 'S1'], ['S2']])
  // The number turns out to be another person's.
  await keep(await handIn(roster('S1,WANJIKU G,Kamotho,F,14/03/1951,999999999')))
  assert.deepEqual([await find('S1'), await find('S2')], [['S1'], ['S2']])
  assert.equal((await keep(await handIn(roster('X,A,B,M,,'), 'some-list'))).body.code, 'identity.no-roster')
  assert.equal((await keep('lu-01jqzv3k5w8x7y6r4t2m9n0abc')).body.code, 'identity.upload-unknown')
  assert.equal((await keep(first, 'dss-programme-officer')).status, 403)
  const withdraw = (source: string, caller = 'asha') =>
    call<Roster>(caller, `/v1/identity/rosters/${source}/withdraw`, {})
  assert.equal((await withdraw('some-list')).body.code, 'identity.no-roster')
  assert.equal((await withdraw('pension-mis', 'dss-programme-officer')).status, 403)
  assert.equal((await withdraw('pension-mis')).body.left, 2)
  assert.equal(await find('S1'), 'unknown')
  const acts = await pool.query<{ act: string }>(
    `select act from administrative_act where act like '%roster' order by ledger_index`,
  )
  assert.deepEqual(
    acts.rows.map(({ act }) => act),
    ['identity.keep-roster', 'identity.keep-roster', 'identity.withdraw-roster'],
  )
})
