import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { verifyConsistency } from '../kernel/merkle.ts'
import { mustBeOk } from '../kernel/result.ts'
import { generateSigningKey } from '../kernel/signature.ts'
import { nodeCrypto } from './node-crypto.ts'
import { verifyWholeLog } from './scrub.ts'
import { appendMany, createMessageTable, message, newEntry, openTestLedger, problemCode } from './test-log.ts'
import { verifyReceipt } from './verify.ts'

test('what is appended can be proved, at once and after a restart', async (t) => {
  const { pool } = await createTestDatabase(t)
  const signingKey = generateSigningKey()
  const ledger = await openTestLedger(pool, { signingKey })
  const appended = await appendMany(ledger, 700)
  assert.deepEqual(
    appended.map((a) => a.index),
    Array.from({ length: 700 }, (_, i) => i),
  )
  const single = mustBeOk(await ledger.append(newEntry()))
  const reopened = await openTestLedger(pool, { signingKey })
  for (const [log, indexes] of [
    [ledger, [0, 1, 255, 256, 699, 700]],
    [reopened, [0, 3, 511, 512, 513, 700]],
  ] as const) {
    for (const index of indexes) {
      const receipt = mustBeOk(await log.receipt(index))
      assert.equal(receipt.treeSize, 701)
      const verification = verifyReceipt(receipt, { ...nodeCrypto, trustedKey: ledger.key })
      assert.ok(verification.ok, JSON.stringify(verification.checks))
    }
  }
  const earlier = mustBeOk(await reopened.receipt(5, { treeSize: 700 }))
  assert.ok(verifyReceipt(earlier, nodeCrypto).ok)
  assert.equal(single.treeSize, 701)
  assert.equal((await reopened.latestCheckpoint()).note, single.checkpoint)
  await ledger.close()
  await reopened.close()
})

test('a duplicate is rejected, leaves no entry, and its neighbours are written', async (t) => {
  const { pool } = await createTestDatabase(t)
  await createMessageTable(pool)
  const ledger = await openTestLedger(pool)
  const outcomes = await Promise.all(
    ['a', 'b', 'a', 'c'].map((id) => ledger.append(newEntry(), message(id))).concat(ledger.append(newEntry())),
  )
  assert.deepEqual(
    outcomes.map((o) => (o.ok ? o.value.index : o.problem.code)),
    [1, 2, 'ledger.rejected', 3, 0],
  )
  assert.equal(problemCode(await ledger.append(newEntry(), message('b'))), 'ledger.rejected')
  assert.equal((await ledger.latestCheckpoint()).size, 4)
  const { rows } = await pool.query('select id, ledger_index from message order by id')
  assert.deepEqual(rows, [
    { id: 'a', ledger_index: 1 },
    { id: 'b', ledger_index: 2 },
    { id: 'c', ledger_index: 3 },
  ])
  await ledger.close()
})

test('an act that cannot be written takes no other down and is not logged', async (t) => {
  const { pool } = await createTestDatabase(t)
  await createMessageTable(pool)
  const ledger = await openTestLedger(pool)
  const outcomes = await Promise.all(
    ['a', 'b', 'a zero byte: \0', 'c', 'd'].map((id) => ledger.append(newEntry(), message(id))),
  )
  assert.deepEqual(
    outcomes.map((o) => (o.ok ? 'written' : o.problem.code)),
    ['written', 'written', 'ledger.act-failed', 'written', 'written'],
  )
  assert.equal((await pool.query('select from message')).rowCount, 4)
  assert.equal((await ledger.latestCheckpoint()).size, 4)
  await ledger.close()
})

test('two ledgers on one database take turns: no fork, nothing lost', async (t) => {
  const { pool } = await createTestDatabase(t)
  const signingKey = generateSigningKey()
  const ledgers = [await openTestLedger(pool, { signingKey }), await openTestLedger(pool, { signingKey })]
  const indexes: number[] = []
  await Promise.all(
    ledgers.map(async (ledger) => {
      for (let round = 0; round < 30; round++) {
        for (const { index } of await appendMany(ledger, 1 + (round % 17))) indexes.push(index)
      }
    }),
  )
  assert.deepEqual(
    indexes.toSorted((a, b) => a - b),
    indexes.map((_, i) => i),
  )
  // Each proves what the other wrote.
  for (const ledger of ledgers) {
    for (const index of [0, indexes.length - 1, Math.floor(indexes.length / 2)]) {
      assert.ok(verifyReceipt(mustBeOk(await ledger.receipt(index)), nodeCrypto).ok)
    }
  }
  const scrub = await verifyWholeLog(pool, ledgers[0]!.key)
  assert.deepEqual(scrub.faults, [])
  assert.equal(scrub.size, indexes.length)
  for (const ledger of ledgers) await ledger.close()
})

test('checkpoints of any two batches are consistent', async (t) => {
  const { pool } = await createTestDatabase(t)
  const ledger = await openTestLedger(pool)
  const sizes: number[] = []
  for (const count of [1, 2, 5, 300, 11]) sizes.push((await appendMany(ledger, count)).at(-1)!.treeSize)
  for (const older of sizes) {
    for (const newer of sizes.filter((size) => size >= older)) {
      const { older: before, newer: after, path } = mustBeOk(await ledger.consistency(older, newer))
      const claim = {
        older: before.size,
        newer: after.size,
        olderRoot: Buffer.from(before.root, 'hex'),
        newerRoot: Buffer.from(after.root, 'hex'),
        path: path.map((hash) => Buffer.from(hash, 'base64')),
      }
      assert.ok(verifyConsistency(nodeCrypto.sha256, claim), `${older} to ${newer}`)
    }
  }
  assert.equal(problemCode(await ledger.consistency(2, 308)), 'ledger.no-such-checkpoint')
  assert.equal(problemCode(await ledger.receipt(319)), 'ledger.no-such-entry')
  assert.equal(problemCode(await ledger.receipt(-1)), 'ledger.no-such-entry')
  assert.equal(problemCode(await ledger.receipt(8, { treeSize: 8 })), 'ledger.no-such-checkpoint')
  assert.equal(mustBeOk(await ledger.entry(318)).consumer, 'dss')
  await ledger.close()
})

test('more than the bound is refused at once, what was taken in is written', async (t) => {
  const { pool } = await createTestDatabase(t)
  const ledger = await openTestLedger(pool, {
    signingKey: generateSigningKey(),
    limits: { waitingEntriesLimit: 50, batchEntriesLimit: 7 },
  })
  const outcomes = await Promise.all(Array.from({ length: 60 }, () => ledger.append(newEntry())))
  const refused = outcomes.filter((outcome) => !outcome.ok)
  assert.equal(refused.length, 10)
  for (const outcome of refused) assert.equal(problemCode(outcome), 'ledger.overloaded')
  assert.equal((await ledger.latestCheckpoint()).size, 50)
  await ledger.close()
  assert.equal(problemCode(await ledger.append(newEntry())), 'ledger.closed')
})

test('personal data does not fit into an entry', async (t) => {
  const { pool } = await createTestDatabase(t)
  const ledger = await openTestLedger(pool)
  for (const fields of [
    { consumer: '29871234' },
    { service: 'Amina Odhiambo' },
    { purpose: '+254700123456' },
    { subject: '29871234' },
    { elements: ['person.birth-date', '1990-01-31 '] },
    { name: 'Amina' },
    { response: null },
  ]) {
    assert.throws(() => ledger.append(newEntry(fields as object)), TypeError, JSON.stringify(fields))
  }
  assert.equal((await ledger.latestCheckpoint()).size, 0)
  await ledger.close()
})
