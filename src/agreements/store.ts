import type pg from 'pg'
import { digestOf } from '../kernel/digest.ts'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { agreementFault } from './check.ts'
import type { Agreement, Purpose } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** One version as it is kept; it never changes. */
export interface AgreementVersion {
  readonly agreement: Agreement
  readonly hash: string
  readonly createdAt: string
}

/** Appends a version. It must be newer than all there are; the same version with the same text changes nothing. */
export async function appendVersion(tx: Queryable, agreement: Agreement): Promise<Result<'appended' | 'unchanged'>> {
  const fault = agreementFault(agreement)
  if (fault !== undefined) return fail(fault)
  const hash = digestOf(agreement)
  // Two writers of one agreement take turns; the lock ends with the transaction.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`agreement ${agreement.id}`])
  const { rows } = await tx.query<{ version: number; hash: string }>(
    'select version, hash from agreement_version where agreement_id = $1 order by version desc',
    [agreement.id],
  )
  const same = rows.find(({ version }) => version === agreement.version)
  if (same !== undefined) return same.hash === hash ? ok('unchanged') : fail(versionTaken(agreement))
  const latest = rows[0]?.version ?? 0
  if (agreement.version < latest) return fail(versionTooOld(agreement, latest))
  await tx.query('insert into agreement_version (agreement_id, version, hash, document) values ($1, $2, $3, $4)', [
    agreement.id,
    agreement.version,
    hash,
    JSON.stringify(agreement),
  ])
  return ok('appended')
}

/** Stops at the first fault; the caller's transaction then takes back what went before. */
export async function importAgreements(tx: Queryable, agreements: readonly Agreement[]): Promise<Result<number>> {
  let appended = 0
  for (const agreement of agreements) {
    const outcome = await appendVersion(tx, agreement)
    if (!outcome.ok) return outcome
    if (outcome.value === 'appended') appended += 1
  }
  return ok(appended)
}

export async function importPurposes(tx: Queryable, purposes: readonly Purpose[]): Promise<Result<number>> {
  const known = new Set(purposes.map(({ id }) => id))
  const orphan = purposes.find(({ broader }) => broader !== undefined && !known.has(broader))
  if (orphan !== undefined) return fail(broaderUnknown(orphan))
  await tx.query(
    `insert into purpose (id, label, definition, broader, dpv)
     select id, label, definition, broader, dpv from jsonb_to_recordset($1::jsonb)
       as r(id text, label jsonb, definition jsonb, broader text, dpv text)
     on conflict (id) do update set label = excluded.label, definition = excluded.definition,
       broader = excluded.broader, dpv = excluded.dpv`,
    [JSON.stringify(purposes)],
  )
  return ok(purposes.length)
}

export interface AgreementRows {
  readonly purposes: readonly Purpose[]
  /** Every version, by agreement and then from the latest to the first. */
  readonly versions: readonly AgreementVersion[]
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
    'definition', definition, 'broader', broader, 'dpv', dpv)) order by id), '[]') from purpose),
  'versions', (select coalesce(json_agg(json_build_object('agreement', document, 'hash', hash,
    'createdAt', created_at) order by agreement_id, version desc), '[]') from agreement_version)
) as all`

const versionTaken = ({ id, version }: Agreement): Problem => ({
  code: 'agreements.version-taken',
  status: 409,
  message: `version ${version} of the agreement ${id} exists with another text, and a version never changes`,
  fix: 'Give the new text the next version number.',
})

const versionTooOld = ({ id, version }: Agreement, latest: number): Problem => ({
  code: 'agreements.version-too-old',
  status: 409,
  message: `the agreement ${id} is at version ${latest}, and version ${version} would come after it`,
  fix: `Give it the version number ${latest + 1}.`,
})

const broaderUnknown = ({ id, broader }: Purpose): Problem => ({
  code: 'agreements.broader-purpose-unknown',
  status: 422,
  message: `the purpose ${id} names a broader one, ${broader}, that is not in the scheme`,
  fix: 'Declare the broader purpose, or name one that is declared.',
})
