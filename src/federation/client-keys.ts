/**
 * Keys of clients: those of the country pack stand with the client, and an administrator adds others and revokes any.
 * A key that was revoked stays so, whatever a pack that is loaded again says.
 */
import { thumbprint } from '../kernel/signature.ts'
import { publicJwkOf } from './client-registration.ts'
import type { ClientKey } from './schema.ts'
import type { Queryable } from './store.ts'

/** What an administrator did about a key. */
export interface KeyRow {
  readonly client: string
  readonly kid: string
  readonly key: ClientKey | null
  readonly revoked: boolean
}

const thumbprints = new WeakMap<ClientKey, string>()

/** RFC 7638, made once for each object. */
export function thumbprintOf(key: ClientKey): string {
  const kid = thumbprints.get(key) ?? thumbprint(publicJwkOf(key))
  thumbprints.set(key, kid)
  return kid
}

/** The keys that count now. */
export function currentKeys(declared: readonly ClientKey[], rows: readonly KeyRow[]): readonly ClientKey[] {
  const revoked = new Set(rows.filter((row) => row.revoked).map(({ kid }) => kid))
  const known = new Set(declared.map(thumbprintOf))
  const added = rows.flatMap(({ kid, key }) => (key === null || known.has(kid) ? [] : [key]))
  return [...declared, ...added].filter((key) => !revoked.has(thumbprintOf(key)))
}

interface KeyOfClient {
  readonly client: string
  readonly kid: string
  readonly at: Date
}

/** False when it was added or revoked before. */
export async function addKey(tx: Queryable, key: ClientKey, { client, kid, at }: KeyOfClient): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into client_key (client, kid, key, added_at) values ($1, $2, $3, $4) on conflict do nothing',
    [client, kid, JSON.stringify(key), at],
  )
  return rowCount === 1
}

/** False when it was revoked before. */
export async function revokeKey(tx: Queryable, { client, kid, at }: KeyOfClient): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into client_key (client, kid, revoked_at) values ($1, $2, $3)
     on conflict (client, kid) do update set revoked_at = excluded.revoked_at where client_key.revoked_at is null`,
    [client, kid, at],
  )
  return rowCount === 1
}
