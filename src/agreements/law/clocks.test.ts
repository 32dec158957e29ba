import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { type Calendar, startOfDay, workingDays } from './calendar.ts'
import { type ClockRow, dueOf, standingOf } from './clocks.ts'
import type { Clock, ClockEvent } from './rule.ts'

const text = { en: 'x', sw: 'x', fr: 'x' }
const nairobi: Calendar = {
  timeZone: 'Africa/Nairobi',
  weekend: ['saturday', 'sunday'],
  holidays: ['06-01', '2026-03-20'],
  knownThrough: '2026-12-31',
}
const berlin: Calendar = { timeZone: 'Europe/Berlin', weekend: ['saturday', 'sunday'], holidays: ['12-25', '12-26'] }

function row(country: string, calendar: Calendar, clock: Partial<Clock> & { event: ClockEvent }): ClockRow {
  return {
    act: 'Act',
    pack: 'xx-test@2026.1',
    countries: [country],
    calendar: workingDays(calendar),
    clock: {
      id: 'XX-TEST-1',
      source: { act: 'act', section: 's. 1', verified: 'M' },
      validFrom: '2020-01-01',
      kind: 'deadline',
      lastDay: 'as-it-falls',
      message: text,
      examples: [],
      ...clock,
    },
  }
}

const end = (
  rows: ClockRow | ClockRow[],
  start: string,
  more: { jurisdictions?: string[]; extended?: boolean } = {},
) => {
  const table = [rows].flat()
  const event = table[0]!.clock.event
  return dueOf(table, { event, start: new Date(start), jurisdictions: ['KE'], ...more })
}

const access = row('KE', nairobi, { event: 'access-request', within: { days: 7 } })

test('a time in days ends with its last day in the country, and the day it began does not count', () => {
  const due = end(access, '2026-02-10T09:00:00+03:00')
  assert.equal(due?.day, '2026-02-17')
  assert.equal(due?.at.toISOString(), '2026-02-17T21:00:00.000Z')
})

test('one minute about midnight in Nairobi moves the end by a day, whatever the day is in London', () => {
  assert.equal(end(access, '2026-02-10T23:59:00+03:00')?.day, '2026-02-17')
  assert.equal(end(access, '2026-02-11T00:00:00+03:00')?.day, '2026-02-18')
  assert.equal(end(access, '2026-02-10T21:00:00Z')?.day, '2026-02-18')
})

test('where the law moves the last day, it moves past weekend and holidays', () => {
  const moving = { ...access, clock: { ...access.clock, lastDay: 'next-working-day' as const } }
  // 20 March 2026 is a holiday and a Friday.
  assert.equal(end(moving, '2026-03-13T10:00:00+03:00')?.day, '2026-03-23')
  assert.equal(end(access, '2026-03-13T10:00:00+03:00')?.day, '2026-03-20')
})

test('working days skip weekends and holidays, and say when the holidays are not known', () => {
  const five = row('KE', nairobi, { event: 'objection', within: { workingDays: 5 } })
  // Friday; 1 June, a Monday, is a holiday of every year.
  const due = end(five, '2026-05-29T08:00:00+03:00')
  assert.deepEqual([due?.day, due?.provisional], ['2026-06-08', false])
  assert.equal(end(five, '2026-12-30T08:00:00+03:00')?.provisional, true)
})

test('hours run through nights, weekends and the change to summer time', () => {
  const breach = row('DE', berlin, { event: 'breach-authority', within: { hours: 72 } })
  const due = end(breach, '2026-03-27T18:00:00+01:00', { jurisdictions: ['DE'] })
  assert.equal(due?.at.toISOString(), '2026-03-30T17:00:00.000Z')
  // 19:00 on the clock there: the night in between was an hour shorter.
  assert.equal(due?.day, '2026-03-30')
})

test('a day in Europe ends at its own midnight in summer and in winter', () => {
  const week = row('DE', berlin, { event: 'access-request', within: { days: 7 } })
  assert.equal(
    end(week, '2026-03-25T12:00:00+01:00', { jurisdictions: ['DE'] })?.at.toISOString(),
    '2026-04-01T22:00:00.000Z',
  )
  assert.equal(
    end(week, '2026-10-21T12:00:00+02:00', { jurisdictions: ['DE'] })?.at.toISOString(),
    '2026-10-28T23:00:00.000Z',
  )
})

test('months end on the same day, or on the last of a shorter month; the extension follows', () => {
  const month = row('DE', berlin, {
    event: 'access-request',
    within: { months: 1 },
    lastDay: 'next-working-day',
    extension: { by: { months: 2 }, condition: text },
  })
  const at = { jurisdictions: ['DE'] }
  assert.equal(end(month, '2028-01-31T10:00:00+01:00', at)?.day, '2028-02-29')
  assert.equal(end(month, '2026-01-30T10:00:00+01:00', at)?.day, '2026-03-02')
  assert.equal(end(month, '2026-01-15T10:00:00+01:00', { ...at, extended: true })?.day, '2026-04-15')
})

test('a leap day is a day', () => {
  assert.equal(end(access, '2028-02-24T10:00:00+03:00')?.day, '2028-03-02')
  assert.equal(end(access, '2027-02-24T10:00:00+03:00')?.day, '2027-03-03')
  assert.equal(end(access, '2028-02-29T10:00:00+03:00')?.day, '2028-03-07')
})

test('of two countries’ deadlines the earlier binds, of their waiting times the later', () => {
  const slow = row('DE', berlin, { event: 'access-request', within: { months: 1 } })
  const both = { jurisdictions: ['DE', 'KE'] }
  assert.deepEqual(end([slow, access], '2026-02-10T09:00:00Z', both)?.row.countries, ['KE'])
  assert.deepEqual(end([slow, access], '2026-02-10T09:00:00Z', { jurisdictions: ['DE'] })?.row.countries, ['DE'])
  const wait = (country: string, days: number) =>
    row(country, nairobi, { event: 'dpia-before-processing', kind: 'waiting', within: { days } })
  assert.deepEqual(end([wait('KE', 60), wait('DE', 56)], '2026-02-10T09:00:00Z', both)?.day, '2026-04-11')
})

test('a law that says only "without delay" sets no end, and does not hide another that does', () => {
  const soon = row('UG', nairobi, { event: 'access-request' })
  assert.equal(end(soon, '2026-02-10T09:00:00Z', { jurisdictions: ['UG'] }), undefined)
  assert.equal(end([soon, access], '2026-02-10T09:00:00Z', { jurisdictions: ['UG', 'KE'] })?.day, '2026-02-17')
})

test('the row in force when the clock began is the one that counts', () => {
  const old = row('KE', nairobi, { event: 'access-request', within: { days: 30 }, validTo: '2025-12-31' })
  const now = row('KE', nairobi, { event: 'access-request', within: { days: 7 }, validFrom: '2026-01-01' })
  assert.equal(end([old, now], '2025-12-31T23:59:00+03:00')?.day, '2026-01-30')
  assert.equal(end([old, now], '2026-01-01T00:00:00+03:00')?.day, '2026-01-08')
})

test('a clock that is set back gives no time back', () => {
  const due = end(access, '2026-02-10T09:00:00+03:00')!
  const minute = 60_000
  const before = standingOf(due, { now: new Date(due.at.getTime() - minute) })
  assert.deepEqual([before.over, before.leftMs], [false, minute])
  const after = standingOf(due, { now: due.at, seen: before.seen })
  assert.equal(after.over, true)
  const back = standingOf(due, { now: new Date(due.at.getTime() - 3600 * minute), seen: after.seen })
  assert.deepEqual([back.over, back.leftMs], [true, 0])
})

test('a day begins when its zone says, also where summer time begins at midnight', () => {
  assert.equal(startOfDay('Africa/Nairobi', '2026-02-18').toISOString(), '2026-02-17T21:00:00.000Z')
  // Cairo, 24 April 2026: the clocks go from 00:00 to 01:00.
  assert.equal(startOfDay('Africa/Cairo', '2026-04-24').toISOString(), '2026-04-23T22:00:00.000Z')
})

test('a longer time never ends earlier, and a later start neither', () => {
  const start = fc.date({
    min: new Date('2021-01-01T00:00:00Z'),
    max: new Date('2030-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  const unit = fc.constantFrom('days', 'workingDays', 'months', 'hours')
  const lastDay = fc.constantFrom('as-it-falls' as const, 'next-working-day' as const)
  fc.assert(
    fc.property(
      start,
      fc.nat(86_400_000),
      unit,
      fc.integer({ min: 1, max: 30 }),
      lastDay,
      (from, later, name, n, last) => {
        const at = (number: number, begun: Date) => {
          const clock = row('KE', nairobi, {
            event: 'access-request',
            within: { [name]: number } as never,
            lastDay: last,
          })
          return dueOf([clock], { event: 'access-request', start: begun, jurisdictions: ['KE'] })!.at.getTime()
        }
        assert.ok(at(n, from) > from.getTime())
        assert.ok(at(n + 1, from) >= at(n, from))
        assert.ok(at(n, new Date(from.getTime() + later)) >= at(n, from))
      },
    ),
    { numRuns: 100 },
  )
})
