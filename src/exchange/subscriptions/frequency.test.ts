import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { mustBeOk } from '../../kernel/result.ts'
import { frequencyOf } from './frequency.ts'

const zone = 'Africa/Nairobi'
const at = new Date('2026-11-25T10:00:30Z')
const next = (text: string) => mustBeOk(frequencyOf(text, zone)).next(at)?.toISOString()

test('Quartz cron of the standard is read in the country’s zone', () => {
  assert.equal(next('0 0 0 5,15 * ? *'), '2026-12-04T21:00:00.000Z')
  assert.equal(next('0 0/10 * * * ?'), '2026-11-25T10:10:00.000Z')
  assert.equal(next('0 0 12 ? * 2'), '2026-11-30T09:00:00.000Z', 'the second day of a week of Quartz is Monday')
  assert.equal(next('0 12 * * 2'), '2026-12-01T09:00:00.000Z', 'in five fields it is Tuesday')
})

test('words stand for themselves', () => {
  const times = ['hourly', 'Daily', 'weekly', 'monthly'].map(next)
  assert.deepEqual(times, [
    '2026-11-25T11:00:00.000Z',
    '2026-11-26T03:00:00.000Z',
    '2026-11-30T03:00:00.000Z',
    '2026-12-01T03:00:00.000Z',
  ])
})

test('anything else is refused, and nothing makes it fail otherwise', () => {
  for (const text of [
    '',
    'often',
    '* * *',
    '2027-01-01T00:00:00',
    '0 0 0 0 0 0 0 0',
    '99 * * * * *',
    '* '.repeat(80),
  ]) {
    assert.equal(frequencyOf(text, zone).ok, false, text)
  }
  const piece = fc.constantFrom(
    '*',
    '0',
    '5',
    '59',
    '?',
    '*/5',
    '1-3',
    '1/2',
    'L',
    'MON',
    '#',
    '2026',
    'W',
    '-',
    '\u0000',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 8 }).map((some) => some.join(' ')),
      ),
      (text) => {
        const read = frequencyOf(text, zone)
        if (!read.ok) return
        const time = read.value.next(at)
        assert.ok(time === undefined || time > at)
      },
    ),
  )
})
