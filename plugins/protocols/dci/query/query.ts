import type { Condition } from '../../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { type ItemFault, itemFault } from '../door/fault.ts'
import { isTree, member, type Tree } from '../door/json.ts'
import { present, queryShape, wholeNumber } from '../door/leniencies.ts'
import { comparison } from './comparison.ts'
import type { RecordKind } from './names.ts'

export const conditionDepthLimit = 8
export const comparisonLimit = 50

type Parsed = Result<Condition, ItemFault>
const invalid = (message: string) => itemFault('rjct.search_criteria.invalid', message)

/** The query of a search_criteria in the dictionary's terms, whichever of the standard's forms it has. */
export function parseQuery(queryType: unknown, query: unknown, record: RecordKind): Parsed {
  switch (queryShape(queryType, query)) {
    case 'idtype-value':
      return idTypeValue(query as Tree, record)
    case 'expression':
      return expression(query as Tree, record)
    case 'predicate':
      return predicates(Array.isArray(query) ? query : [query], record)
    case 'graphql':
      return invalid('graphql queries are not supported: use idtype-value, expression or predicate')
    case 'unknown':
      return invalid('the query is none of idtype-value, expression and predicate')
  }
}

function idTypeValue(query: Tree, record: RecordKind): Parsed {
  return comparison({ attribute: query.type, operator: 'eq', value: query.value }, record)
}

/** The Mongo-like form: `{ $and: [ { attribute: { $lt: 5 } } ] }`. */
function expression(query: Tree, record: RecordKind): Parsed {
  const value = member(query, 'value')
  const inner = isTree(value) ? member(value, 'expression') : undefined
  const tree = isTree(inner) && isTree(inner.query) ? inner.query : (inner ?? query)
  if (!isTree(tree)) return invalid('the expression holds no query')
  return expressionTree(tree, { record, depth: 0, budget: { left: comparisonLimit } })
}

interface Walk {
  readonly record: RecordKind
  readonly depth: number
  readonly budget: { left: number }
}

function expressionTree(tree: Tree, walk: Walk): Parsed {
  if (walk.depth > conditionDepthLimit) return invalid(`conditions nest deeper than ${conditionDepthLimit}`)
  if ('attribute_name' in tree) return single(tree, walk)
  const parts = Object.keys(tree).map((key) => expressionMember(key, tree[key], walk))
  return joinAll(parts, 'and')
}

function expressionMember(key: string, value: unknown, walk: Walk): Parsed {
  const deeper = { ...walk, depth: walk.depth + 1 }
  const logic = key.toLowerCase().replace(/^\$/, '')
  if ((logic === 'and' || logic === 'or') && Array.isArray(value)) {
    const parts = value.map((part) =>
      isTree(part) ? expressionTree(part, deeper) : invalid(`${key} holds objects only`),
    )
    return joinAll(parts, logic)
  }
  if (logic === 'not' && isTree(value)) {
    const inner = expressionTree(value, deeper)
    return inner.ok ? ok({ not: inner.value }) : inner
  }
  if (!isTree(value)) return spend({ attribute: key, operator: 'eq', value }, walk)
  const comparisons = Object.keys(value).map((operator) =>
    spend({ attribute: key, operator, value: value[operator] }, walk),
  )
  return joinAll(comparisons, 'and')
}

function single(tree: Tree, walk: Walk): Parsed {
  return spend({ attribute: tree.attribute_name, operator: tree.operator, value: tree.attribute_value }, walk)
}

function spend(raw: Parameters<typeof comparison>[0], { budget, record }: Walk): Parsed {
  budget.left--
  return budget.left < 0 ? invalid(`a query has at most ${comparisonLimit} comparisons`) : comparison(raw, record)
}

/** The list form; how its items combine is not said by the standard: all must hold, in the order of seq_num. */
function predicates(list: readonly unknown[], record: RecordKind): Parsed {
  const budget = { left: comparisonLimit }
  const ordered = list
    .map((item, i) => ({ item, order: (isTree(item) ? wholeNumber(item.seq_num) : undefined) ?? i }))
    .sort((a, b) => a.order - b.order)
  const parts = ordered.map(({ item }) =>
    isTree(item) ? predicate(item, { record, depth: 0, budget }) : invalid('a predicate is an object'),
  )
  return joinAll(parts, 'and')
}

function predicate(item: Tree, walk: Walk): Parsed {
  const parts: Parsed[] = []
  for (let i = 1; i <= 9; i++) {
    const raw = present(member(item, `expression${i}`))
    if (raw === undefined) continue
    parts.push(isTree(raw) ? single(raw, walk) : invalid(`expression${i} is not an object`))
  }
  const [first, ...others] = parts
  if (first === undefined) return invalid('a predicate has no expression1')
  const condition = present(item.condition) ?? 'and'
  if (condition === 'and' || condition === 'or') return joinAll(parts, condition)
  if (condition !== 'not') return invalid('condition is none of and, or, not')
  // "expression1 not expression2" holds where the first does and the others do not.
  const negated = (others.length === 0 ? [first] : others).map((part) => (part.ok ? ok({ not: part.value }) : part))
  return joinAll(others.length === 0 ? negated : [first, ...negated], 'and')
}

function joinAll(parts: readonly Parsed[], logic: 'and' | 'or'): Parsed {
  const conditions: Condition[] = []
  for (const part of parts) {
    if (!part.ok) return part
    conditions.push(part.value)
  }
  const [only] = conditions
  if (only === undefined) return invalid('the query has no condition')
  if (conditions.length === 1) return ok(only)
  return ok(logic === 'and' ? { and: conditions } : { or: conditions })
}
