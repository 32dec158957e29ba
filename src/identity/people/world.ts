import type pg from 'pg'
import type { Directory } from '../../federation/directory.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import type { PersonRecord } from './records.ts'
import type { Decision } from './schema.ts'

export type By = Pick<Principal, 'id' | 'member' | 'permissions'>

export interface PeopleWorld {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly directory: Pick<Directory, 'services'>
}

export interface DecidingWorld extends PeopleWorld {
  /** Told of every decision within its transaction. */
  readonly onDecided: (tx: Pick<pg.ClientBase, 'query'>, decision: Decision) => Promise<void>
}

/** The areas that an account answers for; empty: the whole country. */
export async function areasOf(pool: pg.Pool, account: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ areas: string[] }>('select areas from account where username = $1', [account])
  return rows[0]?.areas ?? []
}

/** Where the records lie, each place once. */
export const areasOfRecords = (records: readonly PersonRecord[]): string[] =>
  [...new Set(records.flatMap(({ area }) => area ?? []))].sort()

/** One of the places at least is the steward's. */
export const liesWithin = (places: readonly string[], areas: readonly string[]): boolean =>
  areas.length === 0 || places.length === 0 || places.some((place) => areas.includes(place))

/**
 * Which member runs a programme: the one that may report its enrolments, by the `programmes` of the service. The registry
 * writes programmes in upper case, the dictionary in lower.
 */
export function membersOfProgrammes(directory: Pick<Directory, 'services'>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { operation } of directory.services()) {
    const { programmes } = operation
    if (typeof programmes !== 'object' || programmes === null) continue
    for (const [member, codes] of Object.entries(programmes as Record<string, readonly string[]>)) {
      for (const code of codes) found.set(code.toUpperCase(), member)
    }
  }
  return found
}
