/** How columns of places go with each other: one path from wide to narrow, or fields of which one foretells the other. */
import type { FieldKind } from '../model/schema.ts'

type Sample = ReadonlyMap<string, readonly (string | null)[]>

/** Share of the rows in which the narrower place lies in the wider one that it mostly lies in, for one path. */
const nestedFrom = 0.98
const maxSteps = 4

/** Columns from the widest to the narrowest, when each lies within the one before; undefined when they do not. */
export function nestedOrder(columns: readonly string[], sample: Sample): readonly string[] | undefined {
  if (columns.length < 2) return undefined
  const distinct = (column: string): number => new Set(sample.get(column)).size
  const widestFirst = columns.toSorted((a, b) => distinct(a) - distinct(b))
  const nested = widestFirst.slice(1).every((narrow, i) => foretold(sample, narrow, widestFirst[i] ?? '') >= nestedFrom)
  // Of more steps than fit, the narrowest say most.
  return nested ? widestFirst.slice(-maxSteps) : undefined
}

/** Share of the rows in which `column` has the value that is most frequent for their value of `by`. */
function foretold(sample: Sample, by: string, column: string): number {
  const values = sample.get(column) ?? []
  let right = 0
  let rows = 0
  for (const members of groupsOf(sample, by)) {
    const counts = new Map<string, number>()
    for (const row of members) {
      const value = values[row] ?? null
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    rows += [...counts.values()].reduce((sum, count) => sum + count, 0)
    right += Math.max(0, ...counts.values())
  }
  return rows === 0 ? 0 : right / rows
}

function groupsOf(sample: Sample, by: string): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>()
  for (const [row, key] of (sample.get(by) ?? []).entries()) {
    if (key === null) continue
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [row])
    else known.push(row)
  }
  return [...groups.values()].filter((rows) => rows.length > 1)
}

/** Two strangers who agree on the one agree on the other so often, and so much more often than any two do. */
const dependentFrom = 0.1
const timesChance = 20
/** Pairs of strangers that must be seen before anything is said, and that are looked at for one column. */
const leastPairs = 30
const mostPairs = 20_000

/**
 * From each column to the one that foretells it best among strangers: pairs that have unlike names. Among
 * records of one person everything goes with everything, which is no dependence.
 */
export function dependentOrder(
  columns: readonly string[],
  sample: Sample,
  columnsOf: (kind: FieldKind) => readonly string[],
): ReadonlyMap<string, string> {
  const telling = (['given-names', 'family-name', 'full-name'] as const).flatMap(columnsOf)
  const dependent = new Map<string, string>()
  for (const column of columns) {
    const chance = chanceOf(sample, column)
    const parents = columns
      .filter((other) => other !== column && !follows(dependent, other, column))
      .map((other) => ({ other, share: agreeAmongStrangers(sample, other, { column, telling }) }))
      .filter(({ share }) => share >= dependentFrom && share >= chance * timesChance)
      .sort((a, b) => b.share - a.share)
    if (parents[0] !== undefined) dependent.set(column, parents[0].other)
  }
  return dependent
}

function follows(dependent: ReadonlyMap<string, string>, column: string, on: string): boolean {
  const parent = dependent.get(column)
  return parent !== undefined && (parent === on || follows(dependent, parent, on))
}

interface Asked {
  readonly column: string
  readonly telling: readonly string[]
}

/** Share of pairs of strangers that agree on `column`, among those that agree on `by`. */
function agreeAmongStrangers(sample: Sample, by: string, { column, telling }: Asked): number {
  const values = sample.get(column) ?? []
  let pairs = 0
  let agree = 0
  for (const rows of groupsOf(sample, by)) {
    for (let i = 1; i < rows.length && pairs < mostPairs; i++) {
      // Each with the one before it: a block of thousands has thousands of pairs, not millions.
      const [a, b] = [rows[i - 1]!, rows[i]!]
      const [left, right] = [values[a] ?? null, values[b] ?? null]
      if (left === null || right === null || !areStrangers(sample, telling, [a, b])) continue
      pairs++
      if (left === right) agree++
    }
  }
  return pairs < leastPairs ? 0 : agree / pairs
}

/** All that tells them is there and unlike, from the first letter on: a typing error is no stranger. */
const areStrangers = (sample: Sample, telling: readonly string[], [a, b]: readonly [number, number]): boolean =>
  telling.every((column) => {
    const [left, right] = [sample.get(column)?.[a] ?? null, sample.get(column)?.[b] ?? null]
    return (
      left !== null && right !== null && left.slice(0, 1) !== right.slice(0, 1) && left.slice(-2) !== right.slice(-2)
    )
  })

/** Chance that any two have the same value. */
function chanceOf(sample: Sample, column: string): number {
  const rows = (sample.get(column) ?? []).filter((value) => value !== null).length
  const same = groupsOf(sample, column).reduce((sum, { length }) => sum + length * (length - 1), 0)
  return rows < 2 ? 1 : same / (rows * (rows - 1))
}
