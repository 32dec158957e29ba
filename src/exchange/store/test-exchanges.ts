import type pg from 'pg'

/** For tests and measurements: what is counted of an exchange. */
export interface CountedExchange {
  readonly at: Date
  readonly agreement: string | null
  readonly service: string
  readonly status: 'answered' | 'no-record' | 'refused' | 'unavailable' | 'invalid'
  readonly records: number
  /** 64 hexadecimal digits. */
  readonly subject: string | null
}

/** Writes exchanges as the ledger does, from the given index on; nothing but what is counted is of interest. */
export async function insertExchanges(
  database: pg.Pool | pg.ClientBase,
  exchanges: readonly CountedExchange[],
  firstIndex: number,
): Promise<void> {
  await database.query(
    `insert into exchange (id, question_id, part, at, protocol, consumer, provider, system, service, purpose,
       agreement_id, agreement_version, agreement_hash, status, records, duration_micros, asked_by_kind, asked_by_id,
       subject_key, detail, request_salt, response_salt, subject_salt, ledger_index)
     select 'exc-' || i, 'q-' || i, 0, at, 'test', 'dss', 'nida', 'register', service, 'purpose', agreement,
       case when agreement is null then null else 1 end, agreement, status, records, 1, 'client', 'mis', subject, '{}',
       repeat('0', 32), repeat('0', 32), repeat('0', 32), i
     from (select *, $2::bigint + row_number() over () - 1 as i from json_to_recordset($1) as r(
       at timestamptz, agreement text, service text, status text, records integer, subject text)) as incoming`,
    [JSON.stringify(exchanges), firstIndex],
  )
}
