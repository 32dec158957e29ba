import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { root } from '../../../test/support/database.ts'
import { exampleAgreement } from '../../agreements/example.ts'
import { clockTable } from '../../agreements/law/clocks.ts'
import { levels, questions, scale, triggers } from './questionnaire.ts'
import { contentFault, earliestStart, levelOf, outgrown, remaining, scopeOf, shownTriggers } from './rules.ts'
import { scopeParts } from './schema.ts'
import { exampleContent } from './test-assessments.ts'

const grade = fc.record({ likelihood: fc.integer({ min: 1, max: 4 }), severity: fc.integer({ min: 1, max: 4 }) })
const rank = { low: 0, medium: 1, high: 2 }

test('what is likelier or graver is never a lower risk', () => {
  fc.assert(
    fc.property(grade, grade, (a, b) => {
      const worse = { likelihood: Math.max(a.likelihood, b.likelihood), severity: Math.max(a.severity, b.severity) }
      assert.ok(rank[levelOf(worse)] >= rank[levelOf(a)])
    }),
  )
  assert.equal(levelOf({ likelihood: 1, severity: 1 }), 'low')
  assert.equal(levelOf({ likelihood: 3, severity: 2 }), 'medium')
  assert.equal(levelOf({ likelihood: 2, severity: 4 }), 'high', 'the worst, and not only just possible')
})

test('the level of an assessment is the worst risk that remains', () => {
  const [risk] = exampleContent.risks
  assert.ok(risk)
  assert.equal(remaining(exampleContent), 'low')
  const bad = { ...risk, after: { likelihood: 3, severity: 3 } }
  assert.equal(remaining({ ...exampleContent, risks: [risk, bad, risk] }), 'high')
})

test('a risk shrinks only by a measure, and never grows by one', () => {
  const [risk] = exampleContent.risks
  assert.ok(risk)
  const fault = (changes: object) => {
    const problem = contentFault({ ...exampleContent, risks: [{ ...risk, ...changes }] }, [])
    return problem && `${problem.pointer} ${problem.variant}`
  }
  assert.equal(fault({}), undefined)
  assert.equal(fault({ measures: [] }), '/content/risks/0/after without-measure')
  assert.equal(fault({ measures: [], after: risk.before }), undefined)
  assert.equal(fault({ after: { ...risk.before, severity: 4 } }), '/content/risks/0/after grows')
  assert.equal(contentFault({ ...exampleContent, risks: [] }, [])?.variant, 'no-risk')
})

test('what the agreement shows cannot be denied, and none is needed only where nothing asks for it', () => {
  const shown = shownTriggers(exampleAgreement, () => 'sensitive')
  assert.deepEqual(shown, ['sensitive-or-vulnerable'])
  const all = (answer: boolean) => Object.fromEntries(Object.keys(triggers).map((id) => [id, answer]))
  const none = { ...exampleContent, triggers: all(false), risks: [], notNeeded: 'only counts leave' }
  assert.equal(contentFault(none, shown)?.pointer, '/content/triggers/sensitive-or-vulnerable')
  assert.equal(contentFault(none, []), undefined)
  assert.equal(contentFault({ ...none, triggers: all(true) }, [])?.variant, 'needed')
})

test('an agreement that does more has outgrown its assessment; one that does less has not', () => {
  const before = scopeOf(exampleAgreement)
  assert.deepEqual(outgrown(before, before), [])
  const [service] = exampleAgreement.services
  assert.ok(service)
  const wider = {
    ...exampleAgreement,
    purposes: [...exampleAgreement.purposes, 'statistics'],
    services: [{ ...service, fields: service.fields.map((field) => ({ ...field, release: 'raw' as const })) }],
    onward: { to: ['ndma'] },
    transfer: { countries: ['KE'], mechanism: 'treaty' as const },
    automatedDecision: { used: true, humanReview: true },
    conditions: {
      ...{ recipientRoles: [], caseReferenceRequired: false, linkage: ['registry'] },
      ...{ commercialUse: false, reidentification: false },
    },
  }
  assert.deepEqual(outgrown(before, scopeOf(wider)), [...scopeParts])
  assert.deepEqual(outgrown(scopeOf(wider), { ...before, fields: [] }), [])
})

test('processing begins no earlier than the 60 days of the law after the report, over the end of February too', () => {
  const pack = parse(readFileSync(join(root, 'countries/tumaini/law/tu-dpa.yaml'), 'utf8'))
  const table = clockTable([pack])
  assert.equal(earliestStart(table, { on: '2026-02-10', country: 'TU' }), '2026-04-12')
  assert.equal(earliestStart(table, { on: '2028-01-01', country: 'TU' }), '2028-03-02', 'a leap year')
  assert.equal(earliestStart(table, { on: '2026-02-10', country: 'XX' }), undefined)
})

test('every text of the questionnaire is there in every language', () => {
  for (const text of Object.values({ ...triggers, ...questions, ...scale, ...levels })) {
    assert.ok(text.en.length > 0 && text.sw.length > 0 && text.fr.length > 0)
    assert.notEqual(text.en, text.sw)
  }
})
