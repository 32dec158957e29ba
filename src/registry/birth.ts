import type pg from 'pg'
import type { IsoDate } from '../kernel/dates.ts'

/** The day of birth of a person by the national number, where the registry knows them and it. */
export async function birthDateOf(pool: pg.Pool, nationalId: string): Promise<IsoDate | undefined> {
  const { rows } = await pool.query<{ birth_date: IsoDate | null }>(
    `select to_char(birth_date, 'YYYY-MM-DD') as birth_date from person where national_id = $1 limit 1`,
    [nationalId],
  )
  return rows[0]?.birth_date ?? undefined
}
