import assert from 'node:assert/strict'
import test from 'node:test'
import { createEmptyDatabase } from '../../../test/support/database.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { createPool } from './connect.ts'
import { type Migration, migrate } from './migrate.ts'

const migration = (number: number, name: string, sql: string): Migration => ({
  number,
  file: `${String(number).padStart(4, '0')}_${name}.sql`,
  sql,
  checksum: sha256Hex(sql),
})

const first = migration(1, 'first', 'create table first (id integer)')
const second = migration(2, 'second', 'create table second (id integer)')
const third = migration(3, 'third', 'create table third (id integer)')

test('pending migrations are applied in order, once', async (t) => {
  const { pool } = await createEmptyDatabase(t)
  assert.deepEqual(await migrate(pool, [first, second]), { ok: true, value: [first.file, second.file] })
  assert.deepEqual(await migrate(pool, [first, second]), { ok: true, value: [] })
  assert.deepEqual(await migrate(pool, [first, second, third]), { ok: true, value: [third.file] })
})

test('two processes that migrate at once apply each file once', async (t) => {
  const { pool, connectionString } = await createEmptyDatabase(t)
  const other = createPool({ url: connectionString })
  t.after(() => other.end())
  const results = await Promise.all([migrate(pool, [first, second]), migrate(other, [first, second])])
  assert.deepEqual(results.map((result) => result.ok && result.value.length).sort(), [0, 2])
})

for (const [what, files, named] of [
  ['a changed file', [first, { ...second, checksum: sha256Hex('other') }], second.file],
  ['a missing file', [first], second.file],
  ['a renamed file', [first, { ...second, file: '0002_other.sql' }], second.file],
] as const) {
  test(`${what} is drift, refused by name with a fix`, async (t) => {
    const { pool } = await createEmptyDatabase(t)
    await migrate(pool, [first, second])
    const result = await migrate(pool, [...files, third])
    assert.equal(!result.ok && result.problem.code, 'platform.schema-drift')
    assert.match(!result.ok ? result.problem.message : '', new RegExp(named))
    assert.equal((await pool.query("select to_regclass('third') as found")).rows[0].found, null)
  })
}

test('a file numbered before what the database already has is refused', async (t) => {
  const { pool } = await createEmptyDatabase(t)
  await migrate(pool, [first, third])
  const result = await migrate(pool, [first, second, third])
  assert.match(!result.ok ? result.problem.message : '', /0002_second\.sql is numbered before/)
})

test('a migration that fails leaves nothing of itself and keeps those before it', async (t) => {
  const { pool } = await createEmptyDatabase(t)
  const broken = migration(2, 'broken', 'create table half (id integer); create table half (id integer)')
  const result = await migrate(pool, [first, broken, third])
  assert.match(!result.ok ? result.problem.message : '', /0002_broken\.sql could not be applied/)
  const { rows } = await pool.query("select to_regclass('first') as a, to_regclass('half') as b")
  assert.deepEqual(rows, [{ a: 'first', b: null }])
})
