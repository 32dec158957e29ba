import type pg from 'pg'
import { type UsageCount, type UsageRow, windowsOf } from './usage.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

export interface Taken {
  /** Of each row, whether its agreement had room for it. */
  readonly fits: readonly boolean[]
  readonly counts: readonly UsageCount[]
}

/**
 * Adds the uses of a batch to the table, in the transaction of their evidence, and says which found room. The rows of the
 * table are locked by it until the commit, so that several processes together never exceed a volume either.
 */
export async function takeUsage(tx: Queryable, rows: readonly UsageRow[]): Promise<Taken> {
  const added = await add(tx, rows)
  const left = new Map(added.map((count) => [keyOf(count), count.count]))
  const fits = rows.map(() => true)
  const dropped: UsageRow[] = []
  // From the last to the first: who came first finds room first.
  for (const [i, row] of [...rows.entries()].reverse()) {
    const windows = windowsOf(row)
    if (windows.every((window) => (left.get(keyOf(window)) ?? 0) <= window.limit)) continue
    for (const window of windows) left.set(keyOf(window), (left.get(keyOf(window)) ?? 0) - 1)
    fits[i] = false
    dropped.push(row)
  }
  if (dropped.length === 0) return { fits, counts: added }
  await returnUsage(tx, dropped)
  return { fits, counts: added.map((count) => ({ ...count, count: left.get(keyOf(count)) ?? count.count })) }
}

/** Uses that were taken and then did not happen, in the same transaction. */
export async function returnUsage(tx: Queryable, rows: readonly UsageRow[]): Promise<void> {
  const sums = sumByWindow(rows)
  await tx.query({ name: 'agreement-usage-subtract', text: subtraction, values: columnsOf(sums) })
}

async function add(tx: Queryable, rows: readonly UsageRow[]): Promise<UsageCount[]> {
  const sums = sumByWindow(rows)
  const { rows: counts } = await tx.query<UsageCount>({
    name: 'agreement-usage-add',
    text: statement,
    values: columnsOf(
      sums,
      sums.map(({ start }) => start),
    ),
  })
  return counts
}

const columnsOf = (sums: readonly UsageCount[], ...more: readonly string[][]): unknown[] => [
  sums.map((sum) => sum.agreementId),
  sums.map((sum) => sum.user),
  sums.map((sum) => sum.kind),
  sums.map((sum) => sum.count),
  ...more,
]

// Rows in one order in every transaction, so that two never wait for each other. Only the current window is kept: a use in
// one that has passed meanwhile counts in it, so that no use goes uncounted.
const statement = `
insert into agreement_usage (agreement_id, user_key, window_kind, window_start, count)
select agreement, usr, kind, start, uses
from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[]) as u(agreement, usr, kind, uses, start)
order by 1, 2, 3
on conflict (agreement_id, user_key, window_kind) do update set
  count = case
    when agreement_usage.window_start < excluded.window_start then excluded.count
    else agreement_usage.count + excluded.count
  end,
  window_start = greatest(agreement_usage.window_start, excluded.window_start)
returning agreement_id as "agreementId", user_key as "user", window_kind as kind, window_start as start, count`

const subtraction = `
update agreement_usage set count = count - u.uses
from unnest($1::text[], $2::text[], $3::text[], $4::integer[]) as u(agreement, usr, kind, uses)
where agreement_id = u.agreement and user_key = u.usr and window_kind = u.kind`

const keyOf = ({ agreementId, user, kind }: Pick<UsageCount, 'agreementId' | 'user' | 'kind'>): string =>
  `${kind} ${agreementId} ${user}`

/** One sum for each agreement, user and kind: a statement may not touch a row twice, so that the later window has all. */
function sumByWindow(rows: readonly UsageRow[]): UsageCount[] {
  const sums = new Map<string, UsageCount>()
  for (const window of rows.flatMap(windowsOf)) {
    const sum = sums.get(keyOf(window))
    const { agreementId, user, kind } = window
    const start = sum === undefined || sum.start < window.start ? window.start : sum.start
    sums.set(keyOf(window), { agreementId, user, kind, start, count: (sum?.count ?? 0) + 1 })
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
  (select coalesce(json_agg(json_build_object('agreementId', agreement_id, 'user', user_key, 'kind', window_kind,
    'start', window_start, 'count', count)), '[]') from agreement_usage where user_key = '') as usage`
