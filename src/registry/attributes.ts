/** What the registry can be asked by and answers with: a closed table from elements of the dictionary to columns. */

/** How values of an attribute are compared. `words`: the words of a name, each by its beginning, in any order. */
export type AttributeKind =
  | 'text'
  | 'code'
  | 'name'
  | 'words'
  | 'date'
  | 'age'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'answer-only'

export interface Attribute {
  readonly kind: AttributeKind
  /** SQL of the value. Constant text of this room: nothing that came from outside is ever part of it. */
  readonly sql: string
  /** Columns that the answer needs for this element, as `columns` of the view names them; absent means none. */
  readonly columns?: readonly string[]
  /** The registry's own spelling of a code of the dictionary's list. */
  readonly spell?: (code: string) => string
  /** Wraps the comparison, for an attribute of a related row. */
  readonly among?: (comparison: string) => string
}

export const named = (table: string, names: string): Record<string, string> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, `${table}.${name}`]))

export const column = (kind: AttributeKind, sql: string, ...columns: string[]): Attribute => ({
  kind,
  sql,
  columns: columns.length > 0 ? columns : [sql.slice(sql.indexOf('.') + 1)],
})

const underscored = (code: string): string => code.replaceAll('-', '_')
export const upperCase = (code: string): string => code.toUpperCase()

export const code = (sql: string, spell: (code: string) => string = underscored): Attribute => ({
  ...column('code', sql),
  spell,
})

const nameColumns = ['given_name', 'middle_name', 'surname']

// Washington Group short set: 1 no difficulty to 4 cannot do at all.
const difficulties: Readonly<Record<string, string>> = { none: '1', some: '2', 'a-lot': '3', cannot: '4' }
const difficulty = (name: string): Attribute => ({
  kind: 'code',
  sql: `p.${name}::text`,
  columns: [name],
  spell: (level) => difficulties[level] ?? level,
})

/** Attributes of a person, whose row is `p` and whose household is `h`. */
export const personAttributes: Readonly<Record<string, Attribute>> = {
  'person.id': column('text', 'p.person_id'),
  'person.national-id': column('text', 'p.national_id'),
  'person.birth-registration-number': column('text', 'p.birth_registration_number'),
  'person.name.given': column('name', 'p.given_name'),
  'person.name.middle': column('name', 'p.middle_name'),
  'person.name.surname': column('name', 'p.surname'),
  'person.name.full': column('words', 'p.names', ...nameColumns),
  'person.sex': code('p.sex'),
  'person.birth-date': column('date', 'p.birth_date'),
  'person.birth-date-estimated': column('boolean', 'p.birth_date_estimated'),
  'person.age': { kind: 'age', sql: 'p.birth_date' },
  'person.death-date': column('date', 'p.death_date'),
  'person.marital-status': code('p.marital_status'),
  'person.phone': column('text', 'p.phone'),
  'person.disability': column('boolean', 'p.has_disability'),
  'person.disability.seeing': difficulty('disability_seeing'),
  'person.disability.hearing': difficulty('disability_hearing'),
  'person.disability.walking': difficulty('disability_walking'),
  'person.disability.remembering': difficulty('disability_remembering'),
  'person.disability.self-care': difficulty('disability_self_care'),
  'person.disability.communicating': difficulty('disability_communicating'),
  'person.education': code('p.education'),
  'person.occupation': code('p.occupation'),
  'person.relationship-to-head': code('p.relationship_to_head'),
  'person.household-id': column('text', 'p.household_id'),
  'person.registration-date': column('date', 'p.registered_on'),
  'person.updated-date': column('date', 'p.updated_on'),
  // To look people up by their household's standing; the answer about a person does not hold it.
  'household.score': { kind: 'decimal', sql: 'h.score' },
  'household.size': { kind: 'integer', sql: 'h.size' },
}

/** Where a household is, whose row is `h`; all place codes are the country's own. */
export const placeAttributes: Readonly<Record<string, Attribute>> = {
  'household.location.region': column('text', 'h.region_code'),
  'household.location.county': column('text', 'h.county_code'),
  'household.location.ward': column('text', 'h.ward_code'),
  'household.location.village': column('text', 'h.village_code'),
}

export const personColumns = named(
  'p',
  `person_id household_id national_id birth_registration_number given_name middle_name surname sex birth_date
   birth_date_estimated death_date marital_status phone has_disability disability_seeing disability_hearing
   disability_walking disability_remembering disability_self_care disability_communicating education occupation
   relationship_to_head registered_on updated_on`,
)

export const placeColumns = named('h', 'region_code county_code ward_code village_code')
