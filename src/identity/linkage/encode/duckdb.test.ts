import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import test from 'node:test'
import { chunksOf, identifier, literal, withDatabase } from './duckdb.ts'

test('rows come in their order, whatever the texts hold', async () => {
  const limits = { threads: 2, memoryMiB: 200, spillFolder: tmpdir() }
  const hostile = `O'Brien"; drop table x; --`
  const seen = await withDatabase(limits, async (database) => {
    const rows: unknown[] = []
    const query = `select range as ${identifier(hostile)}, ${literal(hostile)} as said from range(5000)`
    for await (const chunk of chunksOf(database, query)) rows.push(...chunk.getRows())
    return rows
  })
  assert.equal(seen.length, 5000)
  assert.deepEqual(seen[4999], [4999n, hostile])
})
