import { type Case, notReached, pass, refuse, type Verdict } from './gate.ts'

/**
 * G3: the impact assessment is approved, or its absence is justified, and the days that the law makes the parties wait
 * are over. An agreement without the clause passes here; where the law wants one, its rule refuses.
 */
export function impactAssessment({ candidate, today }: Case): Verdict {
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const { id, impactAssessment: assessment } = candidate.agreement
  if (assessment === undefined) return pass('agreements.assessment-not-stated', { agreement: id })
  const { reference, approvedOn, earliestStart, notRequired } = assessment
  if (notRequired !== undefined) return pass('agreements.assessment-not-required', { reference })
  if (approvedOn === undefined || approvedOn > today) {
    return refuse('agreements.assessment-not-approved', { agreement: id, reference })
  }
  if (earliestStart !== undefined && today < earliestStart) {
    return refuse('agreements.assessment-waiting', { agreement: id, reference, earliestStart, today })
  }
  return pass('agreements.assessment-approved', { reference, approvedOn })
}
