import type pg from 'pg'
import { notCounted } from './day-counts.ts'

/** What went through under an agreement in a time. */
export interface AgreementCounts {
  readonly agreement: string
  readonly answered: number
  readonly refused: number
  /** Found nothing, or the provider could not answer. */
  readonly without: number
  readonly records: number
  /** Persons named in a question that was answered. */
  readonly persons: number
  readonly last: Date
}

/** `from` counts, `until` does not. */
export interface Time {
  readonly from: Date
  readonly until: Date
}

/** Whole days of the country are counted already; the beginning and the end of the time, and what came since, are read. */
export async function countsByAgreement(
  database: pg.Pool,
  { from, until, timeZone }: Time & { readonly timeZone: string },
): Promise<ReadonlyMap<string, AgreementCounts>> {
  const values = [from, until, timeZone]
  const [counted, persons] = await Promise.all([
    database.query<Omit<AgreementCounts, 'persons'>>({ name: 'agreement-counts', text: countsQuery, values }),
    personsByAgreement(database, { from, until }),
  ])
  return new Map(counted.rows.map((row) => [row.agreement, { ...row, persons: persons.get(row.agreement) ?? 0 }]))
}

const raw = (where: string) => `
  select agreement_id, status, 1 as exchanges, records, at as last_at from exchange
  where agreement_id is not null and at >= $1 and at < $2 and ${where}`

// Whole days lie between the first midnight of the country at or after the beginning and the last at or before the end.
const firstMidnight = `(select (ceil(extract(epoch from $1::timestamptz at time zone $3) / 86400) * interval '1 day'
  + timestamp 'epoch') at time zone $3)`
const lastMidnight = `(select greatest(date_trunc('day', $2::timestamptz at time zone $3) at time zone $3, ${firstMidnight}))`

const countsQuery = `
select agreement_id as agreement,
  coalesce(sum(exchanges) filter (where status = 'answered'), 0)::float8 as answered,
  coalesce(sum(exchanges) filter (where status = 'refused'), 0)::float8 as refused,
  coalesce(sum(exchanges) filter (where status not in ('answered', 'refused')), 0)::float8 as without,
  sum(records)::float8 as records,
  max(last_at) as last
from (
  select agreement_id, status, exchanges, records, last_at from exchange_day
  where day >= (${firstMidnight} at time zone $3)::date and day < (${lastMidnight} at time zone $3)::date
  union all ${raw(`at < ${firstMidnight}`)}
  union all ${raw(`at >= ${lastMidnight}`)}
  union all ${raw(`at >= ${firstMidnight} and at < ${lastMidnight} and ${notCounted}`)}
) as counted group by agreement_id`

async function personsByAgreement(database: pg.Pool, time: Time): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.query<{ whole: boolean }>(
    `select coalesce(max(last_at) < $1, true) as whole from exchange_day where status = 'answered'`,
    [time.until],
  )
  // Of a time that is over, it is not kept who was asked about in it and again later: its exchanges are read.
  const text = rows[0]?.whole === true ? personsSince : personsBetween
  const { rows: counted } = await database.query<{ agreement: string; persons: number }>(text, [time.from, time.until])
  return new Map(counted.map(({ agreement, persons }) => [agreement, persons]))
}

const personsSince = `
with since as (
  select agreement_id, decode(subject_key, 'hex') as subject from exchange
  where status = 'answered' and agreement_id is not null and subject_key is not null and at >= $1 and at < $2
    and ${notCounted}
  group by agreement_id, subject_key
)
select agreement_id as agreement, sum(persons)::float8 as persons from (
  select agreement_id, count(*) as persons from exchange_person where last_answered_at >= $1 group by agreement_id
  union all
  select agreement_id, count(*) from since
  where not exists (
    select from exchange_person as kept where kept.agreement_id = since.agreement_id and kept.subject = since.subject
      and kept.last_answered_at >= $1)
  group by agreement_id
) as counted group by agreement_id`

const personsBetween = `
select agreement_id as agreement, count(distinct subject_key)::float8 as persons from exchange
where status = 'answered' and agreement_id is not null and subject_key is not null and at >= $1 and at < $2
group by agreement_id`
