import type pg from 'pg'
import { joins } from '../people/rules.ts'
import type { DecisionKind } from '../people/schema.ts'
import type { KnownPair } from './truth-file.ts'

const maxPairs = 200_000

interface DecidedRow {
  readonly kind: DecisionKind
  readonly first_source: string
  readonly first_record: string
  readonly second_source: string
  readonly second_record: string
}

/** What stewards have said of pairs: the last word that holds; that nobody can tell says nothing. */
export async function decidedPairs(pool: pg.Pool): Promise<KnownPair[]> {
  const { rows } = await pool.query<DecidedRow>(
    `select kind, first_source, first_record, second_source, second_record from (
       select distinct on (first_source, first_record, second_source, second_record) d.*
       from identity_decision d
       where d.kind <> 'unmerge' and not exists (select from identity_decision u where u.undoes = d.id)
       order by first_source, first_record, second_source, second_record, number desc
     ) latest where kind <> 'cannot-tell' order by number desc limit $1`,
    [maxPairs],
  )
  return rows.map(({ kind, first_source, first_record, second_source, second_record }) => ({
    first: { source: first_source, record: first_record },
    second: { source: second_source, record: second_record },
    same: joins(kind),
  }))
}
