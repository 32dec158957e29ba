import type pg from 'pg'
import type { Scalar } from '../../exchange/plugin.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Attribute } from '../attributes.ts'
import { personAttributes } from '../attributes.ts'
import { ambiguousRecord, unknownRecord, valueMissing } from './problems.ts'
import type { Values } from './schema.ts'

/** What a person may be named by. Only the first is theirs alone; the others may turn out to be several people's. */
export const personKeys = ['person.id', 'person.national-id', 'person.birth-registration-number'] as const

const personKeyColumns: Readonly<Record<(typeof personKeys)[number], string>> = {
  'person.id': 'person_id',
  'person.national-id': 'national_id',
  'person.birth-registration-number': 'birth_registration_number',
}

export interface FoundPerson {
  readonly id: string
  readonly household: string
  readonly isHead: boolean
}

/** The one person that the values name; locked, with their household, until the act is done. */
export async function findPerson(client: pg.ClientBase, values: Values): Promise<Result<FoundPerson>> {
  const named = personKeys.find((key) => values[key] !== undefined)
  if (named === undefined) return fail(valueMissing([personKeys.join(' or ')]))
  const { rows } = await client.query<FoundPerson>(
    `select p.person_id as id, p.household_id as household, h.head_person_id = p.person_id as "isHead"
     from person p join household h using (household_id)
     where p.${personKeyColumns[named]} = $1 order by p.person_id limit 2 for update`,
    [values[named]],
  )
  const [person, another] = rows
  if (person === undefined) return fail(unknownRecord(named))
  return another === undefined ? ok(person) : fail(ambiguousRecord(named))
}

/** Locks the household, so that of two changes the later sees the earlier. */
export async function findHousehold(client: pg.ClientBase, id: Scalar | undefined): Promise<Result<string>> {
  const { rowCount } = await client.query('select from household where household_id = $1 for update', [id])
  return rowCount === 1 ? ok(String(id)) : fail(unknownRecord('household.id'))
}

export type Row = Readonly<Record<string, unknown>>

/** The columns of those elements that have a value, in the registry's own spelling. */
export function rowOf(values: Values, elements: readonly string[], attributes: ReadonlyMap<string, Attribute>): Row {
  const row: Record<string, unknown> = {}
  for (const element of elements) {
    const value = values[element]
    if (value === undefined) continue
    const attribute = attributes.get(element)
    const column = attribute?.columns?.[0]
    if (column === undefined) throw new Error(`${element} is no column of the registry`)
    row[column] = attribute?.spell === undefined ? value : attribute.spell(String(value))
  }
  return row
}

export const personRow = (values: Values, elements: readonly string[]): Row =>
  rowOf(values, elements, new Map(Object.entries(personAttributes)))

/** Names of tables and columns are constants of this room; values are parameters. */
export async function insert(client: pg.ClientBase, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row)
  const parameters = columns.map((_, i) => `$${i + 1}`)
  await client.query(
    `insert into ${table} (${columns.join(', ')}) values (${parameters.join(', ')})`,
    Object.values(row),
  )
}

/** Whether anything is another value than before. */
export async function update(
  client: pg.ClientBase,
  { table, key, id }: { table: string; key: string; id: string },
  row: Row,
): Promise<boolean> {
  const columns = Object.keys(row)
  if (columns.length === 0) return false
  const set = columns.map((column, i) => `${column} = $${i + 2}`)
  const differs = columns.map((column, i) => `${column} is distinct from $${i + 2}`)
  const { rowCount } = await client.query(
    `update ${table} set ${set.join(', ')} where ${key} = $1 and (${differs.join(' or ')})`,
    [id, ...Object.values(row)],
  )
  return rowCount === 1
}
