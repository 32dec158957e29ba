// A worker or jobseeker as this authority answers, and what it can be asked by.
import type { Row } from '../table.ts'

const statuses: Readonly<Record<string, string>> = { employed: 'Employed', unemployed: 'Not Employed' }
const types: Readonly<Record<string, string>> = {
  1: 'Permanent',
  2: 'Fixed-term',
  3: 'Casual',
  4: 'Seasonal',
  5: 'Paid apprentices, trainees and interns',
}
const standings: Readonly<Record<string, string>> = {
  1: 'Active',
  2: 'Deceased',
  3: 'Exited',
  4: 'Suspended',
  5: 'Inactive',
  6: 'Reinstated',
  7: 'Awaiting Renewal',
}

const word = (words: Readonly<Record<string, string>>, code: unknown): string | null => words[String(code)] ?? null

/** Days are instants here. */
const instant = (day: unknown): string | null => (typeof day === 'string' ? `${day}T00:00:00Z` : null)

/** The attributes that questions may compare; days and codes as the answers have them, but for the hour. */
export function attributesOf(row: Row): Readonly<Record<string, string | null>> {
  const [number, nin, given, , surname, sex, born, county, , status, , , type, start] = row
  return {
    member_identifier: text(number),
    national_id: text(nin),
    given_name: text(given),
    surname: text(surname),
    sex: sex === 'male' ? 'M' : 'F',
    birth_date: text(born),
    county: text(county),
    employment_status: word(statuses, status),
    employment_type: word(types, type),
    enrolment_status: standingOf(row),
    start_date: text(start),
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What the death register told prevails over what the authority itself noted. */
export const standingOf = (row: Row): string | null => word(standings, row[8] ?? row[16])

export function memberOf(row: Row): unknown {
  const [number, nin, given, middle, surname, sex, born, county, , status, employer, title, type, start, end, reason] =
    row
  const [registered, changed] = row.slice(17)
  return {
    '@type': 'Member',
    // The text of 2025-01 has one identifier here, not a list.
    member_identifier: { identifier_type: 'EMPLOYMENT_NUMBER', identifier_value: number },
    demographic_info: {
      identifier: { identifier_type: 'UIN', identifier_value: nin },
      name: { given_name: given, second_name: middle, surname },
      sex: sex === 'male' ? 'M' : 'F',
      birth_date: instant(born),
      address: { sub_region_code: county },
    },
    employment_status: word(statuses, status),
    employment_info:
      start === null
        ? []
        : [
            {
              employer,
              job_title: title,
              employment_type: word(types, type),
              start_date: instant(start),
              end_date: instant(end),
            },
          ],
    unemployment_reason: reason,
    enrolment_status: standingOf(row),
    registration_date: instant(registered),
    last_updated: instant(changed),
  }
}
