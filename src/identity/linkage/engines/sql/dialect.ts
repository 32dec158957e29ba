import { join } from 'node:path'

/** A piece of SQL that means the same in every dialect; made by the functions below and by a dialect, never from values. */
export type Sql = string & { readonly sql: true }

const sql = (text: string): Sql => text as Sql

/**
 * Where dialects differ. The rest keeps to what DuckDB and Spark have in common: INT, BIGINT and DOUBLE, no unsigned
 * numbers, no functions of strings, no hashes, no QUALIFY, no row order, no functions of our own.
 */
export interface Dialect {
  /** A name in double quotes, or in backticks. */
  identifier(name: string): Sql
  /** Number of bits that are set, as an INT. */
  bitCount(number: Sql): Sql
  /** Lets the statements that follow read Parquet files as a table. */
  open(table: Sql, files: string): Sql
  /** Works out the rows of a query, and keeps them under a name for the statements that follow. */
  keep(table: Sql, query: Sql): Sql
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const files: (pattern: string) => Sql = (pattern) => sql(`read_parquet(${quoted(pattern)})`)

export const duckdb: Dialect & { /** The rows of Parquet files. */ readonly files: typeof files } = {
  files,
  identifier: (name) => sql(`"${name.replaceAll('"', '""')}"`),
  // `bit_count` answers a TINYINT.
  bitCount: (number) => sql(`cast(bit_count(${number}) as int)`),
  open: (table, pattern) => sql(`create or replace view ${table} as select * from ${files(pattern)}`),
  keep: (table, query) => sql(`create or replace table ${table} as ${query}`),
}

const escaped = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/**
 * Each table is a folder of Parquet under `folder`: what is kept is written out, so that no statement is worked out anew by
 * a later one, and so that both sides read and write the same files.
 */
export const spark = (folder: string): Dialect => {
  const open: Dialect['open'] = (table, files) =>
    sql(`create or replace temporary view ${table} using parquet options (path ${escaped(files)})`)
  return {
    identifier: (name) => sql(`\`${name.replaceAll('`', '``')}\``),
    bitCount: (number) => sql(`cast(bit_count(${number}) as int)`),
    open,
    keep: (table, query) => {
      const to = join(folder, table)
      return sql(`insert overwrite directory ${escaped(to)} using parquet ${query};\n${open(table, to)}`)
    },
  }
}

export const number = (value: number): Sql => {
  if (!Number.isFinite(value)) throw new RangeError('no number that SQL can write')
  return sql(Number.isInteger(value) ? String(value) : `cast('${value}' as double)`)
}
export const column = (dialect: Dialect, table: string, name: string): Sql =>
  sql(`${table}.${dialect.identifier(name)}`)
export const equal = (a: Sql, b: Sql): Sql => sql(`${a} = ${b}`)
export const unequal = (a: Sql, b: Sql): Sql => sql(`${a} <> ${b}`)
export const below = (a: Sql, b: Sql): Sql => sql(`${a} < ${b}`)
export const atLeast = (a: Sql, b: Sql): Sql => sql(`${a} >= ${b}`)
export const atMost = (a: Sql, b: Sql): Sql => sql(`${a} <= ${b}`)
export const both = (...conditions: readonly Sql[]): Sql =>
  sql(conditions.length === 0 ? '1 = 1' : `(${conditions.join(' and ')})`)
export const either = (...conditions: readonly Sql[]): Sql =>
  sql(conditions.length === 0 ? '1 = 0' : `(${conditions.join(' or ')})`)
export const not = (condition: Sql): Sql => sql(`not (${condition})`)
export const plus = (...numbers: readonly Sql[]): Sql => sql(numbers.length === 0 ? '0' : `(${numbers.join(' + ')})`)
export const minus = (a: Sql, b: Sql): Sql => sql(`(${a} - ${b})`)
export const times = (a: Sql, b: Sql): Sql => sql(`(${a} * ${b})`)
export const bitAnd = (a: Sql, b: Sql): Sql => sql(`(${a} & ${b})`)
export const bitNot = (a: Sql): Sql => sql(`(~${a})`)
export const log2 = (a: Sql): Sql => sql(`log2(${a})`)
/** 2 to the power of a DOUBLE. */
export const powerOf2 = (a: Sql): Sql => sql(`power(cast(2 as double), ${a})`)
export const absolute = (a: Sql): Sql => sql(`abs(${a})`)
export const least = (a: Sql, b: Sql): Sql => sql(`least(${a}, ${b})`)
export const greatest = (a: Sql, b: Sql): Sql => sql(`greatest(${a}, ${b})`)
export const choose = (cases: readonly (readonly [when: Sql, value: Sql])[], otherwise: Sql): Sql =>
  cases.length === 0
    ? otherwise
    : sql(`case ${cases.map(([when, value]) => `when ${when} then ${value}`).join(' ')} else ${otherwise} end`)
/** `[expression, name]` each. */
export const select = (dialect: Dialect, columns: readonly (readonly [Sql, string])[], rest: Sql): Sql =>
  sql(`select ${columns.map(([of, name]) => `${of} as ${dialect.identifier(name)}`).join(',\n  ')}\n${rest}`)
/** A statement put together from pieces that are SQL already. */
export const piece = (strings: TemplateStringsArray, ...parts: readonly Sql[]): Sql =>
  sql(String.raw({ raw: strings }, ...parts))
/** Names of tables are ours, and fixed. */
export const table = (name: TableName): Sql => sql(name)
export type TableName =
  | ('prepared' | 'records' | 'candidates' | 'edges' | 'purged' | 'owner' | 'gain' | 'evidence' | 'l' | 'r' | 'c' | 'p')
  | `${'candidates' | 'signatures' | 'texts' | 'alike' | 'rarity'}_${number}`
  | `${'gain' | 'evidence'}${number}`
