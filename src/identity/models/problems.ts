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
