import type pg from 'pg'
import { registerAccountKey } from '../federation/account-keys.ts'
import { mustBeOk } from '../kernel/result.ts'
import { generateSigningKey, type SigningKey } from '../kernel/signature.ts'
import { exampleParty } from './example.ts'
import { importAgreements } from './lifecycle/declare.ts'
import type { AgreementStatus } from './lifecycle/schema.ts'
import type { Agreement } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** For tests: agreements as a country pack brings them, all with one status; both parties sign where it says so. */
export async function declareAgreements(
  pool: Queryable,
  agreements: readonly Agreement[],
  status: AgreementStatus = 'active',
): Promise<void> {
  const declared = agreements.map(withParties).map((agreement) => ({ agreement, status }))
  for (const { parties = [] } of agreements.map(withParties)) {
    for (const { member, signatory } of parties) await registerSignatory(pool, { account: signatory.account, member })
  }
  mustBeOk(await importAgreements(pool, declared, { keyOf: signatoryKey, today: '2026-01-01' }))
}

const withParties = (agreement: Agreement): Agreement => ({
  ...agreement,
  parties: agreement.parties ?? [
    exampleParty(agreement.provider, 'provider'),
    exampleParty(agreement.consumer, 'consumer'),
  ],
})

const keys = new Map<string, SigningKey>()

/** The same for the whole test run. */
export function signatoryKey(account: string): SigningKey {
  const key = keys.get(account) ?? generateSigningKey()
  keys.set(account, key)
  return key
}

/** Without a password, which takes a quarter of a second to hash and is not used. */
export async function registerSignatory(pool: Queryable, { account, member }: { account: string; member: string }) {
  await pool.query(
    `insert into account (username, name, member, roles, password_hash) values ($1, $1, $2, '{}', '')
     on conflict do nothing`,
    [account, member],
  )
  const { kid, publicJwk } = signatoryKey(account)
  await registerAccountKey(pool, { username: account, kid, jwk: publicJwk })
}
