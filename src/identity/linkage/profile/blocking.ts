import { numberBlocks } from '../blocking/blocks.ts'
import type { CleanerOf } from '../model/cleaned.ts'
import type { BlockingRule, Field } from '../model/schema.ts'
import { pairsAmong } from '../pairs.ts'
import type { TableProfile } from './table.ts'

export interface RuleCost extends BlockingRule {
  /** Pairs that agree on its columns, estimated from the sample. */
  readonly pairs: number
  /** The largest block, in records: a value that very many share. */
  readonly largestBlock: number
}

export interface BlockingBudget {
  /** Pairs of all rules together. */
  readonly pairs: number
  readonly rules: number
  readonly columns: number
}

/** A rule may cost at most this share of the budget: one that costs more leaves no room for others. */
const mostOfBudget = 0.25

export const budgetFor = (rows: number): BlockingBudget => ({
  pairs: Math.max(2_000_000, rows * 80),
  rules: 24,
  columns: 14,
})

/** Parts by which records of each kind of field may be brought together. */
const keyParts: Readonly<Partial<Record<Field['kind'], readonly string[]>>> = {
  'given-names': ['first'],
  'family-name': ['phonetic'],
  'full-name': ['sorted'],
  'mother-name': ['phonetic'],
  'date-of-birth': ['iso', 'year'],
  'national-id': ['exact'],
  phone: ['exact'],
  place: ['l1', 'l2', 'l3', 'l4'],
  text: ['exact'],
}

const widestRule = 3

/**
 * Rules that together look at as many sorts of likeness as the budget allows: each column alone where that is cheap, else
 * in twos, else in threes. A rule whose columns hold those of one that is in already would find nothing new.
 */
export function proposeBlocking(
  fields: readonly Field[],
  profile: Pick<TableProfile, 'rows' | 'sample'>,
  cleanerOf: CleanerOf,
  budget: BlockingBudget = budgetFor(profile.rows),
): readonly RuleCost[] {
  const keys = keyColumns(fields, profile, cleanerOf)
  const scale = scaleOf(profile)
  const chosen: RuleCost[] = []
  const used = new Set<string>()
  let left = budget.pairs
  for (let width = 1; width <= widestRule; width++) {
    const candidates = combinations([...keys.keys()], width)
      .filter((columns) => new Set(columns.map(fieldOf)).size === width)
      .filter((columns) => !chosen.some((rule) => rule.columns.every((column) => columns.includes(column))))
      .map((columns) => costOf(columns, keys, scale))
      .filter(({ pairs }) => pairs <= budget.pairs * mostOfBudget)
      .sort((a, b) => a.pairs - b.pairs)
    for (const rule of candidates) {
      const columns = new Set([...used, ...rule.columns])
      if (rule.pairs > left || chosen.length === budget.rules || columns.size > budget.columns) continue
      chosen.push({ ...rule, id: idOf(rule, chosen.length) })
      left -= rule.pairs
      for (const column of rule.columns) used.add(column)
    }
  }
  return chosen
}

/** Short enough for a model, and unlike any other. */
const idOf = ({ id }: RuleCost, at: number): string => `r${at + 1}-${id}`.slice(0, 40).replace(/-+$/, '')

const fieldOf = (column: string): string => column.split('.')[0] ?? ''

/** Numbers of the values of each key column, in the order of the sample's rows; 0 where missing. */
type Keys = ReadonlyMap<string, Int32Array>

function keyColumns(fields: readonly Field[], { sample }: Pick<TableProfile, 'sample'>, cleanerOf: CleanerOf): Keys {
  const keys = new Map<string, Int32Array>()
  for (const field of fields) {
    const clean = remembering(cleanerOf(field.kind))
    const columns = field.from.map((column) => sample.get(column) ?? [])
    const glue = field.kind === 'place' ? '/' : ' '
    const cleaned = (columns[0] ?? []).map((_, row) => clean(columns.map((column) => column[row] ?? '').join(glue)))
    for (const part of keyParts[field.kind] ?? []) {
      const numbers = new Map<string, number>()
      const values = Int32Array.from(cleaned, (value) => numberOf(numbers, value[part]))
      // One value says nothing, and brings everybody together.
      if (numbers.size > 1) keys.set(`${field.id}.${part}`, values)
    }
  }
  return keys
}

function numberOf(numbers: Map<string, number>, value: string | null | undefined): number {
  if (value === null || value === undefined) return 0
  const known = numbers.get(value) ?? numbers.size + 1
  numbers.set(value, known)
  return known
}

function remembering(clean: ReturnType<CleanerOf>): ReturnType<CleanerOf> {
  const memory = new Map<string | null, ReturnType<typeof clean>>()
  return (raw) => {
    const known = memory.get(raw) ?? clean(raw)
    memory.set(raw, known)
    return known
  }
}

/** A pair is in the sample with the square of the chance that a record is. */
const scaleOf = ({ rows, sample }: Pick<TableProfile, 'rows' | 'sample'>): number => {
  const sampled = [...sample.values()][0]?.length ?? 0
  return sampled < 2 ? 0 : (rows * (rows - 1)) / (sampled * (sampled - 1))
}

function costOf(columns: readonly string[], keys: Keys, scale: number): RuleCost {
  const sizes = numberBlocks(columns.map((column) => keys.get(column) ?? new Int32Array())).sizes
  const pairs = sizes.reduce((sum, size) => sum + pairsAmong(size), 0) * scale
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
  return {
    id: columns.map((column) => column.replace('.', '-')).join('-and-'),
    columns: [...columns],
    pairs: Math.round(pairs),
    largestBlock: Math.round(largest * Math.sqrt(scale)),
  }
}

function combinations<T>(items: readonly T[], width: number): T[][] {
  if (width === 0) return [[]]
  return items.flatMap((item, i) => combinations(items.slice(i + 1), width - 1).map((rest) => [item, ...rest]))
}
