import type { Problem } from '../../kernel/problem.ts'

/** What a consent record can have wrong, and the place is told by the pointer. */
const faults = {
  'no-day': 'is not a day of the calendar',
  'ends-before-it-begins': 'lies before validFrom',
  'no-member': 'is no member',
  'no-purpose': 'is not in the scheme of purposes',
  twice: 'is there already',
  'no-element': 'is not in the dictionary',
  'in-the-future': 'lies in the future',
  'online-only': 'proves something online only',
  'witness-missing': 'is missing: a thumbprint needs a witness',
  'for-others-only': 'is for who speaks for another',
} as const

export const faultyConsent = (pointer: string, variant: keyof typeof faults): Problem => ({
  code: 'consent.faulty',
  variant,
  status: 422,
  message: `the consent at ${pointer} ${faults[variant]}`,
  fix: 'Correct the record at that place, and send it again.',
  pointer,
  params: { pointer },
})

export const unknownConsent = (id: string): Problem => ({
  code: 'consent.unknown',
  status: 404,
  message: `there is no consent ${id}`,
  fix: 'POST /v1/consents/find lists those of a person.',
  params: { consent: id },
})

export const consentFinal = (id: string, status: string): Problem => ({
  code: 'consent.final',
  status: 409,
  message: `the consent ${id} is ${status}, and only one that is given can be withdrawn`,
  fix: 'Record another consent if the person now gives it.',
  params: { consent: id, status },
})

export const consentChanged: Problem = {
  code: 'consent.changed-meanwhile',
  status: 409,
  message: 'the consent was changed by another at the same moment',
  fix: 'Read it again, and decide anew.',
}

export const representationMissing: Problem = {
  code: 'consent.representation-missing',
  status: 422,
  message: 'no representation of this person that holds today is named',
  fix: 'Record who speaks for the person with its proof (POST /v1/representations), and name it.',
  pointer: '/giving/representation',
}

export const representationNotFor = (purpose: string): Problem => ({
  code: 'consent.representation-not-for',
  status: 422,
  message: `the representation does not cover the purpose ${purpose}`,
  fix: 'Leave the purpose out, or record a representation that covers it.',
  pointer: '/giving/representation',
  params: { purpose },
})

export const subjectUnderAge: Problem = {
  code: 'consent.child',
  status: 422,
  message: 'the person is a child, for whom a parent or guardian consents',
  fix: 'Record the parent or guardian as representative, and have them give it.',
  pointer: '/giving/by',
}

export const unknownRepresentation = (id: string): Problem => ({
  code: 'consent.representation-unknown',
  status: 404,
  message: `there is no representation ${id} that still holds`,
  fix: 'POST /v1/representations/find lists those of a person.',
  params: { representation: id },
})
