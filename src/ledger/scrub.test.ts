import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type pg from 'pg'
import { createTestDatabase } from '../../test/support/database.ts'
import { mustBeOk } from '../kernel/result.ts'
import { generateSigningKey, type SigningKey } from '../kernel/signature.ts'
import { openLedger } from './open.ts'
import { verifyWholeLog } from './scrub.ts'
import { appendMany, newEntry, openTestLedger, origin, problemCode } from './test-log.ts'

interface StoredLog {
  readonly pool: pg.Pool
  readonly signingKey: SigningKey
  readonly key: string
}

/** A log of 600 entries in five batches, and a connection that may change what is stored. */
async function storedLog(t: TestContext): Promise<StoredLog> {
  const { pool } = await createTestDatabase(t)
  const signingKey = generateSigningKey()
  const ledger = await openTestLedger(pool, { signingKey })
  for (const count of [100, 50, 200, 249, 1]) await appendMany(ledger, count)
  await ledger.close()
  return { pool, signingKey, key: ledger.key }
}

/** Changes the log as someone with full power over the database could. */
async function tamper(pool: pg.Pool, sql: string, values: unknown[] = []): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set session_replication_role to replica')
    await client.query(sql, values)
    await client.query('set session_replication_role to default')
  } finally {
    client.release()
  }
}

const faultCodes = async ({ pool, key }: StoredLog): Promise<string[]> =>
  (await verifyWholeLog(pool, key)).faults.map((fault) => `${fault.code} ${fault.index}`)

test('a sound log has no fault, and the database refuses to change it', async (t) => {
  const log = await storedLog(t)
  assert.deepEqual(await verifyWholeLog(log.pool, log.key), { size: 600, batches: 5, faults: [] })
  await assert.rejects(log.pool.query('update ledger_batch set entry_count = 1'), /append-only/)
  await assert.rejects(log.pool.query('delete from ledger_tile'), /append-only/)
})

test('any single flipped bit of a stored batch is found', async (t) => {
  const log = await storedLog(t)
  const { rows } = await log.pool.query<{ first_index: number; bits: number }>(
    'select first_index, octet_length(bodies) * 8 as bits from ledger_batch order by first_index',
  )
  const flip = 'update ledger_batch set bodies = set_bit(bodies, $2, 1 - get_bit(bodies, $2)) where first_index = $1'
  for (let round = 0; round < 60; round++) {
    const { first_index, bits } = rows[round % rows.length]!
    const bit = Math.floor(Math.random() * bits)
    await tamper(log.pool, flip, [first_index, bit])
    const [fault] = await faultCodes(log)
    assert.match(fault ?? '', /^ledger\.(root-differs|batch-unreadable) /, `bit ${bit} of the batch at ${first_index}`)
    await tamper(log.pool, flip, [first_index, bit])
  }
  assert.deepEqual(await faultCodes(log), [])
})

for (const [name, sql, fault] of [
  ['a batch taken out', 'delete from ledger_batch where first_index = 150', 'ledger.entries-missing 150'],
  [
    'a batch cut short',
    'update ledger_batch set entry_count = 199 where first_index = 150',
    'ledger.batch-unreadable 150',
  ],
  ['the last batch gone', 'delete from ledger_batch where first_index = 599', 'ledger.entries-missing 599'],
  [
    'a checkpoint of another batch',
    'update ledger_batch set checkpoint = (select checkpoint from ledger_batch where first_index = 0) where first_index = 100',
    'ledger.checkpoint-invalid 100',
  ],
  [
    'a changed tile',
    'update ledger_tile set hashes = set_byte(hashes, 100, 1 + get_byte(hashes, 100) % 255) where n = 1',
    'ledger.tile-differs 256',
  ],
  ['a missing tile', 'delete from ledger_tile where n = 0', 'ledger.tile-differs 0'],
  [
    'a head set back',
    'update ledger_head set (size, root, checkpoint) = (select 599, root, checkpoint from ledger_batch where first_index = 350)',
    'ledger.head-differs 599',
  ],
  [
    'a head with another root',
    'update ledger_head set root = set_byte(root, 0, 1 + get_byte(root, 0) % 255)',
    'ledger.head-differs 600',
  ],
] as const) {
  test(`${name} is found by the scrub`, async (t) => {
    const log = await storedLog(t)
    await tamper(log.pool, sql)
    const found = (await faultCodes(log))[0] ?? ''
    assert.equal(found, fault)
  })
}

test('a ledger refuses to open on a log that contradicts itself', async (t) => {
  for (const [sql, code] of [
    ['update ledger_head set root = set_byte(root, 0, 1 + get_byte(root, 0) % 255)', 'ledger.corrupt'],
    ["update ledger_head set checkpoint = replace(checkpoint, E'\\n600\\n', E'\\n601\\n')", 'ledger.corrupt'],
    ['update ledger_head set size = 599', 'ledger.corrupt'],
    ['delete from ledger_batch where first_index = 599', 'ledger.corrupt'],
    [
      'update ledger_batch set bodies = set_byte(bodies, 10, 1 + get_byte(bodies, 10) % 255) where first_index = 599',
      'ledger.corrupt',
    ],
    ["update ledger_head set origin = 'other.example/ledger'", 'ledger.foreign-log'],
  ] as const) {
    const { pool, signingKey } = await storedLog(t)
    await tamper(pool, sql)
    assert.equal(problemCode(await openLedger({ pool, signingKey, origin })), code, sql)
  }
  const { pool } = await storedLog(t)
  assert.equal(problemCode(await openLedger({ pool, signingKey: generateSigningKey(), origin })), 'ledger.foreign-log')
})

test('a database set back to an older, sound state is noticed by a checkpoint kept elsewhere', async (t) => {
  const { pool, signingKey } = await storedLog(t)
  const ledger = await openTestLedger(pool, { signingKey })
  const { note: knownCheckpoint } = await ledger.latestCheckpoint()
  await ledger.close()
  await (await openTestLedger(pool, { signingKey, knownCheckpoint })).close()
  await tamper(pool, 'delete from ledger_batch where first_index = 599')
  await tamper(
    pool,
    'update ledger_head set (size, root, checkpoint) = (select 599, root, checkpoint from ledger_batch where first_index = 350)',
  )
  await (await openTestLedger(pool, { signingKey })).close()
  assert.equal(problemCode(await openLedger({ pool, signingKey, origin, knownCheckpoint })), 'ledger.corrupt')
  // As many entries again do not hide it.
  const other = await openTestLedger(pool, { signingKey })
  await appendMany(other, 5)
  await other.close()
  assert.equal(problemCode(await openLedger({ pool, signingKey, origin, knownCheckpoint })), 'ledger.corrupt')
})

for (const [what, statements] of [
  [
    'set back',
    [
      'delete from ledger_batch where first_index = 600',
      'update ledger_head set (size, root, checkpoint) = (select 600, root, checkpoint from ledger_batch where first_index = 599)',
    ],
  ],
  [
    'replaced by another of the same size',
    ['update ledger_head set root = set_byte(root, 0, 1 + get_byte(root, 0) % 255)'],
  ],
] as const) {
  test(`a running ledger stops for good when the log behind it was ${what}`, async (t) => {
    const { pool, signingKey } = await storedLog(t)
    const ledger = await openTestLedger(pool, { signingKey })
    mustBeOk(await ledger.append(newEntry()))
    for (const sql of statements) await tamper(pool, sql)
    assert.equal(problemCode(await ledger.append(newEntry())), 'ledger.corrupt')
    assert.equal(problemCode(ledger.fault()), 'ledger.corrupt')
    assert.equal(problemCode(await ledger.append(newEntry())), 'ledger.corrupt')
    await ledger.close()
  })
}
