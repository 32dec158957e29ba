import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { mustBeOk } from '../kernel/result.ts'
import { loadConfig } from '../platform/config/load.ts'
import { reset } from './reset.ts'

test('a reset deletes what Kiungo keeps and leaves what else lies in the folder', async (t) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'kiungo-reset-'))
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  for (const folder of ['keys', 'clients', 'tumaini', 'holiday']) mkdirSync(join(dataFolder, folder))
  writeFileSync(join(dataFolder, 'ledger.checkpoint'), '')
  mustBeOk(await reset(mustBeOk(loadConfig({ env: {}, flags: { dataFolder } }))))
  for (const gone of ['keys', 'clients', 'tumaini', 'ledger.checkpoint']) {
    assert.ok(!existsSync(join(dataFolder, gone)), gone)
  }
  assert.ok(existsSync(join(dataFolder, 'holiday')))
})

test('with an external database a reset is refused, because it would be half of one', async () => {
  const config = mustBeOk(loadConfig({ env: {}, flags: { databaseUrl: 'postgresql://db/kiungo', demo: true } }))
  const refused = await reset(config)
  assert.equal(refused.ok ? '' : refused.problem.code, 'cli.reset-external')
})
