import assert from 'node:assert/strict'
import test from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { wanjiku } from '../../exchange/test-world.ts'
import { movableClock, startDesk } from '../test-desk.ts'
import type { Duties } from './schema.ts'

test('the clocks tell what is overdue and soon, each with its law, to who may see it', async (t) => {
  const { pool } = await createTestDatabase(t)
  const clock = movableClock('2026-02-10T06:00:00Z')
  const { call, as } = await startDesk(t, pool, clock)
  const asked = { nationalId: wanjiku.nin, by: 'subject', channel: 'office' }
  const access = await call<{ id: string }>('/v1/rights/cases', { ...asked, kind: 'access' })
  await call('/v1/rights/cases', { ...asked, kind: 'rectification' })
  const duties = async (query = '') => (await call<Duties>(`/v1/duties${query}`)).body
  const rights = await duties('?kind=rights')
  assert.deepEqual(
    [rights.timeZone, rights.counts, rights.duties.map(({ subject }) => subject)[0]],
    ['Africa/Nairobi', { overdue: 0, soon: 2, later: 0 }, access.body.id],
  )
  assert.match(rights.duties[0]?.law?.act ?? '', /./)
  clock.set('2026-02-17T21:00:00Z')
  const later = await duties('?kind=rights&urgency=overdue')
  assert.deepEqual(
    [later.counts, later.duties.map(({ subject }) => subject)],
    [{ overdue: 1, soon: 1, later: 0 }, [access.body.id]],
  )
  assert.equal((await duties('?kind=rights&soonDays=1')).counts.later, 1)
  as('dss', 'data-protection-officer')
  assert.deepEqual((await duties('?kind=rights')).duties, [], 'cases of another member are not told')
  as('dpc', 'regulator')
  assert.equal((await duties('?kind=rights')).duties.length, 2)
  assert.deepEqual((await duties('?kind=rights&member=dss')).duties, [])
  as('dss', 'programme-officer')
  assert.ok((await duties('?kind=end&member=dss')).duties.length > 0)
})
