import { type TextCondition, textConditions } from '../../compare/levels.ts'
import type { TrainedModel } from '../../compare/weights.ts'
import type { Prepared } from '../../encode/prepared.ts'
import type { LinkageModel } from '../../model/schema.ts'
import * as q from './dialect.ts'

export interface TextColumn {
  readonly column: string
  readonly conditions: readonly TextCondition[]
}

/** Columns whose texts are compared, each with what is asked of them: a bit in the table of compared texts. */
export function textColumns({ comparisons }: Pick<LinkageModel, 'comparisons'>): TextColumn[] {
  const byColumn = Map.groupBy(textConditions(comparisons), ({ column }) => column)
  return [...byColumn].map(([column, conditions]) => ({ column, conditions }))
}

/** A table that a query fills; a view is worked out where it is read. */
export interface Step {
  readonly table: q.TableName
  readonly query: q.Sql
  readonly view?: true
}

export const statementOf = (dialect: q.Dialect, { table, query, view }: Step): q.Sql =>
  view === true
    ? q.piece`create or replace temporary view ${q.table(table)} as ${query}`
    : dialect.keep(q.table(table), query)

export interface Plan {
  readonly dialect: q.Dialect
  readonly model: TrainedModel
  readonly prepared: Prepared
  /** Bits. */
  readonly threshold: number
  /** Rules, as bits, of which blocks are left out. */
  readonly purging: number
}

export const zero = q.number(0)
export const levelName = (i: number): string => `level${i}`
export const joined = (from: q.Sql, joins: readonly q.Sql[]): q.Sql =>
  joins.reduce((all, one) => q.piece`${all}\n${one}`, from)

/** The candidates `c` with their records `l` and `r`. */
export const withRecords = (dialect: q.Dialect): q.Sql =>
  joined(
    q.piece`from ${q.table('candidates')} c`,
    (
      [
        ['l', 'a'],
        ['r', 'b'],
      ] as const
    ).map(
      ([side, end]) =>
        q.piece`join ${q.table('records')} ${q.table(side)} on ${q.equal(q.column(dialect, side, 'row'), q.column(dialect, 'c', end))}`,
    ),
  )
