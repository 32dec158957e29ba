import { comparesText, elseLevel, nullLevel } from '../../compare/levels.ts'
import type { Alternatives, Comparison, Condition } from '../../model/schema.ts'
import * as q from './dialect.ts'

/** Added to a level whose text condition may hold: the texts were judged by their signatures only. */
export const atBest = 16

/** Whether the texts of a condition are alike, as far as it is known: by signatures, or by the table of compared texts. */
export type TextTest = (condition: Extract<Condition, { test: 'similar' | 'edits' }>) => q.Sql

/** Levels of comparisons over the records `l` and `r`, whose missing values are 0. */
export function levelSql(dialect: q.Dialect, comparison: Comparison, test: TextTest, mark: number): q.Sql {
  const l = (name: string) => q.column(dialect, 'l', name)
  const r = (name: string) => q.column(dialect, 'r', name)
  const zero = q.number(0)
  const present = (name: string) => q.both(q.unequal(l(name), zero), q.unequal(r(name), zero))
  const one = (condition: Condition): q.Sql => {
    if (condition.test === 'crosswise') {
      const [first = '', second = ''] = condition.columns
      const meet = (a: q.Sql, b: q.Sql) => q.both(q.unequal(a, zero), q.equal(a, b))
      return q.either(meet(l(first), r(second)), meet(l(second), r(first)))
    }
    const { column } = condition
    const same = q.both(q.unequal(l(column), zero), q.equal(l(column), r(column)))
    switch (condition.test) {
      case 'equal':
        return same
      case 'different':
        return q.both(present(column), q.unequal(l(column), r(column)))
      case 'within':
        return q.both(present(column), q.atMost(q.absolute(q.minus(l(column), r(column))), q.number(condition.atMost)))
      case 'either':
        return q.either(q.unequal(l(column), zero), q.unequal(r(column), zero))
      case 'similar':
      case 'edits':
        return q.both(present(column), q.either(q.equal(l(column), r(column)), test(condition)))
    }
  }
  const any = (alternatives: Alternatives): q.Sql =>
    q.either(...alternatives.map((conditions) => q.both(...conditions.map(one))))
  return q.choose(
    [
      [q.not(q.both(...comparison.needs.map(present))), q.number(nullLevel)],
      ...(comparison.nullWhen === undefined ? [] : [[any(comparison.nullWhen), q.number(nullLevel)] as const]),
      ...comparison.levels.map(
        ({ when }, at) => [any(when), q.number(at + 1 + (comparesText(when) ? mark : 0))] as const,
      ),
    ],
    q.number(elseLevel(comparison)),
  )
}

/** Columns of signatures beside a text column: letters as bits, first letter, length (`signaturesOf`). */
export const signatureColumns = (name: string) =>
  ({ letters: `${name}~letters`, start: `${name}~start`, length: `${name}~length` }) as const

const unjudged = 63

/** By signatures: false only where the texts cannot be alike (the bounds of `wasm/similarity-text.ts`). */
export const bySignature =
  (dialect: q.Dialect): TextTest =>
  (condition) => {
    const names = signatureColumns(condition.column)
    const [l, r] = (['l', 'r'] as const).map((side) => (name: string) => q.column(dialect, side, name))
    const [a, b] = [l!(names.length), r!(names.length)]
    const lost = (x: q.Sql, y: q.Sql) => dialect.bitCount(q.bitAnd(x, q.bitNot(y)))
    const [x, y] = [l!(names.letters), r!(names.letters)]
    const common = q.least(q.minus(a, lost(x, y)), q.minus(b, lost(y, x)))
    const long = q.either(q.equal(a, q.number(unjudged)), q.equal(b, q.number(unjudged)))
    if (condition.test === 'edits') {
      const limit = q.number(condition.atMost)
      return q.either(
        long,
        q.both(q.atMost(q.absolute(q.minus(a, b)), limit), q.atLeast(common, q.minus(q.greatest(a, b), limit))),
      )
    }
    const { atLeast } = condition
    const lifted = atLeast > 0.7 ? Math.max(0.7, (atLeast - 0.4) / 0.6) : atLeast
    const enough = (jaro: number) =>
      q.atLeast(q.times(common, q.plus(a, b)), q.minus(q.times(q.number(3 * jaro - 1), q.times(a, b)), q.number(0.001)))
    const sameStart = q.equal(l!(names.start), r!(names.start))
    return q.either(long, enough(atLeast), q.both(sameStart, enough(lifted)))
  }
