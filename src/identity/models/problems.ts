import type { Problem } from '../../kernel/problem.ts'

export const unknownModel = (digest: string): Problem => ({
  code: 'identity.model-unknown',
  status: 404,
  message: `there is no linkage model ${digest}`,
  fix: 'GET /v1/identity/models lists them.',
  params: { model: digest },
})

export const notTrained: Problem = {
  code: 'identity.model-not-trained',
  status: 409,
  message: 'the linkage model has no probabilities yet',
  fix: 'Start a run with it (POST /v1/identity/runs); it is trained on the way.',
}

export const notOfRegistry = (columns: readonly string[]): Problem => ({
  code: 'identity.model-not-of-registry',
  status: 409,
  message: `the linkage model reads ${columns.join(', ')}, which the registry of people does not have`,
  fix: 'Only a model of the registry’s own columns can match its records as they come; others are for runs over files.',
  params: { columns: columns.join(', ') },
})

export const alreadyProposed: Problem = {
  code: 'identity.model-proposed',
  status: 409,
  message: 'the linkage model is proposed for use already, or it is in use',
  fix: 'Let somebody else confirm it (POST /v1/identity/models/:digest/confirm).',
}

export const notProposed: Problem = {
  code: 'identity.model-not-proposed',
  status: 409,
  message: 'nobody proposes this linkage model for use (any more)',
  fix: 'Read it again; propose it (POST /v1/identity/models/:digest/use) if it should be used.',
}

export const ownModel: Problem = {
  code: 'identity.own-model',
  status: 409,
  message: 'a linkage model is confirmed by another person than the one who wrote, trained or proposed it',
  fix: 'Ask a colleague who may confirm models to look at it.',
}

export const otherInUse: Problem = {
  code: 'identity.model-in-use-changed',
  status: 409,
  message: 'another linkage model has come into use since you looked',
  fix: 'Look again at what would change, and then confirm.',
  pointer: '/replaces',
}
