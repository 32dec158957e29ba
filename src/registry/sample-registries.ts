/** The small registry's civil events, certificates and farmers. */
type Row = Readonly<Record<string, string>>

const event = (values: Row): Row => ({
  status: 'registered',
  registered_on: '2020-02-01',
  county_code: 'TU1101',
  given_name: 'Amina',
  surname: 'Hassan',
  sex: 'female',
  detail: '{}',
  ...values,
})

export const civilEvents: readonly Row[] = [
  event({
    event_id: 'V1',
    kind: 'birth',
    registration_number: '201611004512',
    birth_registration_number: '201611004512',
    event_date: '2016-02-29',
    birth_date: '2016-02-29',
    registered_on: '2016-09-30',
    status: 'late',
    given_name: "Ng'endo",
    surname: 'Kamotho',
    mother_national_id: '302118476',
    father_national_id: '194002515',
    detail: '{"birth_type":"twin","place_kind":"home","mother_name":"Wanjiku Kamotho"}',
  }),
  event({
    event_id: 'V2',
    kind: 'birth',
    registration_number: '201911004513',
    birth_registration_number: '201911004513',
    event_date: '2019-06-30',
    birth_date: '2019-06-30',
    registered_on: '2019-07-04',
    county_code: 'TU4103',
    given_name: 'José',
    surname: 'Kamau-Njoroge',
    sex: 'male',
    detail: '{"birth_type":"single","place_kind":"health_facility"}',
  }),
  event({
    event_id: 'V3',
    kind: 'birth',
    registration_number: '202011004514',
    birth_registration_number: '202011004514',
    event_date: '2019-12-31',
    birth_date: '2019-12-31',
    status: 'cancelled',
  }),
  event({
    event_id: 'V4',
    kind: 'death',
    registration_number: 'D202511000318',
    event_date: '2025-11-02',
    registered_on: '2025-11-20',
    birth_date: '1950-01-01',
    national_id: '302118476',
    given_name: 'Mary',
    surname: '',
    detail: '{"place_kind":"home","cause":"I64"}',
  }),
  event({
    event_id: 'V5',
    kind: 'marriage',
    registration_number: 'M202011000001',
    event_date: '2020-01-04',
    national_id: '228306148',
    birth_date: '1980-01-01',
    spouse_national_id: '194002515',
    detail: '{"spouse_name":"Juma Bakari"}',
  }),
  event({
    event_id: 'V6',
    kind: 'marriage',
    registration_number: 'M202011000001',
    event_date: '2020-01-04',
    national_id: '194002515',
    given_name: 'Juma',
    surname: 'Bakari',
    sex: 'male',
    birth_date: '1975-05-05',
    spouse_national_id: '228306148',
    detail: '{"spouse_name":"Amina Hassan"}',
  }),
]

const certificate = (values: Row): Row => ({
  status: 'approved',
  registered_on: '2022-03-01',
  updated_on: '2022-04-01',
  detail: '{"impairments":[],"supports":[]}',
  ...values,
})

export const certificates: readonly Row[] = [
  certificate({
    record_id: 'W1',
    person_id: 'P1',
    level: 'severe',
    expires_on: '2027-03-01',
    detail: JSON.stringify({
      impairments: [
        { type: 'vision', level: 'severe', cause: 'ageing', age_on_set: 'old_age' },
        { type: 'mobility', level: 'moderate', cause: 'illness', age_on_set: 'old_age' },
      ],
      supports: [{ human_assistance: 'mobility', intensity: 'daily', human_status: 'received' }],
      transport: 'point_to_point',
      housing: 'relatives',
    }),
  }),
  certificate({ record_id: 'W2', person_id: 'P2', status: 'pending', registered_on: '2026-01-10' }),
  certificate({
    record_id: 'W3',
    person_id: 'P6',
    status: 'expired',
    level: 'mild',
    expires_on: '2021-01-01',
    detail: JSON.stringify({
      impairments: [{ type: 'mobility', level: 'severe', cause: 'work_accident', age_on_set: 'working_age' }],
    }),
  }),
]

const farmer = (values: Row): Row => ({
  status: 'active',
  farm_type: 'subsistence',
  village_code: 'TU11010101',
  ward_code: 'TU110101',
  county_code: 'TU1101',
  registered_on: '2021-01-01',
  updated_on: '2023-01-01',
  detail: '{"farms":[],"machinery":[]}',
  ...values,
})

const maize = { activity: 'non_perennial', type: 'cereals', variety: 'maize', season: 'long rains', irrigated: false }

export const farmers: readonly Row[] = [
  farmer({
    farmer_id: 'F1',
    person_id: 'P1',
    household_id: 'H1',
    detail: JSON.stringify({
      farms: [
        { tenure: 'owner', size: 1.5, unit: 'acre', latitude: -0.4, longitude: 36.9, crops: [maize], animals: [] },
        {
          tenure: 'leased',
          size: 0.5,
          unit: 'acre',
          crops: [{ activity: 'perennial', type: 'fruit', irrigated: true, water: 'surface' }],
          animals: [{ type: 'sheep_goats', count: 7, system: 'mixed' }],
        },
      ],
      machinery: [{ type: 'manual', count: 2, source: 'owned' }],
    }),
  }),
  farmer({
    farmer_id: 'F2',
    person_id: 'P7',
    household_id: 'H3',
    county_code: 'TU4103',
    ward_code: 'TU410301',
    village_code: 'TU41030101',
    farm_type: 'small_independent',
    registered_on: '2024-05-05',
    detail: JSON.stringify({
      farms: [{ tenure: 'owner', size: 4, unit: 'acre', crops: [{ ...maize, irrigated: true }] }],
    }),
  }),
  farmer({ farmer_id: 'F3', person_id: 'P5', household_id: 'H2', status: 'inactive', registered_on: '2022-02-02' }),
]
