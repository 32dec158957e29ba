import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, ageOn, dayIn, daysIn, isIsoDate } from './dates.ts'

test('only days that exist are dates', () => {
  assert.ok(isIsoDate('2024-02-29'))
  for (const text of [
    '2023-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '2023-4-1',
    '20230401',
    '2023-04-01T00:00',
  ]) {
    assert.ok(!isIsoDate(text), text)
  }
})

test('age counts completed years, and a leap-day birthday falls on 1 March of common years', () => {
  assert.equal(ageOn('1960-06-15', '2026-06-14'), 65)
  assert.equal(ageOn('1960-06-15', '2026-06-15'), 66)
  assert.equal(ageOn('2004-02-29', '2025-02-28'), 20)
  assert.equal(ageOn('2004-02-29', '2025-03-01'), 21)
})

test('the day depends on the zone', () => {
  const instant = new Date('2026-11-22T22:30:00Z')
  assert.equal(dayIn('UTC', instant), '2026-11-22')
  assert.equal(dayIn('Africa/Nairobi', instant), '2026-11-23')
})

test('adding days crosses months, years and leap days', () => {
  assert.equal(addDays('2024-02-28', 1), '2024-02-29')
  assert.equal(addDays('2026-12-31', 1), '2027-01-01')
  assert.equal(addDays('2026-03-01', -1), '2026-02-28')
})

test('the day is told anew for each minute, and for an earlier one after a later', () => {
  const dayOf = daysIn('Africa/Nairobi')
  assert.equal(dayOf(new Date('2026-11-22T20:59:59.999Z')), '2026-11-22')
  assert.equal(dayOf(new Date('2026-11-22T21:00:00Z')), '2026-11-23')
  assert.equal(dayOf(new Date('2026-11-22T20:59:59.999Z')), '2026-11-22')
})
