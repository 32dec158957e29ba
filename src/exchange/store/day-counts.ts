import type pg from 'pg'
import { inTransaction } from '../../platform/database/transaction.ts'

interface DayCounter {
  /** Adds what was written since to the counts that are kept; to be done now and then. */
  count(): Promise<void>
}

export interface DayCounterOptions {
  readonly database: pg.Pool
  readonly timeZone: string
  /** How many entries the ledger has that are committed. */
  readonly ledgerSize: () => Promise<number>
}

/** Ledger entries that are counted in one transaction: few enough for any machine to do it within the limit of a statement. */
const entriesAtOnce = 20_000

export const openDayCounter = (options: DayCounterOptions): DayCounter => ({
  async count() {
    while (await countSome(options)) {
      // Until nothing is left.
    }
  },
})

/**
 * The next entries in the order of the ledger: batches commit in that order, so whoever sees an entry sees all before it.
 * Two processes take turns. False when everything is counted.
 */
export const countSome = async ({ database, timeZone, ledgerSize }: DayCounterOptions): Promise<boolean> => {
  const last = (await ledgerSize()) - 1
  return inTransaction(database, async (tx) => {
    const { rows } = await tx.query<{ through: number }>(
      'select counted_through as through from exchange_count_state for update',
    )
    const from = rows[0]?.through ?? last
    if (from >= last) return false
    await tx.query({
      name: 'exchange-count-days',
      text: statement,
      values: [from, Math.min(last, from + entriesAtOnce), timeZone],
    })
    return true
  })
}

const statement = `
with news as (
  select agreement_id, service, status, at, records, subject_key, (at at time zone $3)::date as day,
    status = 'answered' and records > 0 as received
  from exchange where ledger_index > $1 and ledger_index <= $2 and agreement_id is not null
), days as (
  insert into exchange_day as kept (agreement_id, day, service, status, exchanges, received, records, last_at)
  select agreement_id, day, service, status, count(*), count(*) filter (where received), sum(records), max(at)
  from news group by agreement_id, day, service, status
  on conflict (agreement_id, day, service, status) do update set
    exchanges = kept.exchanges + excluded.exchanges, received = kept.received + excluded.received,
    records = kept.records + excluded.records, last_at = greatest(kept.last_at, excluded.last_at)
), persons as (
  insert into exchange_person as kept (agreement_id, subject, first_received_at, last_answered_at)
  select agreement_id, decode(subject_key, 'hex'), min(at) filter (where received), max(at)
  from news where status = 'answered' and subject_key is not null group by agreement_id, subject_key
  on conflict (agreement_id, subject) do update set
    first_received_at = least(kept.first_received_at, excluded.first_received_at),
    last_answered_at = greatest(kept.last_answered_at, excluded.last_answered_at)
)
update exchange_count_state set counted_through = $2`

/** In a statement that reads counts: what is not counted yet, as of the same moment. */
export const notCounted = 'ledger_index > (select counted_through from exchange_count_state)'
