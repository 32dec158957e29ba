/** The copy of the civil register: one entry of a birth or a death, two of a marriage. */
import { type Attribute, code, column, jsonCode, jsonMember, named, type View } from '../attributes.ts'

const columns = named(
  'c',
  `event_id registration_number status event_date registered_on county_code national_id birth_registration_number
   given_name middle_name surname sex birth_date mother_national_id father_national_id spouse_national_id`,
)

const person: Readonly<Record<string, Attribute>> = {
  'person.national-id': column('text', 'c.national_id'),
  'person.birth-registration-number': column('text', 'c.birth_registration_number'),
  'person.name.given': column('name', 'c.given_name'),
  'person.name.middle': column('name', 'c.middle_name'),
  'person.name.surname': column('name', 'c.surname'),
  'person.name.full': column('words', 'c.names', 'given_name', 'middle_name', 'surname'),
  'person.sex': code('c.sex'),
}

const bornOn: Readonly<Record<string, Attribute>> = {
  'person.birth-date': column('date', 'c.birth_date'),
  'person.age': { kind: 'age', sql: 'c.birth_date' },
}

const entry = (kind: string): Record<string, Attribute> => ({
  [`${kind}.registration-number`]: column('text', 'c.registration_number'),
  [`${kind}.registration-status`]: code('c.status'),
  [`${kind}.registration-date`]: column('date', 'c.registered_on'),
  [`${kind}.date`]: column('date', 'c.event_date'),
  [`${kind}.place`]: column('text', 'c.county_code'),
})

function view(
  kind: 'birth' | 'death' | 'marriage',
  members: readonly string[],
  attributes: Readonly<Record<string, Attribute>>,
): View {
  const ofDetail = Object.fromEntries(members.map((name) => [name, `c.detail ->> '${name}'`]))
  return {
    from: `(select * from civil_event where kind = '${kind}') c`,
    key: 'c.event_id',
    columns: { ...columns, ...ofDetail },
    attributes: new Map(Object.entries({ ...entry(kind), ...person, ...attributes })),
  }
}

const name = (member: string): Attribute => jsonMember({ kind: 'name' }, 'c.detail', [member])

export const births: View = view('birth', ['birth_type', 'place_kind', 'mother_name', 'father_name'], {
  'birth.type': jsonCode('c.detail', 'birth_type'),
  'birth.place-kind': jsonCode('c.detail', 'place_kind'),
  'birth.mother-name': name('mother_name'),
  'birth.mother-national-id': column('text', 'c.mother_national_id'),
  'birth.father-name': name('father_name'),
  'birth.father-national-id': column('text', 'c.father_national_id'),
})

export const deaths: View = view('death', ['place_kind', 'cause'], {
  ...bornOn,
  'death.place-kind': jsonCode('c.detail', 'place_kind'),
  'death.cause': jsonMember({ kind: 'text' }, 'c.detail', ['cause']),
})

export const marriages: View = view('marriage', ['spouse_name'], {
  ...bornOn,
  'marriage.spouse-name': name('spouse_name'),
  'marriage.spouse-national-id': column('text', 'c.spouse_national_id'),
})
