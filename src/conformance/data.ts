/** What can be said of records whose shape differs by registry, edition and server: values are found by their names. */
import type { Json } from '../kernel/canonical-json.ts'
import type { Expression, Operator } from '../standards/dci/expression.ts'
import { isTree } from '../standards/dci/sealed-message.ts'

type Scalar = string | number | boolean
const depthLimit = 12

const lastPart = (name: string): string => name.split('.').at(-1) ?? name

/** Every value of an attribute of this name, at any depth; also where attributes are pairs of a name and a value. */
export function valuesOf(record: Json, attribute: string): Scalar[] {
  const name = lastPart(attribute)
  const found: Scalar[] = []
  walk(record, 0, (tree) => {
    const direct = tree[name]
    for (const value of Array.isArray(direct) ? direct : [direct]) if (isScalar(value)) found.push(value)
    if ((tree.key === name || tree.name === name) && isScalar(tree.value)) found.push(tree.value)
  })
  return found
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

export interface Identifier {
  readonly type: string
  readonly value: string
}

export function identifiersOf(record: Json): Identifier[] {
  const found: Identifier[] = []
  walk(record, 0, ({ identifier_type: type, identifier_value: value }) => {
    if (typeof type === 'string' && typeof value === 'string' && value !== '') found.push({ type, value })
  })
  return found
}

/** Whether a text stands anywhere in the record as a value of its own. */
export function holds(record: Json, value: string): boolean {
  let found = false
  walk(record, 0, (tree) => {
    found ||= Object.values(tree).some((one) => one === value || (Array.isArray(one) && one.includes(value)))
  })
  return found
}

function walk(value: Json | undefined, depth: number, visit: (tree: { readonly [name: string]: Json }) => void): void {
  if (depth > depthLimit || typeof value !== 'object' || value === null) return
  if (isTree(value)) visit(value)
  for (const one of Object.values(value)) walk(one as Json, depth + 1, visit)
}

/** Whether a record meets an expression, undefined where it does not show the values to tell. */
export function meets(record: Json, expression: Expression): boolean | undefined {
  if ('and' in expression) {
    const parts = expression.and.map((part) => meets(record, part))
    return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true
  }
  if ('or' in expression) {
    const parts = expression.or.map((part) => meets(record, part))
    return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false
  }
  const values = valuesOf(record, expression.attribute)
  if (values.length === 0) return undefined
  return [expression.value].flat().some((wanted) => values.some((held) => compares(held, expression.is, wanted)))
}

function compares(held: Scalar, is: Operator, wanted: Scalar): boolean {
  const order = orderOf(held, wanted)
  switch (is) {
    case 'eq':
    case 'in':
      return order === 0
    case 'ne':
      return order !== 0
    case 'lt':
      return order < 0
    case 'lte':
      return order <= 0
    case 'gt':
      return order > 0
    case 'gte':
      return order >= 0
  }
}

const numeric = /^-?\d+(\.\d+)?$/

/** Numbers are often written as texts; codes and labels in either case. */
export function orderOf(a: Scalar, b: Scalar): number {
  const [one, other] = [String(a), String(b)]
  if (numeric.test(one) && numeric.test(other)) return Number(one) - Number(other)
  const [left, right] = [one.toLowerCase(), other.toLowerCase()]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The attribute's first values in the order of the records; records that show none are passed over. */
export const columnOf = (records: readonly Json[], attribute: string): Scalar[] =>
  records.flatMap((record) => valuesOf(record, attribute).slice(0, 1))
