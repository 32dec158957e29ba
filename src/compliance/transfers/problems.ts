import type { Problem } from '../../kernel/problem.ts'

const faults = {
  'no-past-day': 'is not a day of the calendar up to today',
  'not-after-review': 'is not a day after the review',
} as const

export const faultyTransfer = (pointer: string, variant: keyof typeof faults): Problem => ({
  code: 'transfer.faulty',
  variant,
  status: 422,
  message: `the transfer assessment at ${pointer} ${faults[variant]}`,
  fix: 'Correct it at that place, and send it again.',
  pointer,
  params: { pointer },
})

export const ofAnotherMember = (id: string): Problem => ({
  code: 'transfer.of-another',
  status: 409,
  message: `the transfer assessment ${id} is another member's`,
  fix: 'Choose another id.',
  pointer: '/id',
  params: { assessment: id },
})

export const transferChanged: Problem = {
  code: 'transfer.changed-meanwhile',
  status: 409,
  message: 'the transfer assessment was changed by another at the same moment',
  fix: 'Read it again, and decide anew.',
}
