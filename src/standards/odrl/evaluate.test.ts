import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { reading } from './cases/case.ts'
import { collectionCases } from './cases/collections.ts'
import { conflictCases } from './cases/conflicts.ts'
import { constraintCases } from './cases/constraints.ts'
import { dutyCases } from './cases/duties.ts'
import { logicCases } from './cases/logic.ts'
import { evaluate } from './evaluate.ts'
import { evaluateTurtle, premisesOf, quadsOf, reportOf, summary } from './test-evaluation.ts'

const groups = {
  'constraints and operands': constraintCases,
  'logical constraints': logicCases,
  'parties, assets and actions': collectionCases,
  'duties, consequences, remedies': dutyCases,
  'policies, inheritance, conflicts': conflictCases,
}

for (const [group, cases] of Object.entries(groups)) {
  describe(group, () => {
    for (const one of cases) {
      test(one.name, () => {
        const report = reportOf(one)
        assert.deepEqual(summary(report), { is: one.is, rules: one.rules })
        const premises = premisesOf(report)
        for (const [name, satisfaction] of Object.entries(one.premises ?? {})) {
          assert.equal(premises.get(name) ?? 'not looked at', satisfaction, `premise ${name}`)
        }
      })
    }
  })
}

describe('what cannot be evaluated', () => {
  const rule = 'ex:p odrl:target ex:register ; odrl:action odrl:read'
  const set = 'ex:policy a odrl:Set ; odrl:permission ex:p .'
  const faulty: Readonly<Record<string, readonly [string, string]>> = {
    'no policy': ['ex:a ex:b ex:c .', 'policy-missing'],
    'two policies': [`${set} ex:other a odrl:Set . ${rule} .`, 'policy-ambiguous'],
    'a policy that inherits from itself': [
      'ex:policy a odrl:Set ; odrl:inheritFrom ex:policy .',
      'inheritance-circular',
    ],
    'a parent that is not there': [`${set} ex:policy odrl:inheritFrom ex:gone . ${rule} .`, 'parent-missing'],
    'a profile that is not known': [`${set} ex:policy odrl:profile ex:strange . ${rule} .`, 'profile-unknown'],
    'an unknown strategy': [`${set} ex:policy odrl:conflict ex:dice . ${rule} .`, 'conflict-unknown'],
    'two strategies': [`${set} ex:policy odrl:conflict odrl:perm, odrl:prohibit . ${rule} .`, 'conflict-unknown'],
    'an agreement without an assignee': [
      `ex:policy a odrl:Agreement ; odrl:assigner ex:m ; odrl:permission ex:p . ${rule} .`,
      'party-missing',
    ],
    'an offer without an assigner': [`ex:policy a odrl:Offer ; odrl:permission ex:p . ${rule} .`, 'party-missing'],
    'a permission without a target': [`${set} ex:p odrl:action odrl:read .`, 'target-missing'],
    'a rule without an action': [`${set} ex:p odrl:target ex:register .`, 'action-missing'],
    'a constraint without a right operand': [
      `${set} ${rule} ; odrl:constraint [ odrl:leftOperand odrl:count ; odrl:operator odrl:eq ] .`,
      'constraint-incomplete',
    ],
    'an unknown operator': [
      `${set} ${rule} ; odrl:constraint [ odrl:leftOperand odrl:count ; odrl:operator ex:about ; odrl:rightOperand 3 ] .`,
      'operator-unknown',
    ],
    'a sequence without an order': [
      `${set} ${rule} ; odrl:constraint [ odrl:andSequence ex:a, ex:b ] .`,
      'sequence-without-order',
    ],
    'a constraint within itself': [`${set} ${rule} ; odrl:constraint ex:c . ex:c odrl:and ex:c .`, 'nested-too-deep'],
    'a remedy with a consequence': [
      'ex:policy a odrl:Set ; odrl:prohibition ex:n . ex:n odrl:action odrl:sell ; odrl:target ex:register ; odrl:remedy [ odrl:action odrl:delete ; odrl:consequence [ odrl:action odrl:inform ] ] .',
      'remedy-with-consequence',
    ],
  }
  for (const [name, [policy, fault]] of Object.entries(faulty)) {
    test(name, () => {
      const result = evaluateTurtle(policy)
      assert.ok(!result.ok)
      assert.ok(
        result.problem.some((one) => one.fault === fault),
        JSON.stringify(result.problem),
      )
    })
  }

  test('a request that asks for nothing', () => {
    const result = evaluateTurtle(`${set} ${rule} .`, 'odrl:target ex:register')
    assert.deepEqual(result.ok ? [] : result.problem.map(({ fault }) => fault), ['request-missing'])
  })

  test('a state that does not know the time', () => {
    const request = quadsOf(`ex:request a odrl:Request ; odrl:permission [ ${reading} ] .`)
    const result = evaluate(quadsOf(`${set} ${rule} .`), request, [])
    assert.deepEqual(result.ok ? [] : result.problem.map(({ fault }) => fault), ['time-missing'])
  })

  test('a known profile is no fault', () => {
    const result = evaluateTurtle(
      `${set} ex:policy odrl:profile ex:ours . ${rule} .`,
      undefined,
      'ex:ours a kiungo:KnownProfile .',
    )
    assert.ok(result.ok)
  })
})
