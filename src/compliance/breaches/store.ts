import type pg from 'pg'
import type { Breach, ConcernedCount, ConcernedExchanges } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/** More than a member has to look at; the newest are shown. */
const listLimit = 1000

/** False when that revision is there already: another was quicker. */
export async function insertBreach(tx: Queryable, document: Breach): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into breach (id, revision, member, document) values ($1, $2, $3, $4) on conflict do nothing',
    [document.id, document.revision, document.member, JSON.stringify(document)],
  )
  return rowCount === 1
}

/** The latest revision of each, newest first: of all, or of a member and those that it was told of. */
export async function latestBreaches(database: Queryable, seenBy: string | null): Promise<Breach[]> {
  const { rows } = await database.query<{ document: Breach }>(
    `select document from (select distinct on (id) * from breach order by id desc, revision desc) as latest
     where $1::text is null or member = $1 or document->'told' @> jsonb_build_array(jsonb_build_object('to', $1::text))
     order by id desc limit ${listLimit}`,
    [seenBy],
  )
  return rows.map(({ document }) => document)
}

/** From the last revision to the first; empty for an unknown breach. */
export async function revisionsOfBreach(database: Queryable, id: string): Promise<Breach[]> {
  const { rows } = await database.query<{ document: Breach }>(
    `select document from breach where id = $1 order by revision desc limit ${listLimit}`,
    [id],
  )
  return rows.map(({ document }) => document)
}

interface CountRow {
  readonly agreement: string
  readonly consumer: string
  readonly provider: string
  readonly exchanges: number
  readonly answered: number
  readonly persons: number
  readonly first_at: Date
  readonly last_at: Date
  readonly first_index: number
  readonly last_index: number
}

/** Exchanges concerned, in which the member gave or received. */
export async function concernedBy(
  database: Queryable,
  { agreements, from, to, consumer, client }: ConcernedExchanges,
  member: string,
): Promise<ConcernedCount[]> {
  const { rows } = await database.query<CountRow>({
    name: 'breach-concerned',
    text: `
with concerned as (
  select id, agreement_id, consumer, provider, status, subject_key, at, ledger_index from exchange
  where agreement_id = any($1) and at >= $2 and at <= $3 and (consumer = $4 or provider = $4)
    and ($5::text is null or consumer = $5) and ($6::text is null or (asked_by_kind = 'client' and asked_by_id = $6))
), people as (
  select agreement_id, consumer, provider, decode(subject_key, 'hex') as subject from concerned where subject_key is not null
  union
  select agreement_id, consumer, provider, subject from concerned join exchange_answered_person on exchange_id = id
), counted as (
  select agreement_id, consumer, provider, count(*) as persons from people group by 1, 2, 3
)
select agreement_id as agreement, consumer, provider, count(*) as exchanges,
  count(*) filter (where status = 'answered') as answered, coalesce(max(persons), 0) as persons,
  min(at) as first_at, max(at) as last_at, min(ledger_index) as first_index, max(ledger_index) as last_index
from concerned left join counted using (agreement_id, consumer, provider)
group by agreement_id, consumer, provider order by agreement_id, consumer, provider`,
    values: [agreements, from, to, member, consumer ?? null, client ?? null],
  })
  return rows.map(({ first_at, last_at, first_index, last_index, ...row }) => ({
    ...row,
    ...{ firstAt: first_at.toISOString(), lastAt: last_at.toISOString() },
    ...{ firstIndex: first_index, lastIndex: last_index },
  }))
}
