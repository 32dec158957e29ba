import { objectionEnds, type SubjectRestriction } from '../circumstances.ts'
import { type Case, notReached, pass, refuse, type Verdict } from './gate.ts'

/** Ids in an agreement's `subjects.categories` that open this gate: without them, nobody thought of these people. */
export const protectedPersons = 'protected-persons'
export const children = 'children'

/**
 * G7: the person has not stopped it. A restriction stops all but the rescue of a life; an objection stops what no law
 * commands; a protected person or a child must be among those whom the agreement is about.
 */
export function subjectState(given: Case): Verdict {
  const { candidate, facts, request, bases } = given
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const agreement = candidate.agreement.id
  if (request.subject === undefined) return pass('agreements.subject-not-named')
  const state = facts.subject
  const holds = new Set(state?.restrictions.filter((one) => concerns(one, given)).map(({ kind }) => kind))
  const rescue = bases.every(({ ground }) => ground === 'vital-interests')
  if (holds.has('restricted') && !rescue) return refuse('agreements.subject-restricted')
  if (holds.has('objected') && bases.some(({ ground }) => objectionEnds(ground))) {
    return refuse('agreements.subject-objected', { purpose: request.purpose })
  }
  const categories = candidate.agreement.subjects?.categories
  if (holds.has('protected') && categories?.includes(protectedPersons) !== true) {
    return refuse('agreements.subject-protected', { agreement })
  }
  if (state?.child === true && categories !== undefined && !categories.includes(children)) {
    return refuse('agreements.subject-is-child', { agreement })
  }
  if (state?.deceased === true) return pass('agreements.subject-deceased')
  return pass('agreements.subject-unrestricted')
}

/** Whether a restriction speaks of one of the two parties and of the purpose or a broader one. */
export function concerns({ member, purpose }: SubjectRestriction, { request, facts }: Case): boolean {
  if (member !== undefined && member !== request.consumer && member !== request.provider) return false
  return purpose === undefined || facts.broaderPurposes.get(request.purpose)?.includes(purpose) === true
}
