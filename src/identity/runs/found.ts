import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { SuspiciousCluster as Suspicious } from '../linkage/cluster/quality.ts'
import { literal, withDatabase } from '../linkage/encode/duckdb.ts'
import { clusterFile, edgeFile, householdLinkFile, numberedRecords, pairFile } from '../linkage/run/files.ts'
import { socialRegistry } from '../people/records.ts'
import { keyOf } from '../people/rules.ts'
import type { RecordRef } from '../people/schema.ts'
import { areasOf, type By, liesWithin } from '../people/world.ts'
import { runFilesGone, runNotDone, unknownRun } from './problems.ts'
import type { HouseholdLink, Run, SuspiciousCluster } from './schema.ts'
import { findRun } from './store.ts'
import { withinAreas } from './visible.ts'
import { runFolder } from './work.ts'

interface FoundWorld {
  readonly pool: pg.Pool
  /** Of the identity room in the data folder. */
  readonly folder: string
}

/** A run that came to its end, and where its pairs and clusters lie. */
export interface DoneRun {
  readonly run: Run & { readonly report: NonNullable<Run['report']> }
  readonly folder: string
}

export async function doneRun({ pool, folder }: FoundWorld, id: string): Promise<Result<DoneRun>> {
  const run = await findRun(pool, id)
  if (run === undefined) return fail(unknownRun(id))
  const { report } = run
  if (run.state !== 'done' || report === undefined) return fail(runNotDone)
  const of = runFolder(folder, id)
  if (![pairFile(of), clusterFile(of)].every(existsSync)) return fail(runFilesGone)
  return ok({ run: { ...run, report }, folder: of })
}

export const readingLimits = (folder: string) => ({ threads: 1, memoryMiB: 300, spillFolder: join(folder, 'spill') })

/** More than these are not looked through for those of the reader's areas. */
const lookedThrough = 2_000
const shown = 50
const recordsShown = 12

/** Clusters of a run that somebody should see, those with most against them first. */
export async function suspiciousOf(id: string, by: By, world: FoundWorld): Promise<Result<SuspiciousCluster[]>> {
  const done = await doneRun(world, id)
  if (!done.ok) return done
  const { folder } = done.value
  const left = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as { value: { suspicious: Suspicious[] } }
  const worst = left.value.suspicious
    .toSorted((x, y) => y.suspicions.length - x.suspicions.length || y.size - x.size)
    .slice(0, lookedThrough)
  const found = await namedClusters(folder, worst)
  const visible = await withinAreas(world.pool, by, found, ({ records }) => records)
  return ok(visible.slice(0, shown))
}

async function namedClusters(folder: string, clusters: readonly Suspicious[]): Promise<SuspiciousCluster[]> {
  if (clusters.length === 0) return []
  const numbers = clusters.map(({ cluster }) => cluster).join(', ')
  const bridges = [-1, ...clusters.flatMap(({ bridge }) => bridge ?? [])].join(', ')
  const members = `select cluster, source, record_id from (${numberedRecords(folder)}) where cluster in (${numbers}) order by "row"`
  const links = `select file_row_number, l.source, l.record_id, r.source, r.record_id, weight
    from read_parquet(${literal(edgeFile(folder))}, file_row_number = true)
    join (${numberedRecords(folder)}) l on l."row" = a join (${numberedRecords(folder)}) r on r."row" = b
    where file_row_number in (${bridges})`
  return withDatabase(readingLimits(folder), async (database) => {
    const recordsOf = new Map<number, RecordRef[]>()
    for (const [cluster, ...ref] of (await database.runAndReadAll(members)).getRows()) {
      recordsOf.set(Number(cluster), [...(recordsOf.get(Number(cluster)) ?? []), refOf(ref)])
    }
    const linkAt = new Map(
      (await database.runAndReadAll(links))
        .getRows()
        .map(([edge, a, left, b, right, weight]) => [
          Number(edge),
          { first: refOf([a, left]), second: refOf([b, right]), weight: Number(weight) },
        ]),
    )
    return clusters.map(({ cluster, size, suspicions, bridge: edge }) => {
      const records = recordsOf.get(cluster) ?? []
      const bridge = edge === undefined ? undefined : linkAt.get(edge)
      return {
        ...{ cluster: records[0] === undefined ? '' : keyOf(records[0]), size, suspicions: [...suspicions] },
        records: records.slice(0, recordsShown),
        ...(bridge === undefined ? {} : { bridge }),
      }
    })
  })
}

export const refOf = ([source, record]: readonly unknown[]): RecordRef => ({
  ...{ source: String(source), record: String(record) },
})

/** Households of a run with members in common; by reference, those of the reader's areas. */
export async function householdsOf(
  { id, change }: { readonly id: string; readonly change: HouseholdLink['change'] | undefined },
  by: By,
  world: FoundWorld,
): Promise<Result<HouseholdLink[]>> {
  const done = await doneRun(world, id)
  if (!done.ok) return done
  const file = householdLinkFile(done.value.folder)
  if (!existsSync(file)) return ok([])
  const only = change === undefined ? '' : `where kind = ${literal(change)}`
  const query = `select left_source, left_household, right_source, right_household, left_size, right_size, shared, kind
    from read_parquet(${literal(file)}) ${only} limit ${lookedThrough}`
  const links = await withDatabase(readingLimits(done.value.folder), async (database) =>
    (await database.runAndReadAll(query)).getRows().map(householdLink),
  )
  const visible = await inAreas(world.pool, by, links)
  return ok(visible.slice(0, shown))
}

const householdLink = (row: readonly unknown[]): HouseholdLink => ({
  first: { source: String(row[0]), household: String(row[1]) },
  second: { source: String(row[2]), household: String(row[3]) },
  ...{ firstSize: Number(row[4]), secondSize: Number(row[5]), shared: Number(row[6]) },
  change: row[7] as HouseholdLink['change'],
})

/** Where the registry says that a household lies; one of a file has no place. */
async function inAreas(pool: pg.Pool, { id }: By, links: readonly HouseholdLink[]): Promise<readonly HouseholdLink[]> {
  const areas = await areasOf(pool, id)
  if (areas.length === 0) return links
  const ofRegistry = ({ first, second }: HouseholdLink) =>
    [first, second].flatMap(({ source, household }) => (source === socialRegistry ? [household] : []))
  const { rows } = await pool.query<{ household: string; county: string }>(
    'select household_id as household, county_code as county from household where household_id = any($1)',
    [links.flatMap(ofRegistry)],
  )
  const places = new Map(rows.map(({ household, county }) => [household, county]))
  return links.filter((link) => {
    const lies = ofRegistry(link).flatMap((household) => places.get(household) ?? [])
    return liesWithin(lies, areas)
  })
}
