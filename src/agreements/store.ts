import type pg from 'pg'
import { digestOf } from '../kernel/digest.ts'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { PublicJwk } from '../kernel/signature.ts'
import { agreementFault } from './check.ts'
import type { AgreementEvent, AgreementSignature } from './lifecycle/schema.ts'
import type { Agreement, Purpose } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** One version as it is kept, with what was added to it since. */
export interface VersionRow {
  readonly agreement: Agreement
  readonly hash: string
  readonly createdAt: string
  readonly events: readonly (AgreementEvent & { readonly seq: number })[]
  readonly signatures: readonly (AgreementSignature & { readonly jwk: PublicJwk })[]
}

export interface Appended {
  readonly agreement: Agreement
  readonly hash: string
  readonly outcome: 'appended' | 'unchanged'
}

export type NewEvent = Omit<AgreementEvent, 'version' | 'at'> & { readonly at: Date }

/**
 * Appends a version with the event that brings it, and chains it to the one before. It must be newer than all there are;
 * the same version with the same text changes nothing. Answers with the text as it is kept.
 */
export async function appendVersion(tx: Queryable, text: Agreement, event: NewEvent): Promise<Result<Appended>> {
  const fault = agreementFault(text)
  if (fault !== undefined) return fail(fault)
  await lockAgreement(tx, text.id)
  const { rows } = await tx.query<{ version: number; hash: string; previous: string | null }>(
    `select version, hash, document->>'previous' as previous from agreement_version where agreement_id = $1
     order by version desc`,
    [text.id],
  )
  const same = rows.find(({ version }) => version === text.version)
  if (same !== undefined) {
    const agreement = chained(text, same.previous)
    const hash = digestOf(agreement)
    return same.hash === hash ? ok({ agreement, hash, outcome: 'unchanged' }) : fail(versionTaken(text))
  }
  const latest = rows[0]
  if (text.version < (latest?.version ?? 0)) return fail(versionTooOld(text, latest?.version ?? 0))
  const agreement = chained(text, latest?.hash ?? null)
  const hash = digestOf(agreement)
  await tx.query('insert into agreement_version (agreement_id, version, hash, document) values ($1, $2, $3, $4)', [
    agreement.id,
    agreement.version,
    hash,
    JSON.stringify(agreement),
  ])
  await appendEvent(tx, agreement, event)
  return ok({ agreement, hash, outcome: 'appended' })
}

/** Two writers of one agreement take turns; the lock ends with the transaction. */
export const lockAgreement = (tx: Queryable, id: string): Promise<unknown> =>
  tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`agreement ${id}`])

const chained = ({ previous: _, ...text }: Agreement, previous: string | null): Agreement =>
  previous === null ? text : { ...text, previous }

export async function appendEvent(
  tx: Queryable,
  { id, version }: Pick<Agreement, 'id' | 'version'>,
  { step, status, at, by, reason }: NewEvent,
): Promise<void> {
  await tx.query(
    `insert into agreement_event (agreement_id, version, step, status, at, account, member, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, version, step, status, at, by.account, by.member, reason ?? null],
  )
}

/** A party signs a version once, with a key that stands; false when it has, or the key was withdrawn meanwhile. */
export async function appendSignature(
  tx: Queryable,
  { id, version }: Pick<Agreement, 'id' | 'version'>,
  { member, account, kid, jws, at, day }: Omit<AgreementSignature, 'at'> & { readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into agreement_signature (agreement_id, version, member, account, kid, jws, at, day)
     select $1, $2, $3, $4, kid, $6, $7, $8 from account_key k
     where kid = $5 and not exists (select from account_key_withdrawal w where w.kid = k.kid) for share
     on conflict do nothing`,
    [id, version, member, account, kid, jws, at, day],
  )
  return rowCount === 1
}

export async function importPurposes(tx: Queryable, purposes: readonly Purpose[]): Promise<Result<number>> {
  const known = new Set(purposes.map(({ id }) => id))
  const orphan = purposes.find(({ broader }) => broader !== undefined && !known.has(broader))
  if (orphan !== undefined) return fail(broaderUnknown(orphan))
  await tx.query(
    `insert into purpose (id, label, definition, broader, dpv, needs)
     select id, label, definition, broader, dpv, needs from jsonb_to_recordset($1::jsonb)
       as r(id text, label jsonb, definition jsonb, broader text, dpv text, needs jsonb)
     on conflict (id) do update set label = excluded.label, definition = excluded.definition,
       broader = excluded.broader, dpv = excluded.dpv, needs = excluded.needs`,
    [JSON.stringify(purposes)],
  )
  return ok(purposes.length)
}

export interface AgreementRows {
  readonly purposes: readonly Purpose[]
  /** Every version, by agreement and then from the latest to the first. */
  readonly versions: readonly VersionRow[]
}

/** All as of one moment: one statement sees one snapshot. */
export async function loadAgreements(db: Queryable): Promise<AgreementRows> {
  const { rows } = await db.query<{ all: AgreementRows }>(everything)
  const found = rows[0]?.all
  if (found === undefined) throw new Error('a select without from answered no row')
  return found
}

const everything = `
select json_build_object(
  'purposes', (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'label', label,
    'definition', definition, 'broader', broader, 'dpv', dpv, 'needs', needs)) order by id), '[]') from purpose),
  'versions', (select coalesce(json_agg(json_build_object('agreement', document, 'hash', hash, 'createdAt', created_at,
    'events', (select coalesce(json_agg(json_strip_nulls(json_build_object('seq', e.seq, 'version', e.version,
      'step', e.step, 'status', e.status, 'at', e.at, 'by', json_build_object('account', e.account, 'member', e.member),
      'reason', e.reason)) order by e.seq), '[]')
      from agreement_event e where e.agreement_id = v.agreement_id and e.version = v.version),
    'signatures', (select coalesce(json_agg(json_build_object('member', s.member, 'account', s.account, 'kid', s.kid,
      'jws', s.jws, 'at', s.at, 'day', s.day, 'jwk', k.jwk) order by s.member), '[]')
      from agreement_signature s join account_key k on k.kid = s.kid and k.username = s.account
      where s.agreement_id = v.agreement_id and s.version = v.version))
    order by v.agreement_id, v.version desc), '[]') from agreement_version v)
) as all`

const versionTaken = ({ id, version }: Agreement): Problem => ({
  code: 'agreements.version-taken',
  status: 409,
  message: `version ${version} of the agreement ${id} exists with another text, and a version never changes`,
  fix: 'Give the new text the next version number.',
  params: { agreement: id, version },
})

const versionTooOld = ({ id, version }: Agreement, latest: number): Problem => ({
  code: 'agreements.version-too-old',
  status: 409,
  message: `the agreement ${id} is at version ${latest}, and version ${version} would come after it`,
  fix: `Give it the version number ${latest + 1}.`,
  params: { agreement: id, version },
})

const broaderUnknown = ({ id, broader }: Purpose): Problem => ({
  code: 'agreements.broader-purpose-unknown',
  status: 422,
  message: `the purpose ${id} names a broader one, ${broader}, that is not in the scheme`,
  fix: 'Declare the broader purpose, or name one that is declared.',
})
