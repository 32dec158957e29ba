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

const nameColumns = ['given_name', 'middle_name', 'surname']

/** Attributes of a person, whose row is `p` and whose household is `h`. */
const personAttributes: Readonly<Record<string, Attribute>> = {
  'person.registry-id': column('text', 'p.person_id'),
  'person.national-id': column('text', 'p.national_id'),
  'person.birth-registration-number': column('text', 'p.birth_registration_number'),
  'person.name.given': column('name', 'p.given_name'),
  'person.name.middle': column('name', 'p.middle_name'),
  'person.name.surname': column('name', 'p.surname'),
  'person.name.full': column('words', 'p.names', ...nameColumns),
  'person.sex': column('code', 'p.sex'),
  'person.birth-date': column('date', 'p.birth_date'),
  'person.birth-date-estimated': column('boolean', 'p.birth_date_estimated'),
  'person.age': { kind: 'age', sql: 'p.birth_date' },
  'person.death-date': column('date', 'p.death_date'),
  'person.marital-status': column('code', 'p.marital_status'),
  'person.phone': column('text', 'p.phone'),
  'person.disability': column('boolean', 'p.has_disability'),
  'person.education': column('code', 'p.education'),
  'person.occupation': column('code', 'p.occupation'),
  'person.relationship-to-head': column('code', 'p.relationship_to_head'),
  'person.household-id': column('text', 'p.household_id'),
  'person.village': column('text', 'h.village_code'),
  'person.registered-on': column('date', 'p.registered_on'),
  'person.updated-on': column('date', 'p.updated_on'),
}

const personColumns = named(
  'p',
  `person_id household_id national_id birth_registration_number given_name middle_name surname sex birth_date
   birth_date_estimated death_date marital_status phone has_disability education occupation relationship_to_head
   registered_on updated_on`,
)

/** A household is found by any of its members. */
const ofMember = (attribute: Attribute): Attribute => ({
  kind: attribute.kind,
  sql: attribute.sql,
  among: (comparison) => `exists (select from person p where p.household_id = h.household_id and ${comparison})`,
})

const memberIdentifiers = [
  'person.national-id',
  'person.birth-registration-number',
  'person.registry-id',
  'person.phone',
]

export const memberView = {
  columns: personColumns,
  attributes: new Map(Object.entries(personAttributes)),
} as const

export type ViewName = 'person' | 'household' | 'enrolment'

export const views: Readonly<Record<ViewName, View>> = {
  person: {
    from: 'person p left join household h on h.household_id = p.household_id',
    key: 'p.person_id',
    columns: { ...personColumns, village_code: 'h.village_code' },
    attributes: new Map(Object.entries(personAttributes)),
  },
  household: {
    from: 'household h left join person head on head.person_id = h.head_person_id',
    key: 'h.household_id',
    columns: {
      ...named(
        'h',
        `household_id head_person_id village_code ward_code county_code region_code setting latitude longitude size
         score score_model score_direction scored_on registered_on updated_on`,
      ),
      head_given_name: 'head.given_name',
      head_middle_name: 'head.middle_name',
      head_surname: 'head.surname',
    },
    attributes: new Map(
      Object.entries({
        'household.id': column('text', 'h.household_id'),
        'household.size': column('integer', 'h.size'),
        'household.score': column('decimal', 'h.score'),
        'household.score-model': column('code', 'h.score_model'),
        'household.score-direction': column('code', 'h.score_direction'),
        'household.scored-on': column('date', 'h.scored_on'),
        'household.location.region': column('text', 'h.region_code'),
        'household.location.county': column('text', 'h.county_code'),
        'household.location.ward': column('text', 'h.ward_code'),
        'household.location.village': column('text', 'h.village_code'),
        'household.setting': column('code', 'h.setting'),
        'household.latitude': column('decimal', 'h.latitude'),
        'household.longitude': column('decimal', 'h.longitude'),
        'household.head-name': column('words', 'head.names', 'head_given_name', 'head_middle_name', 'head_surname'),
        'household.members': { kind: 'answer-only', sql: '' },
        'household.registered-on': column('date', 'h.registered_on'),
        'household.updated-on': column('date', 'h.updated_on'),
        ...Object.fromEntries(memberIdentifiers.map((id) => [id, ofMember(personAttributes[id] as Attribute)])),
      } satisfies Record<string, Attribute>),
    ),
  },
  enrolment: {
    from: 'enrolment e left join person p on p.person_id = e.person_id',
    key: 'e.enrolment_id',
    columns: {
      ...named('e', 'enrolment_id person_id household_id programme_code status enrolled_on ended_on end_reason'),
      ...named('p', 'national_id birth_registration_number given_name middle_name surname sex birth_date'),
    },
    attributes: new Map(
      Object.entries({
        'enrolment.number': column('text', 'e.enrolment_id'),
        'enrolment.programme': column('code', 'e.programme_code'),
        'enrolment.status': column('code', 'e.status'),
        'enrolment.start-date': column('date', 'e.enrolled_on'),
        'enrolment.end-date': column('date', 'e.ended_on'),
        'enrolment.end-reason': column('code', 'e.end_reason'),
        'enrolment.amount': { kind: 'answer-only', sql: '' },
        'enrolment.currency': { kind: 'answer-only', sql: '' },
        'enrolment.last-payment-date': { kind: 'answer-only', sql: '' },
        'enrolment.payments': { kind: 'answer-only', sql: '' },
        'household.id': column('text', 'e.household_id'),
        'person.household-id': column('text', 'e.household_id'),
        ...ofRecipient(),
      } satisfies Record<string, Attribute>),
    ),
  },
}

/** Attributes of the person who receives, as far as an enrolment shows them. */
function ofRecipient(): Record<string, Attribute> {
  const shown = ['registry-id', 'national-id', 'birth-registration-number', 'name.given', 'name.middle', 'name.surname']
  return Object.fromEntries(
    [...shown, 'name.full', 'sex', 'birth-date', 'age'].map((name) => [
      `person.${name}`,
      personAttributes[`person.${name}`] as Attribute,
    ]),
  )
}
