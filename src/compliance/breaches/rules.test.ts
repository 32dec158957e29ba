import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { parse } from 'yaml'
import { clockTable } from '../../agreements/law/clocks.ts'
import type { RulePack } from '../../agreements/law/pack.ts'
import type { Clock } from '../../agreements/law/rule.ts'
import { movableClock } from '../test-desk.ts'
import { type BreachFacts, closingFault, recipientsOf, recordFault, toldFault } from './rules.ts'
import type { BreachContent, Told } from './schema.ts'
import { content } from './test-breaches.ts'

const packOf = (country: string, file: string): RulePack =>
  parse(readFileSync(join(import.meta.dirname, '../../../countries', country, 'law', file), 'utf8'))
const tumaini = packOf('tumaini', 'tu-dpa.yaml')

const nidaDss = { id: 'nida-dss', provider: 'nida', consumer: 'dss' }
const contact = { office: 'Duty desk', address: 'duty@dss.example' }

interface Given extends Partial<Omit<BreachFacts, 'now'>> {
  readonly noticedAt: string
  readonly now: string
  readonly content?: BreachContent
  readonly told?: readonly Told[]
}

function standing({ noticedAt, now, content: said = content(), told = [], ...facts }: Given) {
  const clock = movableClock(now)
  const known = { table: clockTable([tumaini]), country: 'TU', agreements: [nidaDss], now: clock.now(), ...facts }
  const found = recipientsOf({ member: 'nida', noticedAt, content: said, told: [...told] }, known)
  return Object.fromEntries(found.map((one) => [one.to, one]))
}

test('72 hours to the authority run through nights and a weekend, to the minute', () => {
  // Friday, 18:00 in Nairobi; the law's time ends on Monday at the same hour.
  const noticedAt = '2026-02-13T18:00:00+03:00'
  const at = (now: string) => standing({ noticedAt, now }).authority
  assert.equal(at('2026-02-15T12:00:00Z')?.due?.at, '2026-02-16T15:00:00.000Z')
  assert.equal(at('2026-02-16T14:59:59Z')?.state, 'open')
  assert.equal(at('2026-02-16T15:00:00Z')?.state, 'overdue')
})

test('the last day is told in the country’s zone, though it is another day elsewhere', () => {
  // 22:30 on Friday in London is 01:30 on Saturday in Nairobi.
  const { authority } = standing({ noticedAt: '2026-02-13T22:30:00Z', now: '2026-02-14T00:00:00Z' })
  assert.deepEqual([authority?.due?.at, authority?.due?.day], ['2026-02-16T22:30:00.000Z', '2026-02-17'])
})

test('where a law counts working days, a weekend and a holiday are not counted', () => {
  const clocks = tumaini.clocks.map(
    (clock): Clock =>
      clock.event === 'breach-authority' ? { ...clock, within: { workingDays: 3 }, examples: [] } : clock,
  )
  const table = clockTable([{ ...tumaini, clocks }])
  const due = (noticedAt: string) => standing({ noticedAt, now: noticedAt, table }).authority?.due?.day
  assert.equal(due('2026-02-11T09:00:00+03:00'), '2026-02-16', 'from Wednesday over a weekend to Monday')
  assert.equal(due('2026-02-13T23:59:00+03:00'), '2026-02-18', 'from late on Friday')
  assert.equal(due('2026-04-01T09:00:00+03:00'), '2026-04-08', 'over Easter: Friday and Monday are holidays')
  assert.equal(due('2026-02-13T21:30:00Z'), '2026-02-18', 'from Saturday in Nairobi, Friday in Greenwich')
})

test('Kenya: 72 hours to the Commissioner, and 48 from who works for another to that one', () => {
  const kenya = { table: clockTable([packOf('kenya', 'ke-dpa.yaml')]), country: 'KE', now: '2026-03-01T00:00:00Z' }
  const own = standing({ noticedAt: '2026-03-01T00:00:00Z', ...kenya })
  assert.equal(own.authority?.due?.at, '2026-03-04T00:00:00.000Z')
  assert.match(own.authority?.due?.section ?? '', /43/)
  const processor = standing({ noticedAt: '2026-03-01T00:00:00Z', content: content({ controller: 'nsps' }), ...kenya })
  assert.equal(processor.authority, undefined, 'the controller tells it')
  assert.equal(processor.nsps?.due?.at, '2026-03-03T00:00:00.000Z')
})

test('parties of the agreements hear of it in the time that they agreed on, the shortest of several', () => {
  const breach = (noticeHours: number) => ({ breach: { noticeHours, contact } })
  const agreements = [
    { ...nidaDss, ...breach(48) },
    { ...nidaDss, id: 'nida-dss-2', ...breach(24) },
    { id: 'nida-moe', provider: 'nida', consumer: 'moe' },
  ]
  const found = standing({ noticedAt: '2026-02-13T00:00:00Z', now: '2026-02-14T00:00:00Z', agreements })
  assert.deepEqual(found.dss?.agreed, {
    ...{ agreement: 'nida-dss-2', hours: 24, at: '2026-02-14T00:00:00.000Z' },
    ...contact,
  })
  assert.equal(found.dss?.state, 'overdue')
  assert.deepEqual([found.moe?.state, found.moe?.agreed], ['open', undefined], 'told all the same, without an end')
})

test('people are told of a high risk that encryption does not take away; nobody but the parties of a small one', () => {
  const at = { noticedAt: '2026-02-13T00:00:00Z', now: '2026-02-13T01:00:00Z' }
  const states = (changes: Partial<BreachContent>) =>
    Object.entries(standing({ ...at, content: content(changes) })).map(([to, { state }]) => `${to} ${state}`)
  assert.deepEqual(states({ risk: 'high' }), ['authority open', 'dss open', 'persons open'])
  assert.deepEqual(states({ risk: 'high', unintelligible: true }), [
    'authority open',
    'dss open',
    'persons not-required',
  ])
  assert.deepEqual(states({ risk: 'unlikely' }), ['authority not-required', 'dss open', 'persons not-required'])
  assert.ok(standing({ ...at, content: content({ risk: 'high' }) }).persons?.withoutDelay, 'the law sets no end')
})

test('who was told late is told late, with a reason; who was told stays told', () => {
  const noticedAt = '2026-02-13T00:00:00Z'
  const now = new Date('2026-02-20T00:00:00Z')
  const recipients = Object.values(standing({ noticedAt, now: now.toISOString() }))
  const fault = (told: Partial<Told>) =>
    toldFault(
      { to: 'authority', at: '2026-02-15T00:00:00Z', reference: 'L/1', ...told },
      { recipients, noticedAt, now },
    )
  const codeOf = (told: Partial<Told>) => {
    const found = fault(told)
    return found && [found.code, found.variant].filter(Boolean).join(':')
  }
  assert.equal(codeOf({}), undefined)
  assert.equal(codeOf({ at: '2026-02-16T00:00:00Z' }), 'breach.late-without-reason')
  assert.equal(codeOf({ at: '2026-02-16T00:00:00Z', lateBecause: 'The line was down.' }), undefined)
  assert.equal(codeOf({ at: '2026-02-20T00:00:01Z' }), 'breach.faulty:in-the-future')
  assert.equal(codeOf({ at: '2026-02-12T23:59:59Z' }), 'breach.faulty:before-notice')
  assert.equal(codeOf({ at: '2026-02-14T23:59:60Z' }), 'breach.faulty:no-time')
  assert.equal(codeOf({ to: 'moe' }), 'breach.faulty:no-recipient')
  const told = [{ to: 'authority', at: '2026-02-17T00:00:00Z', reference: 'L/1', lateBecause: 'The line was down.' }]
  const { authority } = standing({ noticedAt, now: now.toISOString(), told })
  assert.equal(authority?.state, 'told-late')
  assert.match(closingFault(recipients)?.message ?? '', /authority, dss$/)
})

test('what cannot be, and what may be a person’s number, is refused with its place', () => {
  const now = new Date('2026-02-14T00:00:00Z')
  const isElement = (id: string) => id.startsWith('person.')
  const fault = (changes: Partial<BreachContent>, noticedAt = '2026-02-13T00:00:00Z') => {
    const found = recordFault({ noticedAt, content: content(changes) }, { now, isElement, member: 'nida' })
    return found && `${found.pointer} ${found.variant}`
  }
  const exchanges = { agreements: ['nida-dss'], from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' }
  assert.equal(fault({}), undefined)
  assert.equal(fault({}, '2026-02-14T00:00:01Z'), '/noticedAt in-the-future')
  assert.equal(fault({}, '0001-01-01T00:00:00Z'), '/noticedAt no-time')
  assert.equal(fault({}, '2026-02-12T23:59:60Z'), '/noticedAt no-time')
  assert.equal(fault({ from: '2026-02-13T00:00:01Z' }), '/content/from after-notice')
  assert.equal(fault({ to: '2026-02-01T00:00:00Z' }), '/content/to before-begin')
  assert.equal(fault({ elements: ['person.sex', 'shoe-size'] }), '/content/elements/1 no-element')
  assert.equal(fault({ controller: 'nida' }), '/content/controller oneself')
  assert.equal(fault({ exchanges: { ...exchanges, to: '2026-01-01T00:00:00Z' } }), '/content/exchanges/to before-begin')
  assert.equal(
    fault({ exchanges: { ...exchanges, from: '2027-01-01T00:00:00Z' } }),
    '/content/exchanges/from in-the-future',
  )
  for (const number of ['847951632', '847 951 632', '847-95-1632']) {
    assert.equal(fault({ story: `About ${number}.` }), '/content/story holds-a-number', number)
  }
  assert.equal(fault({ story: 'About 1200 people in 2026, on 12 February.' }), undefined)
})
