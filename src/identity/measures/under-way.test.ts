import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { ok } from '../../kernel/result.ts'
import type { Watch } from '../linkage/evaluate/watch.ts'
import { createMeasuring, measuringDatabase } from './under-way.ts'

const asked = (first: string) => ({ kind: 'comparison', runs: [first, 'lr-2'] }) as const

test('what is measured is seen with its step, what comes after it waits for its turn', async () => {
  const measuring = createMeasuring()
  const { signal } = new AbortController()
  const [began, end] = [Promise.withResolvers<Watch>(), Promise.withResolvers<void>()]
  const first = measuring.measure(asked('lr-1'), signal, async (watch) => {
    began.resolve(watch)
    await end.promise
    return ok('first')
  })
  const second = measuring.measure(asked('lr-3'), signal, async () => ok('second'))
  const watch = await began.promise
  const seen = () => measuring.underWay().map(({ runs, step, percent }) => [runs[0], step, percent])
  watch('records')
  assert.deepEqual(seen(), [
    ['lr-1', 'records', 0],
    ['lr-3', undefined, 0],
  ])
  watch('clusters', 0.5)
  assert.deepEqual(seen()[0], ['lr-1', 'clusters', 62])
  end.resolve()
  assert.deepEqual([await first, await second], [ok('first'), ok('second')])
  assert.deepEqual(seen(), [])
})

test('what nobody waits for any more never begins, and what has begun ends at its next step', async () => {
  const measuring = createMeasuring()
  const [gone, leaving] = [new AbortController(), new AbortController()]
  const [began, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const first = measuring.measure(asked('lr-1'), leaving.signal, async (watch) => {
    began.resolve()
    await end.promise
    watch('pairs')
    throw new Error('came to its next step')
  })
  let worked = false
  const second = measuring.measure(asked('lr-3'), gone.signal, async () => {
    worked = true
    return ok('second')
  })
  await began.promise
  gone.abort()
  leaving.abort()
  end.resolve()
  for (const answer of [await first, await second]) {
    assert.equal(answer.ok ? undefined : answer.problem.code, 'identity.measure-given-up')
  }
  assert.equal(worked, false)
  const third = await measuring.measure(asked('lr-4'), new AbortController().signal, async () => ok('third'))
  assert.deepEqual(third, ok('third'), 'those that come after are not held up')
})

test('a query without end is interrupted when the caller is gone', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-measuring-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const caller = new AbortController()
  const endless = measuringDatabase(folder, caller.signal, async (database) => {
    const query = database.run('select sum(a.range * b.range) from range(1000000000) a, range(1000000000) b')
    caller.abort()
    await query
  })
  await assert.rejects(endless, /interrupt/i)
})
