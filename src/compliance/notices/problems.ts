import type { Problem } from '../../kernel/problem.ts'

export const noNotice = (agreement: string): Problem => ({
  code: 'notice.unknown',
  status: 404,
  message: `there is no agreement ${agreement} in force`,
  fix: 'Look at the address in the notice that you were given.',
  params: { agreement },
})

export const notTheReceiver = (agreement: string): Problem => ({
  code: 'notice.not-the-receiver',
  status: 422,
  message: `your member receives nothing under an agreement ${agreement}`,
  fix: 'Who received the data tells the people.',
  pointer: '/agreement',
  params: { agreement },
})

export const givenInTheFuture: Problem = {
  code: 'notice.in-the-future',
  status: 422,
  message: 'the notice was given in the future',
  fix: 'Record it when it was given.',
  pointer: '/givenAt',
}
