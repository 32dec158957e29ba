import assert from 'node:assert/strict'
import test from 'node:test'
import { createTestDatabase } from '../test/support/database.ts'
import { nextStory } from './demo-life.ts'
import { mustBeOk } from './kernel/result.ts'
import { createLogger } from './platform/telemetry/logger.ts'
import { openTestActs } from './registry/acts/test-acts.ts'
import { loadRegistry } from './registry/load.ts'
import { registryFolder } from './registry/sample.ts'

test('every chapter of the demo life is an act that the registry takes, and the order is always the same', async (t) => {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await loadRegistry(pool, registryFolder(t)))
  const acts = await openTestActs(pool)
  const world = {
    pool,
    acts,
    today: () => '2026-11-25',
    currency: 'TUS',
    eventsPerMinute: 1,
    logger: createLogger('silent'),
  }
  const told: string[] = []
  for (let turn = 0; turn < 13; turn++) {
    const story = await nextStory(world, turn)
    if (story === undefined) continue
    const acted = await acts.perform({ id: `life-${turn}`, ...story })
    told.push(acted.ok ? story.chapter : `${story.chapter}: ${acted.problem.code}`)
  }
  const round = [
    'birth',
    'newborn',
    'payment',
    'enrolment',
    'household-change',
    'death-registered',
    'death',
    'marriage',
    'enrolment-change',
    'registration',
    'move',
    'disability-registration',
    'farmer-registration',
  ]
  assert.deepEqual(told, round)
  const { rows } = await pool.query('select distinct type from registry_event order by 1')
  const types = [
    'birth',
    'death',
    'disability-registration',
    'enrolment',
    'enrolment-change',
    'farmer-registration',
    'household-change',
    'marriage',
    'payment',
    'registration',
  ]
  assert.deepEqual(
    rows.map(({ type }) => type),
    types,
  )
})
