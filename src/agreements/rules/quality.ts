import { type Case, notReached, pass, refuse, type Verdict } from './gate.ts'

/** G11: of the records that the service gave last, enough were well formed. What was not measured is not held against it. */
export function quality({ candidate, facts, request }: Case): Verdict {
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const floor = candidate.agreement.quality?.floorPercent
  if (floor === undefined) return pass('agreements.quality-no-floor')
  const measured = facts.quality
  if (measured === undefined) return pass('agreements.quality-not-measured', { service: request.service, floor })
  const { wellFormedPercent: percent, records } = measured
  const params = { service: request.service, percent: Math.floor(percent * 10) / 10, floor, records }
  return percent < floor ? refuse('agreements.quality-below-floor', params) : pass('agreements.quality-enough', params)
}
