import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { mustBeOk } from '../kernel/result.ts'
import { loadRegistry } from './load.ts'
import { person, registryFolder } from './sample.ts'

const shape = `select table_name, index_name, definition from (
  select tablename as table_name, indexname as index_name, indexdef as definition from pg_indexes where schemaname = 'public'
  union all select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'f'
) all_of_it order by 1, 2`

test('loading replaces the content and leaves indexes and references as the migration made them', async (t) => {
  const { pool } = await createTestDatabase(t)
  const before = (await pool.query(shape)).rows
  const folder = registryFolder(t)
  const seen: string[] = []
  const first = mustBeOk(await loadRegistry(pool, folder, { onProgress: (progress) => seen.push(progress.table) }))
  const again = mustBeOk(await loadRegistry(pool, folder))
  assert.deepEqual(again, first)
  assert.deepEqual(seen, Object.keys(first))
  assert.equal(seen.length, 7)
  assert.deepEqual((await pool.query(shape)).rows, before)
  const { rows } = await pool.query('select count(*) as people from person')
  assert.equal(rows[0].people, first.person)
})

test('a file with a wrong value changes nothing, and the problem names the place but not the value', async (t) => {
  const { pool } = await createTestDatabase(t)
  const good = registryFolder(t)
  mustBeOk(await loadRegistry(pool, good))
  const before = (await pool.query('select count(*) as people from person')).rows[0].people
  const bad = registryFolder(t, [person({ person_id: 'P99', birth_date: '1960-13-77' })])
  const result = await loadRegistry(pool, bad)
  assert.equal(result.ok, false)
  assert.match(result.ok ? '' : result.problem.message, /person\.csv .*line 2, column birth_date/)
  assert.doesNotMatch(result.ok ? '' : result.problem.message, /1960-13-77/)
  assert.equal((await pool.query('select count(*) as people from person')).rows[0].people, before)
})

test('a person of an unknown household is refused', async (t) => {
  const { pool } = await createTestDatabase(t)
  const result = await loadRegistry(pool, registryFolder(t, [person({ person_id: 'P99', household_id: 'H404' })]))
  assert.match(result.ok ? '' : result.problem.message, /person_household_id_fkey/)
})

test('a missing file and a column too many are refused by name', async (t) => {
  const { pool } = await createTestDatabase(t)
  const folder = registryFolder(t)
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const missing = await loadRegistry(pool, empty)
  assert.match(missing.ok ? '' : missing.problem.message, /household\.csv is missing/)
  writeFileSync(join(folder, 'payment.csv'), 'payment_id,enrolment_id,drop table\n')
  const strange = await loadRegistry(pool, folder)
  assert.match(strange.ok ? '' : strange.problem.message, /drop table/)
})
