import type pg from 'pg'
import type { ConsentReceipt, Representation } from './schema.ts'

export type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/** Consents of one person that are looked at; nobody gives so many. */
const consentsOfPersonLimit = 1_000

/** False when that revision is there already: another was quicker. */
export async function insertRevision(tx: Queryable, { record, hash, signature }: ConsentReceipt): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into consent_revision (consent_id, revision, subject_key, status, hash, document, signature)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [record.id, record.revision, record.subject, record.status, hash, JSON.stringify(record), signature],
  )
  return rowCount === 1
}

/** From the first revision to the last; empty for an unknown consent. */
export async function revisionsOf(database: Queryable, id: string): Promise<ConsentReceipt[]> {
  const { rows } = await database.query<ConsentReceipt>(
    'select document as record, hash, signature from consent_revision where consent_id = $1 order by revision',
    [id],
  )
  return rows
}

/** The latest revision of each of a person's consents, the newest first. */
export async function latestOf(database: Queryable, subject: string): Promise<ConsentReceipt[]> {
  const { rows } = await database.query<ConsentReceipt>({
    name: 'consents-of-subject',
    text: `select distinct on (consent_id) document as record, hash, signature from consent_revision
      where subject_key = $1 order by consent_id desc, revision desc limit ${consentsOfPersonLimit}`,
    values: [subject],
  })
  return rows
}

export interface ConsentHistory {
  /** From the first to the last. */
  readonly revisions: readonly ConsentReceipt[]
  /** Uses by the name of their period. */
  readonly used: Readonly<Record<string, number>>
}

/**
 * All that gate G6 must know of a person's consents, the newest first, in one statement: nothing can be withdrawn between two.
 * The revisions are those of the consent, whatever person they say they are of: a false one must be seen.
 */
export async function historiesOf(
  database: Queryable,
  subject: string,
  periods: readonly string[],
): Promise<ConsentHistory[]> {
  const { rows } = await database.query<ConsentHistory>({
    name: 'consent-histories-of-subject',
    text: `select h.revisions, coalesce((select json_object_agg(u.period, u.used) from consent_use u
        where u.consent_id = own.consent_id and u.period = any($2)), '{}') as used
      from (select distinct consent_id from consent_revision where subject_key = $1
            order by consent_id desc limit ${consentsOfPersonLimit}) own
      cross join lateral (
        select json_agg(json_build_object('record', r.document, 'hash', r.hash, 'signature', r.signature)
          order by r.revision) as revisions
        from consent_revision r where r.consent_id = own.consent_id) h
      order by own.consent_id desc`,
    values: [subject, periods],
  })
  return rows
}

/** Takes one use of so many, in one statement: of two that want the last one, in whatever process, one gets it. */
export async function takeUse(
  database: Queryable,
  { consent, period, times }: { readonly consent: string; readonly period: string; readonly times: number },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into consent_use as u (consent_id, period, used) values ($1, $2, 1)
     on conflict (consent_id, period) do update set used = u.used + 1 where u.used < $3`,
    [consent, period, times],
  )
  return rowCount === 1
}

interface RepresentationRow {
  readonly document: Omit<Representation, 'endedAt'>
  readonly ended_at: Date | null
}

const representationOf = ({ document, ended_at }: RepresentationRow): Representation => ({
  ...document,
  ...(ended_at === null ? {} : { endedAt: ended_at.toISOString() }),
})

export async function insertRepresentation(tx: Queryable, representation: Representation): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into representation (id, subject_key, document) values ($1, $2, $3) on conflict do nothing',
    [representation.id, representation.subject, JSON.stringify(representation)],
  )
  return rowCount === 1
}

/** False when it has ended, or never was. */
export async function endRepresentation(tx: Queryable, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query('update representation set ended_at = $2 where id = $1 and ended_at is null', [
    id,
    at,
  ])
  return rowCount === 1
}

export async function findRepresentation(database: Queryable, id: string): Promise<Representation | undefined> {
  const { rows } = await database.query<RepresentationRow>(
    'select document, ended_at from representation where id = $1',
    [id],
  )
  return rows[0] && representationOf(rows[0])
}

export async function representationsOf(database: Queryable, subject: string): Promise<Representation[]> {
  const { rows } = await database.query<RepresentationRow>(
    `select document, ended_at from representation where subject_key = $1 order by id desc
     limit ${consentsOfPersonLimit}`,
    [subject],
  )
  return rows.map(representationOf)
}
