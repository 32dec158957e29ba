import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase } from '../../test/support/database.ts'
import { sha256 } from '../kernel/digest.ts'
import { leafHash, rangeHash } from '../kernel/merkle.ts'
import { decodeBundle, encodeBundle, joinBundle } from './bundle.ts'
import { appendMany, openTestLedger } from './test-log.ts'
import { parseTilePath, readEntryBundle, readRangeHashes, readTile, tilePath } from './tiles.ts'

test('addresses of tiles are those of C2SP tlog-tiles', () => {
  assert.equal(tilePath({ level: 0, n: 1_234_067, width: 256 }), '0/x001/x234/067')
  assert.equal(tilePath({ level: 1, n: 5, width: 17 }), '1/005.p/17')
  assert.equal(tilePath({ level: 'entries', n: 999, width: 256 }), 'entries/999')
  assert.equal(tilePath({ level: 'entries', n: 1000, width: 1 }), 'entries/x001/000.p/1')
  const level = fc.oneof(fc.nat(6), fc.constant('entries' as const))
  fc.assert(
    fc.property(level, fc.nat(2 ** 31 - 1), fc.integer({ min: 1, max: 256 }), (l, n, width) => {
      assert.deepEqual(parseTilePath(tilePath({ level: l, n, width })), { level: l, n, width })
    }),
  )
  for (const bad of [
    '',
    '0',
    '0/1',
    '7/000',
    '-1/000',
    '0/0000',
    '0/x000/001',
    '0/001.p/0',
    '0/001.p/256',
    '0/001.p/999',
    '0/001/',
    '0/x001/x234/67',
    'entries/001.p/01',
    '0/../001',
  ]) {
    assert.equal(parseTilePath(bad), undefined, bad)
  }
})

test('a bundle holds its entries and nothing that does not add up', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary-ascii', maxLength: 40 })), (texts) => {
      const bundle = encodeBundle(texts)
      const entries = decodeBundle(bundle)
      assert.deepEqual(
        entries?.map((entry) => entry.toString('latin1')),
        texts,
      )
      assert.deepEqual(joinBundle(entries ?? []), bundle)
      if (texts.length > 0) assert.equal(decodeBundle(bundle.subarray(0, -1))?.length === texts.length, false)
    }),
  )
})

test('tiles and entries of a log lead to its root, whatever their width', async (t) => {
  const { pool } = await createTestDatabase(t)
  const ledger = await openTestLedger(pool)
  for (const count of [100, 1, 300, 2_000]) await appendMany(ledger, count)
  const size = 2_401
  const full = Math.floor(size / 256)
  const last = await readEntryBundle(pool, full, size % 256)
  const hashes = await readTile(pool, 0, full, size % 256)
  assert.deepEqual(
    Buffer.concat((decodeBundle(last!) ?? []).map((entry) => leafHash(sha256, entry))),
    hashes,
    'the partial tile is made of the entries of the partial bundle',
  )
  const firstBundle = decodeBundle((await readEntryBundle(pool, 0, 256))!)!
  assert.deepEqual(Buffer.concat(firstBundle.map((entry) => leafHash(sha256, entry))), await readTile(pool, 0, 0, 256))
  assert.deepEqual((await readTile(pool, 0, 0, 256))?.subarray(0, 32 * 17), await readTile(pool, 0, 0, 17))
  const above = await readTile(pool, 1, 0, full)
  const root = rangeHash(sha256, { from: 0, to: size }, ({ level, index }) => {
    if (level >= 8) {
      const range = { from: index * 2 ** (level - 8), to: (index + 1) * 2 ** (level - 8) }
      return subtreeOf(above!, range)
    }
    const at = index * 2 ** level - full * 256
    return subtreeOf(hashes!, { from: at, to: at + 2 ** level })
  })
  assert.equal(Buffer.from(root).toString('hex'), (await ledger.latestCheckpoint()).root)
  const [fromSql] = await readRangeHashes(pool, [{ from: 0, to: size }], () => undefined)
  assert.deepEqual(Buffer.from(fromSql!), Buffer.from(root))
  assert.equal(await readTile(pool, 0, full, (size % 256) + 1), undefined)
  assert.equal(await readTile(pool, 1, 0, full + 1), undefined)
  assert.equal(await readEntryBundle(pool, full + 1, 1), undefined)
  await ledger.close()
})

/** Root over hashes [from, to) of a tile, `to - from` being a power of two. */
function subtreeOf(hashes: Buffer, { from, to }: { from: number; to: number }): Uint8Array {
  const width = to - from
  const leaves = Array.from({ length: width }, (_, i) => hashes.subarray((from + i) * 32, (from + i + 1) * 32))
  for (let row = leaves; ; ) {
    if (row.length === 1) return row[0]!
    row = Array.from({ length: row.length / 2 }, (_, i) =>
      Buffer.from(sha256(Buffer.concat([Buffer.of(1), row[2 * i]!, row[2 * i + 1]!]))),
    )
  }
}
