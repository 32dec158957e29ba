import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { administer } from '../../federation/administration.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { withDatabase } from '../linkage/encode/duckdb.ts'
import { loadSources } from '../linkage/sources/load.ts'
import type { By, PeopleWorld } from '../people/world.ts'
import { tooManyRecords } from '../runs/problems.ts'
import { maxUploadRecords, type UploadSource } from '../runs/schema.ts'
import { inputTable, keepAll, memoryMiB, written } from '../runs/work.ts'
import { type IdentifierMap, sourcesOf } from './declared.ts'
import { noRoster } from './problems.ts'
import type { Roster } from './schema.ts'

export interface RosterWorld extends PeopleWorld {
  readonly map: IdentifierMap
  /** Of the identity room in the data folder. */
  readonly folder: string
}

export interface RosterDesk {
  /** Its people are known to the map by their numbers there from then on; handed in again, it is brought up to date. */
  keep(request: UploadSource, by: By): Promise<Result<Roster>>
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
  }
}

async function keep(
  request: UploadSource,
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
    // The evidence comes first: the records may be many, and the ledger waits for nobody.
    const kept = await administer(world.ledger, {
      ...{ by, at: world.clock.now(), act: 'identity.keep-roster', concerns: by.member, subject: upload },
      ...{ details: { source: source.id, records }, write: async () => true },
    })
    if (!kept.ok) return kept
    await keepAll(database, { source: source.id, upload, columns }, world.pool)
    return ok({ source: source.id, records })
  })
}
