import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { createTestDatabase } from '../test/support/database.ts'
import { generatedFiles } from './generated.ts'
import { root } from './tool.ts'

for (const { path, content } of generatedFiles) {
  test(`${path} is what the code says`, async (t) => {
    const { pool } = await createTestDatabase(t)
    assert.equal(readFileSync(join(root, path), 'utf8'), await content(pool), 'run `npm run generate`')
  })
}
