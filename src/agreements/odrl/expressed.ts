import type { Term } from '@rdfjs/types'
import type { Json } from '../../kernel/canonical-json.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import type { Constraint, Policy, Refined, Rule } from '../../standards/odrl/model.ts'

/** What a policy says, without the names of its blank nodes and without an order that means nothing: to compare two. */
export const expressed = ({ uid, kind, conflict, rules }: Policy): Json => ({
  ...{ uid, kind, conflict },
  rules: sorted(rules.map(ruleOf)),
})

const ruleOf = (rule: Rule): Json => ({
  ...{ kind: rule.kind, action: refinedOf(rule.action) },
  targets: sorted(rule.targets.map(refinedOf)),
  assigners: sorted(rule.assigners.map(refinedOf)),
  assignees: sorted(rule.assignees.map(refinedOf)),
  functions: [...rule.functions].map(([name, parties]) => [name, sorted(parties.map(refinedOf))]),
  constraints: sorted(rule.constraints.map(constraintOf)),
  duties: sorted(rule.duties.map(ruleOf)),
})

const refinedOf = ({ id, refinements }: Refined): Json => ({ id, refinements: sorted(refinements.map(constraintOf)) })

const constraintOf = (constraint: Constraint): Json =>
  'logic' in constraint
    ? { logic: constraint.logic, parts: sorted(constraint.parts.map(constraintOf)) }
    : {
        ...{ leftOperand: constraint.leftOperand, operator: constraint.operator, unit: constraint.unit ?? '' },
        rightOperands: sorted(constraint.rightOperands.map(termOf)),
        references: sorted([...constraint.references]),
        status: constraint.status === undefined ? '' : termOf(constraint.status),
      }

const termOf = (term: Term): Json =>
  term.termType === 'Literal' ? [term.value, term.datatype.value, term.language] : [term.termType, term.value]

const sorted = (items: readonly Json[]): Json[] =>
  items.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1))
