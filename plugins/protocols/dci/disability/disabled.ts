import { standing } from '../search/standing.ts'
import { targets } from '../search/targets.ts'

/** DR `sync/disabled`: is this person certified as disabled, today? */
export const disabled = standing({
  name: 'disabled',
  words: ['search', 'get_disability_info'],
  criteria: 'disabled_criteria',
  response: 'disabled_response',
  status: 'disabled_status',
  target: targets.disabled,
  // Without an agreed status the certificate itself is the answer.
  says: (records) =>
    records.some((record) => (record['disability.status'] ?? 'approved') === 'approved') ? 'yes' : 'no',
})
