import { existsSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type HouseholdLink, linkHouseholds } from '../cluster/households.ts'
import { tableOfNumbers } from '../encode/append.ts'
import { chunksOf, literal, numbersOf } from '../encode/duckdb.ts'
import { householdFile, recordFile } from '../encode/prepared.ts'
import { copyTo, householdLinkFile } from './files.ts'

/** Households of the sources, and how many pairs of them have persons in common, by what became of them. */
export interface HouseholdCounts {
  readonly rosters: number
  readonly links: Readonly<Record<HouseholdLink['kind'], number>>
}

const kinds = ['same', 'part-of', 'some-members'] as const satisfies readonly HouseholdLink['kind'][]

interface Folders {
  readonly folder: string
  readonly prepared: string
}

/** Links households by the persons whom the run has found, and keeps the links; undefined where no source has any. */
export async function keepHouseholdLinks(
  database: DuckDBConnection,
  { folder, prepared }: Folders,
  cluster: Int32Array,
): Promise<HouseholdCounts | undefined> {
  if (!existsSync(householdFile(prepared))) return undefined
  // A household is known by its number within its source: two sources may use one number for two.
  await database.run(
    `create or replace table rosters as select "row", household, source_code,
       (dense_rank() over (order by source_code, household))::integer as roster from read_parquet(${literal(householdFile(prepared))})`,
  )
  const rosterOf = new Int32Array(cluster.length)
  for await (const chunk of chunksOf(database, 'select "row", roster from rosters')) {
    const [rows, rosters] = [numbersOf(chunk, 0), numbersOf(chunk, 1)]
    for (let i = 0; i < rows.length; i++) rosterOf[rows[i]!] = rosters[i]!
  }
  const links = linkHouseholds(cluster, (record) => rosterOf[record]!)
  await writeLinks(database, { folder, prepared }, links)
  const counts = { same: 0, 'part-of': 0, 'some-members': 0 }
  for (const { kind } of links) counts[kind]++
  return { rosters: rosterOf.reduce((most, roster) => Math.max(most, roster), 0), links: counts }
}

async function writeLinks(
  database: DuckDBConnection,
  { folder, prepared }: Folders,
  links: readonly HouseholdLink[],
): Promise<void> {
  const column = (name: string, of: (link: HouseholdLink) => number) => ({ name, values: Int32Array.from(links, of) })
  await tableOfNumbers(database, 'household_links', [
    ...(['left', 'right', 'leftSize', 'rightSize', 'shared'] as const).map((name) =>
      column(name, (link) => link[name]),
    ),
    column('kind', ({ kind }) => kinds.indexOf(kind)),
  ])
  const named = `select distinct roster, household, source
    from rosters join (select distinct source_code, source from read_parquet(${literal(recordFile(prepared))})) using (source_code)`
  const words = kinds.map((kind, i) => `when ${i} then ${literal(kind)}`).join(' ')
  await copyTo(
    database,
    `with named as (${named})
     select l.source as left_source, l.household as left_household, r.source as right_source,
       r.household as right_household, k."leftSize" as left_size, k."rightSize" as right_size, k.shared,
       case k.kind ${words} end as kind
     from household_links k join named l on l.roster = k."left" join named r on r.roster = k."right"
     order by k.kind, k.shared desc, k."left", k."right"`,
    householdLinkFile(folder),
  )
}
