import type { Problem } from '../../kernel/problem.ts'

export const unknownProposal = (id: string): Problem => ({
  code: 'identity.proposal-unknown',
  status: 404,
  message: `there is no proposal ${id}`,
  fix: 'GET /v1/identity/proposals lists those that wait.',
  params: { proposal: id },
})

export const proposalChanged: Problem = {
  code: 'identity.proposal-changed',
  status: 409,
  message: 'another steward was at this pair meanwhile, or it is decided',
  fix: 'Read the pair again: what was said or decided is there.',
}

export const claimedByOther = (until: string): Problem => ({
  code: 'identity.claimed',
  status: 409,
  message: `another steward has this pair in hand until ${until}`,
  fix: 'Take the next one, or wait until then.',
  params: { until },
})

export const ownOpinion: Problem = {
  code: 'identity.own-opinion',
  status: 409,
  message: 'you have said what you think of this pair; it waits for somebody else',
  fix: 'Take the next one.',
}

export const queueEmpty: Problem = {
  code: 'identity.queue-empty',
  status: 404,
  message: 'no pair of your area waits for you',
  fix: 'Start a linkage run (POST /v1/identity/runs), or come back when records have changed.',
}

export const unknownBulk = (id: string): Problem => ({
  code: 'identity.bulk-unknown',
  status: 404,
  message: `there is no bulk decision ${id}`,
  fix: 'GET /v1/identity/bulk lists them.',
  params: { bulk: id },
})

export const bulkChanged: Problem = {
  code: 'identity.bulk-changed',
  status: 409,
  message: 'the bulk decision was confirmed or refused meanwhile',
  fix: 'Read it again.',
}

export const ownBulk: Problem = {
  code: 'identity.own-bulk',
  status: 409,
  message: 'a bulk decision is confirmed by another steward than the one who put it',
  fix: 'Ask another steward to look at it.',
}

export const bulkNotOpen = (proposals: readonly string[]): Problem => ({
  code: 'identity.bulk-not-open',
  status: 409,
  message: `not all of these pairs wait for a first opinion: ${proposals.slice(0, 5).join(', ')}`,
  fix: 'Leave them out.',
  pointer: '/proposals',
  params: { proposals: proposals.slice(0, 5).join(', ') },
})

export const noModel: Problem = {
  code: 'identity.no-model',
  status: 409,
  message: 'no trained linkage model is in use yet',
  fix: 'Start a linkage run over the registry (POST /v1/identity/runs), and let another person confirm the model that it proposes (in the console under Linkage models, kiungo link model confirm).',
}
