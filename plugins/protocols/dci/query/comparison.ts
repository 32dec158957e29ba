import type { Condition, Scalar } from '../../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { type ItemFault, itemFault } from '../door/fault.ts'
import { listOf, operatorOf } from '../door/leniencies.ts'
import { type Attribute, attributeOf, attributeText, isOrdered, nameable, valueFor } from './attributes.ts'
import type { RecordKind } from './names.ts'

export interface RawComparison {
  readonly attribute: unknown
  readonly operator: unknown
  readonly value: unknown
}

const maxListed = 50
const invalid = (message: string) => itemFault('rjct.search_criteria.invalid', message)

/** One comparison of any query form. Faults name the attribute, never its value. */
export function comparison(raw: RawComparison, record: RecordKind): Result<Condition, ItemFault> {
  const attribute = attributeOf(record, attributeText(raw.attribute))
  const name = nameable(raw.attribute)
  if (attribute === undefined) return invalid(`unknown attribute ${name} of ${record} records`)
  const operator = operatorOf(raw.operator)
  if (operator === undefined) return invalid(`the operator of ${name} is none of gt, lt, eq, ge, le, in`)
  if (operator === 'in' || operator === 'not-in') return listed(attribute, { name, raw, operator })
  if (!isOrdered(attribute.kind) && operator !== 'eq' && operator !== 'ne') {
    return invalid(`${name} has no order, so it cannot be compared with ${operator}`)
  }
  const value = valueFor(attribute.kind, raw.value)
  if (!value.ok) return invalid(`the value of ${name} must be ${value.problem}`)
  return ok({ element: attribute.element, is: operator, value: value.value })
}

interface Listed {
  readonly name: string
  readonly raw: RawComparison
  readonly operator: 'in' | 'not-in'
}

function listed(attribute: Attribute, { name, raw, operator }: Listed): Result<Condition, ItemFault> {
  const items = listOf(raw.value)
  if (items.length === 0 || items.length > maxListed) return invalid(`${name} takes 1 to ${maxListed} values`)
  const values: Scalar[] = []
  for (const item of items) {
    const value = valueFor(attribute.kind, item)
    if (!value.ok) return invalid(`each value of ${name} must be ${value.problem}`)
    values.push(value.value)
  }
  const condition: Condition = { element: attribute.element, is: 'in', value: values }
  return ok(operator === 'in' ? condition : { not: condition })
}
