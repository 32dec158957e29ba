/** Queries of the standard in the forms that every edition of it knows. */
import type { Json } from '../../kernel/canonical-json.ts'
import type { Tree } from './envelope.ts'

export const operators = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in'] as const
export type Operator = (typeof operators)[number]
type Value = string | number | boolean

/** A condition over the provider's own attributes. The standard's expressions have no `not`. */
export type Expression =
  | { readonly attribute: string; readonly is: Operator; readonly value: Value | readonly Value[] }
  | { readonly and: readonly Expression[] }
  | { readonly or: readonly Expression[] }

/** `{ "$and": [ { "poverty_score": { "$lt": 5 } } ] }` */
export function expressionTree(expression: Expression): Tree {
  if ('and' in expression) return { $and: expression.and.map(expressionTree) }
  if ('or' in expression) return { $or: expression.or.map(expressionTree) }
  return { [expression.attribute]: { [`$${expression.is}`]: expression.value } }
}

/** `query` of the type `expression`. A single comparison stands in an `$and` too: readers expect one. */
export function expressionQuery(expression: Expression, collection?: string): Tree {
  const whole = 'attribute' in expression ? { and: [expression] } : expression
  return {
    type: 'ns:org:QueryType:expression',
    value: {
      expression: { ...(collection === undefined ? {} : { collection }), query: expressionTree(whole) },
    },
  }
}

/** `query` of the type `idtype-value`. */
export const identifierQuery = (type: string, value: string): Tree => ({ type, value })

export interface Comparison {
  readonly attribute: string
  readonly operator: 'eq' | 'lt' | 'gt' | 'le' | 'ge' | 'in'
  readonly value: string
}

/** `query` of the type `predicate`: pairs joined by one condition; a list's items must all hold. */
export const predicateQuery = (all: readonly Comparison[]): Json =>
  Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => {
    const [first, second] = all.slice(2 * i, 2 * i + 2).map(({ attribute, operator, value }) => ({
      attribute_name: attribute,
      operator,
      attribute_value: value,
    }))
    return {
      seq_num: i + 1,
      expression1: first ?? {},
      ...(second === undefined ? {} : { condition: 'and', expression2: second }),
    }
  })
