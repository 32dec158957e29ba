import type { PublicJwk } from '../kernel/signature.ts'
import type { Queryable } from './store.ts'

/** A public key that a person signs agreements with. It is never changed: what it signed must verify, also once it is withdrawn. */
export interface AccountKey {
  readonly username: string
  readonly kid: string
  readonly jwk: PublicJwk
}

/** The same key twice is one key. False where the key is another person's, or there is no such person. */
export async function registerAccountKey(tx: Queryable, { username, kid, jwk }: AccountKey): Promise<boolean> {
  await tx.query(
    `insert into account_key (kid, username, jwk) select $1, username, $3 from account where username = $2
     on conflict (kid) do nothing`,
    [kid, username, JSON.stringify(jwk)],
  )
  const { rowCount } = await tx.query('select from account_key where kid = $1 and username = $2', [kid, username])
  return rowCount === 1
}

/** When a key was withdrawn, and why. */
export interface KeyWithdrawal {
  readonly at: string
  readonly reason: string
}

interface KeyRow extends AccountKey {
  readonly member: string
  readonly at: Date | null
  readonly reason: string | null
}

const keysLimit = 1000

const known = `select k.kid, k.username, a.member, k.jwk, w.at, w.reason
  from account_key k join account a on a.username = k.username
    left join account_key_withdrawal w on w.kid = k.kid`

/** `member`: whose person its owner is. */
export type KnownKey = AccountKey & { readonly member: string; readonly withdrawn?: KeyWithdrawal }

const knownOf = ({ at, reason, ...key }: KeyRow): KnownKey => ({
  ...key,
  ...(at === null || reason === null ? {} : { withdrawn: { at: at.toISOString(), reason } }),
})

export async function accountKey(db: Queryable, kid: string): Promise<KnownKey | undefined> {
  const { rows } = await db.query<KeyRow>(`${known} where k.kid = $1`, [kid])
  return rows[0] && knownOf(rows[0])
}

/** Of a person, or of all people of a member. */
export async function keysOf(
  db: Queryable,
  { username, member }: { readonly username?: string; readonly member?: string },
): Promise<KnownKey[]> {
  const { rows } = await db.query<KeyRow>(
    `${known} where k.username = $1 or a.member = $2 order by k.username, k.registered_at, k.kid limit ${keysLimit}`,
    [username ?? null, member ?? null],
  )
  return rows.map(knownOf)
}

/** Of these keys, those that are withdrawn. */
export async function withdrawnKeys(db: Queryable, kids: readonly string[]): Promise<Map<string, KeyWithdrawal>> {
  const { rows } = await db.query<{ kid: string; at: Date; reason: string }>(
    'select kid, at, reason from account_key_withdrawal where kid = any($1)',
    [kids],
  )
  return new Map(rows.map(({ kid, at, reason }) => [kid, { at: at.toISOString(), reason }]))
}

interface Withdrawal {
  readonly kid: string
  readonly account: string
  readonly at: Date
  readonly reason: string
}

/** False when it is withdrawn already. Waits for a signature that is being added with it. */
export async function withdrawKey(tx: Queryable, { kid, account, at, reason }: Withdrawal): Promise<boolean> {
  await tx.query('select from account_key where kid = $1 for update', [kid])
  const { rowCount } = await tx.query(
    'insert into account_key_withdrawal (kid, at, account, reason) values ($1, $2, $3, $4) on conflict do nothing',
    [kid, at, account, reason],
  )
  return rowCount === 1
}
