import type pg from 'pg'
import type { ConsentRevision } from '../schema.ts'
import type { Queryable } from '../store.ts'
import type { Individual, Page, Revision, Signature } from './schema.ts'

export interface KeptRevision {
  readonly revision: Revision
  readonly deleted: boolean
}

interface Written extends KeptRevision {
  /** The policy that an active data agreement stands under. */
  readonly policyId?: string | undefined
}

/** False when another wrote the same step: an object's revisions are numbered without a gap. */
export async function insertRevision(
  tx: Queryable,
  step: number,
  { revision, deleted, policyId }: Written,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into govstack_revision (id, schema_name, object_id, step, deleted, policy_id, document)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [revision.id, revision.schemaName, revision.objectId, step, deleted, policyId ?? null, JSON.stringify(revision)],
  )
  return rowCount === 1
}

/** From the first to the last. */
export async function revisionsOf(database: Queryable, schema: string, id: string): Promise<KeptRevision[]> {
  const { rows } = await database.query<KeptRevision>(
    `select document as revision, deleted from govstack_revision where schema_name = $1 and object_id = $2 order by step`,
    [schema, id],
  )
  return rows
}

/** The latest revision of each object, the oldest object first. */
export async function currentOf(
  database: Queryable,
  { schema, withDeleted = false, page }: { schema: string; withDeleted?: boolean; page: Page },
): Promise<Revision[]> {
  const { rows } = await database.query<{ document: Revision }>(
    `select document from (
       select distinct on (object_id) object_id, document, deleted from govstack_revision
       where schema_name = $1 order by object_id, step desc
     ) latest where $2 or not deleted order by object_id offset $3 limit $4`,
    [schema, withDeleted, page.offset, page.limit],
  )
  return rows.map(({ document }) => document)
}

export async function isPolicyInUse(database: Queryable, policy: string): Promise<boolean> {
  const { rows } = await database.query(
    `select 1 from govstack_revision r where policy_id = $1 and not deleted
       and not exists (select 1 from govstack_revision later where later.object_id = r.object_id and later.step > r.step)
     limit 1`,
    [policy],
  )
  return rows.length > 0
}

export interface KeptIndividual {
  readonly individual: Individual
  readonly subject: string
}

interface IndividualRow {
  readonly id: string
  readonly subject_key: string
  readonly external_id_type: 'national-id'
  readonly identity_provider_id: string | null
}

const individualOf = (row: IndividualRow): KeptIndividual => ({
  subject: row.subject_key,
  individual: {
    ...{ id: row.id, externalIdType: row.external_id_type },
    ...(row.identity_provider_id === null ? {} : { identityProviderId: row.identity_provider_id }),
  },
})

const individualColumns = 'id, subject_key, external_id_type, identity_provider_id'

/** False when the person is one of the individuals already. */
export async function insertIndividual(tx: Queryable, { individual, subject }: KeptIndividual): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into govstack_individual (${individualColumns}) values ($1, $2, $3, $4) on conflict do nothing`,
    [individual.id, subject, individual.externalIdType, individual.identityProviderId ?? null],
  )
  return rowCount === 1
}

export async function updateIndividual(tx: Queryable, { id, identityProviderId }: Individual): Promise<boolean> {
  const { rowCount } = await tx.query('update govstack_individual set identity_provider_id = $2 where id = $1', [
    id,
    identityProviderId ?? null,
  ])
  return rowCount === 1
}

export async function findIndividual(
  database: Queryable,
  by: { readonly id: string } | { readonly subject: string },
): Promise<KeptIndividual | undefined> {
  const { rows } = await database.query<IndividualRow>(
    `select ${individualColumns} from govstack_individual where ${'id' in by ? 'id' : 'subject_key'} = $1`,
    ['id' in by ? by.id : by.subject],
  )
  return rows[0] && individualOf(rows[0])
}

export async function individualsOf(database: Queryable, { offset, limit }: Page): Promise<Individual[]> {
  const { rows } = await database.query<IndividualRow>(
    `select ${individualColumns} from govstack_individual order by id offset $1 limit $2`,
    [offset, limit],
  )
  return rows.map((row) => individualOf(row).individual)
}

/** A consent record of GovStack: one data agreement's revision, one individual, and the newest consent under it. */
export interface KeptRecord extends KeptIndividual {
  readonly id: string
  readonly agreementRevision: Revision
  /** Consents recorded under it, the newest last: who opts in again gives another. */
  readonly links: number
  readonly consent: ConsentRevision
  /** Over the consent's latest revision; what was signed before vouches for what was. */
  readonly signature: Signature | undefined
}

export interface RecordFilter {
  readonly id?: string | undefined
  readonly individual?: string | undefined
  readonly dataAgreement?: string | undefined
}

interface RecordRow extends IndividualRow {
  readonly record_id: string
  readonly agreement_revision: Revision
  readonly links: number
  readonly consent: ConsentRevision
  readonly signature: Signature | null
}

/** The newest record first. */
export async function recordsOf(
  database: Pick<pg.Pool, 'query'>,
  { id, individual, dataAgreement }: RecordFilter,
  { offset, limit }: Page,
): Promise<KeptRecord[]> {
  const { rows } = await database.query<RecordRow>(
    `select r.id as record_id, v.document as agreement_revision, l.step as links, c.document as consent,
       (select s.document from govstack_signature s where s.record_id = r.id and s.signed
          and s.revision_id = l.consent_id || '.' || c.revision order by s.id desc limit 1) as signature,
       i.id, i.subject_key, i.external_id_type, i.identity_provider_id
     from govstack_consent_record r
     join govstack_individual i on i.id = r.individual_id
     join govstack_revision v on v.id = r.agreement_revision_id
     cross join lateral (
       select consent_id, step from govstack_consent_link where record_id = r.id order by step desc limit 1) l
     cross join lateral (
       select document, revision from consent_revision where consent_id = l.consent_id order by revision desc limit 1) c
     where ($1::text is null or r.id = $1) and ($2::text is null or r.individual_id = $2)
       and ($3::text is null or r.data_agreement_id = $3)
     order by r.id desc offset $4 limit $5`,
    [id ?? null, individual ?? null, dataAgreement ?? null, offset, limit],
  )
  return rows.map((row) => ({
    ...individualOf(row),
    ...{ id: row.record_id, agreementRevision: row.agreement_revision, links: row.links, consent: row.consent },
    signature: row.signature ?? undefined,
  }))
}

interface NewRecord {
  readonly id: string
  readonly individual: string
  readonly agreementRevision: Revision
}

/** With its first consent; false when the individual has a record of this revision already. */
export async function insertRecord(
  tx: Queryable,
  { id, individual, agreementRevision }: NewRecord,
  consent: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `with record as (
       insert into govstack_consent_record (id, individual_id, data_agreement_id, agreement_revision_id)
       values ($1, $2, $3, $4) on conflict do nothing returning id)
     insert into govstack_consent_link (record_id, step, consent_id) select id, 1, $5 from record`,
    [id, individual, agreementRevision.objectId, agreementRevision.id, consent],
  )
  return rowCount === 1
}

/** False when another consent was linked meanwhile. */
export async function linkConsent(tx: Queryable, record: string, step: number, consent: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into govstack_consent_link (record_id, step, consent_id) values ($1, $2, $3) on conflict do nothing',
    [record, step, consent],
  )
  return rowCount === 1
}

/** The links go with it; the consents stay, as evidence of what was given and taken back. */
export async function deleteRecord(tx: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await tx.query('delete from govstack_consent_record where id = $1', [id])
  return rowCount === 1
}
