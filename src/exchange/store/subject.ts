import type pg from 'pg'
import type { LegalBasis } from '../../agreements/schema.ts'
import type { SourceStatus } from '../plugin.ts'
import type { Viewer } from './list.ts'

// What is kept of exchanges in which a person was asked about, or stood in the answer, by the person's pseudonymous key.

/** In the transaction of the exchanges. */
export async function keepPersons(
  tx: pg.ClientBase,
  persons: readonly { readonly exchange: string; readonly subject: string }[],
): Promise<void> {
  await tx.query({
    name: 'exchange-keep-persons',
    text: `insert into exchange_answered_person (exchange_id, subject)
           select exchange, decode(subject, 'hex') from unnest($1::text[], $2::text[]) as one(exchange, subject)`,
    values: [persons.map(({ exchange }) => exchange), persons.map(({ subject }) => subject)],
  })
}

export interface ExchangeAbout {
  readonly id: string
  readonly at: Date
  /** `named`: the question named the person by number. `answered`: the person was found by something else. */
  readonly how: 'named' | 'answered'
  readonly consumer: string
  readonly provider: string
  readonly service: string
  readonly purpose: string
  readonly agreement_id: string | null
  readonly agreement_version: number | null
  readonly status: SourceStatus
  readonly basis: LegalBasis | null
  /** Elements that left. */
  readonly elements: readonly string[]
}

/** Newest first. */
export async function exchangesAbout(
  database: pg.Pool,
  {
    subject,
    viewer,
    before,
    limit,
  }: {
    readonly subject: string
    readonly viewer: Viewer
    /** Older than this exchange. */
    readonly before?: string | undefined
    readonly limit: number
  },
): Promise<ExchangeAbout[]> {
  const columns = `id, at, consumer, provider, service, purpose, agreement_id, agreement_version, status,
    detail -> 'legalBasis' as basis,
    case when records > 0 then array(select jsonb_object_keys(detail -> 'forms') order by 1) else '{}' end as elements`
  const seen = `($2::text is null or consumer = $2 or provider = $2) and ($4::text is null or id < $4)
    order by id desc limit $3`
  // Each half has an index of its own: together they would have none.
  const { rows } = await database.query<ExchangeAbout>(
    `select * from (
       (select ${columns}, 'named' as how from exchange where subject_key = $1 and ${seen})
       union all
       (select ${columns}, 'answered' as how from exchange_answered_person join exchange on id = exchange_id
        where subject = decode($1, 'hex') and ${seen})
     ) as about order by id desc limit $3`,
    [subject, viewer === 'all' ? null : viewer.member, limit, before ?? null],
  )
  return rows
}

/** A member that received values of a person from a provider, and through which exchanges. */
export interface Recipient {
  readonly member: string
  readonly since: Date
  readonly agreements: readonly string[]
  readonly elements: readonly string[]
  /** The latest of them. */
  readonly exchanges: readonly string[]
}

const exchangesShownLimit = 100

/** Every member but the provider itself to which one of the elements (without them: anything) left, in whatever form. */
export async function recipientsOf(
  database: pg.Pool,
  asked: { readonly subject: string; readonly provider: string; readonly elements?: readonly string[] | undefined },
): Promise<Recipient[]> {
  const { rows } = await database.query<Recipient>(
    `select e.consumer as member, min(e.at) as since,
       coalesce(array_agg(distinct e.agreement_id) filter (where e.agreement_id is not null), '{}') as agreements,
       array_agg(distinct form.element) as elements,
       (array_agg(distinct e.id order by e.id desc))[1:${exchangesShownLimit}] as exchanges
     from exchange e cross join lateral jsonb_object_keys(e.detail -> 'forms') as form (element)
     where e.id in (select id from exchange where subject_key = $1
                    union all select exchange_id from exchange_answered_person where subject = decode($1, 'hex'))
       and e.provider = $2 and e.consumer <> $2 and e.records > 0
       and ($3::text[] is null or form.element = any ($3))
     group by e.consumer order by e.consumer`,
    [asked.subject, asked.provider, asked.elements ?? null],
  )
  return rows
}
