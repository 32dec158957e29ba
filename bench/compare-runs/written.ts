import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { withDatabase } from '../../src/identity/linkage/encode/duckdb.ts'
import { clusterFile, copyTo, pairFile } from '../../src/identity/linkage/run/files.ts'

/**
 * Of each ten records the run takes some for one person: 0 and 1; 2 and 3 in every second ten; 4, 5 and 6 in every fifth. The
 * second run lets go of the first two in every twentieth ten, takes 2 and 3 for one in some more, and in every hundredth ten
 * puts 6 with 7.
 */
const personIn = {
  first: `case when n % 10 = 1 then n - 1 when n % 10 = 3 and ten % 2 = 0 then n - 1
    when n % 10 in (5, 6) and ten % 5 = 0 then ten * 10 + 4 else n end`,
  second: `case when n % 10 = 1 and ten % 20 <> 0 then n - 1 when n % 10 = 3 and (ten % 2 = 0 or ten % 50 = 1) then n - 1
    when n % 10 = 7 and ten % 100 = 50 then n - 1
    when (n % 10 = 5 or (n % 10 = 6 and ten % 100 <> 50)) and ten % 5 = 0 then ten * 10 + 4 else n end`,
} as const

interface WrittenRun {
  readonly side: keyof typeof personIn
  readonly records: number
  /** In another order than that of their numbers, and without one in a hundred. */
  readonly shuffled: boolean
}

/** Clusters and pairs as a run leaves them: each pair of one person is linked, and as many again are kept and not linked. */
async function writeRun(database: DuckDBConnection, to: string, run: WrittenRun): Promise<void> {
  mkdirSync(to, { recursive: true })
  const { side, records, shuffled } = run
  const missing = shuffled ? `where n % 100 <> ${side === 'first' ? 98 : 99}` : ''
  const order = shuffled && side === 'second' ? 'hash(n)' : 'n'
  await database.run(
    `create or replace table record as select n, (row_number() over (order by ${order}) - 1)::integer as "row",
       ${personIn[side]} as person from (select range as n, range // 10 as ten from range(${records})) ${missing}`,
  )
  await database.run(
    'create or replace table member as select *, (min("row") over (partition by person))::integer as cluster from record',
  )
  const named = (source: string, record: string, n: string) =>
    `case when ${n} % 2 = 0 then 'social-registry' else 'civil-registry' end as ${source}, printf('%012d', ${n}) as ${record}`
  await copyTo(
    database,
    `select ${named('source', 'record_id', 'n')}, cluster from member order by "row"`,
    clusterFile(to),
  )
  const pair = 'least(l."row", r."row") as a, greatest(l."row", r."row") as b, l.n as left_n, r.n as right_n'
  await copyTo(
    database,
    `select ${named('left_source', 'left_id', 'left_n')},
       ${named('right_source', 'right_id', 'right_n')}, a, b,
       (case when linked then 12 else -2 end) + (hash(a, b) % 12000) / 1000.0 as weight, 0 as pattern, linked,
       case when linked then null else 'weak' end as reason
     from (select ${pair}, true as linked from member l join member r on l.person = r.person and l.n < r.n
       union all
       select ${pair}, false from member l join member r on r.n = l.n + 8 where l.n % 5 = 0) order by a, b`,
    pairFile(to),
  )
}

/** Both runs, each in a folder named after its side. */
export async function writeRuns(to: string, records: number, shuffled: boolean): Promise<void> {
  mkdirSync(to, { recursive: true })
  const limits = { threads: 2, memoryMiB: 2_500, spillFolder: join(to, 'spill') }
  for (const side of ['first', 'second'] as const) {
    await withDatabase(limits, (database) => writeRun(database, join(to, side), { side, records, shuffled }))
  }
}

/** Who each of the first records is: as the first run says, but for every thirtieth ten, where nobody is there twice. */
export function* truthOf(records: number) {
  for (let n = 0; n < records; n++) {
    const [ten, digit] = [Math.floor(n / 10), n % 10]
    const several = digit === 1 || (digit === 3 && ten % 2 === 0)
    const person =
      ten % 30 === 0 ? n : (digit === 5 || digit === 6) && ten % 5 === 0 ? ten * 10 + 4 : several ? n - 1 : n
    yield {
      ...{ source: n % 2 === 0 ? 'social-registry' : 'civil-registry', record: String(n).padStart(12, '0') },
      ...{ person: String(person), groups: [String(n % 3)] },
    }
  }
}
