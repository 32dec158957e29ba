import type { Problem } from '../../kernel/problem.ts'

export const tooManyAtOnce: Problem = {
  code: 'identity.drafts-busy',
  status: 503,
  message: 'others are trying their linkage models on records just now',
  fix: 'Ask again in a moment.',
}

export const nothingRead: Problem = {
  code: 'identity.draft-source-empty',
  status: 422,
  message: 'the source has no records to look at',
  fix: 'Hand in a file with records, or load the registry first.',
  pointer: '/source',
}
