import type { Condition } from '../exchange/plugin.ts'
import type { View } from './attributes.ts'

/** Who in this registry has an identifier of another system: told by whoever maps identifiers. */
export interface LinkedPeople {
  /** Of such identifiers. */
  readonly elements: ReadonlySet<string>
  /** Numbers of this registry, of one person; none where nobody is known by it. */
  find(element: string, value: string): Promise<readonly string[] | 'ambiguous'>
}

/** Each is looked up by itself. */
const linkedLimit = 10

/**
 * The condition with this registry's own numbers in place of identifiers that its records do not hold. What is denied or
 * compared otherwise than by equality stays as it is, and is refused by name.
 */
export async function inOwnNumbers(
  condition: Condition,
  view: Pick<View, 'attributes'>,
  linked: LinkedPeople | undefined,
): Promise<Condition | 'ambiguous'> {
  if (linked === undefined || !view.attributes.has('person.id')) return condition
  const found = new Map<string, readonly string[]>()
  for (const leaf of equalities(condition)) {
    if (view.attributes.has(leaf.element) || !linked.elements.has(leaf.element)) continue
    if (found.size >= linkedLimit) return condition
    const numbers = await linked.find(leaf.element, String(leaf.value))
    if (numbers === 'ambiguous') return 'ambiguous'
    found.set(nameOf(leaf), numbers)
  }
  return found.size === 0 ? condition : replaced(condition, found)
}

type Leaf = Extract<Condition, { element: string }>

const nameOf = ({ element, value }: Leaf): string => `${element} ${value}`

function equalities(condition: Condition): Leaf[] {
  if ('and' in condition) return condition.and.flatMap(equalities)
  if ('or' in condition) return condition.or.flatMap(equalities)
  return 'element' in condition && condition.is === 'eq' ? [condition] : []
}

function replaced(condition: Condition, found: ReadonlyMap<string, readonly string[]>): Condition {
  if ('and' in condition) return { and: condition.and.map((part) => replaced(part, found)) }
  if ('or' in condition) return { or: condition.or.map((part) => replaced(part, found)) }
  if (!('element' in condition) || condition.is !== 'eq') return condition
  const numbers = found.get(nameOf(condition))
  if (numbers === undefined) return condition
  const [only, ...others] = numbers
  // One number is looked up together with others that are asked for at the same time.
  return only !== undefined && others.length === 0
    ? { element: 'person.id', is: 'eq', value: only }
    : { element: 'person.id', is: 'in', value: numbers }
}
