import type { ShownField } from '../../../../src/identity/people/schema.ts'

export type Difference = 'same' | 'different' | 'one-only' | 'neither' | 'hidden'

export interface FieldPair {
  readonly field: string
  readonly element: string
  readonly first: ShownField | undefined
  readonly second: ShownField | undefined
  readonly how: Difference
}

/** The fields of two records beside each other, in the order of the first. */
export function fieldPairs(first: readonly ShownField[], second: readonly ShownField[]): FieldPair[] {
  const others = new Map(second.map((one) => [one.field, one]))
  const own = new Set(first.map(({ field }) => field))
  const rows = [...first, ...second.filter(({ field }) => !own.has(field))]
  return rows.map(({ field, element }) => {
    const one = first.find((other) => other.field === field)
    const other = others.get(field)
    return { field, element, first: one, second: other, how: howTheyDiffer(one, other) }
  })
}

const there = (field: ShownField | undefined): boolean => field?.masked === true || (field?.value ?? '') !== ''

function howTheyDiffer(first: ShownField | undefined, second: ShownField | undefined): Difference {
  if (!(there(first) || there(second))) return 'neither'
  if (!(there(first) && there(second))) return 'one-only'
  if (first?.masked === true || second?.masked === true) return 'hidden'
  return first?.value === second?.value ? 'same' : 'different'
}

export interface Split {
  readonly before: string
  readonly differs: string
  readonly after: string
}

/** What of a text is unlike another: between the beginning and the end that they share, by code points. */
export function differingPart(text: string, other: string): Split {
  const [own, its] = [Array.from(text), Array.from(other)]
  const most = Math.min(own.length, its.length)
  let start = 0
  while (start < most && own[start] === its[start]) start++
  let end = 0
  while (end < most - start && own.at(-1 - end) === its.at(-1 - end)) end++
  return {
    before: own.slice(0, start).join(''),
    differs: own.slice(start, own.length - end).join(''),
    after: own.slice(own.length - end).join(''),
  }
}
