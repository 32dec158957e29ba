import type { Problem } from '../../kernel/problem.ts'
import type { BreachStatus } from './schema.ts'

const faults = {
  'no-time': 'is no time that can be reckoned with',
  'in-the-future': 'lies in the future',
  'after-notice': 'is later than it was noticed',
  'before-notice': 'is earlier than the breach was noticed',
  'before-begin': 'ends before it begins',
  'no-element': 'is no element of the dictionary',
  'holds-a-number': 'holds a long number, which may be a person’s',
  'no-recipient': 'names nobody who is to hear of this breach',
  oneself: 'names the member itself',
} as const

export const faultyBreach = (pointer: string, variant: keyof typeof faults): Problem => ({
  code: 'breach.faulty',
  variant,
  status: 422,
  message: `the breach at ${pointer} ${faults[variant]}`,
  fix: 'Correct it at that place, and send it again.',
  pointer,
  params: { pointer },
})

export const unknownBreach = (id: string): Problem => ({
  code: 'breach.unknown',
  status: 404,
  message: `there is no breach ${id} that you may see`,
  fix: 'GET /v1/breaches lists those of your member, and those that it was told of.',
  params: { breach: id },
})

export const notAParty = (agreement: string, pointer: string): Problem => ({
  code: 'breach.no-agreement',
  status: 422,
  message: `your member is no party of an agreement ${agreement}`,
  fix: 'Name agreements in which your member gives or receives.',
  pointer,
  params: { agreement },
})

export const unknownController = (member: string): Problem => ({
  code: 'breach.no-member',
  status: 422,
  message: `there is no member ${member}`,
  fix: 'GET /v1/members lists them.',
  pointer: '/content/controller',
  params: { member },
})

export const wrongBreachStatus = (status: BreachStatus): Problem => ({
  code: 'breach.not-now',
  status: 409,
  message: `a breach that is ${status} cannot take this step`,
  fix: 'Open ones are revised and submitted, submitted ones assessed or sent back, assessed ones closed.',
  params: { status },
})

export const ownBreach: Problem = {
  code: 'breach.own',
  status: 409,
  message: 'who submitted a breach does not assess it',
  fix: 'Have another data protection officer assess it.',
}

export const lateWithoutReason = (to: string): Problem => ({
  code: 'breach.late-without-reason',
  status: 422,
  message: `${to} was told when the time was over, and no reason is given`,
  fix: 'Say in lateBecause why it was late: the law asks for it.',
  pointer: '/lateBecause',
  params: { to },
})

export const toldBefore = (to: string): Problem => ({
  code: 'breach.told-before',
  status: 409,
  message: `it is recorded already that ${to} was told`,
  fix: 'Read the breach: what was recorded stays.',
  params: { to },
})

export const notToldYet = (waiting: readonly string[]): Problem => ({
  code: 'breach.not-told',
  status: 409,
  message: `not everyone who must hear of it was told: ${waiting.join(', ')}`,
  fix: 'Tell them and record it (POST /v1/breaches/:id/told), then close the breach.',
  params: { waiting: waiting.join(', ') },
})

export const breachChanged: Problem = {
  code: 'breach.changed-meanwhile',
  status: 409,
  message: 'the breach was changed by another at the same moment',
  fix: 'Read it again, and decide anew.',
}
