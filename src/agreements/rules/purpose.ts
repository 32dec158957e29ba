import { type Case, listed, notReached, pass, refuse, type Verdict } from './gate.ts'

/**
 * G4: the purpose is agreed, itself or by a broader one. Never the other way: who may check eligibility may not
 * therefore deliver anything. The scheme is the country's own; DPV's tree would let social insurance pass as social
 * assistance.
 */
export function purpose({ request, facts, candidate }: Case): Verdict {
  const covering = facts.broaderPurposes.get(request.purpose)
  if (covering === undefined) return refuse('agreements.purpose-unknown', { purpose: request.purpose })
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const { id, purposes } = candidate.agreement
  if (purposes.includes(request.purpose)) {
    return pass('agreements.purpose-agreed', { agreement: id, purpose: request.purpose })
  }
  const broader = covering.find((one) => purposes.includes(one))
  if (broader !== undefined) return pass('agreements.purpose-covered', { purpose: request.purpose, broader })
  return refuse('agreements.purpose-not-agreed', {
    agreement: id,
    purpose: request.purpose,
    agreed: listed(purposes),
  })
}
