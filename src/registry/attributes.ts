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
  /** SQL of the value. Constant text of this file: nothing that came from outside is ever part of it. */
  readonly sql: string
  /** Columns that the answer needs for this element, as `columns` of the view names them; absent means none. */
  readonly columns?: readonly string[]
  /** The registry's own spelling of a code of the dictionary's list. */
  readonly spell?: (code: string) => string
  /** Wraps the comparison, for an attribute of a related row. */
  readonly among?: (comparison: string) => string
}

/** One kind of record the registry answers with. */
export interface View {
  readonly from: string
  readonly key: string
  /** Name of the record's column → its SQL. */
  readonly columns: Readonly<Record<string, string>>
  readonly attributes: ReadonlyMap<string, Attribute>
}

const named = (table: string, names: string): Record<string, string> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, `${table}.${name}`]))

const column = (kind: AttributeKind, sql: string, ...columns: string[]): Attribute => ({
  kind,
  sql,
  columns: columns.length > 0 ? columns : [sql.slice(sql.indexOf('.') + 1)],
})

const underscored = (code: string): string => code.replaceAll('-', '_')
const upperCase = (code: string): string => code.toUpperCase()

const code = (sql: string, spell: (code: string) => string = underscored): Attribute => ({
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
const personAttributes: Readonly<Record<string, Attribute>> = {
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
}

/** Where a household is, whose row is `h`; all place codes are the country's own. */
const placeAttributes: Readonly<Record<string, Attribute>> = {
  'household.location.region': column('text', 'h.region_code'),
  'household.location.county': column('text', 'h.county_code'),
  'household.location.ward': column('text', 'h.ward_code'),
  'household.location.village': column('text', 'h.village_code'),
}

const personColumns = named(
  'p',
  `person_id household_id national_id birth_registration_number given_name middle_name surname sex birth_date
   birth_date_estimated death_date marital_status phone has_disability disability_seeing disability_hearing
   disability_walking disability_remembering disability_self_care disability_communicating education occupation
   relationship_to_head registered_on updated_on`,
)

const placeColumns = named('h', 'region_code county_code ward_code village_code')

/** A household is found by any of its members. */
const ofMember = (attribute: Attribute): Attribute => ({
  kind: attribute.kind,
  sql: attribute.sql,
  among: (comparison) => `exists (select from person p where p.household_id = h.household_id and ${comparison})`,
})

const memberIdentifiers = ['person.id', 'person.national-id', 'person.birth-registration-number', 'person.phone']

const answerOnly: Attribute = { kind: 'answer-only', sql: '' }
const dwelling = 'tenure wall roof floor water_source sanitation lighting cooking_fuel'
const assets = 'has_radio has_smartphone has_mattress has_bicycle has_television'

export const memberView = {
  columns: personColumns,
  attributes: new Map(Object.entries(personAttributes)),
} as const

export type ViewName = 'person' | 'household' | 'enrolment'

export const views: Readonly<Record<ViewName, View>> = {
  person: {
    from: 'person p left join household h on h.household_id = p.household_id',
    key: 'p.person_id',
    columns: { ...personColumns, ...placeColumns },
    attributes: new Map([
      ...Object.entries({ ...personAttributes, ...placeAttributes }),
      ['person.village', column('text', 'h.village_code')],
    ]),
  },
  household: {
    from: 'household h left join person head on head.person_id = h.head_person_id',
    key: 'h.household_id',
    columns: {
      ...named(
        'h',
        `household_id head_person_id setting latitude longitude size score score_model score_direction scored_on
         ${dwelling} rooms ${assets} registered_on updated_on`,
      ),
      ...placeColumns,
      head_given_name: 'head.given_name',
      head_middle_name: 'head.middle_name',
      head_surname: 'head.surname',
    },
    attributes: new Map(Object.entries(householdAttributes())),
  },
  enrolment: {
    from: `enrolment e left join person p on p.person_id = e.person_id
      left join household h on h.household_id = e.household_id`,
    key: 'e.enrolment_id',
    columns: {
      ...named('e', 'enrolment_id person_id household_id programme_code status enrolled_on ended_on end_reason'),
      ...named('p', 'national_id birth_registration_number given_name middle_name surname sex birth_date'),
      ...placeColumns,
    },
    attributes: new Map(Object.entries(enrolmentAttributes())),
  },
}

function householdAttributes(): Record<string, Attribute> {
  const home = dwelling.split(' ').map((name) => [`household.dwelling.${name.replaceAll('_', '-')}`, code(`h.${name}`)])
  const owned = assets.split(' ').map((name) => [`household.assets.${name.slice(4)}`, column('boolean', `h.${name}`)])
  return {
    'household.id': column('text', 'h.household_id'),
    'household.head-id': column('text', 'h.head_person_id'),
    'household.head-name': column('words', 'head.names', 'head_given_name', 'head_middle_name', 'head_surname'),
    'household.size': column('integer', 'h.size'),
    'household.score': column('decimal', 'h.score'),
    'household.score-model': code('h.score_model', upperCase),
    'household.score-direction': code('h.score_direction'),
    'household.score-date': column('date', 'h.scored_on'),
    'household.location.latitude': column('decimal', 'h.latitude'),
    'household.location.longitude': column('decimal', 'h.longitude'),
    'household.setting': code('h.setting'),
    'household.dwelling.rooms': column('integer', 'h.rooms'),
    'household.assets.livestock-units': column('decimal', 'h.livestock_units'),
    'household.assets.land': column('decimal', 'h.land_acres'),
    'household.registration-date': column('date', 'h.registered_on'),
    'household.updated-date': column('date', 'h.updated_on'),
    'household.members': answerOnly,
    ...placeAttributes,
    ...Object.fromEntries([...home, ...owned]),
    ...Object.fromEntries(memberIdentifiers.map((id) => [id, ofMember(personAttributes[id] as Attribute)])),
  }
}

function enrolmentAttributes(): Record<string, Attribute> {
  return {
    'enrolment.id': column('text', 'e.enrolment_id'),
    'enrolment.programme': code('e.programme_code', upperCase),
    'enrolment.status': code('e.status'),
    'enrolment.start-date': column('date', 'e.enrolled_on'),
    'enrolment.end-date': column('date', 'e.ended_on'),
    'enrolment.end-reason': code('e.end_reason'),
    'enrolment.amount': answerOnly,
    'enrolment.currency': answerOnly,
    'enrolment.last-payment-date': answerOnly,
    'enrolment.payments': answerOnly,
    'household.id': column('text', 'e.household_id'),
    ...placeAttributes,
    ...ofRecipient(),
    'person.household-id': column('text', 'e.household_id'),
  }
}

/** Attributes of the person who receives, as far as an enrolment shows them. */
function ofRecipient(): Record<string, Attribute> {
  const shown = ['id', 'national-id', 'birth-registration-number', 'name.given', 'name.middle', 'name.surname']
  return Object.fromEntries(
    [...shown, 'name.full', 'sex', 'birth-date', 'age'].map((name) => [
      `person.${name}`,
      personAttributes[`person.${name}`] as Attribute,
    ]),
  )
}
