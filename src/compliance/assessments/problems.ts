import type { Problem } from '../../kernel/problem.ts'
import type { AssessmentStatus } from './schema.ts'

const faults = {
  'agreement-shows-it': 'is answered with no, and the agreement shows that it is so',
  needed: 'says that none is needed, and a question of the list is answered with yes',
  'no-risk': 'names no risk',
  grows: 'is greater than before the measures',
  'without-measure': 'is smaller than before, and no measure is named',
  'no-day': 'is not a day of the calendar',
  'in-the-future': 'lies in the future',
} as const

export const faultyAssessment = (pointer: string, variant: keyof typeof faults): Problem => ({
  code: 'assessment.faulty',
  variant,
  status: 422,
  message: `the assessment at ${pointer} ${faults[variant]}`,
  fix: 'Correct it at that place, and send it again.',
  pointer,
  params: { pointer },
})

export const unknownAssessment = (id: string): Problem => ({
  code: 'assessment.unknown',
  status: 404,
  message: `there is no assessment ${id} of an agreement of your member`,
  fix: 'GET /v1/assessments lists them.',
  params: { assessment: id },
})

export const noSuchAgreement = (agreement: string): Problem => ({
  code: 'assessment.no-agreement',
  status: 422,
  message: `your member is no party of an agreement ${agreement}`,
  fix: 'Name an agreement in which your member gives or receives.',
  pointer: '/agreement',
  params: { agreement },
})

export const wrongStatus = (status: AssessmentStatus): Problem => ({
  code: 'assessment.not-now',
  status: 409,
  message: `an assessment that is ${status} cannot take this step`,
  fix: 'Drafts and rejected ones are revised and submitted, submitted ones decided, approved ones reported.',
  params: { status },
})

export const ownAssessment: Problem = {
  code: 'assessment.own',
  status: 409,
  message: 'who submitted an assessment does not decide on it',
  fix: 'Have another data protection officer decide.',
}

export const needsConsultation: Problem = {
  code: 'assessment.needs-consultation',
  status: 422,
  message: 'a high risk remains: the authority must be consulted first (GDPR article 36)',
  fix: 'Name the reference of the consultation, or reject the assessment.',
  pointer: '/consultation',
}

export const assessmentChanged: Problem = {
  code: 'assessment.changed-meanwhile',
  status: 409,
  message: 'the assessment was changed by another at the same moment',
  fix: 'Read it again, and decide anew.',
}
