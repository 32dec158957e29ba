import type { Problem } from '../../kernel/problem.ts'
import type { DeletionStatement } from './schema.ts'

const faults = {
  'not-the-holder': 'is not the member that holds what it received under the agreement',
  'no-rule': 'is no rule of retention of the agreement',
  'other-action': 'is not what the rule asks for',
  'in-the-future': 'lies in the future',
  'wrong-day': 'lies in the future, or before the day it speaks of',
} as const

export const faultyCertificate = (name: keyof DeletionStatement, variant: keyof typeof faults): Problem => ({
  code: 'retention.faulty',
  variant,
  status: 422,
  message: `the statement at /statement/${name} ${faults[variant]}`,
  fix: 'Correct it at that place, sign it anew and send it again.',
  pointer: `/statement/${name}`,
  params: { pointer: `/statement/${name}` },
})

export const signatureWrong: Problem = {
  code: 'retention.signature-wrong',
  status: 422,
  message: 'the signature is not of this statement by a key of an account of your member',
  fix: 'Sign the canonical form (RFC 8785) of the statement with a registered key.',
  pointer: '/jws',
}

export const noAgreement = (agreement: string): Problem => ({
  code: 'retention.no-agreement',
  status: 422,
  message: `there is no agreement ${agreement}`,
  fix: 'GET /v1/retention lists the duties with their agreements.',
  pointer: '/statement/agreement',
  params: { agreement },
})
