import type { TextCondition } from '../../compare/levels.ts'
import type { Prepared } from '../../encode/prepared.ts'
import { type Column, columnsOfComparison, comparedTexts, usedColumns } from '../../model/columns.ts'
import type { Comparison, LinkageModel } from '../../model/schema.ts'
import { mostSlots, type RaritySlot, raritySlots } from './slots.ts'
import { textTests } from './text-tests.ts'

/** Integers in the line of a record that two records are compared by at once: one line of the processor's cache. */
export const lineColumns = 16
/** Comparisons of which the kernel looks, before all else, whether a value is missing. */
const mostSilent = 4

/**
 * Where each column of a record lies: sixteen in its line, the others in a second place that is read only for pairs that
 * the line did not rule out. Blocking columns come first: whether a rule holds must follow from the line alone.
 */
export interface Lines {
  readonly line: readonly Column[]
  readonly rest: readonly Column[]
  /** Columns whose texts are compared: their signatures lie after the rest. */
  readonly texts: readonly Column[]
  /** Bytes of a record's second place, in whole vectors. */
  readonly restBytes: number
  /** Columns of the line that agree wherever this one does. */
  readonly coarser: ReadonlyMap<string, readonly string[]>
  /** Comparisons (by index) that can be missing, of which each pair of records tells at once whether they are. */
  readonly silent: readonly number[]
  /** Others that can be missing, of which each pair tells whether any is. */
  readonly seldomSilent: readonly number[]
  /** Comparisons that no record lacks. */
  readonly complete: ReadonlySet<number>
  /** Judged one after the other by their signatures. */
  readonly tests: readonly TextCondition[]
  /** Rarities of a record's own values: signed bytes after its signatures. */
  readonly slots: readonly RaritySlot[]
}

/** Bytes before the slots in a record's second place. */
export const slotsAt = ({ rest, texts }: Pick<Lines, 'rest' | 'texts'>): number => (rest.length + texts.length) * 4

/** Bits of the class of a record, or of a pair: each silent comparison, then any of the others. */
export const classBits = ({ silent, seldomSilent }: Lines): number => silent.length + (seldomSilent.length > 0 ? 1 : 0)

/** Whether a pair of a class lacks a value that a comparison needs. */
export function missingIn(
  { silent, seldomSilent, complete }: Lines,
  comparison: number,
  kind: number,
): boolean | undefined {
  if (complete.has(comparison)) return false
  const at = silent.indexOf(comparison)
  if (at >= 0) return ((kind >> at) & 1) === 1
  return seldomSilent.includes(comparison) && ((kind >> silent.length) & 1) === 0 ? false : undefined
}

export function linesOf(model: LinkageModel, { columns, implications, records }: Prepared): Lines {
  const { comparisons } = model
  const used = new Map(usedColumns(model).map((column) => [column.name, column]))
  const coarserThan = (name: string) => implications.filter(([finer]) => finer === name).map(([, coarser]) => coarser)
  const inLine = new Set<string>()
  const take = (name: string): void => {
    if (inLine.size < lineColumns && used.has(name)) inLine.add(name)
  }
  // A column tells little of its own where a coarser one is there: that one differs nearly as often.
  const takeNew = (name: string): void => {
    if (!coarserThan(name).some((coarser) => inLine.has(coarser))) take(name)
  }
  const equalities = ({ levels }: (typeof comparisons)[number], from: number, to: number) =>
    levels
      .slice(from, to)
      .flatMap(({ when }) => when.flat().flatMap((one) => (one.test === 'equal' ? [one.column] : [])))
  for (const { columns: keys } of model.blocking.rules) keys.forEach(take)
  for (const comparison of comparisons) equalities(comparison, 0, 1).forEach(take)
  for (const { needs } of comparisons) needs.forEach(take)
  for (const comparison of comparisons) equalities(comparison, 1, comparison.levels.length).forEach(takeNew)
  for (const comparison of comparisons) columnsOfComparison(comparison).forEach(take)

  const compared = new Set(comparisons.flatMap(columnsOfComparison))
  const present = new Map(columns.map((column) => [column.name, column.present]))
  const lacking = (i: number) => comparisons[i]!.needs.some((column) => present.get(column) !== records)
  const indexes = [...comparisons.keys()]
  const rest = [...used.values()].filter(({ name }) => !inLine.has(name) && compared.has(name))
  const texts = comparedTexts(model)
  const slots = raritySlots(model)
  const silent = indexes
    .filter((i) => lacking(i) && comparisons[i]!.needs.every((column) => inLine.has(column)))
    .sort((x, y) => missing(y) - missing(x))
  return {
    line: [...inLine].map((name) => used.get(name)!),
    rest,
    texts,
    restBytes: Math.ceil((rest.length + texts.length + (slots.length > 0 ? mostSlots / 4 : 0)) / 4) * 16,
    coarser: new Map([...used.keys()].map((name) => [name, coarserThan(name).filter((other) => inLine.has(other))])),
    silent: silent.slice(0, mostSilent),
    seldomSilent: silent.slice(mostSilent),
    complete: new Set(indexes.filter((i) => !lacking(i))),
    slots,
    tests: textTests(model),
  }

  function missing(i: number): number {
    return comparisons[i]!.needs.reduce((sum, column) => sum + records - (present.get(column) ?? 0), 0)
  }
}

/** Columns of the line by whose agreement a comparison is judged before its other columns are read. */
export const mostTellingBits = 8

/** Bits of the mask that tell something of a comparison. */
export function bitsThatTell(comparison: Comparison, { line, coarser }: Lines): number[] {
  const columns = columnsOfComparison(comparison)
  const all = new Set([...columns, ...columns.flatMap((column) => coarser.get(column) ?? [])])
  return [...all]
    .map((column) => line.findIndex(({ name }) => name === column))
    .filter((bit) => bit >= 0)
    .slice(0, mostTellingBits)
}
