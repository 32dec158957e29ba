import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { frequencyOf } from './frequency.ts'

it('says in words what people schedule', () => {
  assert.deepEqual(frequencyOf(undefined), { kind: 'at-once' })
  assert.deepEqual(frequencyOf('0 0/5 * * * ?'), { kind: 'minutes', every: 5 })
  assert.deepEqual(frequencyOf('0 * * * * ?'), { kind: 'minutes', every: 1 })
  assert.deepEqual(frequencyOf('0 15 */6 * * ?'), { kind: 'hours', every: 6, minute: 15 })
  assert.deepEqual(frequencyOf('0 30 7 * * ? *'), { kind: 'daily', hour: 7, minute: 30 })
  assert.deepEqual(frequencyOf('0 0 8 1 * ?'), { kind: 'monthly', day: 1, hour: 8, minute: 0 })
  assert.deepEqual(frequencyOf('0 0 8 ? * MON-WED,FRI'), { kind: 'weekly', days: [2, 3, 4, 6], hour: 8, minute: 0 })
})

it('counts days as the form of the schedule does: Quartz from 1 for Sunday, cron from 0', () => {
  assert.deepEqual(frequencyOf('0 0 8 ? * 2'), { kind: 'weekly', days: [2], hour: 8, minute: 0 })
  assert.deepEqual(frequencyOf('0 8 * * 1'), { kind: 'weekly', days: [2], hour: 8, minute: 0 })
  assert.deepEqual(frequencyOf('0 8 * * 0'), { kind: 'weekly', days: [1], hour: 8, minute: 0 })
})

it('claims no more than it understands', () => {
  for (const cron of [
    '',
    '0 0 8 L * ?',
    '5 0 8 * * ?',
    '0 0 8 ? * 6#3',
    '0 0-30 8 * * ?',
    '0 0 8 * 1 ?',
    '0 0 0/0 * * ?',
  ]) {
    assert.deepEqual(frequencyOf(cron), { kind: 'other' }, cron)
  }
  fc.assert(fc.property(fc.string(), (text) => typeof frequencyOf(text).kind === 'string'))
})
