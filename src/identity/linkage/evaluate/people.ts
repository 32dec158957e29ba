import type { DuckDBConnection } from '@duckdb/node-api'
import { literal } from '../encode/duckdb.ts'
import { numberedRecords, pairFile } from '../run/files.ts'
import { numbersIn } from './aligned.ts'
import { type GroupScore, groupScores } from './groups.ts'
import { judgedPairs } from './judged.ts'
import type { JudgedPairs } from './pairs.ts'
import { type Score, scoreOf } from './score.ts'
import { tableOfTexts } from './truth-table.ts'
import type { Watch } from './watch.ts'

/** Who some records really are, and the groups that each is in, by division. */
export interface KnownPeople {
  readonly divisions: readonly string[]
  readonly people: Iterable<{
    readonly source: string
    readonly record: string
    readonly person: string
    readonly groups: readonly string[]
  }>
}

export interface ClusterScores {
  /** Pairs of records that lie in one cluster: what linking means in the end, also for pairs that were never compared. */
  readonly pairs: Score
  /** Clusters that hold all records of a person and no other, among those of two records and more. */
  readonly exact: Score
  /** B-cubed (Bagga and Baldwin 1998): the mean over records, so that a large cluster does not drown the small. */
  readonly bCubed: { readonly precision: number; readonly recall: number; readonly f1: number }
}

export interface PeopleMeasured {
  /** Records of the run of which it is known who they are: only these, and pairs of these, are looked at. */
  readonly known: number
  readonly pairs: JudgedPairs
  readonly clusters: ClusterScores
  readonly groups: readonly GroupScore[]
}

/** A run against who its records really are. */
export async function measurePeople(
  database: DuckDBConnection,
  folder: string,
  { divisions, people }: KnownPeople,
  watch: Watch,
): Promise<PeopleMeasured> {
  watch('records')
  const groupColumns = divisions.map((_, i) => `group${i}`)
  await tableOfTexts(database, 'truth', ['source', 'record_id', 'person', ...groupColumns], rowsOf(people))
  const columns = ['person', ...groupColumns].map((name) => `t.${name}`).join(', ')
  await database.run(
    `create or replace table known as select c."row", c.cluster, ${columns}
     from truth t join (${numberedRecords(folder)}) c using (source, record_id)`,
  )
  watch('clusters')
  const clusters = await scoreClusters(database)
  watch('pairs')
  const scored = `select weight, l.person = r.person as same from read_parquet(${literal(pairFile(folder))}) p
    join known l on l."row" = p.a join known r on r."row" = p.b`
  const pairs = await judgedPairs(database, scored, clusters.pairs.right + clusters.pairs.missed)
  const groups: GroupScore[] = []
  for (const [i, name] of divisions.entries()) groups.push(...(await scoreGroups(database, name, `group${i}`)))
  const [known = 0] = await numbersIn(database, 'select count(*) from known')
  return { known, pairs, clusters, groups }
}

function* rowsOf(people: KnownPeople['people']): Generator<readonly string[]> {
  for (const { source, record, person, groups } of people) yield [source, record, person, ...groups]
}

async function scoreClusters(database: DuckDBConnection): Promise<ClusterScores> {
  const setsBy = (column: string) =>
    numbersIn(
      database,
      `select coalesce(sum(n * (n - 1) / 2), 0), count(*) filter (n > 1)
       from (select count(*) as n from known group by ${column})`,
    )
  const [linked = 0, ofSeveral = 0] = await setsBy('cluster')
  const [same = 0, several = 0] = await setsBy('person')
  const [records = 0, right = 0, exact = 0, precision = 0, recall = 0] = await numbersIn(
    database,
    `select coalesce(sum(n), 0), coalesce(sum(n * (n - 1) / 2), 0), count(*) filter (n > 1 and n = in_cluster and n = of_person),
       coalesce(sum(n * n / in_cluster), 0), coalesce(sum(n * n / of_person), 0)
     from (
       select n, sum(n) over (partition by cluster) as in_cluster, sum(n) over (partition by person) as of_person
       from (select cluster, person, count(*) as n from known group by all)
     )`,
  )
  const mean = { precision: precision / Math.max(records, 1), recall: recall / Math.max(records, 1) }
  return {
    pairs: scoreOf(right, linked - right, same - right),
    exact: scoreOf(exact, ofSeveral - exact, several - exact),
    bCubed: { ...mean, f1: records === 0 ? 1 : (2 * mean.precision * mean.recall) / (mean.precision + mean.recall) },
  }
}

/** As `scoreGroupsOfPairs` of all pairs within clusters and people, by how many others a record shares these with. */
async function scoreGroups(database: DuckDBConnection, division: string, column: string): Promise<GroupScore[]> {
  const reader = await database.runAndReadAll(
    `select name, sum(n) as records, sum(n * (alike - 1)) / 2, sum(n * (in_cluster - 1)) / 2, sum(n * (of_person - 1)) / 2
     from (
       select name, n, sum(n) over (partition by cluster, person) as alike, sum(n) over (partition by cluster) as in_cluster,
         sum(n) over (partition by person) as of_person
       from (select cluster, person, ${column} as name, count(*) as n from known group by all)
     ) group by name`,
  )
  const counts = reader.getRows().map(([name, ...numbers]) => {
    const [records = 0, right = 0, linked = 0, same = 0] = numbers.map(Number)
    return [String(name), { records, right, wrong: linked - right, missed: same - right }] as const
  })
  return groupScores(division, new Map(counts))
}
