import type pg from 'pg'
import { readRecords } from '../people/records.ts'
import { keyOf } from '../people/rules.ts'
import type { RecordRef } from '../people/schema.ts'
import { areasOf, type By, liesWithin } from '../people/world.ts'

/** Of what a run has found, that in which a record lies in an area of the reader; records of no place are everybody's. */
export async function withinAreas<T>(
  pool: pg.Pool,
  { id }: By,
  found: readonly T[],
  recordsOf: (one: T) => readonly RecordRef[],
): Promise<T[]> {
  const areas = await areasOf(pool, id)
  if (areas.length === 0) return [...found]
  const records = await readRecords(pool, found.flatMap(recordsOf))
  const places = new Map(records.map((record) => [keyOf(record), record.area]))
  return found.filter((one) => {
    const lies = recordsOf(one).flatMap((record) => places.get(keyOf(record)) ?? [])
    return liesWithin(lies, areas)
  })
}
