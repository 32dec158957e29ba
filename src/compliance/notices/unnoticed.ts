import type pg from 'pg'
import { notCounted } from '../../exchange/store/day-counts.ts'

export interface Unnoticed {
  readonly agreement: string
  readonly persons: number
  /** When the first of them was asked about and found. */
  readonly since: Date
}

/**
 * By agreement, the persons of whom something was received for the first time after the last notice to people. When each
 * was first received is counted already; exchanges since are read.
 */
export async function unnoticed(database: pg.Pool): Promise<Unnoticed[]> {
  const { rows } = await database.query<Unnoticed>(
    `with since as (
       select agreement_id, decode(subject_key, 'hex') as subject, min(at) as at from exchange
       where status = 'answered' and records > 0 and subject_key is not null and agreement_id is not null
         and ${notCounted}
       group by agreement_id, subject_key
     ), first as (
       select agreement_id, first_received_at as at from exchange_person as kept
       where first_received_at is not null and not exists (
         select from since where since.agreement_id = kept.agreement_id and since.subject = kept.subject)
       union all
       select since.agreement_id, least(since.at, kept.first_received_at) from since
       left join exchange_person as kept on kept.agreement_id = since.agreement_id and kept.subject = since.subject
     )
     select first.agreement_id as agreement, count(*)::float8 as persons, min(first.at) as since from first
     left join (select agreement_id, max(given_at) as at from notice_given group by agreement_id) as told
       on told.agreement_id = first.agreement_id
     where told.at is null or first.at > told.at
     group by first.agreement_id order by since, agreement`,
  )
  return rows
}
