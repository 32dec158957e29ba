import assert from 'node:assert/strict'
import test from 'node:test'
import { createQualityMeter } from './quality.ts'

const hour = 3_600_000

test('a share is told once it is of twenty records, and follows the newer ones', () => {
  const meter = createQualityMeter(() => 0)
  meter.note('s', { records: 19, wellFormed: 19 })
  assert.equal(meter.of('s'), undefined)
  meter.note('s', { records: 1, wellFormed: 0 })
  assert.deepEqual(meter.of('s'), { wellFormedPercent: 95, records: 20 })
  assert.equal(meter.of('another'), undefined)
  for (let i = 0; i < 40; i++) meter.note('s', { records: 100, wellFormed: 0 })
  assert.ok((meter.of('s')?.wellFormedPercent ?? 100) < 1)
  assert.ok((meter.of('s')?.records ?? 0) < 1_300, 'old records fade')
})

test('a measurement that stopped traffic is forgotten after an hour, so that the service is asked and measured again', () => {
  let now = 0
  const meter = createQualityMeter(() => now)
  meter.note('s', { records: 20, wellFormed: 0 })
  now = hour - 1
  assert.equal(meter.of('s')?.wellFormedPercent, 0)
  now = hour
  assert.equal(meter.of('s'), undefined)
})
