import type pg from 'pg'
import { digestOf } from '../../kernel/digest.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Purpose } from '../schema.ts'
import { checkPack, type PackFault, packName, type RulePack } from './pack.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** One version as it is kept; it never changes. */
export interface PackVersion {
  readonly pack: RulePack
  readonly hash: string
  readonly createdAt: string
  /** Account of the legal officer; absent where it came with the release. */
  readonly importedBy?: string
}

interface Kept {
  readonly version: string
  readonly hash: string
  readonly imported: boolean
}

/** What there is of a pack, the latest first. Two writers of one pack take turns; the lock ends with the transaction. */
async function lockedVersions(tx: Queryable, id: string): Promise<readonly Kept[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`rule pack ${id}`])
  const { rows } = await tx.query<Kept>(
    `select version, hash, imported_by is not null as imported from rule_pack_version where pack_id = $1 order by seq desc`,
    [id],
  )
  return rows
}

/** Appends a version that a legal officer imports: false when another came first. The pack must have been checked. */
export async function appendPack(tx: Queryable, pack: RulePack, importedBy: string): Promise<boolean> {
  const [latest] = await lockedVersions(tx, pack.id)
  if (latest !== undefined && !isLater(pack.version, latest.version)) return false
  await insert(tx, pack, importedBy)
  return true
}

/**
 * Brings the packs of a release. What a legal officer imported is not replaced: a correction of the law outlives the
 * release, until its successor is imported on purpose.
 */
export async function seedPacks(tx: Queryable, values: readonly unknown[]): Promise<Result<number>> {
  let appended = 0
  for (const value of values) {
    const outcome = checkPack(value)
    if ('faults' in outcome) return fail(faultyPack((value as { id?: unknown })?.id, outcome.faults))
    const { pack } = outcome
    const kept = await lockedVersions(tx, pack.id)
    const same = kept.find(({ version }) => version === pack.version)
    const [latest] = kept
    if (latest?.imported || (same !== undefined && same.hash === digestOf(pack))) continue
    if (latest !== undefined && !isLater(pack.version, latest.version)) return fail(notLater(pack, latest.version))
    await insert(tx, pack, null)
    appended += 1
  }
  return ok(appended)
}

const insert = (tx: Queryable, pack: RulePack, importedBy: string | null): Promise<unknown> =>
  tx.query(
    'insert into rule_pack_version (pack_id, version, hash, document, imported_by) values ($1, $2, $3, $4, $5)',
    [pack.id, pack.version, digestOf(pack), JSON.stringify(pack), importedBy],
  )

/** 2026.10 is later than 2026.9, and 2026.1.1 than 2026.1. */
export function isLater(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number))
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return false
}

export interface LawRows {
  /** Every version, by pack and then from the latest to the first. */
  readonly versions: readonly PackVersion[]
  readonly purposes: readonly Pick<Purpose, 'id' | 'broader'>[]
}

/** All as of one moment: one statement sees one snapshot. */
export async function loadLaw(db: Queryable): Promise<LawRows> {
  const { rows } = await db.query<{ all: LawRows }>(everything)
  const found = rows[0]?.all
  if (found === undefined) throw new Error('a select without from answered no row')
  return found
}

const everything = `
select json_build_object(
  'versions', (select coalesce(json_agg(json_strip_nulls(json_build_object('hash', hash, 'createdAt', created_at,
      'importedBy', imported_by))::jsonb || jsonb_build_object('pack', document)
    order by pack_id, seq desc), '[]') from rule_pack_version),
  'purposes', (select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'broader', broader))), '[]')
    from purpose)
) as all`

export async function lawRevision(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ number: string }>({
    name: 'law-revision',
    text: `select number from revision where topic = 'law'`,
  })
  return Number(rows[0]?.number ?? 0)
}

export const faultyPack = (id: unknown, faults: readonly PackFault[]): Problem => {
  const [first] = faults
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : ''
  const place = first?.pointer === '' ? '/' : (first?.pointer ?? '/')
  const what = `${place} ${first?.message ?? ''}`
  return {
    code: 'agreements.rule-pack-faulty',
    status: 422,
    message: `the rule pack ${typeof id === 'string' ? id : 'without an id'} has a fault at ${what}${more}`,
    fix: `${first?.fix ?? ''} \`kiungo law check\` lists all faults.`,
    pointer: place,
    params: { pack: typeof id === 'string' ? id : '?', what, count: faults.length },
  }
}

export const notLater = (pack: RulePack, latest: string): Problem => ({
  code: 'agreements.rule-pack-not-later',
  status: 409,
  message: `the rule pack ${pack.id} is at version ${latest}, and ${packName(pack)} is not a later one`,
  fix: 'Give the corrected pack a later version number.',
  params: { pack: pack.id, latest, version: pack.version },
})
