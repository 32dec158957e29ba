import type pg from 'pg'

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
export async function countsByAgreement(
  database: pg.Pool,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<ReadonlyMap<string, AgreementCounts>> {
  const { rows } = await database.query<AgreementCounts>(
    `select agreement_id as agreement,
       count(*) filter (where status = 'answered')::int as answered,
       count(*) filter (where status = 'refused')::int as refused,
       count(*) filter (where status not in ('answered', 'refused'))::int as without,
       coalesce(sum(records), 0)::float8 as records,
       count(distinct subject_key) filter (where status = 'answered')::int as persons,
       max(at) as last
     from exchange where at >= $1 and at < $2 and agreement_id is not null group by agreement_id`,
    [from, until],
  )
  return new Map(rows.map((row) => [row.agreement, row]))
}
