import type pg from 'pg'
import type { Clock } from '../../platform/clock.ts'

/** Released elements of one agreement by day of the country; `element` is empty for all its answers. */
export interface FieldUseRow {
  readonly day: string
  readonly element: string
  readonly answers: number
}

export interface FieldUse {
  /** How often each element was released under an agreement, by day, from a day on. */
  of(agreement: string, from: string): Promise<readonly FieldUseRow[]>
  /** Adds what was released since to the counts that are kept; to be done now and then. */
  count(): Promise<void>
}

export const openFieldUse = ({
  database,
  clock,
  timeZone,
}: {
  readonly database: pg.Pool
  readonly clock: Clock
  readonly timeZone: string
}): FieldUse => ({
  of: (agreement, from) => fieldUseOf(database, { agreement, from, timeZone }),
  count: () => countFieldUse(database, clock.now(), timeZone),
})

/** An exchange is written some time after it began, and a provider may take minutes. */
const settledAfterMs = 60 * 60_000

// An answer without a record releases nothing, and says nothing of need.
const counted = (zone: string) => `
  select agreement_id, (at at time zone ${zone})::date as day, element, count(*)::integer as answers
  from exchange, lateral (select '' as element union all select jsonb_object_keys(detail->'forms')) as released
  where status = 'answered' and agreement_id is not null`

/** Adds what was released since the last time to the counts by day; two processes take turns. */
export async function countFieldUse(database: pg.Pool, now: Date, timeZone: string): Promise<void> {
  await database.query({
    name: 'exchange-count-field-use',
    text: `
with last as (
  select counted_until from exchange_field_use_state where counted_until < $1 for update
), news as (
  ${counted('$2')} and at >= (select counted_until from last) and at < $1 group by 1, 2, 3
), added as (
  insert into exchange_field_use as kept (agreement_id, day, element, answers)
  select agreement_id, day, element, answers from news
  on conflict (agreement_id, day, element) do update set answers = kept.answers + excluded.answers
)
update exchange_field_use_state set counted_until = $1 where exists (select from last)`,
    values: [new Date(now.getTime() - settledAfterMs), timeZone],
  })
}

/** What was released under one agreement from a day on: what is counted, and what came since. */
export async function fieldUseOf(
  database: pg.Pool,
  { agreement, from, timeZone }: { readonly agreement: string; readonly from: string; readonly timeZone: string },
): Promise<readonly FieldUseRow[]> {
  const { rows } = await database.query<FieldUseRow>({
    name: 'exchange-field-use',
    text: `
select to_char(day, 'YYYY-MM-DD') as day, element, sum(answers)::integer as answers from (
  select day, element, answers from exchange_field_use where agreement_id = $1 and day >= $2
  union all
  select day, element, answers from (
    ${counted('$3')} and agreement_id = $1 and at >= (select counted_until from exchange_field_use_state) group by 1, 2, 3
  ) as since where day >= $2
) as used group by day, element order by day, element`,
    values: [agreement, from, timeZone],
  })
  return rows
}
