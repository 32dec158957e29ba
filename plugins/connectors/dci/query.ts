import type { Condition, ProviderQuestion, Scalar, Sort } from '../../../src/exchange/plugin.ts'
import type { Json } from '../../../src/kernel/canonical-json.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import {
  type Comparison,
  type Expression,
  expressionQuery,
  identifierQuery,
  predicateQuery,
} from '../../../src/standards/dci/expression.ts'
import type { Ask, Attribute } from './settings.ts'

export interface Query {
  readonly type: 'idtype-value' | 'expression' | 'predicate'
  readonly query: Json
}

/** A reason for an operator: names the element, never the value. */
export type Refusal = string

const depthLimit = 8

/** The question as the provider is asked it: by one identifier where that is all, by its attributes otherwise. */
export function queryOf(question: Pick<ProviderQuestion, 'params' | 'condition'>, ask: Ask): Result<Query, Refusal> {
  const condition = conditionOf(question)
  const identifier = identifierOf(condition, ask)
  if (identifier !== undefined) return ok({ type: 'idtype-value', query: identifier })
  const expression = expressionOf(condition, ask)
  if (!expression.ok) return expression
  if (ask.form !== 'predicate') {
    return ok({ type: 'expression', query: expressionQuery(expression.value, ask.collection) })
  }
  const comparisons = comparisonsOf(expression.value)
  return comparisons.ok ? ok({ type: 'predicate', query: predicateQuery(comparisons.value) }) : comparisons
}

/** Parameters of the mapping, where it made any; they are equalities in the provider's own terms. */
function conditionOf({ params, condition }: Pick<ProviderQuestion, 'params' | 'condition'>): Condition {
  const equalities = Object.entries(params).map(([element, value]) => ({ element, is: 'eq', value }) as const)
  return equalities.length === 0 ? condition : { and: equalities }
}

function identifierOf(condition: Condition, { identifiers = {} }: Ask): Json | undefined {
  if ('and' in condition) {
    const [only] = condition.and
    return only !== undefined && condition.and.length === 1 ? identifierOf(only, { identifiers }) : undefined
  }
  if (!('element' in condition) || condition.is !== 'eq' || typeof condition.value !== 'string') return undefined
  const type = Object.hasOwn(identifiers, condition.element) ? identifiers[condition.element] : undefined
  return type === undefined ? undefined : identifierQuery(type, condition.value)
}

export function expressionOf(condition: Condition, ask: Ask, depth = 0): Result<Expression, Refusal> {
  if (depth > depthLimit) return fail(`conditions nest deeper than ${depthLimit}`)
  if ('and' in condition) return allOf(condition.and, ask, { logic: 'and', depth })
  if ('or' in condition) return allOf(condition.or, ask, { logic: 'or', depth })
  // Turned around leaf by leaf it would leave out records that hold no value: another question than was asked.
  if ('not' in condition) return fail('the standard’s expressions have no "not"')
  const attribute = attributeOf(condition.element, ask)
  if (attribute === undefined) return fail(`the provider has no attribute for "${condition.element}"`)
  const value = wordsFor(condition.value, attribute)
  if (value === undefined) return fail(`the provider has no word for a value of "${condition.element}"`)
  return ok({ attribute: nameOf(attribute), is: condition.is, value })
}

function allOf(
  parts: readonly Condition[],
  ask: Ask,
  { logic, depth }: { logic: 'and' | 'or'; depth: number },
): Result<Expression, Refusal> {
  // Every record meets all of none: a question that would ask for everybody.
  if (parts.length === 0) return fail('a condition of nothing')
  const expressions: Expression[] = []
  for (const part of parts) {
    const expression = expressionOf(part, ask, depth + 1)
    if (!expression.ok) return expression
    expressions.push(expression.value)
  }
  return ok(logic === 'and' ? { and: expressions } : { or: expressions })
}

function attributeOf(element: string, { attributes = {} }: Ask): Attribute | undefined {
  return Object.hasOwn(attributes, element) ? attributes[element] : undefined
}

const nameOf = (attribute: Attribute): string => (typeof attribute === 'string' ? attribute : attribute.name)

function wordsFor(value: Scalar | readonly Scalar[], attribute: Attribute): Scalar | readonly Scalar[] | undefined {
  if (typeof attribute === 'string') return value
  const words = [value]
    .flat()
    .map((one) => (Object.hasOwn(attribute.codes, String(one)) ? attribute.codes[String(one)] : undefined))
  if (words.includes(undefined)) return undefined
  return Array.isArray(value) ? (words as Scalar[]) : words[0]
}

const predicateOperators = { eq: 'eq', lt: 'lt', gt: 'gt', lte: 'le', gte: 'ge', in: 'in' } as const

/** Predicates are a flat list that must all hold; how the standard joins an `or` beyond a pair, it does not say. */
function comparisonsOf(expression: Expression): Result<readonly Comparison[], Refusal> {
  if ('or' in expression) return fail('a list of predicates has no "or"')
  if ('and' in expression) {
    const all: Comparison[] = []
    for (const part of expression.and) {
      const comparisons = comparisonsOf(part)
      if (!comparisons.ok) return comparisons
      all.push(...comparisons.value)
    }
    return ok(all)
  }
  const { attribute, is, value } = expression
  if (is === 'ne') return fail('predicates have no "ne"')
  const values = [value].flat().map(String)
  if (is === 'in' && values.some((one) => one.includes(','))) return fail('a listed value has a comma')
  return ok([{ attribute, operator: predicateOperators[is], value: values.join(',') }])
}

export function sortOf(
  sort: readonly Sort[],
  ask: Ask,
): Result<readonly { attribute: string; order: Sort['order'] }[], Refusal> {
  const sorted: { attribute: string; order: Sort['order'] }[] = []
  for (const { element, order } of sort) {
    const attribute = attributeOf(element, ask)
    if (attribute === undefined) return fail(`the provider has no attribute for "${element}" to sort by`)
    sorted.push({ attribute: nameOf(attribute), order })
  }
  return ok(sorted)
}
