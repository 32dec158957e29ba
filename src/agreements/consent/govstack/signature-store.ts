import type { Queryable } from '../store.ts'
import type { Signature } from './schema.ts'

export interface KeptSignature {
  readonly record: string
  /** The revision of the consent that is signed. */
  readonly revision: string
  readonly signed: boolean
  readonly signature: Signature
}

export async function insertSignature(
  tx: Queryable,
  { record, revision, signed, signature }: KeptSignature,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into govstack_signature (id, record_id, revision_id, signed, document) values ($1, $2, $3, $4, $5)',
    [signature.id, record, revision, signed, JSON.stringify(signature)],
  )
  return rowCount === 1
}

/** False when it was signed meanwhile: a signature never changes. */
export async function completeSignature(tx: Queryable, signature: Signature): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update govstack_signature set document = $2, signed = true where id = $1 and not signed',
    [signature.id, JSON.stringify(signature)],
  )
  return rowCount === 1
}

/** The newest object of that revision that waits for its signature. */
export async function openSignature(
  database: Queryable,
  record: string,
  revision: string,
): Promise<Signature | undefined> {
  const { rows } = await database.query<{ document: Signature }>(
    `select document from govstack_signature where record_id = $1 and revision_id = $2 and not signed
     order by id desc limit 1`,
    [record, revision],
  )
  return rows[0]?.document
}
