import type { Comparison, Constraint, Operator } from './model.ts'
import { all, any, exactlyOne, not, type Premise, type Truth, truthOf } from './report.ts'
import type { Step, World } from './state.ts'
import { areEqual, compare, readValue, shown, type Value } from './values.ts'
import { rdf, timeOperands } from './vocabulary.ts'

/** Gives the left operand's values in the case at hand; undefined where nothing is known of it. */
export type LeftValues = (comparison: Comparison) => readonly Value[] | undefined

export function checkAll(constraints: readonly Constraint[], left: LeftValues, world: World): Premise[] {
  return constraints.map((constraint) => check(constraint, left, world))
}

function check(constraint: Constraint, left: LeftValues, world: World): Premise {
  if ('operator' in constraint) return checkComparison(constraint, left, world)
  const { id, logic, parts: constraints } = constraint
  const parts = logic === 'andSequence' ? checkInSequence(constraints, left, world) : checkAll(constraints, left, world)
  const truths = parts.map(({ satisfaction }) => satisfaction)
  const combine = { and: all, andSequence: all, or: any, xone: exactlyOne }[logic]
  return { about: 'constraint', of: id, satisfaction: combine(truths), found: [], parts }
}

/** The next is looked at only once the one before it holds. */
function checkInSequence(constraints: readonly Constraint[], left: LeftValues, world: World): Premise[] {
  const parts: Premise[] = []
  for (const constraint of constraints) {
    const part = check(constraint, left, world)
    parts.push(part)
    if (part.satisfaction !== 'satisfied') break
  }
  return parts
}

function checkComparison(comparison: Comparison, left: LeftValues, world: World): Premise {
  const values = left(comparison) ?? statusOf(comparison)
  const rights = rightValues(comparison, world)
  const isKnown = values !== undefined && values.length > 0 && rights !== undefined
  return {
    about: 'constraint',
    of: comparison.id,
    satisfaction: isKnown ? applied({ comparison, values, rights, world }) : 'unknown',
    found: (values ?? []).map(shown),
    parts: [],
  }
}

function statusOf({ status }: Comparison): Value[] | undefined {
  const value = status === undefined ? undefined : readValue(status)
  return value === undefined ? undefined : [value]
}

/** Undefined where one of them cannot be read: a list with a hole says nothing. */
function rightValues({ rightOperands, references }: Comparison, world: World): Value[] | undefined {
  const stated = rightOperands.map(readValue)
  const referred = references.flatMap((reference): readonly (Value | undefined)[] => {
    const values = world.property(reference, rdf('value'))
    return values.length > 0 ? values : [undefined]
  })
  const values = [...stated, ...referred]
  const readable = values.filter((value) => value !== undefined)
  return readable.length === values.length ? readable : undefined
}

interface Given {
  readonly comparison: Comparison
  readonly values: readonly Value[]
  readonly rights: readonly Value[]
  readonly world: World
}

function applied({ comparison, values, rights, world }: Given): Truth {
  const { operator, leftOperand } = comparison
  if (operator === 'isAllOf')
    return all(rights.map((right) => any(values.map((value) => fallsUnder(value, right, world)))))
  const perValue = values.map((value): Truth => {
    if (operator === 'isAnyOf') return any(rights.map((right) => fallsUnder(value, right, world)))
    if (operator === 'isNoneOf') return not(any(rights.map((right) => fallsUnder(value, right, world))))
    // Of several right operands, an ordinary comparison means each.
    return all(rights.map((right) => holds({ operator: timed(operator, leftOperand), value, right, world })))
  })
  return unanimous(perValue)
}

/** Values that disagree (two purposes of which one is agreed) settle nothing. */
function unanimous(truths: readonly Truth[]): Truth {
  const [first = 'unknown'] = truths
  return truths.every((truth) => truth === first) ? first : 'unknown'
}

/** "Every month" is kept by who waits longer, too (Vocabulary 4.5.31 knows `eq` only). */
const timed = (operator: Operator, operand: string): Operator =>
  operator === 'eq' && operand === timeOperands.timeInterval ? 'gteq' : operator

interface Pair {
  readonly operator: Operator
  readonly value: Value
  readonly right: Value
  readonly world: World
}

function holds({ operator, value, right, world }: Pair): Truth {
  if (operator === 'eq') return truthOf(areEqual(value, right))
  if (operator === 'neq') return not(truthOf(areEqual(value, right)))
  if (operator === 'isA') return fallsUnder(value, right, world)
  if (operator === 'isPartOf') return reaches(value, right, 'part', world)
  if (operator === 'hasPart') return reaches(right, value, 'part', world)
  const order = compare(value, right)
  if (order === undefined) return 'unknown'
  if (operator === 'lt') return truthOf(order < 0)
  if (operator === 'lteq') return truthOf(order <= 0)
  if (operator === 'gt') return truthOf(order > 0)
  return truthOf(order >= 0)
}

/** Equal, or of that kind: a narrower concept of the scheme, an instance, a subclass. */
const fallsUnder = (value: Value, kind: Value, world: World): Truth => reaches(value, kind, 'kind', world)

function reaches(from: Value, to: Value, step: Step, world: World): Truth {
  if (from.type !== 'node' || to.type !== 'node') return truthOf(areEqual(from, to))
  return truthOf(world.upwards(from.id, step).has(to.id))
}
