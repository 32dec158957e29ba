import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type pg from 'pg'
import { administer } from '../../federation/administration.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { withDatabase } from '../linkage/encode/duckdb.ts'
import { loadSources } from '../linkage/sources/load.ts'
import type { By, PeopleWorld } from '../people/world.ts'
import { tooManyRecords } from '../runs/problems.ts'
import { maxUploadRecords } from '../runs/schema.ts'
import { keepRecords } from '../runs/store.ts'
import { inputTable, memoryMiB, recordsOf, written } from '../runs/work.ts'
import { type IdentifierMap, sourcesOf } from './declared.ts'
import type { NumberChanges } from './number-changes.ts'
import { noRoster } from './problems.ts'
import type { Roster, RosterRequest } from './schema.ts'
import { changedOf, leave, leavers, numberColumns } from './store.ts'

export interface RosterWorld extends PeopleWorld {
  readonly map: IdentifierMap
  readonly changes: NumberChanges
  /** Of the identity room in the data folder. */
  readonly folder: string
}

export interface RosterDesk {
  /** Its people are known to the map by their numbers there from then on; handed in again, it is brought up to date. */
  keep(request: RosterRequest, by: By): Promise<Result<Roster>>
  /** Nobody of it is known to the map any more. */
  withdraw(source: string, by: By): Promise<Result<Roster>>
}

const columns = 'given_name middle_name surname sex birth_date national_id birth_registration_number phone'.split(' ')

export function openRosters(world: RosterWorld): RosterDesk {
  const folder = join(world.folder, 'rosters')
  return {
    async keep(request, by) {
      mkdirSync(folder, { recursive: true })
      const own = mkdtempSync(join(folder, 'roster-'))
      try {
        return await keep(request, own, { ...world, by })
      } finally {
        rmSync(own, { recursive: true, force: true })
      }
    },
    withdraw: (source, by) => withdraw(source, { ...world, by }),
  }
}

async function keep(
  { whole = false, ...request }: RosterRequest,
  folder: string,
  { by, map, ...world }: RosterWorld & { readonly by: By },
): Promise<Result<Roster>> {
  const file = await written(request, folder, world.pool)
  if (!file.ok) return file
  const { source, upload } = file.value
  if (!sourcesOf(map).includes(source.id)) return fail(noRoster(source.id, sourcesOf(map)))
  return withDatabase({ threads: 1, memoryMiB, spillFolder: folder }, async (database) => {
    const table = { database, name: inputTable, columns }
    const loaded = await loadSources([source], table, { spillFolder: folder })
    if (!loaded.ok) return loaded
    const records = loaded.value[0]?.rows ?? 0
    if (records > maxUploadRecords) return fail(tooManyRecords(maxUploadRecords))
    const at = world.clock.now()
    // The evidence comes first: the records may be many, and the ledger waits for nobody.
    const kept = await administer(world.ledger, {
      ...{ by, at, act: 'identity.keep-roster', concerns: by.member, subject: upload },
      ...{ details: { source: source.id, records, whole }, write: async () => true },
    })
    if (!kept.ok) return kept
    const taken = { source: source.id, upload, whole, at, database }
    const { left, told } = await inTransaction(world.pool, (tx) => takeIn(tx, taken, world.changes))
    return ok({ source: source.id, records, left, told })
  })
}

interface Taken {
  readonly source: string
  readonly upload: string
  readonly whole: boolean
  readonly at: Date
  /** That the file's records are in. */
  readonly database: DuckDBConnection
}

/** The records and the events of whose links they change become visible together. */
async function takeIn(
  tx: pg.PoolClient,
  { source, upload, whole, at, database }: Taken,
  changes: NumberChanges,
): Promise<Pick<Roster, 'left' | 'told'>> {
  await alone(tx, source)
  const given = () => recordsOf(database, { source, columns })
  const listed: string[] = []
  const touched: string[] = []
  const numbers = new Map(Object.values(numberColumns).map((column) => [column, new Set<string>()]))
  for await (const records of given()) {
    listed.push(...records.map(({ record }) => record))
    for (const { record, values } of await changedOf(tx, source, records)) {
      touched.push(record)
      for (const [column, found] of numbers) if (values[column]) found.add(values[column])
    }
  }
  const gone = whole ? await leavers(tx, source, listed) : []
  const refs = [...touched, ...gone].map((record) => ({ source, record }))
  const after =
    refs.length === 0
      ? undefined
      : await changes.before(tx, {
          refs,
          numbers: Object.fromEntries([...numbers].map(([column, found]) => [column, [...found]])),
        })
  for await (const records of given()) await keepRecords(tx, { source, upload }, records)
  await leave(tx, { source, records: gone, at })
  return { left: gone.length, told: (await after?.({ act: upload, at })) ?? 0 }
}

async function withdraw(
  source: string,
  { by, map, ...world }: RosterWorld & { readonly by: By },
): Promise<Result<Roster>> {
  if (!sourcesOf(map).includes(source)) return fail(noRoster(source, sourcesOf(map)))
  const at = world.clock.now()
  const id = newId('rw', at.getTime())
  const withdrawn = await administer(world.ledger, {
    ...{ by, at, act: 'identity.withdraw-roster', concerns: by.member, subject: id },
    ...{ details: { source }, write: async () => true },
  })
  if (!withdrawn.ok) return withdrawn
  return inTransaction(world.pool, async (tx) => {
    await alone(tx, source)
    const records = await leavers(tx, source, [])
    const refs = records.map((record) => ({ source, record }))
    const after = refs.length === 0 ? undefined : await world.changes.before(tx, { refs, numbers: {} })
    await leave(tx, { source, records, at })
    return ok({ source, records: 0, left: records.length, told: (await after?.({ act: id, at })) ?? 0 })
  })
}

/** Of two that are handed in at once, the second finds what the first has left. */
const alone = (tx: pg.PoolClient, source: string) =>
  tx.query('select pg_advisory_xact_lock(hashtext($1))', [`roster ${source}`])
