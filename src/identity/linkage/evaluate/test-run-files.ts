import { mkdirSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import { tableOfNumbers } from '../encode/append.ts'
import { clusterFile, copyTo, pairFile } from '../run/files.ts'
import { tableOfTexts } from './truth-table.ts'

/** A run as a test thinks of it: its records by any number, each with the number of its cluster, and the pairs that it kept. */
export interface SmallRun {
  /** Records in the order in which the run has them. */
  readonly records: readonly { readonly number: number; readonly cluster: number }[]
  readonly pairs: readonly {
    readonly a: number
    readonly b: number
    readonly weight: number
    readonly linked: boolean
  }[]
}

export const nameOf = (number: number): readonly [source: string, record: string] => [
  number % 2 === 0 ? 'even' : 'odd',
  `r${number}`,
]

/** What such a run leaves in its folder. */
export async function writeSmallRun(database: DuckDBConnection, folder: string, run: SmallRun): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const rowOf = new Map(run.records.map(({ number }, row) => [number, row]))
  const firstOf = new Map(run.records.map(({ cluster }, row) => [cluster, row] as const).reverse())
  await tableOfTexts(
    database,
    'small_names',
    ['source', 'record_id'],
    run.records.map(({ number }) => nameOf(number)),
  )
  await tableOfNumbers(database, 'small_clusters', [
    { name: 'row', values: Int32Array.from(run.records, (_, row) => row) },
    { name: 'cluster', values: Int32Array.from(run.records, ({ cluster }) => firstOf.get(cluster)!) },
  ])
  await copyTo(
    database,
    'select source, record_id, cluster from small_names n join small_clusters c on c."row" = n.rowid order by c."row"',
    clusterFile(folder),
  )
  const rows = run.pairs.map(({ a, b, ...pair }) => {
    const ends = [rowOf.get(a)!, rowOf.get(b)!]
    return { ...pair, a: Math.min(...ends), b: Math.max(...ends) }
  })
  await tableOfNumbers(database, 'small_pairs', [
    { name: 'a', values: Int32Array.from(rows, ({ a }) => a) },
    { name: 'b', values: Int32Array.from(rows, ({ b }) => b) },
    { name: 'weight', values: Float64Array.from(rows, ({ weight }) => weight) },
    { name: 'linked', values: Int32Array.from(rows, ({ linked }) => Number(linked)) },
  ])
  await copyTo(
    database,
    `select l.source as left_source, l.record_id as left_id, r.source as right_source, r.record_id as right_id, a, b, weight,
       0 as pattern, linked = 1 as linked, case when linked = 0 then 'weak' end as reason
     from small_pairs join small_names l on l.rowid = a join small_names r on r.rowid = b order by a, b`,
    pairFile(folder),
  )
}
