import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { exampleAgreement } from '../../agreements/example.ts'
import type { Agreement } from '../../agreements/schema.ts'
import { after, dutiesOf, ruleId, statementFault } from './rules.ts'
import type { dutyStates } from './schema.ts'

type Rule = NonNullable<Agreement['retention']>[number]

const rule: Rule = { period: 'P90D', from: 'receipt', action: 'delete', proofWithinDays: 30 }

const standing = (one: Rule, today: string, certified?: string) => {
  const [duty] = dutiesOf({
    ...{ agreement: { ...exampleAgreement, retention: [one] }, endsOn: '2026-12-31', today },
    receiptDays: ['2026-01-10', '2026-03-01'],
    certified: new Map(certified === undefined ? [] : [[ruleId(one), certified]]),
  })
  assert.ok(duty)
  return duty
}

test('periods end on days of the calendar, over leap days and short months', () => {
  assert.equal(after('2028-02-28', 'P1D'), '2028-02-29')
  assert.equal(after('2026-01-31', 'P1M'), '2026-02-28')
  assert.equal(after('2028-02-29', 'P1Y'), '2029-02-28')
  assert.equal(after('2026-01-01', 'P2W'), '2026-01-15')
  assert.equal(after('2026-01-01', 'P9999Y'), '9999-12-31')
})

test('what was received first falls due first, then must be proven, then is overdue', () => {
  const { holdUntil, proveUntil } = standing(rule, '2026-01-11')
  assert.deepEqual([holdUntil, proveUntil], ['2026-04-10', '2026-05-10'])
  assert.equal(standing(rule, '2026-04-10').state, 'running')
  assert.equal(standing(rule, '2026-04-11').state, 'due')
  assert.equal(standing(rule, '2026-05-10').state, 'due')
  assert.equal(standing(rule, '2026-05-11').state, 'overdue')
})

test('a certificate covers what came through its day, and not what came after', () => {
  assert.deepEqual(
    [standing(rule, '2026-05-11', '2026-02-28').state, standing(rule, '2026-05-11', '2026-02-28').oldest],
    ['running', '2026-03-01'],
  )
  assert.equal(standing(rule, '2027-01-01', '2026-03-01').state, 'nothing-held')
})

test('from the end of the agreement it runs from there; from what only the consumer knows it is not reckoned', () => {
  assert.equal(standing({ ...rule, from: 'end-of-agreement' }, '2026-05-11').holdUntil, '2027-03-31')
  assert.equal(standing({ ...rule, from: 'decision' }, '2030-01-01').state, 'not-reckoned')
  const { proofWithinDays: _, ...unproven } = rule
  assert.equal(standing(unproven, '2030-01-01').state, 'due', 'no time for a proof was agreed')
})

test('as time goes by a duty never gets better without a certificate', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((days) => after('2026-01-01', `P${days}D`))
  const order = ['running', 'due', 'overdue'] satisfies (typeof dutyStates)[number][]
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [earlier, later] = a < b ? [a, b] : [b, a]
      const rank = (today: string) => order.indexOf(standing(rule, today).state as (typeof order)[number])
      assert.ok(rank(earlier) <= rank(later))
    }),
  )
})

test('a rule is the same in whatever order its elements stand', () => {
  assert.equal(ruleId({ ...rule, elements: ['a.b', 'c.d'] }), ruleId({ ...rule, elements: ['c.d', 'a.b'] }))
  assert.notEqual(ruleId({ ...rule, elements: ['a.b'] }), ruleId(rule))
})

test('a statement is of the holder, about a rule, and of a day that is over', () => {
  const agreement = { ...exampleAgreement, retention: [rule] }
  const statement = {
    ...{ agreement: agreement.id, member: 'dss', rule: 'rest', through: '2026-03-01', action: 'delete' as const },
    ...{ records: 10, method: 'erased with backups', madeOn: '2026-06-01' },
  }
  const fault = (changes: object, member = 'dss') =>
    statementFault({ ...statement, ...changes }, { agreement, member, today: '2026-06-01' })?.variant
  assert.equal(fault({}), undefined)
  assert.equal(fault({}, 'nida'), 'not-the-holder')
  assert.equal(fault({ rule: 'a'.repeat(16) }), 'no-rule')
  assert.equal(fault({ action: 'return' }), 'other-action')
  assert.equal(fault({ through: '2026-06-02', madeOn: '2026-06-02' }), 'in-the-future')
  assert.equal(fault({ madeOn: '2026-02-28' }), 'wrong-day')
})
