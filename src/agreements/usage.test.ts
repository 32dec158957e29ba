import assert from 'node:assert/strict'
import test from 'node:test'
import { daysIn } from '../kernel/dates.ts'
import { createUsageCounters, type UsageCount, type UsageLimits } from './usage.ts'

const noon = { at: new Date('2026-06-15T12:00:30Z'), day: '2026-06-15' }
const nextMinute = { at: new Date('2026-06-15T12:01:00Z'), day: '2026-06-15' }
const nextDay = { at: new Date('2026-06-16T12:00:30Z'), day: '2026-06-16' }
const use = (limits: UsageLimits, moment = noon) => ({ agreementId: 'a', limits, ...moment })

const read = (count: number): UsageCount[] => [
  { agreementId: 'a', user: '', kind: 'minute', start: '2026-06-15T12:00Z', count },
  { agreementId: 'a', user: '', kind: 'day', start: '2026-06-15', count },
  { agreementId: 'a', user: '', kind: 'month', start: '2026-06', count },
]

test('exactly the agreed number of uses is reserved, and the next window begins anew', () => {
  const counters = createUsageCounters()
  const reserved = Array.from({ length: 10 }, () => counters.reserve(use({ perMinute: 3 })))
  assert.equal(reserved.filter((one) => one !== undefined).length, 3)
  assert.ok(counters.reserve(use({ perMinute: 3 }, nextMinute)))
  assert.deepEqual(counters.usageOf('a', nextMinute), { lastMinute: 1, today: 4, thisMonth: 4 })
  assert.deepEqual(counters.usageOf('a', nextDay), { lastMinute: 0, today: 0, thisMonth: 4 })
})

test('what is given back can be used again, once', () => {
  const counters = createUsageCounters()
  const first = counters.reserve(use({ perDay: 1 }))
  assert.equal(counters.reserve(use({ perDay: 1 })), undefined)
  first?.giveBack()
  first?.giveBack()
  assert.ok(counters.reserve(use({ perDay: 1 })))
  assert.equal(counters.reserve(use({ perDay: 1 })), undefined)
})

test('a written use is counted once, also when the batch is written again after a conflict', () => {
  const counters = createUsageCounters()
  const reservation = counters.reserve(use({}))
  counters.learn(read(1), [reservation!.row])
  counters.learn(read(1), [reservation!.row])
  assert.equal(counters.usageOf('a', noon).today, 1)
})

test('a use whose transaction was rolled back is given back from the known count', () => {
  const counters = createUsageCounters()
  counters.learn(read(4))
  const reservation = counters.reserve(use({ perDay: 5 }))
  counters.learn(read(5), [reservation!.row])
  assert.equal(counters.reserve(use({ perDay: 5 })), undefined)
  reservation?.giveBack()
  assert.ok(counters.reserve(use({ perDay: 5 })))
})

test('uses of other processes count; an old reading takes nothing away', () => {
  const counters = createUsageCounters()
  counters.learn(read(4))
  counters.learn(read(2))
  assert.equal(counters.usageOf('a', noon).thisMonth, 4)
  assert.ok(counters.reserve(use({ perMonth: 5 })))
  assert.equal(counters.reserve(use({ perMonth: 5 })), undefined)
})

test('when the clock goes back nothing is given twice: the later windows stay until they are over', () => {
  const counters = createUsageCounters()
  assert.ok(counters.reserve(use({ perMinute: 1, perDay: 2 }, nextDay)))
  assert.equal(counters.reserve(use({ perMinute: 1 }, noon)), undefined)
  assert.equal(counters.reserve(use({ perMinute: 1 }, nextDay)), undefined)
  assert.ok(counters.reserve(use({ perDay: 2 }, noon)), 'counted in the day that had begun')
  assert.equal(counters.reserve(use({ perDay: 2 }, nextDay)), undefined)
})

test('days and months begin at midnight of the country, the leap day is one of February, and a person’s day ends with it', () => {
  const dayOf = daysIn('Africa/Nairobi')
  const at = (instant: string) => ({ at: new Date(instant), day: dayOf(new Date(instant)) })
  const [before, after] = [at('2028-02-29T20:59:59Z'), at('2028-02-29T21:00:00Z')]
  assert.deepEqual([before.day, after.day], ['2028-02-29', '2028-03-01'])
  const counters = createUsageCounters()
  const own = (moment: typeof before) => ({ ...use({ perUserPerDay: 1 }, moment), user: 'amina' })
  assert.ok(counters.reserve(own(before)))
  assert.equal(counters.reserve(own(before)), undefined)
  assert.equal(counters.usageOf('a', before, 'juma').byUserToday, 0)
  assert.ok(counters.reserve(own(after)))
  assert.deepEqual(counters.usageOf('a', after), { lastMinute: 1, today: 1, thisMonth: 1 })
})
