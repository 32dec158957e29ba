import type pg from 'pg'
import type { Assessment } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/** False when that revision is there already: another was quicker. */
export async function insertAssessment(tx: Queryable, document: Assessment): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into impact_assessment (id, revision, agreement_id, document) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [document.id, document.revision, document.agreement, JSON.stringify(document)],
  )
  return rowCount === 1
}

/** The latest revision of each, newest first. */
export async function latestAssessments(database: Queryable, agreement: string | undefined): Promise<Assessment[]> {
  const { rows } = await database.query<{ document: Assessment }>(
    `select distinct on (id) document from impact_assessment where $1::text is null or agreement_id = $1
     order by id desc, revision desc limit 1000`,
    [agreement ?? null],
  )
  return rows.map(({ document }) => document)
}

/** From the last revision to the first; empty for an unknown assessment. */
export async function revisionsOf(database: Queryable, id: string): Promise<Assessment[]> {
  const { rows } = await database.query<{ document: Assessment }>(
    'select document from impact_assessment where id = $1 order by revision desc limit 1000',
    [id],
  )
  return rows.map(({ document }) => document)
}
