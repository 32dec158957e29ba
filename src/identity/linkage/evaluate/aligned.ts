import type { DuckDBConnection } from '@duckdb/node-api'
import { literal } from '../encode/duckdb.ts'
import { clusterFile, numberedRecords, pairFile } from '../run/files.ts'
import type { Watch } from './watch.ts'

export interface Sides {
  readonly both: number
  readonly onlyFirst: number
  readonly onlySecond: number
}

/** Folders of two runs. */
export interface TwoRuns {
  readonly first: string
  readonly second: string
}

export const sides = ['first', 'second'] as const
export type Side = (typeof sides)[number]

export interface Aligned {
  readonly records: Sides
  /** Linked pairs, of records that both have. */
  readonly pairs: Sides
  /** Records of each run: its rows and its clusters are numbered below them. */
  readonly rows: { readonly first: number; readonly second: number }
}

/**
 * Leaves two tables. `common` has the records of both: first_row, second_row, first_cluster, second_cluster. `linked` has the
 * pairs of these that either links, by their rows in the first, with the weight in each run that links them.
 */
export async function alignRuns(database: DuckDBConnection, runs: TwoRuns, watch: Watch): Promise<Aligned> {
  const rows = { first: await recordsOf(database, runs.first), second: await recordsOf(database, runs.second) }
  watch('records')
  const inPlace = rows.first === rows.second && (await inOneOrder(database, runs))
  await database.run(`create or replace table common as ${inPlace ? recordsInPlace(runs) : recordsByName(runs)}`)
  const [both = 0] = await numbersIn(database, 'select count(*) from common')
  watch('pairs')
  const pairs = (side: Side) => (inPlace ? linkedInPlace(runs[side]) : linkedOfCommon(runs[side], side))
  await database.run(
    `create or replace table linked as select a, b, f.weight as first, s.weight as second
     from (${pairs('first')}) f full join (${pairs('second')}) s using (a, b)`,
  )
  const [ofBoth = 0, ofFirst = 0, ofSecond = 0] = await numbersIn(
    database,
    'select count(*) filter (first is not null and second is not null), count(first), count(second) from linked',
  )
  return {
    rows,
    records: { both, onlyFirst: rows.first - both, onlySecond: rows.second - both },
    pairs: { both: ofBoth, onlyFirst: ofFirst - ofBoth, onlySecond: ofSecond - ofBoth },
  }
}

const recordsOf = async (database: DuckDBConnection, folder: string): Promise<number> =>
  (await numbersIn(database, `select count(*) from read_parquet(${literal(clusterFile(folder))})`))[0] ?? 0

/** Two runs over the same state of the same sources hold the same records in the same order: nothing is to be looked up. */
async function inOneOrder(database: DuckDBConnection, { first, second }: TwoRuns): Promise<boolean> {
  const [differ] = await numbersIn(
    database,
    `select count(*) from read_parquet(${literal(clusterFile(first))}) f
     positional join read_parquet(${literal(clusterFile(second))}) s
     where f.source <> s.source or f.record_id <> s.record_id`,
  )
  return differ === 0
}

const recordsInPlace = ({ first, second }: TwoRuns): string =>
  `select f."row" as first_row, f."row" as second_row, f.cluster as first_cluster, s.cluster as second_cluster
   from (${numberedRecords(first)}) f positional join read_parquet(${literal(clusterFile(second))}) s`

const recordsByName = ({ first, second }: TwoRuns): string =>
  `select f."row" as first_row, s."row" as second_row, f.cluster as first_cluster, s.cluster as second_cluster
   from (${numberedRecords(first)}) f join (${numberedRecords(second)}) s using (source, record_id)`

const linkedInPlace = (folder: string): string =>
  `select a, b, weight from read_parquet(${literal(pairFile(folder))}) where linked`

const linkedOfCommon = (folder: string, side: Side): string =>
  `select least(l.first_row, r.first_row) as a, greatest(l.first_row, r.first_row) as b, weight
   from (${linkedInPlace(folder)}) p
   join common l on l.${side}_row = p.a join common r on r.${side}_row = p.b`

/** The numbers of the one row that a query answers with. */
export async function numbersIn(database: DuckDBConnection, query: string): Promise<number[]> {
  const [row = []] = (await database.runAndReadAll(query)).getRows()
  return row.map(Number)
}
