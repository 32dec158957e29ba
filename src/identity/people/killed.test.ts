// A process that is killed while it merges and unmerges: every decision is there whole, or not at all.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '../../../test/support/database.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { generateSigningKey, signingKeyToPem } from '../../kernel/signature.ts'
import { loadRegistry } from '../../registry/load.ts'
import { registryFolder } from '../../registry/sample.ts'
import { declareMembers } from '../test-desk.ts'
import { keyOf, people } from './rules.ts'
import { neighbourhoodOf } from './store.ts'

const kills = 5

test('killed at any moment, a merge is whole or not at all, and so is its evidence', {
  timeout: 120_000,
}, async (t) => {
  const { pool, connectionString } = await createTestDatabase(t)
  mustBeOk(await loadRegistry(pool, registryFolder(t)))
  await declareMembers(pool)
  const pem = signingKeyToPem(generateSigningKey())
  const script = join(import.meta.dirname, 'test-merging-process.ts')
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [script, connectionString, pem], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    let decided = 0
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (dots: Buffer) => {
        decided += dots.length
        if (decided > 1) resolve()
      })
    })
    await sleep(Math.random() * 300)
    assert.equal(child.exitCode, null, 'it was still at work')
    child.kill('SIGKILL')
    await ended
  }
  const { rows } = await pool.query<{ id: string; evidence: string | null }>(
    `select d.id, a.subject as evidence from identity_decision d
     full join administrative_act a on a.subject = d.id where a.act like 'identity.%' or a.act is null`,
  )
  assert.ok(rows.length > kills, `${rows.length} decisions`)
  assert.ok(
    rows.every(({ id, evidence }) => id === evidence),
    'a decision has its evidence, and evidence its decision',
  )
  const { rows: told } = await pool.query<{ decision: string | null; act: string | null }>(
    `select distinct d.id as decision, e.act from identity_decision d
     full join registry_event e on e.act = d.id where d.kind is null or d.kind in ('link', 'unmerge')`,
  )
  assert.ok(
    told.every(({ decision, act }) => decision !== null && decision === act),
    'who is to be told of a decision is, and of nothing else',
  )
  const entities = (await pool.query<{ id: string }>('select id from entity')).rows.map(({ id }) => id)
  const { placed, said } = await neighbourhoodOf(pool, entities)
  const now = people(placed, said)
  assert.equal(placed.length, entities.length, 'every record is in exactly one person')
  for (const one of placed) assert.equal(one.entity, now.get(keyOf(one)))
  const stones = await pool.query(
    `select from entity e join membership m on m.source = e.home_source and m.record = e.home_record
       and m.valid_to is null and m.superseded_at is null
     where e.merged_into is distinct from nullif(m.entity, e.id)`,
  )
  assert.equal(stones.rowCount, 0, 'tombstones point to where the people are')
})
