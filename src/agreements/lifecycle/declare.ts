import type pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { SigningKey } from '../../kernel/signature.ts'
import { signDetached } from '../../standards/detached-jws.ts'
import type { Agreement } from '../schema.ts'
import { appendSignature, appendVersion } from '../store.ts'
import type { AgreementStatus } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** An agreement as a country pack or a test brings it: the text, and beside it how it stands. */
export interface DeclaredAgreement {
  readonly agreement: Agreement
  readonly status: AgreementStatus
  readonly reason?: string
  /** Who has signed it; unless said, both parties from the status `signed` on. */
  readonly signedBy?: readonly string[]
}

/** Keys of signatories at hand: those of a demonstration. Whose key is absent has not signed. */
export interface Signing {
  readonly keyOf: (account: string) => SigningKey | undefined
  readonly today: string
}

/** Stops at the first fault; the caller's transaction then takes back what went before. */
export async function importAgreements(
  tx: Queryable,
  declared: readonly DeclaredAgreement[],
  signing: Signing,
): Promise<Result<number>> {
  let appended = 0
  for (const one of declared) {
    const { agreement: text, status, reason } = one
    const by = { account: 'country-pack', member: text.provider }
    const event = { step: 'declare', status, at: new Date(), by, ...(reason === undefined ? {} : { reason }) } as const
    const brought = await appendVersion(tx, text, event)
    if (!brought.ok) return fail(brought.problem)
    if (brought.value.outcome === 'unchanged') continue
    appended += 1
    await sign(tx, { ...one, agreement: brought.value.agreement }, signing)
  }
  return ok(appended)
}

const unsigned: readonly AgreementStatus[] = ['draft', 'legal-review', 'dpo-review', 'dpia-linked']

async function sign(
  tx: Queryable,
  { agreement, status, signedBy }: DeclaredAgreement,
  { keyOf, today }: Signing,
): Promise<void> {
  const { provider, consumer, parties = [] } = agreement
  const signing = signedBy ?? (unsigned.includes(status) ? [] : [provider, consumer])
  for (const member of new Set(signing)) {
    const account = parties.find((party) => party.member === member)?.signatory.account
    const key = account === undefined ? undefined : keyOf(account)
    if (account === undefined || key === undefined) continue
    const jws = signDetached(agreement, key)
    await appendSignature(tx, agreement, { member, account, kid: key.kid, jws, at: new Date(), day: today })
  }
}
