import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '../../../test/support/database.ts'
import { inTransaction } from './transaction.ts'

test('all of a transaction is there when its work resolves, and nothing when it throws', async (t) => {
  const { pool } = await createTestDatabase(t)
  await pool.query('create table mark (name text primary key)')
  const mark = (names: string[], fails: boolean) =>
    inTransaction(pool, async (tx) => {
      for (const name of names) await tx.query('insert into mark values ($1)', [name])
      if (fails) throw new Error('changed my mind')
      return names.length
    })
  assert.equal(await mark(['a', 'b'], false), 2)
  await assert.rejects(mark(['c'], true), /changed my mind/)
  await assert.rejects(mark(['d', 'a'], false), /duplicate key/)
  const { rows } = await pool.query('select name from mark order by name')
  assert.deepEqual(rows, [{ name: 'a' }, { name: 'b' }])
})

test('a connection that is lost between two statements fails the transaction, not the process', async (t) => {
  const { pool } = await createTestDatabase(t)
  const lost = inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await sleep(200)
    await tx.query('select 1')
  })
  await assert.rejects(lost)
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1)
})
