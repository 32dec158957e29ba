import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test from 'node:test'
import { createTestDatabase } from '../test/support/database.ts'
import { until } from '../test/support/desk.ts'
import { identifierMap } from '../test/support/identity-map.ts'
import { firstRoster, startDemoRosters } from './demo-roster.ts'
import { cleanerOf } from './identity/linkage/cleaning/cleaner.ts'
import { openMapping } from './identity/mapping/service.ts'
import { startIdentity } from './identity/test-desk.ts'
import { createLogger } from './platform/telemetry/logger.ts'

/** As each agency keeps the Wanjiku of the sample registry, or its child of 2016. */
const files = {
  'pension/pensioners.ndjson': `["P0000001","302118476","KAMOTHO, WANJIKU GRACE","K","19510314"]\n`,
  'drop/drought/PAYROLL_2026_07.csv': 'old',
  'drop/drought/PAYROLL_2026_09.csv':
    '\uFEFFSERIAL;HH_NO;HEAD_NAME;HEAD_NIN;SEX;DOB\r\n1;DSN-000001;Wanjiku Grace Kamotho;302118476;U;14-MAR-51\r\n',
  'education/learners.ndjson': `["K7QM4D",null,"Zawadi",null,"Kamau","girl","2016-11-20"]\n`,
  'employment/members.ndjson': `["NEA-000001","302118476","Wanjiku",null,"Kamotho","female","1951-03-14"]\n`,
}

test('the demo’s agencies hand in their rosters once, each as its own system keeps people', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-demo-roster-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const { pool } = await createTestDatabase(t)
  const map = identifierMap()
  const { runs, rosters } = (await startIdentity(t, pool, { map })).room
  const mapping = openMapping({ pool, map, cleanerOf, timeZone: 'Africa/Nairobi' })
  const numbersOf = async (element: string, value: string) => {
    const found = await mapping.of({ element, value })
    return found.standing === 'one-person' ? found.identifiers.map((one) => one.value) : found.standing
  }
  await firstRoster({ runs, rosters }, folder)
  assert.deepEqual(await numbersOf('enrolment.number', 'P0000001'), ['W1', 'P0000001', 'F1', 'P1', '302118476'])
  const world = { runs, rosters, logger: createLogger('silent') }
  const handing = startDemoRosters(world, folder)
  t.after(() => handing.stop())
  // The last of them.
  await until(async () => (await numbersOf('employment.number', 'NEA-000001')) !== 'unknown')
  assert.deepEqual(await numbersOf('person.id', 'P1'), [
    ...['W1', 'DSN-000001', 'NEA-000001', 'P0000001', 'F1', 'P1', '302118476'],
  ])
  assert.deepEqual(await numbersOf('school-enrolment.upi', 'K7QM4D'), ['K7QM4D'], 'without a number, by its own alone')
  await handing.stop()
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from linkage_upload')
  await firstRoster({ runs, rosters }, folder)
  assert.deepEqual((await pool.query('select count(*)::int as count from linkage_upload')).rows, rows)
})
