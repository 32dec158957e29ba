import type pg from 'pg'
import { type UsageCount, type UsageRow, type WindowKind, windowKinds, windowStart } from './usage.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** Adds the uses of a batch to the table, in the transaction of their evidence; answers with the counts it made. */
export async function addUsage(tx: Queryable, rows: readonly UsageRow[]): Promise<UsageCount[]> {
  const sums = sumByWindow(rows)
  const { rows: counts } = await tx.query<UsageCount>({
    name: 'agreement-usage-add',
    text: statement,
    values: [
      sums.map((sum) => sum.agreementId),
      sums.map((sum) => sum.kind),
      sums.map((sum) => sum.start),
      sums.map((sum) => sum.count),
    ],
  })
  return counts
}

// Rows in one order in every transaction, so that two never wait for each other. A use in a window that has passed
// meanwhile changes nothing: only the current window is kept.
const statement = `
insert into agreement_usage (agreement_id, window_kind, window_start, count)
select * from unnest($1::text[], $2::text[], $3::text[], $4::integer[]) order by 1, 2
on conflict (agreement_id, window_kind) do update set
  count = case
    when agreement_usage.window_start = excluded.window_start then agreement_usage.count + excluded.count
    when agreement_usage.window_start < excluded.window_start then excluded.count
    else agreement_usage.count
  end,
  window_start = greatest(agreement_usage.window_start, excluded.window_start)
returning agreement_id as "agreementId", window_kind as kind, window_start as start, count`

/** One sum for each agreement and kind: a statement may not touch a row twice, so of two windows the later counts. */
function sumByWindow(rows: readonly UsageRow[]): UsageCount[] {
  const sums = new Map<string, { agreementId: string; kind: WindowKind; start: string; count: number }>()
  for (const row of rows) {
    for (const kind of windowKinds) {
      const start = windowStart(kind, row)
      const key = `${row.agreementId} ${kind}`
      const sum = sums.get(key)
      if (sum === undefined || sum.start < start) sums.set(key, { agreementId: row.agreementId, kind, start, count: 1 })
      else if (sum.start === start) sum.count += 1
    }
  }
  return [...sums.values()]
}

export interface AgreementsState {
  readonly revision: number
  readonly usage: readonly UsageCount[]
}

/** What is compared a few times a second: whether agreements changed, and how much of them other processes used. */
export async function readState(db: Queryable): Promise<AgreementsState> {
  const { rows } = await db.query<AgreementsState>({ name: 'agreements-state', text: stateQuery })
  const state = rows[0]
  if (state === undefined) throw new Error('a select without from answered no row')
  return state
}

const stateQuery = `
select coalesce((select number from revision where topic = 'agreements'), 0) as revision,
  (select coalesce(json_agg(json_build_object('agreementId', agreement_id, 'kind', window_kind, 'start', window_start,
    'count', count)), '[]') from agreement_usage) as usage`
