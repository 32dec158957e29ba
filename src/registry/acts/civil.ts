import { newId } from '../../kernel/ids.ts'
import { fail, ok } from '../../kernel/result.ts'
import { views } from '../views.ts'
import { resize } from './households.ts'
import { alreadyRegistered, unknownRecord } from './problems.ts'
import { findPerson, insert, personKeys, type Row, rowOf, update } from './records.ts'
import type { ActKind, Done, Performing } from './schema.ts'

/** Someone whom the social registry holds has died. */
export const recordDeath: ActKind = {
  needs: ['person.death-date'],
  may: personKeys,
  async perform({ client, values, today }) {
    const person = await findPerson(client, values)
    if (!person.ok) return person
    const { id, household } = person.value
    const row = { death_date: values['person.death-date'] }
    const changed = await update(client, { table: 'person', key: 'person_id', id }, row)
    const made = { 'person.id': id, 'household.id': household }
    if (!changed) return ok({ made, changes: [] })
    await update(client, { table: 'person', key: 'person_id', id }, { updated_on: today })
    await resize(client, household, today)
    return ok({
      made,
      changes: [
        { event: 'death', records: 'person', id },
        { event: 'household-change', records: 'household', id: household },
      ],
    })
  },
}

const nameAndSex = ['person.name.given', 'person.name.middle', 'person.name.surname', 'person.sex']
const entry = (kind: string): string[] =>
  ['registration-number', 'registration-date', 'date', 'place'].map((part) => `${kind}.${part}`)

/** An entry of the civil register about a birth. */
export const registerBirth: ActKind = entryAct('birth', {
  needs: [...entry('birth'), 'person.name.given', 'person.sex'],
  may: [...nameAndSex, 'birth.registration-status', 'birth.mother-national-id', 'birth.father-national-id'],
  rows: async ({ values }, row) => [
    { ...row, birth_date: values['birth.date'], birth_registration_number: values['birth.registration-number'] },
  ],
})

export const registerDeath: ActKind = entryAct('death', {
  needs: [...entry('death'), 'person.name.given', 'person.sex'],
  may: [...nameAndSex, 'death.registration-status', 'person.national-id', 'person.birth-date'],
  rows: async (_, row) => [row],
})

/** One number, two entries: each spouse's, who must both be known here. */
export const registerMarriage: ActKind = entryAct('marriage', {
  needs: [...entry('marriage'), 'person.national-id', 'marriage.spouse-national-id'],
  may: ['marriage.registration-status'],
  async rows({ client, values }, row) {
    const both = [values['person.national-id'], values['marriage.spouse-national-id']]
    const { rows } = await client.query<Row>(
      `select distinct on (national_id) national_id, given_name, middle_name, surname, sex, birth_date
       from person where national_id = any($1) order by national_id, person_id`,
      [both],
    )
    if (rows.length < 2) return undefined
    return rows.map((one) => ({ ...row, ...one, spouse_national_id: both.find((id) => id !== one.national_id) }))
  },
})

interface EntryKind {
  readonly needs: readonly string[]
  readonly may: readonly string[]
  /** The rows of the entry; undefined when it names somebody who is not here. */
  rows(performing: Performing, row: Row): Promise<readonly Row[] | undefined>
}

function entryAct(kind: 'birth' | 'death' | 'marriage', { needs, may, rows }: EntryKind): ActKind {
  const numberElement = `${kind}.registration-number`
  return {
    needs,
    may,
    async perform(performing) {
      const { client, values } = performing
      const number = String(values[numberElement])
      // Of two that come at once with one number, the second waits.
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`civil register ${kind} ${number}`])
      const known = await client.query('select from civil_event where kind = $1 and registration_number = $2', [
        kind,
        number,
      ])
      if (known.rowCount !== 0) return fail(alreadyRegistered)
      const row = { status: 'registered', ...rowOf(values, [...new Set([...needs, ...may])], views[kind].attributes) }
      const made = await rows(performing, row)
      if (made === undefined) return fail(unknownRecord('person.national-id'))
      for (const one of made) await insert(client, 'civil_event', { ...one, event_id: newId('cv'), kind, detail: '{}' })
      const done: Done = { made: { [numberElement]: number }, changes: [{ event: kind, records: kind, id: number }] }
      return ok(done)
    },
  }
}
