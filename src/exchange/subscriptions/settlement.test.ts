import assert from 'node:assert/strict'
import test from 'node:test'
import { type Asked, settlementOf } from './settlement.ts'

const now = new Date('2026-11-25T10:00:00Z')
const before = {
  status: 'active' as const,
  held_code: null,
  held_gate: null,
  round: 3,
  failures: 0,
  frequency: null,
  until_at: null,
}
const after = (asked: Partial<Asked>, changes: Partial<Parameters<typeof settlementOf>[0]> = {}) =>
  settlementOf(
    { ...before, ...changes },
    { cursor: 10, notified: 0, passedOver: 0, more: false, ...asked },
    { now, timeZone: 'Africa/Nairobi' },
  )

test('a refusal holds it for a quarter of an hour, and what was told before stays told', () => {
  const held = after({ notified: 2, cursor: 12, stop: { kind: 'held', code: 'agreements.suspended', gate: 'G2' } })
  assert.deepEqual(held, {
    status: 'held',
    held: { code: 'agreements.suspended', gate: 'G2' },
    cursor: 12,
    round: 4,
    failures: 0,
    notified: 2,
    passedOver: 0,
    notifiedAt: now,
    nextRunAt: new Date('2026-11-25T10:15:00Z'),
  })
})

test('who cannot answer now is asked again later and later, under another id only if this one has its answer', () => {
  const waits = [0, 1, 5, 40].map((failures) => after({ stop: { kind: 'later' } }, { failures }).nextRunAt)
  assert.deepEqual(
    waits.map((at) => ((at?.getTime() ?? 0) - now.getTime()) / 1000),
    [2, 4, 64, 900],
  )
  assert.equal(after({ stop: { kind: 'later' } }).round, 3)
  assert.equal(after({ stop: { kind: 'later', settled: true } }).round, 4)
  assert.equal(after({ stop: { kind: 'forgotten' } }).round, 4)
})

test('held stays held until a question is answered', () => {
  const held = { status: 'held' as const, held_code: 'agreements.suspended', held_gate: 'G2' }
  assert.equal(after({ stop: { kind: 'later' } }, held).status, 'held')
  assert.equal(after({ stop: { kind: 'interrupted' }, notified: 1 }, held).status, 'active')
  assert.equal(after({}, held).status, 'active')
})

test('it waits for its next time, ends after its last, and at its end once nothing is left', () => {
  assert.deepEqual(after({}, { frequency: 'hourly' }).nextRunAt, new Date('2026-11-25T11:00:00Z'))
  assert.equal(after({ more: true }, { frequency: 'hourly' }).nextRunAt, undefined)
  assert.equal(after({}, { frequency: '0 0 0 1 1 ? 2026' }).status, 'ended')
  assert.equal(after({ more: true }, { until_at: now }).status, 'active')
  assert.deepEqual(after({}, { until_at: now }).endedAt, now)
})
