/** What each kind of record can be asked by: attributes and identifier types of the standard → elements. */

/** `code`: put into the words of the element's own list by the house. */
export type AttributeKind = 'text' | 'number' | 'date' | 'boolean' | 'sex' | 'marital-status' | 'code'

export type Names = Readonly<Record<string, readonly [element: string, kind: AttributeKind]>>

const identity = {
  uin: ['person.national-id', 'text'],
  nid: ['person.national-id', 'text'],
  national_id: ['person.national-id', 'text'],
  person_identifier: ['person.national-id', 'text'],
  member_identifier: ['person.national-id', 'text'],
  identifier_value: ['person.national-id', 'text'],
  brn: ['person.birth-registration-number', 'text'],
} as const satisfies Names

/** The registry's own number of a person, where records show it. */
const registered = { person_id: ['person.id', 'text'] } as const satisfies Names

/** What other systems call a person by: found through the links between records. */
const linked = {
  beneficiary_id: ['enrolment.number', 'text'],
  beneficiary_number: ['enrolment.number', 'text'],
  pension_number: ['enrolment.number', 'text'],
  disability_id: ['disability.id', 'text'],
  farmer_id: ['farmer.id', 'text'],
} as const satisfies Names

const name = {
  given_name: ['person.name.given', 'text'],
  first_name: ['person.name.given', 'text'],
  second_name: ['person.name.middle', 'text'],
  surname: ['person.name.surname', 'text'],
  sur_name: ['person.name.surname', 'text'],
  last_name: ['person.name.surname', 'text'],
} as const satisfies Names

const sex = { sex: ['person.sex', 'sex'], gender: ['person.sex', 'sex'] } as const satisfies Names

const demography = {
  ...name,
  ...sex,
  birth_date: ['person.birth-date', 'date'],
  age: ['person.age', 'number'],
} as const satisfies Names

const contact = {
  phone_number: ['person.phone', 'text'],
  mobile: ['person.phone', 'text'],
} as const satisfies Names

const householdOfPerson = {
  household_identifier: ['person.household-id', 'text'],
  household_id: ['person.household-id', 'text'],
  group_identifier: ['person.household-id', 'text'],
} as const satisfies Names

const place = {
  location: ['household.location.region', 'text'],
  region_code: ['household.location.region', 'text'],
  sub_region_code: ['household.location.county', 'text'],
} as const satisfies Names

const difficulty = (of: string) => [`person.disability.${of}`, 'code'] as const

const person = {
  ...identity,
  ...registered,
  ...linked,
  ...demography,
  ...contact,
  ...householdOfPerson,
  ...place,
  locality: ['household.location.village', 'text'],
  death_date: ['person.death-date', 'date'],
  marital_status: ['person.marital-status', 'marital-status'],
  is_disabled: ['person.disability', 'boolean'],
  vis_ss: difficulty('seeing'),
  hear_ss: difficulty('hearing'),
  mob_ss: difficulty('walking'),
  cog_ss: difficulty('remembering'),
  sc_ss: difficulty('self-care'),
  com_ss: difficulty('communicating'),
  education_level: ['person.education', 'code'],
  occupation: ['person.occupation', 'code'],
  relationship_type: ['person.relationship-to-head', 'code'],
  registration_date: ['person.registration-date', 'date'],
  last_updated: ['person.updated-date', 'date'],
  poverty_score: ['household.score', 'number'],
  group_size: ['household.size', 'number'],
} as const satisfies Names

const household = {
  ...identity,
  ...registered,
  ...linked,
  ...contact,
  ...place,
  head_identifier: ['household.head-id', 'text'],
  group_identifier: ['household.id', 'text'],
  household_id: ['household.id', 'text'],
  household_identifier: ['household.id', 'text'],
  locality: ['household.location.village', 'text'],
  poverty_score: ['household.score', 'number'],
  poverty_score_type: ['household.score-model', 'code'],
  group_size: ['household.size', 'number'],
  household_size: ['household.size', 'number'],
  latitude: ['household.location.latitude', 'number'],
  longitude: ['household.location.longitude', 'number'],
  registration_date: ['household.registration-date', 'date'],
  last_updated: ['household.updated-date', 'date'],
} as const satisfies Names

const birth = {
  ...identity,
  ...name,
  ...sex,
  brn: ['person.birth-registration-number', 'text'],
  birth_date: ['birth.date', 'date'],
  birth_place: ['birth.place', 'code'],
  'birth_place.name': ['birth.place', 'code'],
  parent1_identifier: ['birth.mother-national-id', 'text'],
  'parent1_identifier.identifier_value': ['birth.mother-national-id', 'text'],
  parent2_identifier: ['birth.father-national-id', 'text'],
  'parent2_identifier.identifier_value': ['birth.father-national-id', 'text'],
  registration_date: ['birth.registration-date', 'date'],
} as const satisfies Names

const death = {
  ...identity,
  ...demography,
  drn: ['death.registration-number', 'text'],
  death_date: ['death.date', 'date'],
  death_place: ['death.place', 'code'],
  'death_place.name': ['death.place', 'code'],
  registration_date: ['death.registration-date', 'date'],
} as const satisfies Names

const marriage = {
  ...identity,
  ...demography,
  mrn: ['marriage.registration-number', 'text'],
  marriage_date: ['marriage.date', 'date'],
  spouse_identifier: ['marriage.spouse-national-id', 'text'],
  registration_date: ['marriage.registration-date', 'date'],
} as const satisfies Names

const enrolment = {
  ...identity,
  ...registered,
  ...linked,
  ...demography,
  ...householdOfPerson,
  ...place,
  programme_identifier: ['enrolment.programme', 'code'],
  program_identifier: ['enrolment.programme', 'code'],
  enrollment_status: ['enrolment.status', 'code'],
  enrolment_status: ['enrolment.status', 'code'],
  enrollment_date: ['enrolment.start-date', 'date'],
  enrolment_date: ['enrolment.start-date', 'date'],
} as const satisfies Names

const disabledPerson = {
  ...identity,
  ...registered,
  ...linked,
  ...demography,
  ...contact,
  ...householdOfPerson,
  ...place,
  disability_id: ['disability.id', 'text'],
  disability_identifier: ['disability.id', 'text'],
  marital_status: ['person.marital-status', 'marital-status'],
  disability_status: ['disability.status', 'code'],
  disability_status_level: ['disability.level', 'code'],
  impairment_type: ['impairment.type', 'code'],
  impairment_level: ['impairment.level', 'code'],
  impairment_cause: ['impairment.cause', 'code'],
  age_on_set: ['impairment.onset', 'code'],
  'human_assistance.type': ['support.human-assistance', 'code'],
  'human_assistance.intensity': ['support.intensity', 'code'],
  'assistive_technology.type': ['support.technology', 'code'],
  'assistive_technology.status': ['support.technology-status', 'code'],
  housing_support: ['support.housing', 'code'],
  medical_care: ['support.medical-care', 'code'],
  transport_requirement: ['disability.transport', 'code'],
  housing_type: ['disability.housing', 'code'],
  registration_date: ['disability.registration-date', 'date'],
  last_updated: ['disability.updated-date', 'date'],
} as const satisfies Names

const farmer = {
  ...identity,
  ...registered,
  ...linked,
  ...demography,
  ...contact,
  ...householdOfPerson,
  ...place,
  farmer_id: ['farmer.id', 'text'],
  farmer_identifier: ['farmer.id', 'text'],
  farm_type: ['farmer.farm-type', 'code'],
  land_tenure: ['farm.tenure', 'code'],
  land_size: ['farm.size', 'number'],
  measurment: ['farm.unit', 'code'],
  measurement: ['farm.unit', 'code'],
  latitude: ['farm.latitude', 'number'],
  longitude: ['farm.longitude', 'number'],
  activity_group: ['crop.activity', 'code'],
  crop_type_name: ['crop.type', 'code'],
  variety: ['crop.variety', 'text'],
  season: ['crop.season', 'text'],
  end_use: ['crop.end-use', 'code'],
  irrigation: ['crop.irrigated', 'boolean'],
  irrigation_water: ['crop.water', 'code'],
  fertilizer_type: ['crop.fertilizer', 'code'],
  'animal_production.type': ['livestock.type', 'code'],
  'animal_production.count': ['livestock.count', 'number'],
  livestock_system: ['livestock.system', 'code'],
  'machineries_details.type': ['machinery.type', 'code'],
  'machineries_details.count': ['machinery.count', 'number'],
  equipement_source: ['machinery.source', 'code'],
  equipment_source: ['machinery.source', 'code'],
  poverty_score: ['household.score', 'number'],
  group_size: ['household.size', 'number'],
  registration_date: ['farmer.registration-date', 'date'],
  last_updated: ['farmer.updated-date', 'date'],
} as const satisfies Names

const employment = {
  ...identity,
  ...demography,
  employment_number: ['employment.number', 'text'],
  employment_status: ['employment.status', 'code'],
  enrolment_status: ['employment.standing', 'code'],
  enrollment_status: ['employment.standing', 'code'],
  employment_type: ['employment.type', 'code'],
  employer: ['employment.employer', 'text'],
  job_title: ['employment.job-title', 'text'],
  start_date: ['employment.start-date', 'date'],
  end_date: ['employment.end-date', 'date'],
  unemployment_reason: ['employment.unemployment-reason', 'code'],
  registration_date: ['employment.registration-date', 'date'],
  last_updated: ['employment.updated-date', 'date'],
} as const satisfies Names

/** A person of the identity map, for the filter of a subscription. */
const mapped = { ...identity, ...registered, ...linked } as const satisfies Names

export const attributeNames = {
  person,
  household,
  birth,
  death,
  marriage,
  enrolment,
  'disabled-person': disabledPerson,
  farmer,
  employment,
  identity: mapped,
} as const satisfies Readonly<Record<string, Names>>

export type RecordKind = keyof typeof attributeNames
