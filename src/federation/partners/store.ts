import type { Queryable } from '../store.ts'
import type { PartnerRegistration } from './schema.ts'

/** Creates or changes a partner; standing is not changed by this. False when a name of it is another partner's. */
export async function savePartner(tx: Queryable, partner: PartnerRegistration, at: Date): Promise<boolean> {
  const { id, client, status, ...agreed } = partner
  const { rowCount } = await tx.query(
    `insert into partner (id, client, status, agreed, created_at, updated_at) select $1, $2, $3, $4, $5, $5
     where not exists (select from partner where client = $2 and id <> $1)
       and not exists (select from partner_sender where sender_id = any($6) and partner <> $1)
     on conflict (id) do update set client = excluded.client, agreed = excluded.agreed, updated_at = excluded.updated_at`,
    [id, client, status, JSON.stringify(agreed), at, agreed.senderIds],
  )
  if (rowCount !== 1) return false
  await tx.query('delete from partner_sender where partner = $1 and sender_id <> all($2)', [id, agreed.senderIds])
  await tx.query(
    'insert into partner_sender (sender_id, partner) select unnest($2::text[]), $1 on conflict (sender_id) do nothing',
    [id, agreed.senderIds],
  )
  return true
}

/** What a country pack declares: made once. What an administrator changed since stays as it is. */
export async function seedPartner(tx: Queryable, partner: PartnerRegistration): Promise<void> {
  const { rowCount } = await tx.query('select from partner where id = $1 or client = $2', [partner.id, partner.client])
  if (rowCount === 0) await savePartner(tx, partner, new Date())
}

/** False when it has that standing already, or there is no such partner. */
export async function setPartnerStanding(
  tx: Queryable,
  { id, status, at }: { readonly id: string; readonly status: 'active' | 'suspended'; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update partner set status = $2, updated_at = $3 where id = $1 and status <> $2',
    [id, status, at],
  )
  return rowCount === 1
}

export async function noteTest(
  db: Queryable,
  id: string,
  test: { readonly at: Date; readonly ok: boolean },
): Promise<void> {
  await db.query('update partner set tested_at = $2, test_passed = $3 where id = $1', [id, test.at, test.ok])
}
