import type pg from 'pg'
import { type FreshCopy, freshCopy } from '../../federation/fresh-copy.ts'
import { digestOf } from '../../kernel/digest.ts'
import { broaderPurposes } from '../book.ts'
import type { Purpose } from '../schema.ts'
import { type Law, makeLaw } from './law.ts'
import { type LawRows, lawRevision, loadLaw, type PackVersion } from './store.ts'

/** The law as it applies now, with every version that there was. */
export interface LawBook {
  readonly law: Law
  /** By pack; from the latest, which applies, to the first. */
  readonly versions: ReadonlyMap<string, readonly PackVersion[]>
}

/** In memory, at most a second old. */
export type LawCopy = Pick<FreshCopy<LawBook>, 'get' | 'renew'>

export interface LawWorld {
  readonly pool: pg.Pool
  /** A version whose text does not have its hash: the one before it applies, and somebody must look. */
  readonly onTampered: (pack: string, version: string) => void
}

export const openLaw = ({ pool, onTampered }: LawWorld): Promise<LawCopy> =>
  freshCopy({ revision: () => lawRevision(pool), load: async () => makeLawBook(await loadLaw(pool), onTampered) })

export function makeLawBook({ versions, purposes }: LawRows, onTampered: LawWorld['onTampered']): LawBook {
  const sound = versions.filter(({ pack, hash }) => {
    const intact = digestOf(pack) === hash
    if (!intact) onTampered(pack.id, pack.version)
    return intact
  })
  const byPack = Map.groupBy(sound, ({ pack }) => pack.id)
  const lost = versions.find(({ pack }) => !byPack.has(pack.id))
  // Without its rules every exchange would pass them.
  if (lost !== undefined) throw new Error(`no version of the rule pack ${lost.pack.id} has its hash`)
  const latest = [...byPack.values()].flatMap(([first]) => first?.pack ?? [])
  return { law: makeLaw(latest, broaderPurposes(purposes as readonly Purpose[])), versions: byPack }
}
