import { elseLevel, nullLevel, type TextCondition } from '../../compare/levels.ts'
import type { Alternatives, Comparison, Condition } from '../../model/schema.ts'
import type { Lines } from './lines.ts'

/** What may hold of a condition when only some columns' agreement is known. */
export type Known = boolean | undefined

export interface Circumstances {
  /** Whether the two records agree on a column. */
  readonly agrees: (column: string) => Known
  /** Whether one of them lacks a value that the comparison needs. */
  readonly missing: Known
  /** Whether two texts that differ meet a condition; false: it is known that they do not. */
  readonly alike: (condition: TextCondition) => undefined | false
}

/** Whether columns agree, by the part of the mask that some of its bits make; of columns without a bit it may be unknown. */
export const agreementOf =
  (lines: Lines, bits: readonly number[], part: number) =>
  (column: string): Known => {
    const agrees = (name: string): Known => {
      const at = bits.indexOf(lines.line.findIndex((one) => one.name === name))
      return at < 0 ? undefined : ((part >> at) & 1) === 1
    }
    // Two that differ in a coarser column differ in this one.
    const apart = lines.coarser.get(column)?.some((coarser) => agrees(coarser) === false) === true
    return apart ? false : agrees(column)
  }

/** Levels that a comparison may have. */
export function possibleLevels(comparison: Comparison, of: Circumstances): number[] {
  if (of.missing === true) return [nullLevel]
  const possible: number[] = []
  // A column that agrees is there in both records.
  const present = of.missing === false || comparison.needs.every((column) => of.agrees(column) === true)
  const silenced = mayHold(comparison.nullWhen ?? [], of)
  if (!present || silenced !== false) possible.push(nullLevel)
  let decided = silenced === true
  for (const [at, { when }] of comparison.levels.entries()) {
    if (decided) break
    const holds = mayHold(when, of)
    if (holds !== false) possible.push(at + 1)
    decided = holds === true
  }
  if (!decided) possible.push(elseLevel(comparison))
  return possible
}

function mayHold(alternatives: Alternatives, of: Circumstances): Known {
  const each = alternatives.map((conditions): Known => {
    const parts = conditions.map((condition) => mayHoldOne(condition, of))
    return parts.includes(false) ? false : parts.every((part) => part === true) ? true : undefined
  })
  return each.includes(true) ? true : each.every((one) => one === false) ? false : undefined
}

function mayHoldOne(condition: Condition, { agrees, alike }: Circumstances): Known {
  if (condition.test === 'crosswise') return undefined
  const same = agrees(condition.column)
  switch (condition.test) {
    case 'equal':
      return same
    case 'different':
      return same === true ? false : undefined
    case 'within':
    case 'either':
      return same === true ? true : undefined
    case 'similar':
    case 'edits':
      return same === true ? true : alike(condition)
  }
}
