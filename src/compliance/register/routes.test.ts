import assert from 'node:assert/strict'
import test from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { startDesk } from '../test-desk.ts'
import type { Register } from './schema.ts'

const url = '/v1/register-of-processing'

test('the register says what the agreement says and what went through under it, without a word typed', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { ask, call } = await startDesk(t, pool)
  assert.equal((await call<Register>(url)).body.entries[0]?.exchanges.answered, 0)
  await ask()
  await ask()
  const { entries } = (await call<Register>(url)).body
  const [entry] = entries
  assert.deepEqual(
    [entries.length, entry?.agreement.id, entry?.inForce, entry?.recipients, entry?.legalBasis.section],
    [1, 'nida-dss', true, ['dss'], 's. 1'],
  )
  assert.deepEqual(
    entry?.controllers.map(({ member, role }) => [member, role]),
    [
      ['nida', 'provider'],
      ['dss', 'consumer'],
    ],
  )
  assert.deepEqual(
    [entry?.exchanges.answered, entry?.exchanges.persons, entry?.exchanges.records],
    [2, 1, 2],
    'two exchanges about one person',
  )
  assert.deepEqual(
    entry?.data.find(({ element }) => element === 'person.birth-date'),
    { element: 'person.birth-date', release: 'yes-no', classification: 'personal' },
  )
  assert.deepEqual(entry?.gaps, ['data-subjects', 'retention', 'security'])
})

test('it is of one member, agreement, purpose and time, and of those that leave something unsaid', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { ask, call } = await startDesk(t, pool)
  await ask()
  const entries = async (query: string) => (await call<Register>(`${url}?${query}`)).body.entries
  assert.equal((await entries('member=dss')).length, 1)
  assert.equal((await entries('member=dpc')).length, 0)
  assert.deepEqual([(await entries('agreement=nida-dss')).length, (await entries('agreement=other')).length], [1, 0])
  const purpose = (await entries(''))[0]?.purposes[0]?.id
  assert.equal((await entries(`purpose=${purpose}`)).length, 1)
  assert.deepEqual(await entries('purpose=statistics'), [])
  assert.deepEqual([(await entries('gaps=true')).length, (await entries('gaps=false')).length], [1, 0])
  const [before] = await entries('from=2020-01-01T00:00:00Z&until=2021-01-01T00:00:00Z')
  assert.equal(before?.exchanges.answered, 0)
})

test('as a table it is in the language of the reader, and no cell is a formula', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { call } = await startDesk(t, pool)
  const { text } = await call(`${url}.csv`)
  const [headings = '', row = ''] = text.split('\r\n')
  assert.match(headings, /^Processing,Agreement,Controllers/)
  assert.match(row, /Identity of pensioners,nida-dss 1/)
  const swahili = await call(`${url}.csv`, undefined, { 'accept-language': 'sw' })
  assert.match(swahili.text, /^Uchakataji,Mkataba/)
})
