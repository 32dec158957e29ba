import type pg from 'pg'
import { newId } from '../../kernel/ids.ts'
import { socialRegistry } from '../people/records.ts'
import type { RecordRef } from '../people/schema.ts'
import type { AskedBy } from './facts.ts'
import type { Values } from './features.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** The registry's own number of a person. */
const ownElement = 'person.id'
/** Elements that its records only bear, and their columns. */
export const numberColumns: Readonly<Record<string, string>> = {
  'person.national-id': 'national_id',
  'person.birth-registration-number': 'birth_registration_number',
}
/** Registers whose entries name a person of the registry: element of their own number, table and column. */
const registers = {
  'disability.id': { table: 'disability_record', column: 'record_id' },
  'farmer.id': { table: 'farmer', column: 'farmer_id' },
} as const

/** More than these are not looked at for one person. */
export const recordsLimit = 100

interface Sources {
  /** Whose rosters count when a number is looked for. */
  readonly sources: readonly string[]
  /** By the element that tells the records of one of them apart. */
  readonly sourceOf: ReadonlyMap<string, string>
}

/** Records that bear the identifier; one more than the limit where there are too many. */
export async function recordsBearing(
  db: Queryable,
  { element, value }: AskedBy,
  { sources, sourceOf }: Sources,
): Promise<RecordRef[]> {
  const found = (text: string, values: unknown[]): Promise<RecordRef[]> =>
    db.query<RecordRef>(`${text} limit ${recordsLimit + 1}`, values).then(({ rows }) => rows)
  const column = numberColumns[element]
  if (column !== undefined) return withNumbers(db, { [column]: [value] }, { sources })
  if (element === ownElement) {
    return found(`select '${socialRegistry}' as source, person_id as record from person where person_id = $1`, [value])
  }
  if (Object.hasOwn(registers, element)) {
    const { table, column: number } = registers[element as keyof typeof registers]
    return found(`select '${socialRegistry}' as source, person_id as record from ${table} where ${number} = $1`, [
      value,
    ])
  }
  const source = sourceOf.get(element)
  if (source === undefined) return []
  return found('select source, record from source_record where source = $1 and record = $2 and left_at is null', [
    ...[source, value],
  ])
}

/** By column. */
export type Numbers = Readonly<Record<string, readonly string[]>>

/** Records of the registry and of the rosters that bear one of the numbers; one more than the limit where there are more. */
export async function withNumbers(
  db: Queryable,
  numbers: Numbers,
  { sources, limit = recordsLimit }: Pick<Sources, 'sources'> & { readonly limit?: number },
): Promise<RecordRef[]> {
  const asked = Object.entries(numbers).filter(([, values]) => values.length > 0)
  if (asked.length === 0) return []
  const parts = asked.flatMap(([column], i) => [
    `select '${socialRegistry}' as source, person_id as record from person where ${column} = any($${i + 2}::text[])`,
    `select source, record from source_record
     where values ->> '${column}' = any($${i + 2}::text[]) and source = any($1::text[]) and left_at is null`,
  ])
  const { rows } = await db.query<RecordRef>(
    `select distinct source, record from (${parts.join(' union all ')}) as bearing limit ${limit + 1}`,
    [sources, ...asked.map(([, values]) => values)],
  )
  return rows
}

/** A record as its source has it, with the numbers that other registers gave to the person. */
export interface RawRecord extends RecordRef {
  readonly since: string
  readonly values: Values
  readonly own: Readonly<Record<string, readonly string[]>>
  readonly programmes: readonly string[]
}

const valueColumns = 'given_name surname sex birth_date national_id birth_registration_number'.split(' ')

export async function readRaw(db: Queryable, refs: readonly RecordRef[], zone: string): Promise<RawRecord[]> {
  const ofRegistry = refs.filter(({ source }) => source === socialRegistry).map(({ record }) => record)
  const others = refs.filter(({ source }) => source !== socialRegistry)
  const own = Object.entries(registers).map(
    ([element, { table, column }]) =>
      `'${element}', (select coalesce(json_agg(${column} order by ${column}), '[]') from ${table} t
        where t.person_id = p.person_id)`,
  )
  const { rows } = await db.query<RawRecord>(
    `select '${socialRegistry}' as source, person_id as record, registered_on::text as since,
       json_build_object(${valueColumns.map((name) => `'${name}', ${name}::text`).join(', ')}) as values,
       json_build_object('${ownElement}', json_build_array(person_id), ${own.join(', ')}) as own,
       array(select distinct programme_code from enrolment e where e.person_id = p.person_id) as programmes
     from person p where person_id = any($1)`,
    [ofRegistry],
  )
  const handedIn = await db.query<RawRecord>(
    `select s.source, s.record, (u.at at time zone $3)::date::text as since, s.values, '{}'::json as own,
       '{}'::text[] as programmes
     from source_record s join linkage_upload u on u.id = s.upload
     join unnest($1::text[], $2::text[]) as asked(source, record) using (source, record)
     where s.left_at is null`,
    [others.map(({ source }) => source), others.map(({ record }) => record), zone],
  )
  return [...rows, ...handedIn.rows]
}

/** What the civil register says of whoever has one of the numbers. */
export async function civilEntries(
  db: Queryable,
  numbers: Numbers,
  limit = recordsLimit,
): Promise<{ readonly element: string; readonly value: string; readonly values: Values }[]> {
  const parts = Object.entries(numberColumns).map(
    ([element, column], i) =>
      `select '${element}' as element, ${column} as value, json_build_object('given_name', given_name,
         'surname', surname, 'sex', sex, 'birth_date', birth_date::text) as values
       from civil_event where kind in ('birth', 'death') and ${column} = any($${i + 1}::text[])`,
  )
  const { rows } = await db.query<{ element: string; value: string; values: Values }>(
    `${parts.join(' union all ')} limit ${limit}`,
    Object.values(numberColumns).map((column) => numbers[column] ?? []),
  )
  return rows
}

/** The person of the map that an id stands for now: a tombstone points on. */
export async function livePerson(db: Queryable, id: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive there as (
       select id, merged_into, 1 as step from entity where id = $1
       union all
       select e.id, e.merged_into, step + 1 from entity e join there on e.id = there.merged_into where step < 1000
     ) select id from there where merged_into is null`,
    [id],
  )
  return rows[0]?.id
}

/** The number by which a person of whom nobody has decided is told of: a record of theirs has it for good. */
export async function toldAs(db: Queryable, refs: readonly RecordRef[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `insert into told_record (id, source, record) select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict (source, record) do update set source = excluded.source returning id`,
    [refs.map(() => newId('en')), refs.map(({ source }) => source), refs.map(({ record }) => record)],
  )
  return rows.map(({ id }) => id)
}

export async function recordToldAs(db: Queryable, id: string): Promise<RecordRef[]> {
  const { rows } = await db.query<RecordRef>('select source, record from told_record where id = $1', [id])
  return rows
}

/** Of the records of a file those that are new, were changed, or come back. */
export async function changedOf<T extends { readonly record: string; readonly values: Values }>(
  db: Queryable,
  source: string,
  records: readonly T[],
): Promise<T[]> {
  const { rows } = await db.query<{ record: string; values: Values }>(
    'select record, values from source_record where source = $1 and record = any($2) and left_at is null',
    [source, records.map(({ record }) => record)],
  )
  const known = new Map(rows.map(({ record, values }) => [record, values]))
  return records.filter(({ record, values }) =>
    valueColumns.some(
      (column) => (known.get(record)?.[column] ?? null) !== (values[column] ?? null) || !known.has(record),
    ),
  )
}

/** Whom a whole roster has no longer. */
export async function leavers(db: Queryable, source: string, listed: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ record: string }>(
    `select record from source_record s where source = $1 and left_at is null
     and not exists (select from unnest($2::text[]) as l(record) where l.record = s.record) order by record`,
    [source, listed],
  )
  return rows.map(({ record }) => record)
}

interface Leaving {
  readonly source: string
  readonly records: readonly string[]
  readonly at: Date
}

export async function leave(db: Queryable, { source, records, at }: Leaving): Promise<void> {
  if (records.length === 0) return
  await db.query('update source_record set left_at = $3 where source = $1 and record = any($2)', [source, records, at])
}
