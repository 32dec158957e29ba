import type { DuckDBConnection } from '@duckdb/node-api'
import { tableOfNumbers } from '../encode/append.ts'
import { chunksOf, literal, numbersOf } from '../encode/duckdb.ts'
import { clusterFile, pairFile } from '../run/files.ts'
import { type Aligned, alignRuns, type Side, type TwoRuns } from './aligned.ts'
import { type ClusterChange, type ClusterChanges, type ClusterRows, clusterChanges } from './changes.ts'
import type { Watch } from './watch.ts'

/** A record by its source and its id there. */
type Ref = readonly [source: string, record: string]

export interface LinkedByOne {
  readonly side: Side
  readonly first: Ref
  readonly second: Ref
  /** In the run that linked them, and in the other, where they were kept. */
  readonly weight: number
  readonly otherWeight?: number
  /** Why the other put them to a person. */
  readonly reason?: string
}

export interface DividedGroup {
  readonly change: ClusterChange
  /** So many records of both, of which a part is named. */
  readonly records: number
  readonly first: readonly (readonly Ref[])[]
  readonly second: readonly (readonly Ref[])[]
}

export interface ComparedRuns {
  readonly records: Aligned['records']
  readonly pairs: Aligned['pairs']
  readonly clusters: ClusterChanges['counts']
  /** The strongest of the pairs that one run alone has linked, by turns. */
  readonly linkedByOne: readonly LinkedByOne[]
  /** The largest groups that the two divide otherwise. */
  readonly divided: readonly DividedGroup[]
}

/** What is named of a group: records of each part, and parts of each side. */
export const namedOfGroup = { records: 12, parts: 12 } as const

/**
 * What two runs differ in, over the records that both have, read from their files by DuckDB within its limits: only counts
 * and the examples come into memory, and nine bytes for each record.
 */
export async function compareRunFiles(
  database: DuckDBConnection,
  runs: TwoRuns,
  examples: number,
  watch: Watch,
): Promise<ComparedRuns> {
  const { records, pairs, rows } = await alignRuns(database, runs, watch)
  const passes = 2
  let pass = 0
  async function* common(): AsyncGenerator<ClusterRows> {
    const began = pass++ / passes
    let read = 0
    for await (const chunk of chunksOf(database, 'select first_cluster, second_cluster from common')) {
      watch('clusters', began + read / Math.max(records.both, 1) / passes)
      read += chunk.rowCount
      yield { first: numbersOf(chunk, 0), second: numbersOf(chunk, 1), count: chunk.rowCount }
    }
  }
  const changes = await clusterChanges(common, rows, examples)
  watch('examples')
  return {
    ...{ records, pairs, clusters: changes.counts },
    linkedByOne: byTurns(
      await linkedByOne(database, runs, 'first', examples),
      await linkedByOne(database, runs, 'second', examples),
    ),
    divided: await dividedGroups(database, runs, changes),
  }
}

function byTurns<T>(first: readonly T[], second: readonly T[]): T[] {
  const longest = Math.max(first.length, second.length)
  return Array.from({ length: longest }, (_, i) => [first[i], second[i]])
    .flat()
    .filter((one) => one !== undefined)
}

async function linkedByOne(
  database: DuckDBConnection,
  runs: TwoRuns,
  side: Side,
  most: number,
): Promise<LinkedByOne[]> {
  const other = side === 'first' ? 'second' : 'first'
  await database.run(
    `create or replace table shown as select a, b, ${side} as weight from linked where ${other} is null
     order by weight desc, a, b limit ${most}`,
  )
  // Pairs of the other run are by its own rows.
  const inOther = `select s.a, s.b, p.weight, p.reason from shown s
    join common l on l.first_row = s.a join common r on r.first_row = s.b
    join read_parquet(${literal(pairFile(runs[other]))}) p
      on p.a = least(l.${other}_row, r.${other}_row) and p.b = greatest(l.${other}_row, r.${other}_row)`
  const names = `select file_row_number as "row", source, record_id
    from read_parquet(${literal(clusterFile(runs.first))}, file_row_number = true)
    where file_row_number in (select a from shown union all select b from shown)`
  const reader = await database.runAndReadAll(
    `with name as materialized (${names})
     select l.source, l.record_id, r.source, r.record_id, s.weight, o.weight, o.reason
     from shown s left join (${inOther}) o using (a, b) join name l on l."row" = s.a join name r on r."row" = s.b
     order by s.weight desc, s.a, s.b`,
  )
  return reader.getRows().map(([a, left, b, right, mine, theirs, reason]) => ({
    ...{ side, first: [String(a), String(left)], second: [String(b), String(right)], weight: Number(mine) },
    ...(theirs === null ? {} : { otherWeight: Number(theirs) }),
    ...(reason === null ? {} : { reason: String(reason) }),
  }))
}

async function dividedGroups(
  database: DuckDBConnection,
  runs: TwoRuns,
  { largest, clusters, places }: ClusterChanges,
): Promise<DividedGroup[]> {
  await tableOfNumbers(database, 'shown', [
    { name: 'cluster', values: clusters },
    { name: 'place', values: places },
  ])
  await database.run(
    `create or replace table member as
     with all_members as (
       select place, first_row as "row", first_cluster, second_cluster,
         min(first_row) over (partition by place, first_cluster) as first_part,
         min(first_row) over (partition by place, second_cluster) as second_part,
         row_number() over (partition by place, first_cluster order by first_row) as in_first,
         row_number() over (partition by place, second_cluster order by first_row) as in_second
       from common join shown on cluster = first_cluster
     ), by_parts as (
       select *, dense_rank() over (partition by place order by first_part) as of_first,
         dense_rank() over (partition by place order by second_part) as of_second from all_members
     )
     select place, "row", of_first, of_second, (of_first <= ${namedOfGroup.parts} and in_first <= ${namedOfGroup.records}) as named_first,
       (of_second <= ${namedOfGroup.parts} and in_second <= ${namedOfGroup.records}) as named_second
     from by_parts where named_first or named_second`,
  )
  const reader = await database.runAndReadAll(
    `select m.place, of_first, of_second, named_first, named_second, source, record_id from member m
     join read_parquet(${literal(clusterFile(runs.first))}, file_row_number = true) on file_row_number = m."row"
     order by m.place, m."row"`,
  )
  const groups = largest.map((group) => ({ ...group, first: [] as Ref[][], second: [] as Ref[][] }))
  for (const [place, ofFirst, ofSecond, inFirst, inSecond, source, record] of reader.getRows()) {
    const { first, second } = groups[Number(place)]!
    const put = (parts: Ref[][], part: unknown) => {
      const at = Number(part) - 1
      parts[at] ??= []
      parts[at].push([String(source), String(record)])
    }
    if (inFirst === true) put(first, ofFirst)
    if (inSecond === true) put(second, ofSecond)
  }
  return groups
}
