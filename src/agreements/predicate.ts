import { ageOn, type IsoDate, isIsoDate } from '../kernel/dates.ts'
import type { Value } from '../semantics/schema.ts'
import type { Predicate } from './schema.ts'

type Scalar = string | number | boolean

export type Asked = Readonly<Record<string, Scalar | readonly Scalar[]>>

export interface PredicateContext {
  readonly asked: Scalar | readonly Scalar[] | undefined
  readonly today: IsoDate
}

/** The yes or no that leaves instead of the value; null where the value does not say: an unknown is not a no. */
export function answerPredicate(predicate: Predicate, value: Value, context: PredicateContext): boolean | null {
  if (predicate.test === 'is-present') return isPresent(value)
  if (value === null || typeof value === 'object') return null
  switch (predicate.test) {
    case 'equals':
      return sameValue(value, predicate.value)
    case 'at-least': {
      const order = compare(value, predicate.value)
      return order === undefined ? null : order >= 0
    }
    case 'at-most': {
      const order = compare(value, predicate.value)
      return order === undefined ? null : order <= 0
    }
    case 'age-at-least':
      if (typeof value !== 'string' || !isIsoDate(value)) return null
      return ageOn(value, context.today) >= predicate.years
    case 'matches-question':
      return matches(value, context.asked)
  }
}

function isPresent(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== null && value !== ''
}

const sameValue = (a: Scalar, b: Scalar): boolean =>
  typeof a === 'string' && typeof b === 'string' ? normalise(a) === normalise(b) : a === b

/** Of like with like only: ISO days compare as text. */
function compare(a: Scalar, b: Scalar): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return undefined
}

function matches(value: Scalar, asked: PredicateContext['asked']): boolean | null {
  if (asked === undefined) return null
  const wanted = typeof asked === 'object' ? asked : [asked]
  const held = normalise(String(value))
  if (held === '' || wanted.length === 0) return null
  return wanted.some((one) => normalise(String(one)) === held)
}

/** Case, accents, spaces and punctuation do not make another name or number: `N'gang'a` is `NGANGA`. */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')
}
