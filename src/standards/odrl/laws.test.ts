import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { Writer } from 'n3'
import { mustBeOk } from '../../kernel/result.ts'
import { reading } from './cases/case.ts'
import { evaluate } from './evaluate.ts'
import { logics, operators } from './model.ts'
import type { PolicyReport } from './report.ts'
import { reportQuads } from './report-quads.ts'
import { evaluateTurtle, noon, premisesOf, quadsOf } from './test-evaluation.ts'

const runs = { numRuns: 500 }
const state = `ex:register odrl:partOf ex:registers . ex:amina odrl:partOf ex:staff .
  [] a kiungo:PerformedAct ; odrl:action odrl:read ; odrl:target ex:register ; odrl:assignee ex:amina ;
    dcterms:issued "2026-06-01T08:00:00Z"^^xsd:dateTime .`

const comparison = fc
  .tuple(
    fc.constantFrom('odrl:dateTime', 'odrl:count', 'odrl:purpose', 'odrl:elapsedTime', 'ex:unknown'),
    fc.constantFrom(...operators),
    fc.constantFrom(
      '"2026-06-15"^^xsd:date',
      '"2027-01-01T00:00:00Z"^^xsd:dateTime',
      '1',
      '2',
      'ex:a',
      '"P9D"^^xsd:duration',
    ),
  )
  .map(
    ([left, operator, right]) =>
      `[ odrl:leftOperand ${left} ; odrl:operator odrl:${operator} ; odrl:rightOperand ${right} ]`,
  )
const { constraint } = fc.letrec<{ constraint: string }>((tie) => ({
  constraint: fc.oneof(
    { depthSize: 'small' },
    { arbitrary: comparison, weight: 3 },
    fc
      .tuple(fc.constantFrom(...logics), fc.array(tie('constraint'), { minLength: 1, maxLength: 3 }))
      .map(([logic, parts]) => `[ odrl:${logic} ( ${parts.join(' ')} ) ]`),
  ),
}))
const rule = fc
  .record({
    action: fc.constantFrom('odrl:use', 'odrl:read', 'odrl:print', 'odrl:sell'),
    target: fc.constantFrom('ex:register', 'ex:registers', 'ex:map'),
    assignee: fc.constantFrom('ex:amina', 'ex:staff', 'ex:otieno'),
    constraints: fc.array(constraint, { maxLength: 2 }),
  })
  .map(({ action, target, assignee, constraints }) =>
    [
      `odrl:action ${action} ; odrl:target ${target} ; odrl:assignee ${assignee}`,
      ...constraints.map((one) => `odrl:constraint ${one}`),
    ].join(' ; '),
  )
const someRules = fc.array(rule, { minLength: 1, maxLength: 4 })

interface Rules {
  readonly permissions: readonly string[]
  readonly prohibitions: readonly string[]
}

const policyOf = ({ permissions, prohibitions }: Rules, strategy: string): string =>
  [
    `ex:policy a odrl:Set ; odrl:conflict odrl:${strategy} .`,
    ...permissions.map((one) => `ex:policy odrl:permission [ ${one} ] .`),
    ...prohibitions.map((one) => `ex:policy odrl:prohibition [ ${one} ] .`),
  ].join('\n')

const report = (rules: Rules, strategy: string): PolicyReport =>
  mustBeOk(told(evaluateTurtle(policyOf(rules, strategy), forA, state)))

const forA = `${reading} ; odrl:constraint [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:eq ; odrl:rightOperand ex:a ]`

/** A fault here is a mistake of the test: it is told in full. */
function told(result: ReturnType<typeof evaluate>) {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result
}

const isPermitted = (rules: Rules, strategy: string): boolean => report(rules, strategy).decision === 'permit'

test('under prohibit and invalid, one prohibition more never permits more', () => {
  fc.assert(
    fc.property(
      someRules,
      someRules,
      rule,
      fc.constantFrom('prohibit', 'invalid'),
      (permissions, prohibitions, more, strategy) => {
        const before = isPermitted({ permissions, prohibitions }, strategy)
        const after = isPermitted({ permissions, prohibitions: [...prohibitions, more] }, strategy)
        assert.ok(before || !after)
      },
    ),
    runs,
  )
})

test('one permission more never denies more', () => {
  fc.assert(
    fc.property(
      someRules,
      someRules,
      rule,
      fc.constantFrom('prohibit', 'perm'),
      (permissions, prohibitions, more, strategy) => {
        const before = isPermitted({ permissions, prohibitions }, strategy)
        const after = isPermitted({ permissions: [...permissions, more], prohibitions }, strategy)
        assert.ok(after || !before)
      },
    ),
    runs,
  )
})

test('what prohibit permits, perm permits', () => {
  fc.assert(
    fc.property(someRules, someRules, (permissions, prohibitions) => {
      const rules = { permissions, prohibitions }
      assert.ok(!isPermitted(rules, 'prohibit') || isPermitted(rules, 'perm'))
    }),
    runs,
  )
})

test('one constraint more on a permission never permits more', () => {
  fc.assert(
    fc.property(rule, constraint, (permission, more) => {
      const before = isPermitted({ permissions: [permission], prohibitions: [] }, 'prohibit')
      const narrowed = `${permission} ; odrl:constraint ${more}`
      assert.ok(before || !isPermitted({ permissions: [narrowed], prohibitions: [] }, 'prohibit'))
    }),
    runs,
  )
})

const satisfactionOf = (text: string): string | undefined => {
  const policy = `ex:policy a odrl:Set ; odrl:permission [ odrl:action odrl:read ; odrl:target ex:register ; odrl:constraint ex:c ] . ex:c ${text} .`
  return premisesOf(mustBeOk(told(evaluateTurtle(policy, forA, state)))).get('c')
}

test('and, or and xone do not care for the order of their parts', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('and', 'or', 'xone'),
      fc
        .array(constraint, { minLength: 1, maxLength: 4 })
        .chain((parts) => fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length }))),
      (logic, [parts, shuffled]) => {
        const inOrder = satisfactionOf(`odrl:${logic} ( ${parts.join(' ')} )`)
        assert.equal(satisfactionOf(`odrl:${logic} ( ${shuffled.join(' ')} )`), inOrder)
      },
    ),
    runs,
  )
})

test('an operand of which nothing is known satisfies no operator', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...operators),
      fc.constantFrom('3', 'ex:a', '"text"', '"2026-01-01"^^xsd:date'),
      (operator, right) => {
        const text = `odrl:leftOperand ex:unheard ; odrl:operator odrl:${operator} ; odrl:rightOperand ${right}`
        assert.equal(satisfactionOf(text), 'unknown')
      },
    ),
    runs,
  )
})

test('eq and neq, lt and gteq, gt and lteq are each other’s contrary where the value is known', () => {
  const contraries = [
    ['eq', 'neq'],
    ['lt', 'gteq'],
    ['gt', 'lteq'],
  ] as const
  fc.assert(
    fc.property(fc.constantFrom(...contraries), fc.integer({ min: -2, max: 6 }), ([one, other], right) => {
      const of = (operator: string) =>
        satisfactionOf(`odrl:leftOperand odrl:count ; odrl:operator odrl:${operator} ; odrl:rightOperand ${right}`)
      assert.deepEqual([of(one), of(other)].sort(), ['satisfied', 'unsatisfied'])
    }),
    runs,
  )
})

test('the order of the quads does not matter', () => {
  fc.assert(
    fc.property(someRules, someRules, fc.infiniteStream(fc.nat()), (permissions, prohibitions, seeds) => {
      const quads = quadsOf(policyOf({ permissions, prohibitions }, 'prohibit'))
      const shuffled = quads
        .map((quad) => ({ quad, place: seeds.next().value }))
        .sort((a, b) => a.place - b.place)
        .map(({ quad }) => quad)
      const decided = [quads, shuffled].map((policy) => {
        const request = quadsOf(`ex:request a odrl:Request ; odrl:permission [ ${forA} ] .`)
        const { decision, because, rules } = mustBeOk(told(evaluate(policy, request, quadsOf(noon + state))))
        const states = rules.map(({ rule, activation, deontic, performance }) => [
          rule,
          activation,
          deontic,
          performance,
        ])
        return { decision, because, states: states.map(String).sort() }
      })
      assert.deepEqual(decided[0], decided[1])
    }),
    { numRuns: 100 },
  )
})

test('the report as RDF tells the decision and has a report for every rule and premise', () => {
  fc.assert(
    fc.property(someRules, someRules, (permissions, prohibitions) => {
      const made = report({ permissions, prohibitions }, 'prohibit')
      const quads = reportQuads(made)
      assert.ok(new Writer().quadsToString(quads).includes(`<urn:kiungo:odrl:${made.decision}>`))
      const told = (predicate: string) =>
        quads.filter((quad) => quad.predicate.value === `urn:kiungo:odrl:${predicate}`)
      assert.equal(told('ruleReport').length, permissions.length + prohibitions.length)
      assert.equal(told('satisfactionState').length, told('premiseReport').length)
      assert.equal(told('activationState').length, made.rules.length)
    }),
    { numRuns: 100 },
  )
})
