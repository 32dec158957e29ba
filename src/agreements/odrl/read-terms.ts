import type { Term } from '@rdfjs/types'
import type { Json } from '../../kernel/canonical-json.ts'
import { type Graph, valuesOf } from '../../standards/odrl/graph.ts'
import type { Comparison, Constraint, Operator, Policy, Rule } from '../../standards/odrl/model.ts'
import { countOperand, odrl, rdf } from '../../standards/odrl/vocabulary.ts'
import * as names from './terms.ts'

type Node = { readonly [name: string]: Json }

/** The agreement as the rules and the terms of a policy say it; whether it is one must be checked. */
export function readTerms(policy: Policy, graph: Graph): Node {
  const permissions = policy.rules.filter(({ kind }) => kind === 'permission')
  const [id = '', version = ''] = names.partsOf('agreement', policy.uid) ?? []
  const [policyNode] = graph.subjects(rdf('type'), odrl('Agreement'))
  return {
    ...own(policyNode, graph),
    ...(permissions[0] === undefined ? {} : permittedBy(permissions[0])),
    id,
    version: Number(version),
    volume: volumeOf(policy.rules),
    services: servicesOf(policyNode, permissions, graph),
  }
}

/** What every permission of the policy says alike. */
function permittedBy(permission: Rule): Node {
  const day = (operator: Operator): string =>
    textOf(comparison(permission, odrl('dateTime'), operator)?.rightOperands[0])
  const purposes = comparisons(permission)
    .filter(({ leftOperand }) => leftOperand === odrl('purpose'))
    .flatMap(({ rightOperands }) => rightOperands)
  return {
    provider: lastPart('member', permission.assigners[0]?.id),
    consumer: lastPart('member', permission.assignees[0]?.id),
    purposes: purposes.map(({ value }) => lastPart('purpose', value)),
    validFrom: day('gteq'),
    validUntil: day('lteq'),
  }
}

const lastPart = (kind: string, name = ''): string => names.partsOf(kind, name)?.at(-1) ?? ''
const textOf = (term: Term | undefined): string => term?.value ?? ''

/** All comparisons of a rule, those of logical constraints included, in their order. */
const comparisons = (rule: Rule | undefined): Comparison[] => (rule?.constraints ?? []).flatMap(flat)
const flat = (constraint: Constraint): Comparison[] =>
  'operator' in constraint ? [constraint] : constraint.parts.flatMap(flat)

const comparison = (rule: Rule | undefined, leftOperand: string, operator: Operator): Comparison | undefined =>
  comparisons(rule).find((one) => one.leftOperand === leftOperand && one.operator === operator)

function volumeOf(rules: readonly Rule[]): Node {
  const counts = rules
    .filter(({ kind }) => kind === 'prohibition')
    .flatMap((rule) => comparison(rule, countOperand, 'gt') ?? [])
  return Object.fromEntries(
    Object.entries(names.periods).flatMap(([period, unit]): [string, number][] => {
      const limit = counts.find((one) => one.unit === unit)
      return limit === undefined ? [] : [[period, Number(textOf(limit.rightOperands[0]))]]
    }),
  )
}

function servicesOf(policy: Term | undefined, permissions: readonly Rule[], graph: Graph): Node[] {
  const [data] = policy === undefined ? [] : graph.objects(policy, names.dataset)
  const services = data === undefined ? [] : valuesOf(data, names.services, graph)
  return services.map((service) => {
    const fields = valuesOf(service, names.fields, graph)
    const permission = permissionFor(fields[0], permissions)
    const askBy = comparison(permission, names.askedBy, 'isAnyOf')?.rightOperands ?? []
    return {
      ...own(service, graph),
      service: lastPart('service', service.value),
      askBy: askBy.map(({ value }) => lastPart('element', value)),
      fields: fields.map((field) => fieldOf(field, permissions, graph)),
    }
  })
}

const permissionFor = (field: Term | undefined, permissions: readonly Rule[]): Rule | undefined =>
  permissions.find(({ targets }) => targets.some(({ id }) => id === field?.value))

const fieldOf = (field: Term, permissions: readonly Rule[], graph: Graph): Node => ({
  ...own(field, graph),
  element: lastPart('element', textOf(graph.objects(field, names.element)[0])),
  release: names.formOf(permissionFor(field, permissions)?.action.id ?? '') ?? '',
})

/** The terms of a node; a literal that is no object of JSON has none. */
function own(node: Term | undefined, graph: Graph): Node {
  const [literal] = node === undefined ? [] : graph.objects(node, names.terms)
  try {
    const value: unknown = JSON.parse(textOf(literal))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {}
  } catch {
    return {}
  }
}
