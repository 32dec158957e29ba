import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { parse } from 'yaml'
import { root } from '../../../test/support/database.ts'
import { dueOf } from './clocks.ts'
import { compileCondition } from './expression.ts'
import type { LawFacts } from './facts.ts'
import { makeLaw, refuses, type Verdict } from './law.ts'
import { operators } from './operators.ts'
import { checkPack, exampleCases, type RulePack } from './pack.ts'
import type { ClockEvent } from './rule.ts'

/** Every rule pack of the house, whichever country's. */
const packs: readonly RulePack[] = globSync('countries/*/law/*.yaml', { cwd: root })
  .sort()
  .map((file) => {
    const outcome = checkPack(parse(readFileSync(join(root, file), 'utf8')))
    if ('faults' in outcome) assert.fail(`${file}: ${JSON.stringify(outcome.faults, null, 2)}`)
    return outcome.pack
  })

const packOf = (id: string): RulePack => {
  const found = packs.find((pack) => pack.id === id)
  assert.ok(found, id)
  return found
}

const cases = packs.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule, examples: exampleCases(pack, rule) })))

/** What the rule says of the case, as the product asks it: at its gate, among all packs. */
function verdictOf(
  law: ReturnType<typeof makeLaw>,
  { pack, rule }: (typeof cases)[number],
  facts: LawFacts,
): Verdict | undefined {
  const found = law.evaluate(rule.gate, facts).filter(({ rule: { id } }) => id === rule.id)
  assert.ok(found.length <= 1, `${rule.id} of ${pack.id} is told twice`)
  return found[0]
}

test('every rule of every pack allows a case and denies one, and each denial names rule, act and section', () => {
  const law = makeLaw(packs)
  assert.ok(cases.length > 0)
  for (const one of cases) {
    const outcomes = one.examples.map(({ expect, facts }) => {
      const verdict = verdictOf(law, one, facts)
      if (expect === 'not-applicable') assert.equal(verdict, undefined, one.rule.id)
      if (expect === 'allow') assert.equal(verdict?.outcome, 'met', one.rule.id)
      if (expect === 'deny') {
        assert.ok(verdict?.outcome === 'broken' || verdict?.outcome === 'unknown', one.rule.id)
        assert.equal(refuses(verdict), one.rule.severity === 'deny')
        assert.ok(verdict.act.length > 0 && verdict.section.length > 0 && verdict.pack.startsWith(`${one.pack.id}@`))
      }
      return expect
    })
    assert.ok(outcomes.includes('allow') && outcomes.includes('deny'), one.rule.id)
  }
})

test('the examples of a pack break nothing but what they are made to break', () => {
  for (const pack of packs) {
    const law = makeLaw([pack])
    const facts = exampleCases(pack, { examples: [{ expect: 'allow' }] })[0]?.facts
    assert.ok(facts)
    const gates = new Set(pack.rules.map(({ gate }) => gate))
    const broken = [...gates].flatMap((gate) => law.evaluate(gate, facts)).filter(refuses)
    assert.deepEqual(
      broken.map(({ rule }) => rule.id),
      [],
      pack.id,
    )
  }
})

test('ids are given once in all packs', () => {
  const ids = packs.flatMap(({ rules, clocks }) => [...rules, ...clocks].map(({ id }) => id))
  assert.deepEqual(
    ids.filter((id, i) => ids.indexOf(id) !== i),
    [],
  )
})

test('a rule applies on its days, and a country’s law only where it governs', () => {
  const pack = packOf('tu-dpa')
  const rule = { ...pack.rules[0]!, validFrom: '2026-01-01', validTo: '2026-12-31' }
  const law = makeLaw([{ ...pack, rules: [rule] }])
  const facts = exampleCases(pack, rule)[0]!.facts
  const on = (day: string, jurisdictions = ['TU']) => law.evaluate(rule.gate, { ...facts, day, jurisdictions }).length
  assert.deepEqual([on('2025-12-31'), on('2026-01-01'), on('2026-12-31'), on('2027-01-01')], [0, 1, 1, 0])
  assert.equal(on('2026-06-01', ['ZZ']), 0)
})

test('a case of two countries answers to both laws, and either may refuse', () => {
  const tumaini = packOf('tu-dpa')
  const other: RulePack = {
    ...tumaini,
    id: 'zz-dpa',
    jurisdiction: 'ZZ',
    rules: tumaini.rules
      .filter(({ id }) => id === 'TU-DPA-40')
      .map((rule) => ({
        ...rule,
        id: 'ZZ-DPA-1',
        check: { le: ['$agreement.breach.noticeHours', 12] },
        examples: [{ expect: 'allow', facts: { agreement: { breach: { noticeHours: 12 } } } }, { expect: 'deny' }],
      })),
    clocks: [],
  }
  const law = makeLaw([tumaini, other])
  const facts = exampleCases(tumaini, { examples: [{ expect: 'allow' }] })[0]!.facts
  const refused = (jurisdictions: string[]) =>
    law
      .evaluate('clause', { ...facts, jurisdictions })
      .filter(refuses)
      .map(({ rule }) => rule.id)
  assert.deepEqual(refused(['TU']), [])
  assert.deepEqual(refused(['TU', 'ZZ']), ['ZZ-DPA-1'])
})

test('what is not known refuses, unless the rule says that it may pass', () => {
  const law = makeLaw([packOf('tu-dpa')])
  const nothing: LawFacts = { day: '2026-06-15', jurisdictions: ['TU'] }
  const dpia = law.evaluate('G3', nothing)
  assert.deepEqual(
    dpia.map(({ outcome }) => outcome),
    ['broken', 'unknown'],
  )
  assert.ok(dpia.every(refuses))
  // Whether a person objected is often not known; the rights desk says so where it is.
  assert.deepEqual(law.evaluate('G7', nothing).filter(refuses), [])
})

test('a row whose example does not come out is refused with its place', () => {
  const pack = packOf('tu-dpa')
  const wrong = (change: (rule: RulePack['rules'][number]) => unknown): string => {
    const outcome = checkPack({ ...pack, rules: pack.rules.map((rule, i) => (i === 3 ? change(rule) : rule)) })
    assert.ok('faults' in outcome)
    return outcome.faults.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n')
  }
  assert.match(
    wrong((rule) => ({ ...rule, check: true })),
    /^\/rules\/3\/examples\/1: TU-DPA-.* was expected to deny and the rule is met/m,
  )
  assert.match(
    wrong((rule) => ({ ...rule, examples: [{ expect: 'allow' }, { expect: 'allow' }] })),
    /\/rules\/3\/examples: none is expected to deny/,
  )
  assert.match(
    wrong((rule) => ({ ...rule, check: { eq: ['$request.purpos', 'x'] } })),
    /\/rules\/3\/check\/eq\/0: there is no fact request\.purpos/,
  )
  assert.match(
    wrong((rule) => ({ ...rule, id: pack.rules[0]?.id })),
    /is there twice/,
  )
  assert.match(
    wrong((rule) => ({ ...rule, id: 'KE-DPA-1' })),
    /does not begin with TU-DPA-/,
  )
  assert.match(
    wrong((rule) => ({ ...rule, source: { ...rule.source, act: 'other' } })),
    /there is no act other/,
  )
  assert.match(
    wrong((rule) => ({ ...rule, validTo: '2020-02-30' })),
    /not a day of the calendar/,
  )
  assert.match(
    wrong((rule) => ({
      ...rule,
      examples: [{ expect: 'allow', facts: { agreement: { tire: 1 } } }, { expect: 'deny' }],
    })),
    /additional.*: tire/,
  )
  assert.match(
    wrong(({ message: { en, sw }, ...rule }) => ({ ...rule, message: { en, sw } })),
    /\/rules\/3\/message: .*fr/,
  )
  const clock = { ...pack.clocks[0]!, within: { days: 8 } }
  const outcome = checkPack({ ...pack, clocks: [clock] })
  assert.ok('faults' in outcome && /in time|ends at/.test(outcome.faults[0]?.message ?? ''), JSON.stringify(outcome))
})

test('whatever is handed in as a pack is refused in words, never by a crash', () => {
  for (const value of [
    null,
    7,
    [],
    {},
    { id: 'tu-dpa' },
    { ...packOf('tu-dpa'), calendar: { timeZone: 'Nowhere', weekend: [], holidays: [] } },
  ]) {
    const outcome = checkPack(value)
    assert.ok('faults' in outcome && outcome.faults.length > 0)
  }
})

test('the clocks of a pack run: an access request of Tumaini ends after seven days', () => {
  const law = makeLaw(packs)
  const due = dueOf(law.clocks, {
    event: 'access-request',
    start: new Date('2026-02-10T09:00:00+03:00'),
    jurisdictions: ['TU'],
  })
  assert.deepEqual([due?.day, due?.row.clock.source.section], ['2026-02-17', 'reg. 9'])
})

test('across a border the shorter clock binds, with its own act and section', () => {
  const { clocks } = makeLaw(packs)
  const start = new Date('2026-02-10T09:00:00+03:00')
  const due = (event: ClockEvent, ...jurisdictions: string[]) => {
    const found = dueOf(clocks, { event, start, jurisdictions })
    return found && [found.row.clock.id, found.at.toISOString()]
  }
  assert.deepEqual(due('access-request', 'DE'), ['EU-GDPR-15-C', '2026-03-10T23:00:00.000Z'])
  assert.deepEqual(due('access-request', 'DE', 'KE'), ['KE-DPA-R-9', '2026-02-17T21:00:00.000Z'])
  assert.deepEqual(due('breach-authority', 'KE', 'RW', 'NG'), ['RW-DPP-43-C', '2026-02-12T06:00:00.000Z'])
  assert.equal(due('breach-authority', 'UG'), undefined)
})

test('an exchange with civil registration in Kenya answers to both regimes', () => {
  const law = makeLaw(packs)
  const facts = exampleCases(packOf('ke-crvs'), { examples: [{ expect: 'allow' }] })[0]!.facts
  const asked = (given: LawFacts) => new Set(law.evaluate('G3', given).map(({ pack }) => pack.split('@')[0]))
  assert.deepEqual(asked(facts), new Set(['ke-crvs', 'ke-dpa']))
  const parties = facts.agreement?.parties?.map((party) => ({ ...party, civilRegistration: false })) ?? []
  assert.deepEqual(asked({ ...facts, agreement: { ...facts.agreement, parties } }), new Set(['ke-dpa']))
})

test('a gate is evaluated in microseconds', () => {
  const pack = packOf('tu-dpa')
  const law = makeLaw(packs)
  const facts = exampleCases(pack, { examples: [{ expect: 'allow' }] })[0]!.facts
  const gates = [...new Set(pack.rules.map(({ gate }) => gate))].filter((gate) => gate !== 'clause')
  const rounds = 5_000
  const run = () => {
    for (let i = 0; i < rounds; i++) for (const gate of gates) law.evaluate(gate, facts)
  }
  run()
  const started = performance.now()
  run()
  const microseconds = ((performance.now() - started) * 1000) / (rounds * gates.length)
  // Generous, for a busy machine: measured are one or two.
  assert.ok(microseconds < 50, `${microseconds.toFixed(2)} µs a gate`)
})

test('every condition that the guide shows is one', () => {
  const guide = readFileSync(join(root, 'docs/guides/rule-packs.md'), 'utf8')
  const shown = [...guide.matchAll(/^\| `(\{.*\})` \|/gm)].map((match) => match[1] ?? '')
  assert.equal(shown.length, 11)
  for (const text of shown) {
    const outcome = compileCondition(parse(text))
    assert.ok(!('faults' in outcome), `${text}: ${JSON.stringify(outcome)}`)
  }
  for (const operator of Object.keys(operators)) assert.match(guide, new RegExp(`\\b${operator}\\b`), operator)
})
