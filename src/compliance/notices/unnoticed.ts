import type pg from 'pg'

export interface Unnoticed {
  readonly agreement: string
  readonly persons: number
  /** When the first of them was asked about and found. */
  readonly since: Date
}

/**
 * By agreement, the persons of whom something was received for the first time after the last notice to people. Reads every
 * answered exchange that named a person: for a list that is looked at daily, not for the way of an exchange.
 */
export async function unnoticed(database: pg.Pool): Promise<Unnoticed[]> {
  const { rows } = await database.query<Unnoticed>(
    `select first.agreement_id as agreement, count(*)::int as persons, min(first.at) as since
     from (select agreement_id, subject_key, min(at) as at from exchange
           where status = 'answered' and records > 0 and subject_key is not null and agreement_id is not null
           group by agreement_id, subject_key) as first
     left join (select agreement_id, max(given_at) as at from notice_given group by agreement_id) as told
       on told.agreement_id = first.agreement_id
     where told.at is null or first.at > told.at
     group by first.agreement_id order by since, agreement`,
  )
  return rows
}
