import type { Applicant } from '../../../../../src/identity/live/schema.ts'

export const textFields = ['given_name', 'middle_name', 'surname'] as const
export const numberFields = ['national_id', 'birth_registration_number', 'phone'] as const

export type ApplicantField =
  | (typeof textFields)[number]
  | (typeof numberFields)[number]
  | 'birth_date'
  | 'sex'
  | 'county_code'

export type Typed = Readonly<Partial<Record<ApplicantField, string>>>

/** Two things must be known: anybody would fit one. */
const fewest = 2

/** What was typed, without what was left open; undefined while it is too little to search by. */
export function applicantOf(typed: Typed): Applicant | undefined {
  const given = Object.entries(typed).flatMap(([field, value]) => {
    const text = value.trim()
    return text === '' ? [] : [[field, text] as const]
  })
  return given.length < fewest ? undefined : Object.fromEntries(given)
}
