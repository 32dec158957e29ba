import type pg from 'pg'
import type { CaseCounts, CaseFilter, CaseStatus, CorrectionNotice, NoticeOutcome, RightsCase } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/** A case with what stands beside it. */
export interface KeptCase {
  readonly document: RightsCase
  readonly subject_key: string
  readonly restriction: string | null
}

const columns = 'document, subject_key, restriction'
const defaultLimit = 50

export async function insertCase(tx: Queryable, document: RightsCase, subject: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into rights_case (id, revision, subject_key, member, status, due_at, updated_at, document)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      ...[document.id, document.revision, subject, document.member, document.status, document.due?.at],
      ...[document.steps.at(-1)?.at, JSON.stringify(document)],
    ],
  )
  return rowCount === 1
}

/** False when another was quicker. */
export async function updateCase(tx: Queryable, document: RightsCase): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update rights_case set revision = $2, status = $3, due_at = $4, updated_at = $5, document = $6
     where id = $1 and revision = $2 - 1`,
    [
      ...[document.id, document.revision, document.status, document.due?.at],
      ...[document.steps.at(-1)?.at, JSON.stringify(document)],
    ],
  )
  return rowCount === 1
}

export async function holdRestriction(tx: Queryable, id: string, restriction: string | null): Promise<void> {
  await tx.query('update rights_case set restriction = $2 where id = $1', [id, restriction])
}

export async function findCase(database: Queryable, id: string): Promise<KeptCase | undefined> {
  const { rows } = await database.query<KeptCase>(`select ${columns} from rights_case where id = $1`, [id])
  return rows[0]
}

/**
 * Newest first, or those most overdue first; the cursor is the last case of the page before. `member` null: of all.
 */
export async function listCases(
  database: Queryable,
  filter: CaseFilter,
  { member, now }: { readonly member: string | null; readonly now: Date },
): Promise<{ readonly cases: KeptCase[]; readonly more: boolean }> {
  const limit = filter.limit ?? defaultLimit
  const { rows } = await database.query<KeptCase>(
    `select ${columns} from rights_case
     where ($1::text is null or member = $1) and ($2::text is null or status = $2)
       and ($3::text is null or document ->> 'kind' = $3) and ($8::text is null or member = $8)
       and ($4::text is null or (not $5 and id < $4) or ($5 and
         (due_at > (select due_at from rights_case where id = $4)
           or (due_at = (select due_at from rights_case where id = $4) and id < $4))))
       and (not $5 or (status not in ('done', 'refused') and due_at <= greatest($6::timestamptz, updated_at)))
     order by case when $5 then due_at end, id desc limit $7`,
    [
      ...[member, filter.status ?? null, filter.kind ?? null, filter.cursor ?? null],
      ...[filter.overdue ?? false, now, limit + 1, filter.member ?? null],
    ],
  )
  return { cases: rows.slice(0, limit), more: rows.length > limit }
}

export async function countCases(
  database: Queryable,
  { member, now }: { readonly member: string | null; readonly now: Date },
): Promise<CaseCounts> {
  const { rows } = await database.query<{ status: CaseStatus; cases: number; overdue: number }>(
    `select status, count(*)::int as cases, count(*) filter (where status not in ('done', 'refused')
         and due_at <= greatest($2::timestamptz, updated_at))::int as overdue
     from rights_case where $1::text is null or member = $1 group by status`,
    [member, now],
  )
  const counts: CaseCounts = { received: 0, verified: 0, 'in-progress': 0, done: 0, refused: 0, overdue: 0 }
  for (const { status, cases, overdue } of rows) {
    counts[status] = cases
    counts.overdue += overdue
  }
  return counts
}

/** Every open case with a time, the earliest first; bounded, as a page of clocks is. */
export async function openCases(database: Queryable, member: string | null, limit: number): Promise<KeptCase[]> {
  const { rows } = await database.query<KeptCase>(
    `select ${columns} from rights_case
     where ($1::text is null or member = $1) and status not in ('done', 'refused') and due_at is not null
     order by due_at, id limit $2`,
    [member, limit],
  )
  return rows
}

export async function casesOf(database: Queryable, subject: string, member: string | null): Promise<KeptCase[]> {
  const { rows } = await database.query<KeptCase>(
    `select ${columns} from rights_case where subject_key = $1 and ($2::text is null or member = $2)
     order by id desc limit 200`,
    [subject, member],
  )
  return rows
}

interface NoticeRow {
  readonly document: Omit<CorrectionNotice, 'acknowledgedAt' | 'outcome'>
  readonly acknowledged_at: Date | null
  readonly outcome: NoticeOutcome | null
}

const noticeOf = ({ document, acknowledged_at, outcome }: NoticeRow): CorrectionNotice => ({
  ...document,
  ...(acknowledged_at === null || outcome === null ? {} : { acknowledgedAt: acknowledged_at.toISOString(), outcome }),
})

export async function insertNotices(tx: Queryable, notices: readonly CorrectionNotice[]): Promise<void> {
  await tx.query(
    `insert into correction_notice (id, case_id, member, told_at, document)
     select one ->> 'id', one ->> 'case', one ->> 'member', (one ->> 'toldAt')::timestamptz, one
     from jsonb_array_elements($1::jsonb) as one`,
    [JSON.stringify(notices)],
  )
}

export async function noticesOfCase(database: Queryable, id: string): Promise<CorrectionNotice[]> {
  const { rows } = await database.query<NoticeRow>(
    'select document, acknowledged_at, outcome from correction_notice where case_id = $1 order by member',
    [id],
  )
  return rows.map(noticeOf)
}

/** Those that wait, oldest first. */
export async function waitingNotices(database: Queryable, member: string): Promise<CorrectionNotice[]> {
  const { rows } = await database.query<NoticeRow>(
    `select document, acknowledged_at, outcome from correction_notice
     where member = $1 and acknowledged_at is null order by id limit 200`,
    [member],
  )
  return rows.map(noticeOf)
}

export async function findNotice(
  database: Queryable,
  id: string,
  member: string,
): Promise<CorrectionNotice | undefined> {
  const { rows } = await database.query<NoticeRow>(
    'select document, acknowledged_at, outcome from correction_notice where id = $1 and member = $2',
    [id, member],
  )
  return rows[0] && noticeOf(rows[0])
}

export async function acknowledge(
  tx: Queryable,
  { id, at, outcome }: { readonly id: string; readonly at: Date; readonly outcome: NoticeOutcome },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update correction_notice set acknowledged_at = greatest($2, told_at), outcome = $3
     where id = $1 and acknowledged_at is null`,
    [id, at, outcome],
  )
  return rowCount === 1
}
