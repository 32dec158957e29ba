import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Clustering } from '../cluster/cluster.ts'
import { tableOfNumbers } from '../encode/append.ts'
import { literal } from '../encode/duckdb.ts'
import { recordFile } from '../encode/prepared.ts'
import type { Edges } from '../engines/contract.ts'
import { edgesFrom } from '../engines/edges.ts'

/** Parquet: a, b, weight, pattern; records by their number. */
export const edgeFile = (folder: string): string => join(folder, 'edges.parquet')
/** Parquet: source, record_id, cluster (the number of its first record). */
export const clusterFile = (folder: string): string => join(folder, 'clusters.parquet')
/** A query for the records of a run: row, source, record_id, cluster. The file holds them in the order of their numbers. */
export const numberedRecords = (folder: string): string =>
  `select file_row_number::integer as "row", source, record_id, cluster
   from read_parquet(${literal(clusterFile(folder))}, file_row_number = true)`
/** Parquet: both records by source and record id, weight, pattern, linked, reason for a review. */
export const pairFile = (folder: string): string => join(folder, 'pairs.parquet')
/** Parquet: two households by source and number, persons on each and on both, kind of the link. */
export const householdLinkFile = (folder: string): string => join(folder, 'household-links.parquet')

const parquet = '(format parquet, compression zstd)'

/** Written beside its name, then given it: a file that is there is whole. */
export async function copyTo(database: DuckDBConnection, query: string, file: string): Promise<void> {
  await database.run(`copy (${query}) to ${literal(`${file}.new`)} ${parquet}`)
  renameSync(`${file}.new`, file)
}

export async function writeEdges(database: DuckDBConnection, folder: string, edges: Edges): Promise<void> {
  const columns = (['a', 'b', 'weight', 'pattern'] as const).map((name) => ({ name, values: edges[name] }))
  await tableOfNumbers(database, 'edges', columns)
  await copyTo(database, 'select * from edges', edgeFile(folder))
}

export const readEdges = (database: DuckDBConnection, folder: string, count: number): Promise<Edges> =>
  edgesFrom(database, `read_parquet(${literal(edgeFile(folder))})`, count)

const reasons = ['weak', 'kin', 'same-unique-source', 'same-roster', 'tie'] as const

interface Folders {
  readonly folder: string
  readonly prepared: string
}

/** Whose records they are, from the records of the preparation, which lie in the order of their numbers. */
const recordsOf = (prepared: string): string => `read_parquet(${literal(recordFile(prepared))})`

export async function writeClusters(
  database: DuckDBConnection,
  { folder, prepared }: Folders,
  cluster: Int32Array,
): Promise<void> {
  await tableOfNumbers(database, 'clusters', [{ name: 'cluster', values: cluster }])
  await copyTo(
    database,
    `select source, record_id, cluster from ${recordsOf(prepared)} positional join clusters`,
    clusterFile(folder),
  )
}

export async function writePairs(
  database: DuckDBConnection,
  { folder, prepared }: Folders,
  edges: Edges,
  { linked, reviews }: Omit<Clustering, 'cluster'>,
): Promise<void> {
  const reason = new Int32Array(edges.count)
  for (const { edge, reason: why } of reviews) reason[edge] = reasons.indexOf(why) + 1
  await tableOfNumbers(database, 'pairs', [
    ...(['a', 'b', 'weight', 'pattern'] as const).map((name) => ({ name, values: edges[name] })),
    { name: 'linked', values: Int32Array.from(linked) },
    { name: 'reason', values: reason },
  ])
  const words = reasons.map((word, i) => `when ${i + 1} then ${literal(word)}`).join(' ')
  await copyTo(
    database,
    `select l.source as left_source, l.record_id as left_id, r.source as right_source, r.record_id as right_id, a, b,
       weight, pattern, linked = 1 as linked, case reason ${words} end as reason
     from pairs join ${recordsOf(prepared)} l on l."row" = a join ${recordsOf(prepared)} r on r."row" = b order by a, b`,
    pairFile(folder),
  )
}
