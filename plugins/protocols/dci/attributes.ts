import type { Scalar } from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import { scalarText } from './leniencies.ts'

export type AttributeKind = 'text' | 'number' | 'date' | 'sex' | 'marital-status'

export interface Attribute {
  readonly element: string
  readonly kind: AttributeKind
}

export type RecordKind = 'person' | 'household' | 'birth' | 'death' | 'enrolment'

const person = {
  uin: ['person.national-id', 'text'],
  nid: ['person.national-id', 'text'],
  national_id: ['person.national-id', 'text'],
  person_identifier: ['person.national-id', 'text'],
  member_identifier: ['person.national-id', 'text'],
  'member.member_identifier': ['person.national-id', 'text'],
  brn: ['person.birth-registration-number', 'text'],
  birth_date: ['person.birth-date', 'date'],
  age: ['person.age', 'number'],
  sex: ['person.sex', 'sex'],
  gender: ['person.sex', 'sex'],
  marital_status: ['person.marital-status', 'marital-status'],
  phone_number: ['person.phone', 'text'],
  mobile: ['person.phone', 'text'],
  given_name: ['person.name.given', 'text'],
  first_name: ['person.name.given', 'text'],
  second_name: ['person.name.middle', 'text'],
  surname: ['person.name.surname', 'text'],
  last_name: ['person.name.surname', 'text'],
  household_identifier: ['person.household-id', 'text'],
  household_id: ['person.household-id', 'text'],
  poverty_score: ['household.score', 'number'],
} as const

const household = {
  uin: ['person.national-id', 'text'],
  nid: ['person.national-id', 'text'],
  brn: ['person.birth-registration-number', 'text'],
  member_identifier: ['person.national-id', 'text'],
  head_identifier: ['household.head-id', 'text'],
  group_identifier: ['household.id', 'text'],
  household_id: ['household.id', 'text'],
  household_identifier: ['household.id', 'text'],
  poverty_score: ['household.score', 'number'],
  group_size: ['household.size', 'number'],
  household_size: ['household.size', 'number'],
  location: ['household.location.region', 'text'],
  region_code: ['household.location.region', 'text'],
  sub_region_code: ['household.location.county', 'text'],
} as const

const registered = {
  uin: ['person.national-id', 'text'],
  nid: ['person.national-id', 'text'],
  national_id: ['person.national-id', 'text'],
  person_identifier: ['person.national-id', 'text'],
  brn: ['person.birth-registration-number', 'text'],
} as const

const enrolment = {
  ...registered,
  'member.member_identifier': ['person.national-id', 'text'],
  member_identifier: ['person.national-id', 'text'],
  household_id: ['person.household-id', 'text'],
  programme_identifier: ['enrolment.programme', 'text'],
  'programme_identifier.program.programme_identifier': ['enrolment.programme', 'text'],
} as const

type Names = Readonly<Record<string, readonly [element: string, kind: AttributeKind]>>

const known: Readonly<Record<RecordKind, Names>> = {
  person,
  household,
  birth: registered,
  death: registered,
  enrolment,
}

/**
 * The element that an attribute or an identifier type of the standard stands for. Dotted paths are looked up whole,
 * then by what follows their prefix (`demographic_info.person.sex`, `spdci:UIN`).
 */
export function attributeOf(record: RecordKind, name: string): Attribute | undefined {
  const names = known[record]
  const lower = name.toLowerCase()
  for (const key of [lower, lower.split(/[.:]/).at(-1) ?? lower]) {
    const found = Object.hasOwn(names, key) ? names[key] : undefined
    if (found !== undefined) return { element: found[0], kind: found[1] }
  }
  return undefined
}

const sexes = new Map([
  ['m', 'male'],
  ['male', 'male'],
  ['f', 'female'],
  ['female', 'female'],
])

/** DCI MaritalStatusEnum, and the words that partners send for its codes. */
const maritalStatuses = new Map([
  ['s', 'single'],
  ['single', 'single'],
  ['u', 'single'],
  ['unmarried', 'single'],
  ['m', 'married'],
  ['married', 'married'],
  ['w', 'widowed'],
  ['widowed', 'widowed'],
  ['d', 'divorced'],
  ['divorced', 'divorced'],
  ['l', 'separated'],
  ['separated', 'separated'],
])

export const isOrdered = (kind: AttributeKind): boolean => kind === 'number' || kind === 'date'

/** A value of the message as one of the element, or what it should have been. */
export function valueFor(kind: AttributeKind, value: unknown): Result<Scalar, string> {
  const text = scalarText(value)
  if (text === undefined || text === '') return fail('a text or a number')
  switch (kind) {
    case 'text':
      return ok(text)
    case 'number':
      return /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? ok(Number(text)) : fail('a number')
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? ok(text.slice(0, 10)) : fail('a date, YYYY-MM-DD')
    case 'sex':
      return coded(sexes, text)
    case 'marital-status':
      return coded(maritalStatuses, text)
  }
}

function coded(codes: ReadonlyMap<string, string>, text: string): Result<Scalar, string> {
  const code = codes.get(text.toLowerCase())
  return code === undefined ? fail(`one of ${[...codes.keys()].join(', ')}`) : ok(code)
}
