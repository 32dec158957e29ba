import type pg from 'pg'
import { inTransaction } from '../../platform/database/transaction.ts'

const patienceMs = 5_000

/** All that is read is of one moment, so that an answer is never half of before a decision and half of after it. */
export const inSnapshot = <T>(pool: pg.Pool, read: (db: pg.PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(pool, async (db) => {
    await db.query(
      `set transaction isolation level repeatable read, read only; set local statement_timeout = ${patienceMs}`,
    )
    return read(db)
  })
