import type { Queryable } from '../store.ts'
import type { Page } from './schema.ts'

export interface KeptWebhook {
  readonly id: string
  readonly client: string
  readonly member: string
  readonly payloadUrl: string
  readonly disabled: boolean
  readonly secret: Buffer
}

const columns = 'id, client, member, payload_url as "payloadUrl", disabled, secret'

/** Of its client only: another's is as good as none. */
export async function putWebhook(tx: Queryable, webhook: KeptWebhook, exists: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    exists
      ? 'update govstack_webhook set payload_url = $4, disabled = $5, secret = $6 where id = $1 and client = $2 and member = $3'
      : 'insert into govstack_webhook (id, client, member, payload_url, disabled, secret) values ($1, $2, $3, $4, $5, $6)',
    [webhook.id, webhook.client, webhook.member, webhook.payloadUrl, webhook.disabled, webhook.secret],
  )
  return rowCount === 1
}

export async function deleteWebhook(tx: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await tx.query('delete from govstack_webhook where id = $1', [id])
  return rowCount === 1
}

export async function findWebhook(database: Queryable, id: string): Promise<KeptWebhook | undefined> {
  const { rows } = await database.query<KeptWebhook>(`select ${columns} from govstack_webhook where id = $1`, [id])
  return rows[0]
}

export async function webhooksOf(database: Queryable, member: string, { offset, limit }: Page): Promise<KeptWebhook[]> {
  const { rows } = await database.query<KeptWebhook>(
    `select ${columns} from govstack_webhook where member = $1 order by id offset $2 limit $3`,
    [member, offset, limit],
  )
  return rows
}

/** A consent's record, told without anything of the person but the individual's id here; and who is to hear of it. */
export interface Told {
  readonly record: string
  readonly individual: string
  readonly dataAgreement: string
  readonly agreementRevision: string
  readonly webhooks: readonly Pick<KeptWebhook, 'id' | 'client' | 'member' | 'payloadUrl'>[]
}

/** Undefined when the consent was not given under a data agreement. */
export async function whoHears(tx: Queryable, consent: string): Promise<Told | undefined> {
  const { rows } = await tx.query<Told>(
    `select r.id as record, r.individual_id as individual, r.data_agreement_id as "dataAgreement",
       r.agreement_revision_id as "agreementRevision",
       coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'client', w.client, 'member', w.member,
           'payloadUrl', w.payload_url) order by w.id)
         from govstack_webhook w
         where not w.disabled
           and w.member = (v.document->>'serializedSnapshot')::jsonb #>> '{objectData,controller,id}'), '[]') as webhooks
     from govstack_consent_link l
     join govstack_consent_record r on r.id = l.record_id
     join govstack_revision v on v.id = r.agreement_revision_id
     where l.consent_id = $1`,
    [consent],
  )
  return rows[0]
}
