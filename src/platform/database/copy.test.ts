import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import test from 'node:test'
import { createEmptyDatabase } from '../../../test/support/database.ts'
import { copyFrom, copyTo } from './copy.ts'

test('rows copied out and in again are the same, and both sides count them', async (t) => {
  const { pool } = await createEmptyDatabase(t)
  const client = await pool.connect()
  await client.query(
    "create table a as select i, 'text ' || i as body from generate_series(1, 50000) i; create table b (like a)",
  )
  const rows = copyTo(client, 'copy a to stdout')
  const chunks: Buffer[] = []
  // A slow reader: the server waits.
  for await (const chunk of rows) {
    chunks.push(chunk as Buffer)
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.equal(rows.count, 50_000)
  assert.equal(await copyFrom(client, 'copy b from stdin', Readable.from(chunks)), 50_000)
  const { rows: different } = await client.query('select * from a except select * from b')
  assert.deepEqual(different, [])
  client.release()
})

test('a row that does not fit fails the copy and leaves the connection usable', async (t) => {
  const { pool } = await createEmptyDatabase(t)
  const client = await pool.connect()
  await client.query('create table a (i integer)')
  await assert.rejects(copyFrom(client, 'copy a from stdin', Readable.from([Buffer.from('1\nx\n')])), /invalid input/)
  assert.equal((await client.query('select count(*) as n from a')).rows[0].n, 0)
  client.release()
})

test('a source that fails ends the copy with its error', async (t) => {
  const { pool } = await createEmptyDatabase(t)
  const client = await pool.connect()
  await client.query('create table a (i integer)')
  const source = Readable.from(
    (async function* () {
      yield Buffer.from('1\n')
      throw new Error('disk gone')
    })(),
  )
  await assert.rejects(copyFrom(client, 'copy a from stdin', source), /disk gone/)
  assert.equal((await client.query('select count(*) as n from a')).rows[0].n, 0)
  client.release()
})

test('a statement that cannot be copied out ends the stream with the error', async (t) => {
  const { pool } = await createEmptyDatabase(t)
  const client = await pool.connect()
  await assert.rejects(copyTo(client, 'copy nothing to stdout').toArray(), /does not exist/)
  client.release()
})

test('the connection goes on after rows that nobody was in a hurry to read', async (t) => {
  const { pool } = await createEmptyDatabase(t)
  const client = await pool.connect()
  // Sizes around the chunk: the last one fills the stream and ends it in the same packet.
  for (const count of [200, 260, 300, 520, 1040]) {
    const rows = copyTo(client, `copy (select repeat('x', 1000) from generate_series(1, ${count})) to stdout`)
    await new Promise((resolve) => setTimeout(resolve, 60))
    const read = await rows.toArray()
    assert.equal(Buffer.concat(read).length, count * 1001)
    assert.equal((await client.query('select 1 as one')).rows[0].one, 1)
  }
  client.release()
})
