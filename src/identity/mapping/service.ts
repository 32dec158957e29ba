import type pg from 'pg'
import type { IdentifierMap } from './declared.ts'
import type { AskedBy } from './facts.ts'
import { type GatheringWorld, gathering } from './gathering.ts'
import { type Mapped, mapped } from './rules.ts'
import { inSnapshot } from './snapshot.ts'

export interface MappingWorld extends GatheringWorld {
  readonly pool: pg.Pool
}

export interface IdentityMapping {
  readonly map: IdentifierMap
  /** Who has an identifier, as of this moment. */
  of(asked: AskedBy): Promise<Mapped>
  /** Throws where the database cannot be reached. */
  reachable(): Promise<void>
}

export function openMapping(world: MappingWorld): IdentityMapping {
  const { pool, map } = world
  const { seedsOf, around } = gathering(world)
  return {
    map,
    async of(asked) {
      const facts = await inSnapshot(pool, async (db) => around(db, await seedsOf(db, asked)))
      return mapped(asked, facts, map)
    },
    async reachable() {
      await pool.query('select 1')
    },
  }
}
