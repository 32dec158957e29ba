import type pg from 'pg'
import { columnsOfView, streamRecords } from '../../registry/stream.ts'
import type { LinkageModel } from '../linkage/model/schema.ts'
import { type PersonRecord, readRecords, socialRegistry } from '../people/records.ts'
import type { RecordRef } from '../people/schema.ts'

type Values = PersonRecord['values']

/** The columns of the registry's people that the model's fields are read from. */
export function columnsReadBy({ fields }: Pick<LinkageModel, 'fields'>): string[] {
  const known = new Set(columnsOfView('person'))
  return [...new Set(fields.flatMap(({ from }) => from))].filter((column) => known.has(column))
}

/** Everybody in the registry, some thousand at a time. */
export async function* everybody(pool: pg.Pool, model: LinkageModel): AsyncGenerator<[RecordRef, Values][]> {
  const columns = columnsReadBy(model)
  for await (const rows of streamRecords(pool, 'person', ['person_id', ...columns])) {
    yield rows.map(([record, ...values]) => [
      { source: socialRegistry, record: record ?? '' },
      Object.fromEntries(columns.map((column, i) => [column, values[i] ?? null])),
    ])
  }
}

/** The records as they are now; those that are gone are left out. */
export const peopleNow = async (pool: pg.Pool, ids: readonly string[]): Promise<[RecordRef, Values][]> =>
  (
    await readRecords(
      pool,
      ids.map((record) => ({ source: socialRegistry, record })),
    )
  ).map(({ source, record, values, household }) => [
    { source, record },
    { ...values, household_id: household },
  ])

export interface Changes {
  /** Of people who may have changed, with those who share a household that did. */
  readonly people: readonly string[]
  /** How far it was read. */
  readonly position: number
}

const eventsAtOnce = 5_000

/** Who changed after a place in the registry's stream of events. */
export async function changesAfter(pool: pg.Pool, position: number): Promise<Changes> {
  const { rows } = await pool.query<{ position: string; person: string | null; household: string | null }>(
    `select position, key ->> 'person.id' as person, key ->> 'household.id' as household from registry_event
     where position > $1 order by position limit ${eventsAtOnce}`,
    [position],
  )
  const households = rows.flatMap(({ household }) => household ?? [])
  const members =
    households.length === 0
      ? []
      : (
          await pool.query<{ person_id: string }>('select person_id from person where household_id = any($1)', [
            households,
          ])
        ).rows
  return {
    people: [...new Set([...rows.flatMap(({ person }) => person ?? []), ...members.map((one) => one.person_id)])],
    position: Number(rows.at(-1)?.position ?? position),
  }
}

export async function lastEvent(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ last: string }>('select coalesce(max(position), 0) as last from registry_event')
  return Number(rows[0]?.last ?? 0)
}
