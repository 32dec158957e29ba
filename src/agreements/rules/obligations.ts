import { obligationsOf } from '../obligations.ts'
import { type Case, notReached, pass, type Verdict } from './gate.ts'

/** G12: what the consumer must do with what it receives is attached to the answer. */
export function obligations({ candidate }: Case): Verdict {
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const attached = obligationsOf(candidate.agreement).length
  if (attached === 0) return pass('agreements.no-obligations', { agreement: candidate.agreement.id })
  return pass('agreements.obligations-attached', { agreement: candidate.agreement.id, attached })
}
