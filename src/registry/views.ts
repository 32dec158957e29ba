/** The kinds of record that the registry answers with. */
import {
  type Attribute,
  answerOnly,
  code,
  column,
  identifier,
  named,
  personAttributes,
  personColumns,
  placeAttributes,
  placeColumns,
  shownOfPerson,
  someOf,
  upperCase,
  type View,
} from './attributes.ts'
import { births, deaths, marriages } from './views/civil.ts'
import { disabledPersons } from './views/disability.ts'
import { farmers } from './views/farmers.ts'

/** A household is found by any of its members. */
const ofMember = (attribute: Attribute): Attribute => ({
  kind: attribute.kind,
  sql: attribute.sql,
  ...(attribute.identifies === undefined ? {} : { identifies: attribute.identifies }),
  among: (comparison) => `exists (select from person p where p.household_id = h.household_id and ${comparison})`,
})

const memberIdentifiers = ['person.id', 'person.national-id', 'person.birth-registration-number', 'person.phone']

const dwelling = 'tenure wall roof floor water_source sanitation lighting cooking_fuel'
const assets = 'has_radio has_smartphone has_mattress has_bicycle has_television'

export const memberView = {
  columns: personColumns,
  attributes: new Map(Object.entries(personAttributes)),
} as const

export type ViewName = keyof typeof views

export const views = {
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
  birth: births,
  death: deaths,
  marriage: marriages,
  'disabled-person': disabledPersons,
  farmer: farmers,
} as const satisfies Readonly<Record<string, View>>

function householdAttributes(): Record<string, Attribute> {
  const home = dwelling.split(' ').map((name) => [`household.dwelling.${name.replaceAll('_', '-')}`, code(`h.${name}`)])
  const owned = assets.split(' ').map((name) => [`household.assets.${name.slice(4)}`, column('boolean', `h.${name}`)])
  return {
    'household.id': identifier('h.household_id'),
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
    'enrolment.id': identifier('e.enrolment_id'),
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
    ...someOf(personAttributes, shownOfPerson),
    'person.household-id': column('text', 'e.household_id'),
  }
}

export const viewNames = Object.keys(views) as readonly ViewName[]
