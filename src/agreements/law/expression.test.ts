import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { workingDays } from './calendar.ts'
import { compileCondition, compileExpression, type Expression, expressionLimits } from './expression.ts'
import { newFrame } from './pack.ts'
import type { Frame } from './values.ts'

const broader = new Map([
  ['life-status-check', ['life-status-check', 'payment-verification', 'social-protection-delivery']],
  ['statistics', ['statistics']],
])
const calendar = workingDays({
  timeZone: 'Africa/Nairobi',
  weekend: ['saturday', 'sunday'],
  holidays: ['06-01', '2026-06-15'],
})

const frameOf = (facts: unknown, more: Partial<Frame> = {}): Frame => ({
  ...newFrame(),
  broader,
  calendar,
  facts,
  ...more,
})

/** The value of an expression that must be sound. */
function value(expression: Expression, facts: unknown = {}, more: Partial<Frame> = {}): unknown {
  const outcome = compileExpression(expression)
  if ('faults' in outcome) assert.fail(JSON.stringify(outcome.faults))
  return outcome.compiled.run(frameOf(facts, more))
}

/** The first fault, as a person reads it. */
function fault(expression: unknown): string {
  const outcome = compileCondition(expression)
  assert.ok('faults' in outcome, 'was understood')
  const [first] = outcome.faults
  return `${first?.pointer}: ${first?.message}. ${first?.fix}`
}

test('facts are compared, and what is not known is neither yes nor no', () => {
  const within = { le: ['$agreement.breach.noticeHours', 72] }
  assert.equal(value(within, { agreement: { breach: { noticeHours: 72 } } }), true)
  assert.equal(value(within, { agreement: { breach: { noticeHours: 73 } } }), false)
  for (const facts of [
    {},
    { agreement: { breach: {} } },
    { agreement: { breach: { noticeHours: null } } },
    { agreement: 7 },
  ]) {
    assert.equal(value(within, facts), undefined)
  }
  assert.equal(value({ not: within }), undefined)
  assert.equal(value({ exists: '$agreement.breach.noticeHours' }), false)
  assert.equal(
    value({ exists: '$agreement.rights.contactPoint' }, { agreement: { rights: { contactPoint: '  ' } } }),
    false,
  )
})

test('an unknown part leaves the whole open unless the known parts settle it', () => {
  const open: Expression = '$subject.child'
  assert.equal(value({ and: [open, false] }), false)
  assert.equal(value({ and: [open, true] }), undefined)
  assert.equal(value({ or: [open, true] }), true)
  assert.equal(value({ or: [open, false] }), undefined)
})

test('lists are looked into by all, any and count, two levels deep', () => {
  const signed = { all: '$agreement.parties', as: 'party', is: '$party.signed' }
  const parties = (...list: unknown[]) => ({ agreement: { parties: list } })
  assert.equal(value(signed, parties({ signed: true }, { signed: true })), true)
  assert.equal(value(signed, parties({ signed: true }, { signed: false }, {})), false)
  assert.equal(value(signed, parties({ signed: true }, {})), undefined)
  assert.equal(value(signed), undefined)
  const based = {
    all: '$agreement.parties',
    as: 'party',
    is: { any: '$agreement.legalBases', as: 'basis', is: { eq: ['$basis.party', '$party.id'] } },
  }
  const facts = { agreement: { parties: [{ id: 'a' }, { id: 'b' }], legalBases: [{ party: 'b' }, { party: 'a' }] } }
  assert.equal(value(based, facts), true)
  assert.equal(value({ eq: [{ count: '$agreement.parties' }, 2] }, facts), true)
})

test('a list that is too long leaves a rule unanswered instead of making it slow', () => {
  const facts = { agreement: { fields: Array.from({ length: 10_000 }, () => ({ justification: 'x' })) } }
  const all = { all: '$agreement.fields', as: 'field', is: { exists: '$field.justification' } }
  assert.equal(value(all, facts), true)
  assert.equal(value(all, facts, { visits: 9_999 }), undefined)
})

test('membership, of values in a list and of one list in another', () => {
  const facts = {
    agreement: { purposes: ['a', 'b'], transfer: { countries: ['KE'], servingCopyIn: ['KE', 'UG'] } },
    request: { purpose: 'b' },
  }
  assert.equal(value({ in: ['$request.purpose', '$agreement.purposes'] }, facts), true)
  assert.equal(value({ in: ['$request.purpose', ['a', 'c']] }, facts), false)
  assert.equal(value({ contains: ['$agreement.transfer.servingCopyIn', '$agreement.transfer.countries'] }, facts), true)
  assert.equal(
    value({ contains: ['$agreement.transfer.countries', '$agreement.transfer.servingCopyIn'] }, facts),
    false,
  )
  assert.equal(value({ in: ['$request.purpose', '$agreement.purposes'] }, { request: { purpose: 'b' } }), undefined)
})

test('a purpose is part of its broader ones, never the other way; one outside the scheme is only itself', () => {
  const isA = (purpose: string, wanted: string) =>
    value({ isA: ['$request.purpose', wanted] }, { request: { purpose } })
  assert.equal(isA('life-status-check', 'payment-verification'), true)
  assert.equal(isA('statistics', 'payment-verification'), false)
  assert.equal(isA('elsewhere', 'elsewhere'), true)
  assert.equal(isA('elsewhere', 'payment-verification'), undefined)
})

test('days are reckoned with leap years, month ends, weekends and holidays', () => {
  const on = (day: string) => ({ day })
  assert.equal(value({ daysBetween: ['2028-02-28', '$day'] }, on('2028-03-01')), 2)
  assert.equal(value({ daysBetween: ['2027-02-28', '$day'] }, on('2027-03-01')), 1)
  assert.equal(value({ addDays: ['$day', 60] }, on('2028-01-01')), '2028-03-01')
  assert.equal(value({ addMonths: ['$day', 1] }, on('2028-01-31')), '2028-02-29')
  assert.equal(value({ addMonths: ['$day', 24] }, on('2024-02-29')), '2026-02-28')
  // Friday; Saturday, Sunday and the holiday on Monday do not count.
  assert.equal(value({ addWorkingDays: ['$day', 1] }, on('2026-06-12')), '2026-06-16')
  assert.equal(value({ addWorkingDays: ['$day', -1] }, on('2026-06-16')), '2026-06-12')
  assert.equal(value({ addDays: ['$day', 1] }, on('2026-02-30')), undefined)
  assert.equal(value({ addDays: ['$day', 40_000] }, on('9999-12-31')), undefined)
})

test('each fault says where, what and how to mend it', () => {
  const cases: [unknown, RegExp][] = [
    [{ xor: [true, false] }, /^: there is no operator xor\. Use one of: and, or, not/],
    [{ and: [true, { maybe: 1 }] }, /^\/and\/1: there is no operator maybe/],
    [{ constructor: [] }, /there is no operator constructor/],
    [
      { eq: ['$agreement.breach.noticeHour', 1] },
      /^\/eq\/0: there is no fact agreement\.breach\.noticeHour\. Use one of: noticeHours/,
    ],
    [{ eq: ['$agreement.parties.id', 'x'] }, /Look into a list by all, any or count/],
    [{ eq: ['$constructor', 'x'] }, /there is no fact constructor/],
    [{ le: ['$agreement.breach.noticeHours', '72'] }, /^\/le: compares a number with a text/],
    [{ lt: ['$request.purpose', 'z'] }, /Compare two numbers or two days/],
    [{ eq: ['$agreement.status', 'actve'] }, /^\/eq\/1: actve is not a word of that fact\. Use one of: draft/],
    [{ in: ['$agreement.tier', ['agreement', 'contract']] }, /contract is not a word/],
    [{ in: ['$request.purpose', 'statistics'] }, /Write \{ in: \[value, list\] \}/],
    [{ all: '$agreement.parties' }, /all says of no condition/],
    [{ all: '$agreement.parties', as: 'agreement', is: true }, /the name agreement is taken/],
    [{ all: '$agreement.parties', as: 'p', is: '$p.id' }, /^\/is: is no condition/],
    [{ not: true, or: [] }, /does not take/],
    [{ not: '$request.purpose' }, /not takes a condition/],
    ['$request.purpose', /gives a text, not a yes or no/],
    [{ addDays: ['$day', 1.5] }, /gives a day/],
    [{ exists: true }, /exists takes a fact/],
    [{ in: ['$request.purpose', ['$request.form']] }, /Compare facts by|compare facts by/],
    [Number.NaN, /is not a value/],
    [null, /is not a value/],
    [undefined, /is not a value/],
    [{ eq: ['$request.purpose', 'x'.repeat(300)] }, /at most 200 characters/],
  ]
  for (const [expression, words] of cases) assert.match(fault(expression), words)
})

test('an expression without bound is refused: too deep, too long, too many loops', () => {
  let deep: Expression = true
  for (let i = 0; i < 50_000; i++) deep = { not: deep }
  assert.match(fault(deep), /nested deeper than 12/)
  const long = { and: Array.from({ length: expressionLimits.nodes }, () => true) }
  assert.match(fault(long), /more than 200 parts/)
  const loop = (as: string, is: unknown) => ({ any: '$agreement.parties', as, is })
  assert.match(fault(loop('a', loop('b', loop('c', true)))), /lists inside lists/)
})

const flags = ['$subject.child', '$subject.restricted', '$subject.objected', '$request.caseReference'] as const
const numbers = ['$request.qualityPercent', '$request.volumeUsed', 0, 1, -7.5] as const
const days = ['$day', '$agreement.validFrom', '$agreement.dpia.submittedAt', '2026-02-28', '2028-02-29'] as const

/** Sound conditions, without `exists`. */
const condition: fc.Arbitrary<Expression> = fc.letrec<{ condition: Expression }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Expression>(...flags, true, false),
    fc.record({ lt: fc.tuple(fc.constantFrom(...numbers), fc.constantFrom(...numbers)) }),
    fc.record({ ge: fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)) }),
    fc.record({
      eq: fc.tuple(
        fc.record({ daysBetween: fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)) }),
        fc.integer(),
      ),
    }),
    fc.record({
      isA: fc.tuple(fc.constant('$request.purpose'), fc.constantFrom('statistics', 'payment-verification')),
    }),
    fc.record({ not: tie('condition') }),
    fc.record({ and: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }) }),
  ),
})).condition

const optional = { requiredKeys: [] as never[] }
const someFacts = fc.record(
  {
    day: fc.constantFrom('2026-02-28', '2028-02-29', '2026-02-30'),
    subject: fc.record({ child: fc.boolean(), restricted: fc.boolean(), objected: fc.boolean() }, optional),
    request: fc.record(
      {
        qualityPercent: fc.double({ noNaN: true }),
        volumeUsed: fc.double({ noNaN: true }),
        caseReference: fc.boolean(),
        purpose: fc.constantFrom('life-status-check', 'statistics'),
      },
      optional,
    ),
    agreement: fc.record(
      { validFrom: fc.constant('2026-01-01'), dpia: fc.record({ submittedAt: fc.constant('2026-02-01') }, optional) },
      optional,
    ),
  },
  optional,
)

test('laws of and, or and not hold with unknowns too', () => {
  fc.assert(
    fc.property(condition, condition, someFacts, (a, b, facts) => {
      const of = (expression: Expression) => value(expression, facts)
      assert.equal(of({ not: { not: a } }), of(a))
      assert.equal(of({ and: [a, b] }), of({ and: [b, a] }))
      assert.equal(of({ or: [a, b] }), of({ or: [b, a] }))
      assert.equal(of({ not: { and: [a, b] } }), of({ or: [{ not: a }, { not: b }] }))
      assert.equal(of({ and: [a, { or: [a, b] }] }), of(a))
      assert.equal(of({ or: [a, { and: [a, b] }] }), of(a))
    }),
    { numRuns: 500 },
  )
})

/** Takes facts away at random: each leaf is kept or not by the next of the flips. */
function without(facts: unknown, flips: Iterator<boolean>): unknown {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return facts
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, part]) => (flips.next().value ? [[name, without(part, flips)]] : [])),
  )
}

test('to learn more never turns an answer round', () => {
  fc.assert(
    fc.property(condition, someFacts, fc.infiniteStream(fc.boolean()), (expression, facts, flips) => {
      const [less, more] = [value(expression, without(facts, flips)), value(expression, facts)]
      if (less !== undefined) assert.equal(more, less)
    }),
    { numRuns: 2000 },
  )
})

test('whatever is written is understood or refused, and what is understood answers whatever the facts are', () => {
  const names = [
    'and',
    'or',
    'not',
    'eq',
    'ne',
    'lt',
    'ge',
    'in',
    'contains',
    'exists',
    'isA',
    'daysBetween',
    'addDays',
    'addWorkingDays',
    'addMonths',
    'all',
    'any',
    'count',
    'as',
    'is',
    '__proto__',
    'xor',
  ]
  const paths = [
    '$day',
    '$agreement',
    '$agreement.parties',
    '$agreement.parties.id',
    '$item.id',
    '$item',
    '$request.purpose',
    '$subject.child',
    '$',
    '$.',
    '$agreement.breach.noticeHours',
  ]
  const anything = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(...paths, '2026-01-01', 'text', 1, true, null),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 3 }),
    ),
  })).any
  let understood = 0
  fc.assert(
    fc.property(
      fc.oneof(anything, condition, fc.jsonValue()),
      fc.oneof(someFacts, fc.jsonValue(), anything),
      (expression, facts) => {
        const outcome = compileExpression(expression)
        if ('faults' in outcome) {
          assert.ok(outcome.faults.length > 0)
          for (const { message, fix } of outcome.faults)
            assert.ok(message.length > 0 && fix.length > 0 && message.length < 300)
          return
        }
        understood += 1
        const answer = outcome.compiled.run(frameOf(facts))
        if (outcome.compiled.shape.kind === 'boolean')
          assert.ok(answer === undefined || typeof answer === 'boolean' || typeof expression === 'string')
      },
    ),
    { numRuns: 5000 },
  )
  assert.ok(understood > 500, `${understood} understood`)
})
