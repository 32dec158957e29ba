import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { agreement } from '../../exchange/test-world.ts'
import { addDays } from '../../kernel/dates.ts'
import { type DutyFacts, dutiesOf } from './rules.ts'

const today = '2026-02-10'
const nothing: DutyFacts = {
  ...{ now: new Date('2026-02-10T09:00:00Z'), today, timeZone: 'Africa/Nairobi', soonDays: 30 },
  ...{ cases: [], breaches: [], notices: [], assessments: [], retention: [], transfers: [], agreements: [] },
}
const due = (at: string, day: string) => ({
  ...{ at, day, rule: 'TU-X', act: 'Act', section: 's. 1', provisional: false },
})
const notice = (at: string, day: string) => ({
  ...{ agreement: 'a', member: 'dss', persons: 3, since: '2026-01-01T00:00:00Z', overdue: false, due: due(at, day) },
})
const kept = { agreement: 'a', member: 'dss', rule: 'rest', period: 'P30D', from: 'receipt', action: 'delete' } as const
const ending = (validUntil: string, status: 'active' | 'terminated' = 'active') => ({
  agreement: agreement({ validUntil }),
  standing: { status, since: '2026-01-01T00:00:00Z', by: { account: 'legal', member: 'dss' } },
})
const urgencies = (facts: Partial<DutyFacts>) => dutiesOf({ ...nothing, ...facts }).map(({ urgency }) => urgency)

test('a time that ends at an instant is over when it comes, a day only when it has passed', () => {
  const at = '2026-02-10T09:00:00.000Z'
  assert.deepEqual(urgencies({ notices: [notice(at, today)] }), ['overdue'])
  assert.deepEqual(urgencies({ notices: [notice('2026-02-10T09:00:00.001Z', today)] }), ['soon'])
  assert.deepEqual(urgencies({ agreements: [ending(today)] }), ['soon'])
  assert.deepEqual(urgencies({ agreements: [ending('2026-02-09')] }), ['overdue'])
})

test('what is to be deleted becomes what is to be proven when its time is over', () => {
  const duties = (state: 'running' | 'due' | 'overdue' | 'nothing-held' | 'not-reckoned') =>
    dutiesOf({ ...nothing, retention: [{ ...kept, state, holdUntil: '2026-02-12', proveUntil: '2026-02-22' }] }).map(
      ({ kind, day }) => `${kind} ${day}`,
    )
  assert.deepEqual(duties('running'), ['deletion 2026-02-12'])
  assert.deepEqual(duties('due'), ['certificate 2026-02-22'])
  assert.deepEqual(duties('overdue'), ['certificate 2026-02-22'])
  assert.deepEqual([duties('nothing-held'), duties('not-reckoned')], [[], []])
})

test('an agreement that was ended for good asks nothing', () => {
  assert.deepEqual(urgencies({ agreements: [ending('2026-02-09', 'terminated')] }), [])
})

test('duties come in the order of their days, and no day is further off than it is said to be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -400, max: 400 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 366 }),
      (offsets, soonDays) => {
        const agreements = offsets.map((days) => ending(addDays(today, days)))
        const found = dutiesOf({ ...nothing, soonDays, agreements })
        assert.deepEqual(
          found.map(({ urgency }) => urgency),
          offsets.toSorted((a, b) => a - b).map((days) => (days < 0 ? 'overdue' : days <= soonDays ? 'soon' : 'later')),
        )
      },
    ),
  )
})
