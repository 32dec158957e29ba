import type pg from 'pg'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { views } from '../views.ts'
import { headCannotLeave } from './problems.ts'
import { type FoundPerson, findHousehold, findPerson, insert, personKeys, personRow, rowOf, update } from './records.ts'
import type { ActKind, Change, Done, Performing, Values } from './schema.ts'

const places = ['region', 'county', 'ward', 'village'].map((part) => `household.location.${part}`)
const score = ['household.score', 'household.score-model', 'household.score-direction', 'household.score-date']
const difficulties = ['seeing', 'hearing', 'walking', 'remembering', 'self-care', 'communicating']
const ofPerson = [
  'person.national-id',
  'person.birth-registration-number',
  'person.name.given',
  'person.name.middle',
  'person.name.surname',
  'person.sex',
  'person.birth-date',
  'person.birth-date-estimated',
  'person.marital-status',
  'person.phone',
  'person.education',
  'person.occupation',
  'person.relationship-to-head',
  'person.disability',
  ...difficulties.map((one) => `person.disability.${one}`),
]

const household = { table: 'household', key: 'household_id' }
const householdRow = (values: Values, elements: readonly string[]) =>
  rowOf(values, elements, views.household.attributes)

const householdChanged = (id: string): Change => ({ event: 'household-change', records: 'household', id })
const personMoved = (id: string): Change => ({ event: 'household-change', records: 'person', id })
const personRegistered = (id: string): Change => ({ event: 'registration', records: 'person', id })

/** A household comes with its head; the others are registered into it. */
export const registerHousehold: ActKind = {
  needs: [...places, 'household.setting', 'person.name.given', 'person.sex', 'person.birth-date'],
  may: [...ofPerson, ...score],
  async perform({ client, values, today }) {
    const [id, head] = [newId('hh'), newId('ps')]
    const dates = { registered_on: today, updated_on: today }
    const row = householdRow(values, [...places, 'household.setting', ...score])
    await insert(client, 'household', { ...row, household_id: id, head_person_id: head, size: 1, ...dates })
    const asHead = { ...values, 'person.relationship-to-head': 'head' }
    await insert(client, 'person', { ...personRow(asHead, ofPerson), person_id: head, household_id: id, ...dates })
    return ok({
      made: { 'household.id': id, 'person.id': head },
      changes: [{ event: 'registration', records: 'household', id }, personRegistered(head)],
    })
  },
}

/** Someone new in a household: a birth, or someone who was not registered. */
export const registerPerson: ActKind = {
  needs: ['household.id', 'person.name.given', 'person.sex', 'person.birth-date', 'person.relationship-to-head'],
  may: ofPerson,
  async perform({ client, values, today }) {
    const found = await findHousehold(client, values['household.id'])
    if (!found.ok) return found
    const id = newId('ps')
    const row = { person_id: id, household_id: found.value, registered_on: today, updated_on: today }
    await insert(client, 'person', { ...personRow(values, ofPerson), ...row })
    await resize(client, found.value, today)
    return ok({
      made: { 'person.id': id, 'household.id': found.value },
      changes: [personRegistered(id), householdChanged(found.value)],
    })
  },
}

/** A member leaves a household for another one. */
export const joinHousehold: ActKind = {
  needs: ['household.id', 'person.relationship-to-head'],
  may: personKeys,
  async perform(performing) {
    const { client, values } = performing
    const person = await findPerson(client, values)
    if (!person.ok) return person
    const to = await findHousehold(client, values['household.id'])
    if (!to.ok) return to
    return move(performing, person.value, to.value)
  },
}

/** A member leaves a household and lives alone in the same place from now on. */
export const leaveHousehold: ActKind = {
  needs: [],
  may: personKeys,
  async perform(performing) {
    const { client, values, today } = performing
    const person = await findPerson(client, values)
    if (!person.ok) return person
    if (person.value.isHead) return fail(headCannotLeave)
    const id = newId('hh')
    await client.query(
      `insert into household (household_id, head_person_id, village_code, ward_code, county_code, region_code, setting,
         size, registered_on, updated_on)
       select $1, $2, village_code, ward_code, county_code, region_code, setting, 1, $3, $3
       from household where household_id = $4`,
      [id, person.value.id, today, person.value.household],
    )
    const alone = { ...performing, values: { ...values, 'person.relationship-to-head': 'head' } }
    const moved = await move(alone, person.value, id)
    if (!moved.ok) return moved
    return ok({
      ...moved.value,
      changes: [{ event: 'registration', records: 'household', id }, ...moved.value.changes],
    })
  },
}

async function move({ client, values, today }: Performing, person: FoundPerson, to: string): Promise<Result<Done>> {
  const made = { 'person.id': person.id, 'household.id': to }
  if (person.household === to) return ok({ made, changes: [] })
  if (person.isHead && (await sizeOf(client, person.household)) > 1) return fail(headCannotLeave)
  const relation = personRow(values, ['person.relationship-to-head'])
  const row = { ...relation, household_id: to, updated_on: today }
  await update(client, { table: 'person', key: 'person_id', id: person.id }, row)
  await resize(client, person.household, today)
  await resize(client, to, today)
  return ok({ made, changes: [householdChanged(person.household), householdChanged(to), personMoved(person.id)] })
}

export const changeScore: ActKind = changeOf(score, score.slice(0, 3))
export const changePlace: ActKind = changeOf(places, places)

function changeOf(elements: readonly string[], needs: readonly string[]): ActKind {
  return {
    needs: ['household.id', ...needs],
    may: elements,
    async perform({ client, values, today }) {
      const found = await findHousehold(client, values['household.id'])
      if (!found.ok) return found
      const id = found.value
      const changed = await update(client, { ...household, id }, householdRow(values, elements))
      if (changed) await update(client, { ...household, id }, { updated_on: today })
      return ok({ made: { 'household.id': id }, changes: changed ? [householdChanged(id)] : [] })
    },
  }
}

/** Those who died are no longer counted. */
async function sizeOf(client: pg.ClientBase, id: string): Promise<number> {
  const { rows } = await client.query<{ size: number }>(
    'select count(*)::int as size from person where household_id = $1 and death_date is null',
    [id],
  )
  return rows[0]?.size ?? 0
}

export async function resize(client: pg.ClientBase, id: string, today: string): Promise<void> {
  await update(client, { ...household, id }, { size: await sizeOf(client, id), updated_on: today })
}
