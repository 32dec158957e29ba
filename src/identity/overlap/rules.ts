import Type, { type Static } from 'typebox'
import { type Overlap, Programme } from './schema.ts'

const closed = { additionalProperties: false }

/** A country's `linkage/overlap.yaml`: what may come together, and which numbers are too small to be told. */
export const OverlapRules = Type.Object(
  {
    /** Counts below this are not told, nor what would let them be worked out. */
    smallestCell: Type.Integer({ minimum: 2, maximum: 100 }),
    combinations: Type.Array(
      Type.Object(
        {
          programmes: Type.Array(Programme, { minItems: 2, maxItems: 2, uniqueItems: true }),
          rule: Type.Enum(['allowed', 'not-allowed', 'to-be-looked-at']),
          act: Type.Optional(Type.String({ maxLength: 200 })),
        },
        closed,
      ),
      { maxItems: 500 },
    ),
  },
  closed,
)
export type OverlapRules = Static<typeof OverlapRules>

/** Where a country says nothing: everything that comes together is looked at, and ten is the least that is told. */
export const plainOverlapRules: OverlapRules = { smallestCell: 10, combinations: [] }

/** People by the exact set of programmes that serve them. */
export interface ServedBy {
  readonly programmes: readonly string[]
  readonly people: number
}

/** How many are served by both of two programmes (or twice by one), with the country's rule for that. */
export function overlapsOf(served: readonly ServedBy[], rules: OverlapRules): Overlap[] {
  const counts = new Map<string, number>()
  for (const { programmes, people } of served) {
    for (const [i, a] of programmes.entries()) {
      for (const b of programmes.slice(i + 1)) {
        const key = [a, b].sort().join(' ')
        counts.set(key, (counts.get(key) ?? 0) + people)
      }
    }
  }
  return [...counts].sort().map(([key, people]) => {
    const programmes = key.split(' ')
    return { programmes, people, ...ruleOf(programmes, rules) }
  })
}

function ruleOf(programmes: readonly string[], { combinations }: OverlapRules): Pick<Overlap, 'rule' | 'act'> {
  const [a, b] = programmes
  // Twice in one programme is no combination: somebody must look.
  if (a === b) return { rule: 'to-be-looked-at' }
  const found = combinations.find((one) => one.programmes.includes(a ?? '') && one.programmes.includes(b ?? ''))
  if (found === undefined) return { rule: 'to-be-looked-at' }
  return { rule: found.rule, ...(found.act === undefined ? {} : { act: found.act }) }
}

/** Cells of one table and their total, as they may be told. */
export interface Told<T> {
  readonly cells: readonly (T & { readonly people?: number })[]
  readonly total?: number
}

/**
 * Small cells are left out. One alone would follow from the total, so then the smallest of the others goes with it; where
 * there is no other, the total goes. Cells of zero are no secret of anybody, but would narrow a hidden one down just the same:
 * they count as told.
 */
export function suppressed<T extends { readonly people?: number }>(cells: readonly T[], smallest: number): Told<T> {
  const size = ({ people = 0 }: T): number => people
  const total = cells.reduce((sum, cell) => sum + size(cell), 0)
  const hidden = new Set(cells.filter((cell) => size(cell) > 0 && size(cell) < smallest))
  const others = cells.filter((cell) => !hidden.has(cell) && size(cell) > 0).sort((a, b) => size(a) - size(b))
  const [next] = others
  const sum = [...hidden].reduce((all, cell) => all + size(cell), 0)
  // Several hidden cells that sum to little still tell that each is small; together they must be no small cell either.
  if (hidden.size > 0 && (hidden.size === 1 || sum < smallest) && next !== undefined) hidden.add(next)
  const told = cells.map((cell) => {
    if (!hidden.has(cell)) return cell
    const { people: _, ...rest } = cell
    return rest as T
  })
  return hidden.size > 0 && next === undefined ? { cells: told } : { cells: told, total }
}
