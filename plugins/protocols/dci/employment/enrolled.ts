import { standing } from '../search/standing.ts'
import { targets } from '../search/targets.ts'

/** The employment registry's own words for what a programme's enrolment status is. */
const words: Readonly<Record<string, string>> = {
  active: 'Active',
  deceased: 'Deceased',
  exited: 'Exited',
  suspended: 'Suspended',
  inactive: 'Inactive',
  reinstated: 'Reinstated',
  'awaiting-renewal': 'Awaiting Renewal',
}

/** ESS `sync/check-enrollment`: a person's standing with the employment service, in a word of its list and not yes or no. */
export const checkEnrollment = standing({
  name: 'check-enrollment',
  words: ['search', 'check-enrollment'],
  criteria: 'enrolled_criteria',
  response: 'enrolled_response',
  status: 'enrolled_status',
  target: targets.employment,
  says([record]) {
    if (record === undefined) return words.inactive as string
    return words[String(record['employment.standing'] ?? 'active')] ?? (words.active as string)
  },
})
