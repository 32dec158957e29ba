/** A small registry for tests: four households, known people. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificates, civilEvents, farmers } from './sample-registries.ts'

type Row = Readonly<Record<string, string>>

const householdColumns =
  'household_id head_person_id village_code ward_code county_code region_code setting latitude longitude size score score_model score_direction scored_on tenure wall roof floor rooms water_source sanitation lighting cooking_fuel has_radio has_smartphone has_mattress has_bicycle has_television livestock_units land_acres registered_on updated_on'
const personColumns =
  'person_id household_id national_id birth_registration_number given_name middle_name surname sex birth_date birth_date_estimated death_date marital_status phone disability_seeing disability_hearing disability_walking disability_remembering disability_self_care disability_communicating has_disability education occupation relationship_to_head registered_on updated_on'
const enrolmentColumns = 'enrolment_id person_id household_id programme_code status enrolled_on ended_on end_reason'
const civilEventColumns =
  'event_id kind registration_number status event_date registered_on county_code national_id birth_registration_number given_name middle_name surname sex birth_date mother_national_id father_national_id spouse_national_id detail'
const disabilityColumns = 'record_id person_id status level registered_on reviewed_on expires_on updated_on detail'
const farmerColumns =
  'farmer_id person_id household_id status farm_type county_code ward_code village_code registered_on updated_on detail'
const paymentColumns = 'payment_id enrolment_id cycle amount_cents currency paid_on status provider'

const household = (values: Row): Row => ({
  head_person_id: 'P1',
  village_code: 'TU11010101',
  ward_code: 'TU110101',
  county_code: 'TU1101',
  region_code: 'TU1',
  setting: 'rural',
  size: '1',
  registered_on: '2023-05-01',
  updated_on: '2025-05-01',
  ...values,
})

export const person = (values: Row): Row => ({
  household_id: 'H1',
  given_name: 'Amina',
  surname: 'Hassan',
  sex: 'female',
  birth_date: '1980-01-01',
  birth_date_estimated: 'false',
  relationship_to_head: 'head',
  registered_on: '2023-05-01',
  updated_on: '2025-05-01',
  ...values,
})

const households: readonly Row[] = [
  household({
    household_id: 'H1',
    size: '4',
    score: '5.2500',
    score_model: 'PMT-2023',
    score_direction: 'lower_is_poorer',
    scored_on: '2023-05-01',
    has_radio: 'true',
  }),
  household({ household_id: 'H2', head_person_id: 'P5', village_code: 'TU11010102', size: '2' }),
  household({
    household_id: 'H3',
    head_person_id: 'P7',
    village_code: 'TU41030101',
    ward_code: 'TU410301',
    county_code: 'TU4103',
    region_code: 'TU4',
    score: '81.0000',
    score_model: 'POVERTY-INDEX-2021',
    score_direction: 'higher_is_poorer',
    scored_on: '2021-05-01',
  }),
  household({ household_id: 'H4', head_person_id: 'P8', setting: 'urban' }),
]

const people: readonly Row[] = [
  person({
    person_id: 'P1',
    national_id: '302118476',
    given_name: 'Wanjiku',
    middle_name: 'Grace',
    surname: 'Kamotho',
    birth_date: '1951-03-14',
    marital_status: 'widowed',
    has_disability: 'true',
    disability_seeing: '3',
  }),
  person({
    person_id: 'P2',
    given_name: "Ng'endo",
    surname: 'Kamotho',
    birth_date: '2016-02-29',
    birth_registration_number: '201611004512',
    relationship_to_head: 'grandchild',
  }),
  person({
    person_id: 'P3',
    given_name: 'José',
    surname: 'Kamau-Njoroge',
    sex: 'male',
    relationship_to_head: 'child',
    national_id: '194002515',
  }),
  person({
    person_id: 'P4',
    given_name: 'Mary',
    surname: '',
    relationship_to_head: 'other_relative',
    death_date: '2025-11-02',
  }),
  person({ person_id: 'P5', household_id: 'H2', national_id: '228306148', marital_status: 'married' }),
  person({
    person_id: 'P6',
    household_id: 'H2',
    sex: 'male',
    given_name: 'Juma',
    surname: 'Bakari',
    national_id: '228306148',
    birth_date: '1944-01-01',
    birth_date_estimated: 'true',
    relationship_to_head: 'spouse',
  }),
  person({ person_id: 'P7', household_id: 'H3', surname: "d'Souza", phone: '+999712345678' }),
  person({ person_id: 'P8', household_id: 'H4', given_name: '', surname: 'abc', birth_date: '' }),
]

const enrolments: readonly Row[] = [
  {
    enrolment_id: 'E1',
    person_id: 'P1',
    household_id: 'H1',
    programme_code: 'SCP',
    status: 'active',
    enrolled_on: '2021-07-01',
  },
  {
    enrolment_id: 'E2',
    person_id: 'P2',
    household_id: 'H1',
    programme_code: 'OVC',
    status: 'exited',
    enrolled_on: '2021-07-01',
    ended_on: '2024-01-31',
    end_reason: 'no_longer_eligible',
  },
]

const payments: readonly Row[] = [
  { payment_id: 'Y1', cycle: '2026-07', paid_on: '2026-07-25', status: 'paid' },
  { payment_id: 'Y2', cycle: '2026-09', status: 'failed' },
].map((row) => ({
  enrolment_id: 'E1',
  amount_cents: '400000',
  currency: 'TUS',
  provider: 'mobile_money',
  ...row,
}))

/** Writes the registry's files into a folder that goes away with the test. */
export function registryFolder(t: { after(action: () => void): void }, morePeople: readonly Row[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-registry-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'household.csv'), csv(householdColumns, households))
  writeFileSync(join(folder, 'person.csv'), csv(personColumns, [...morePeople, ...people]))
  writeFileSync(join(folder, 'enrolment.csv'), csv(enrolmentColumns, enrolments))
  writeFileSync(join(folder, 'payment.csv'), csv(paymentColumns, payments))
  writeFileSync(join(folder, 'civil_event.csv'), csv(civilEventColumns, civilEvents))
  writeFileSync(join(folder, 'disability_record.csv'), csv(disabilityColumns, certificates))
  writeFileSync(join(folder, 'farmer.csv'), csv(farmerColumns, farmers))
  return folder
}

function csv(columns: string, rows: readonly Row[]): string {
  const names = columns.split(' ')
  const lines = rows.map((row) => names.map((name) => cell(row[name] ?? '')).join(','))
  return `${[names.join(','), ...lines].join('\n')}\n`
}

const cell = (text: string): string => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text)
