import { standing } from '../search/standing.ts'
import { targets } from '../search/targets.ts'

const ended = new Set(['exited', 'graduated', 'deceased', 'rejected', 'applied'])

/** IBR `sync/enrolled`: is this person (or household) enrolled, and in this programme? */
export const enrolled = standing({
  name: 'enrolled',
  words: ['search', 'enrolled'],
  criteria: 'enrolled_criteria',
  response: 'enrolled_response',
  status: 'enrolled_status',
  target: targets.enrolment,
  // Without an agreed status the enrolment itself is the answer.
  says: (records) =>
    records.some((record) => !ended.has(String(record['enrolment.status'] ?? 'active'))) ? 'yes' : 'no',
})
