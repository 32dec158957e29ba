import assert from 'node:assert/strict'
import test from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { takenSignatures } from './taken.ts'

const until = new Date('2026-11-23T08:06:00Z')

test('what was signed is taken once, by whichever process, and by each partner for itself', async (t) => {
  const { pool } = await createTestDatabase(t)
  const [one, other] = [takenSignatures(pool), takenSignatures(pool)]
  assert.equal(await one.takeOnce('dss', 'a', until), true)
  assert.equal(await one.takeOnce('dss', 'a', until), false)
  assert.equal(await other.takeOnce('dss', 'a', until), false)
  assert.equal(await other.takeOnce('nida', 'a', until), true)
  assert.equal(await one.takeOnce('dss', 'b', until), true)
})

test('of many that come at once each is taken once, with far fewer statements', async (t) => {
  const { pool } = await createTestDatabase(t)
  let statements = 0
  const counted = {
    query(...args: unknown[]) {
      statements++
      return (pool.query as (...all: unknown[]) => unknown).apply(pool, args)
    },
  }
  const processes = [takenSignatures(counted as never), takenSignatures(counted as never)]
  const tokens = Array.from({ length: 1_000 }, (_, i) => `t${i % 400}`)
  const taken = await Promise.all(tokens.map((token, i) => processes[i % 2]!.takeOnce('dss', token, until)))
  assert.equal(taken.filter((one) => one).length, 400)
  assert.ok(statements < 40, `${statements} statements`)
})

test('a database that is away refuses loudly, and is asked again for the same token afterwards', async (t) => {
  const { pool } = await createTestDatabase(t)
  let away = true
  const flaky = {
    query: (...args: unknown[]) =>
      away ? Promise.reject(new Error('away')) : (pool.query as (...all: unknown[]) => unknown).apply(pool, args),
  }
  const taken = takenSignatures(flaky as never)
  await assert.rejects(taken.takeOnce('dss', 'a', until), /away/)
  away = false
  assert.equal(await taken.takeOnce('dss', 'a', until), true)
  assert.equal(await taken.takeOnce('dss', 'a', until), false)
})

test('a token is forgotten when its signature would be stale anyway', async (t) => {
  const { pool } = await createTestDatabase(t)
  const taken = takenSignatures(pool)
  await taken.takeOnce('dss', 'a', until)
  await taken.forgetExpired(until)
  assert.equal((await pool.query('select from taken_signature')).rowCount, 1)
  await taken.forgetExpired(new Date(until.getTime() + 1))
  assert.equal((await pool.query('select from taken_signature')).rowCount, 0)
})
