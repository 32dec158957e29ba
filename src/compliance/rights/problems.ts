import type { Problem } from '../../kernel/problem.ts'
import type { CaseStatus, CaseStep } from './schema.ts'

const faults = {
  'in-the-future': { pointer: '/receivedAt', says: 'lies in the future' },
  'no-element': { pointer: '/elements', says: 'names what is not in the dictionary' },
  'no-purpose': { pointer: '/purpose', says: 'is not in the scheme of purposes' },
  'not-represented': { pointer: '/representation', says: 'does not speak for this person today' },
  'for-others-only': { pointer: '/representation', says: 'is for who speaks for another' },
} as const

export const faultyRequest = (variant: keyof typeof faults): Problem => ({
  code: 'rights.faulty',
  variant,
  status: 422,
  message: `the request at ${faults[variant].pointer} ${faults[variant].says}`,
  fix: 'Correct it at that place, and send it again.',
  pointer: faults[variant].pointer,
})

export const unknownCase = (id: string): Problem => ({
  code: 'rights.unknown',
  status: 404,
  message: `there is no case ${id} at this member`,
  fix: 'GET /v1/rights/cases lists the cases that you may see.',
  params: { case: id },
})

export const notNow = (step: CaseStep, status: CaseStatus): Problem => ({
  code: 'rights.not-now',
  status: 409,
  message: `a case that is ${status} cannot take the step ${step}`,
  fix: 'Read the case: received, verified, in-progress, then done or refused.',
  params: { step, status },
})

export const notForKind = (step: CaseStep, kind: string): Problem => ({
  code: 'rights.not-for-kind',
  status: 409,
  message: `a case of ${kind} has no step ${step}`,
  fix: 'Disclose in access and portability, propagate in rectification and erasure, lift in objection and restriction.',
  params: { step, kind },
})

export const caseChanged: Problem = {
  code: 'rights.changed-meanwhile',
  status: 409,
  message: 'the case was changed by another at the same moment',
  fix: 'Read it again, and decide anew.',
}

export const noExtension: Problem = {
  code: 'rights.no-extension',
  status: 409,
  message: 'the law gives no longer time here, or it was used already, or the time is over',
  fix: 'Answer the request in its time, or refuse it with its ground.',
}

export const nothingDisclosed: Problem = {
  code: 'rights.nothing-disclosed',
  status: 409,
  message: 'the person was not yet given the data',
  fix: 'Disclose it (POST /v1/rights/cases/:id/disclose), then close the case.',
}

export const notPropagated: Problem = {
  code: 'rights.not-propagated',
  status: 409,
  message: 'those who received the value were not yet told',
  fix: 'Tell them (POST /v1/rights/cases/:id/propagate), then close the case.',
}

export const notAcknowledged = (members: readonly string[]): Problem => ({
  code: 'rights.not-acknowledged',
  status: 409,
  message: `not all who received the value have acknowledged: ${members.join(', ')}`,
  fix: 'Wait for them, or close the case with the reference of the reason.',
  pointer: '/unacknowledged',
  params: { members: members.join(', ') },
})

export const unknownNotice = (id: string): Problem => ({
  code: 'rights.notice-unknown',
  status: 404,
  message: `there is no notice ${id} to your member that waits for an acknowledgement`,
  fix: 'GET /v1/corrections lists those that wait.',
  params: { notice: id },
})
