import type pg from 'pg'
import type { EventType } from '../../exchange/subscriptions/schema.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok } from '../../kernel/result.ts'
import { type ViewName, views } from '../views.ts'
import { alreadyOnRegister } from './problems.ts'
import { findPerson, insert, personKeys, type Row, rowOf } from './records.ts'
import type { ActKind, Values } from './schema.ts'

/** A certificate of disability, or the application for one; what else was found is assessed later. */
export const registerDisability: ActKind = registerAct({
  records: 'disabled-person',
  event: 'disability-registration',
  table: 'disability_record',
  key: 'record_id',
  current: `status <> 'expired'`,
  needs: ['disability.status', 'disability.registration-date'],
  may: ['disability.level', 'disability.expiry-date'],
  detail: {
    list: 'impairments',
    members: {
      type: 'impairment.type',
      level: 'impairment.level',
      cause: 'impairment.cause',
      age_on_set: 'impairment.onset',
    },
    rest: { supports: [] },
  },
  whose: async () => ({}),
})

/** Who works a household's land: its farm stands where the household lives. */
export const registerFarmer: ActKind = registerAct({
  records: 'farmer',
  event: 'farmer-registration',
  table: 'farmer',
  key: 'farmer_id',
  current: `status = 'active'`,
  needs: ['farmer.status', 'farmer.farm-type', 'farmer.registration-date'],
  may: [],
  detail: {
    list: 'farms',
    members: { tenure: 'farm.tenure', size: 'farm.size', unit: 'farm.unit' },
    rest: { machinery: [] },
  },
  async whose(client, household) {
    const { rows } = await client.query<Row>(
      'select household_id, county_code, ward_code, village_code from household where household_id = $1',
      [household],
    )
    return rows[0] ?? {}
  },
})

interface Register {
  readonly records: ViewName
  readonly event: EventType
  readonly table: string
  readonly key: string
  /** Which entries keep their person from being entered again; text of this file. */
  readonly current: string
  readonly needs: readonly string[]
  readonly may: readonly string[]
  /** The first item of a list in JSON, by the elements that tell of it, beside what is still empty. */
  readonly detail: {
    readonly list: string
    readonly members: Readonly<Record<string, string>>
    readonly rest: Row
  }
  /** What the entry takes from the person's household. */
  whose(client: pg.ClientBase, household: string): Promise<Row>
}

function registerAct({ records, event, table, key, current, needs, may, detail, whose }: Register): ActKind {
  const { attributes } = views[records]
  return {
    needs,
    may: [...personKeys, ...may, ...Object.values(detail.members)],
    async perform({ client, values, today }) {
      const person = await findPerson(client, values)
      if (!person.ok) return person
      // The person's row is locked: two acts cannot both find none.
      const known = await client.query(`select from ${table} where person_id = $1 and ${current}`, [person.value.id])
      if (known.rowCount !== 0) return fail(alreadyOnRegister)
      const id = newId('rg')
      const item = itemOf(values, detail.members, (element) => attributes.get(element)?.spell)
      await insert(client, table, {
        ...rowOf(values, [...needs, ...may], attributes),
        ...(await whose(client, person.value.household)),
        [key]: id,
        person_id: person.value.id,
        updated_on: today,
        detail: { [detail.list]: item === undefined ? [] : [item], ...detail.rest },
      })
      const made = { [`${records === 'farmer' ? 'farmer' : 'disability'}.id`]: id, 'person.id': person.value.id }
      return ok({ made, changes: [{ event, records, id }] })
    },
  }
}

type Spell = (value: string) => unknown

function itemOf(
  values: Values,
  members: Readonly<Record<string, string>>,
  spellOf: (element: string) => Spell | undefined,
): Row | undefined {
  const told = Object.entries(members).flatMap(([member, element]) => {
    const value = values[element]
    if (value === undefined) return []
    return [[member, typeof value === 'string' ? (spellOf(element)?.(value) ?? value) : value] as const]
  })
  return told.length === 0 ? undefined : Object.fromEntries(told)
}
