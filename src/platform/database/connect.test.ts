import assert from 'node:assert/strict'
import test from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { createPool, versionProblem } from './connect.ts'

test('dates are days, bigints are numbers, numerics stay exact', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { rows } = await pool.query(
    "select date '1950-03-01' as day, count(*) as n, 1.10::numeric as amount, timestamptz '2026-01-01 00:00Z' as at",
  )
  assert.deepEqual(rows, [{ day: '1950-03-01', n: 1, amount: '1.10', at: new Date('2026-01-01T00:00:00Z') }])
})

test('a bigint that a number cannot hold is refused, not rounded', async (t) => {
  const { pool } = await createTestDatabase(t)
  await assert.rejects(pool.query('select 9007199254740993::bigint'), /beyond 2\^53/)
})

test('a connection that the server drops is replaced, and the process lives on', async (t) => {
  const { connectionString, pool } = await createTestDatabase(t)
  const lost: Error[] = []
  const other = createPool({ url: connectionString, onConnectionLost: (error) => lost.push(error) })
  t.after(() => other.end())
  const { rows } = await other.query('select pg_backend_pid() as pid')
  await pool.query('select pg_terminate_backend($1)', [rows[0].pid])
  while (lost.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.equal((await other.query('select 1')).rowCount, 1)
})

test('a statement that runs too long is ended', async (t) => {
  const { connectionString } = await createTestDatabase(t)
  const hasty = createPool({ url: connectionString, statementTimeoutMs: 20 })
  t.after(() => hasty.end())
  await assert.rejects(hasty.query('select pg_sleep(5)'), /statement timeout/)
})

test('a server before PostgreSQL 15 is refused by its version', () => {
  assert.match(versionProblem(140_020)?.message ?? '', /PostgreSQL 14/)
  assert.equal(versionProblem(150_000), undefined)
})
