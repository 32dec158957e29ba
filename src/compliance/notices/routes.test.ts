import assert from 'node:assert/strict'
import test from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { addDays } from '../../kernel/dates.ts'
import { movableClock, startDesk } from '../test-desk.ts'
import type { IndirectNotice } from './timer.ts'

test('anyone reads the notice of an agreement in force, in their language, and of no other', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { call } = await startDesk(t, pool)
  const page = await call('/v1/notices/nida-dss')
  assert.equal(page.status, 200)
  assert.match(page.text, /<html lang="en">[\s\S]*Identity of pensioners/)
  const french = await call('/v1/notices/nida-dss?format=text', undefined, { 'accept-language': 'fr' })
  assert.match(french.text, /^Comment vos données sont partagées/)
  assert.equal((await call('/v1/notices/unknown')).status, 404)
})

test('who receives data about people tells them in the time of the law; a notice covers those asked about before it', async (t) => {
  const { pool } = await createTestDatabase(t)
  const clock = movableClock(new Date().toISOString())
  const { call, ask, as } = await startDesk(t, pool, clock)
  as('dss', 'data-protection-officer')
  const waiting = async () => (await call<{ waiting: IndirectNotice[] }>('/v1/indirect-notices')).body.waiting
  assert.deepEqual(await waiting(), [])
  await ask()
  await ask()
  const [one] = await waiting()
  assert.deepEqual([one?.agreement, one?.member, one?.persons, one?.overdue], ['nida-dss', 'dss', 1, false])
  assert.ok(one?.due !== undefined && one.due.day >= addDays(one.since.slice(0, 10), 14))
  assert.equal(one?.due?.section, 's. 14(3)')
  clock.set(one?.due?.at ?? '')
  assert.equal((await waiting())[0]?.overdue, true)

  const given = { agreement: 'nida-dss', channel: 'letter', givenAt: new Date().toISOString(), reference: 'mail 12' }
  as('nida', 'data-protection-officer')
  assert.equal((await call('/v1/indirect-notices', given)).status, 422, 'who gave the data does not tell')
  as('dss', 'data-protection-officer')
  const tooEarly = { ...given, givenAt: '2099-01-01T00:00:00Z' }
  assert.equal((await call('/v1/indirect-notices', tooEarly)).status, 422)
  assert.equal((await call('/v1/indirect-notices', given)).status, 201)
  assert.deepEqual(await waiting(), [])
  await ask()
  assert.deepEqual(await waiting(), [], 'told before, of the same')
})
