import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { root } from '../../../test/support/database.ts'
import { clockTable } from '../../agreements/law/clocks.ts'
import type { RulePack } from '../../agreements/law/pack.ts'
import { closingFault, dueDates, extended, isOverdue, openSteps, stepFault } from './rules.ts'
import { type CorrectionNotice, caseSteps, type RightsCase, rightsKinds } from './schema.ts'

const pack = (path: string): RulePack => parse(readFileSync(join(root, 'countries', path), 'utf8'))
const table = clockTable([pack('tumaini/law/tu-dpa.yaml'), pack('european-union/law/eu-gdpr.yaml')])

const due = (kind: RightsCase['kind'], receivedAt: string, country = 'TU') =>
  dueDates(table, { kind, receivedAt: new Date(receivedAt), country })

const example = (changes: Partial<RightsCase> = {}): RightsCase => ({
  ...{ id: 'rc-00000000000000000000000000', revision: 1, member: 'nida', kind: 'access', by: 'subject' },
  ...{ channel: 'office', status: 'received', receivedAt: '2026-02-10T06:00:00.000Z' },
  steps: [{ step: 'receive', at: '2026-02-10T06:00:00.000Z', account: 'officer' }],
  ...changes,
})

test('a request is due when the law says, at the midnight of the country', () => {
  assert.deepEqual(due('access', '2026-02-10T06:00:00Z').due?.at, '2026-02-17T21:00:00.000Z')
  // 23:30 in Nairobi and half past midnight are two days, though one in UTC.
  assert.equal(due('access', '2026-02-10T20:30:00Z').due?.day, '2026-02-17')
  assert.equal(due('access', '2026-02-10T21:30:00Z').due?.day, '2026-02-18')
  assert.deepEqual(due('rectification', '2026-02-10T06:00:00Z').due?.section, 'reg. 10')
})

test('a last day on a weekend or a holiday moves to the next working day', () => {
  // The seventh day is Saturday, 14 February.
  assert.equal(due('access', '2026-02-07T06:00:00Z').due?.day, '2026-02-16')
  // The seventh day is Christmas, a Friday, and Boxing Day and Sunday follow.
  assert.equal(due('access', '2026-12-18T06:00:00Z').due?.day, '2026-12-28')
})

test('a refusal of portability has a shorter time than portability', () => {
  const { due: doing, refuseBy } = due('portability', '2026-02-11T06:00:00Z')
  assert.deepEqual([doing?.day, refuseBy?.day], ['2026-03-13', '2026-02-18'])
  const late = { due: doing!, refuseBy: refuseBy!, kind: 'portability' as const }
  const at = (step: 'close' | 'refuse') => [{ step, at: '2026-02-20T06:00:00.000Z', account: 'dpo' }]
  assert.equal(isOverdue(example({ ...late, status: 'refused', steps: at('refuse') }), new Date('2026-02-20')), true)
  assert.equal(isOverdue(example({ ...late, status: 'done', steps: at('close') }), new Date('2027-01-01')), false)
})

test('a case is overdue from the end of its last day on, and a clock set back does not make it timely', () => {
  const open = example(due('access', '2026-02-10T06:00:00Z'))
  assert.equal(isOverdue(open, new Date('2026-02-17T20:59:59Z')), false)
  assert.equal(isOverdue(open, new Date('2026-02-17T21:00:00Z')), true)
  const steps = [...open.steps, { step: 'verify' as const, at: '2026-02-18T06:00:00.000Z', account: 'officer' }]
  assert.equal(isOverdue({ ...open, steps }, new Date('2026-02-12T06:00:00Z')), true)
  assert.equal(isOverdue(example(), new Date('2099-01-01')), false, 'the law sets no end')
})

test('the longer time is taken once, in time, and only where the law has one', () => {
  const now = new Date('2026-02-12T06:00:00Z')
  const eu = example(due('access', '2026-02-10T08:00:00Z', 'DE'))
  const longer = extended(eu, { table, country: 'DE', now })
  assert.equal('day' in longer && longer.day, '2026-05-11')
  const code = (found: RightsCase, country: string, at = now) => {
    const answer = extended(found, { table, country, now: at })
    return 'code' in answer ? answer.code : answer.day
  }
  assert.equal(code({ ...eu, extension: { reference: 'letter 4' } }, 'DE'), 'rights.no-extension')
  assert.equal(code(eu, 'DE', new Date('2026-03-20')), 'rights.no-extension')
  assert.equal(code(example(due('access', '2026-02-10T06:00:00Z')), 'TU'), 'rights.no-extension')
})

test('no step leads out of a closed case, but the end of its restriction', () => {
  const step = fc.constantFrom(...caseSteps.filter((one) => one !== 'receive'))
  fc.assert(
    fc.property(fc.constantFrom(...rightsKinds), fc.constantFrom('done', 'refused'), step, (kind, status, taken) => {
      const restricts = kind === 'objection' || kind === 'restriction'
      const allowed = stepFault(example({ kind, status }), taken) === undefined
      assert.equal(allowed, taken === 'lift' && restricts && status === 'done')
    }),
  )
})

test('a correction closes when all have acknowledged, or with a reason', () => {
  const told = (acknowledgedAt?: string): CorrectionNotice => ({
    ...{ id: 'cn-00000000000000000000000000', case: example().id, kind: 'rectification', provider: 'nida' },
    ...{ member: 'dss', since: '2026-01-01T00:00:00Z', agreements: [], elements: [], exchanges: [] },
    toldAt: '2026-02-11T00:00:00Z',
    ...(acknowledgedAt === undefined ? {} : { acknowledgedAt, outcome: 'corrected' }),
  })
  const steps = [{ step: 'propagate' as const, at: '2026-02-11T00:00:00Z', account: 'dpo' }]
  const found = example({ kind: 'rectification', status: 'in-progress', steps })
  assert.equal(closingFault({ ...found, steps: [] }, [], {})?.code, 'rights.not-propagated')
  assert.equal(closingFault(found, [told()], {})?.code, 'rights.not-acknowledged')
  assert.equal(closingFault(found, [told()], { unacknowledged: 'file 7' }), undefined)
  assert.equal(closingFault(found, [told('2026-02-12T00:00:00Z')], {}), undefined)
  assert.equal(closingFault(example({ status: 'in-progress' }), [], {})?.code, 'rights.nothing-disclosed')
})

test('the steps that are open are those that may be taken, and the longer time is offered once, in time', () => {
  const now = new Date('2026-02-11T06:00:00Z')
  assert.deepEqual(openSteps(example(), now), ['verify', 'extend', 'refuse'])
  const begun = { status: 'in-progress' as const, kind: 'rectification' as const }
  assert.deepEqual(openSteps(example(begun), now), ['extend', 'propagate', 'close', 'refuse'])
  const told = { ...begun, extension: { reference: 'letter 4' } }
  assert.deepEqual(openSteps(example(told), now), ['propagate', 'close', 'refuse'])
  const over = { ...begun, ...due('rectification', '2026-01-01T06:00:00Z') }
  assert.ok(!openSteps(example(over), now).includes('extend'))
  assert.deepEqual(openSteps(example({ status: 'refused' }), now), [])
  assert.deepEqual(openSteps(example({ status: 'done', kind: 'restriction' }), now), ['lift'])
})
