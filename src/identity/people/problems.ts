import type { Problem } from '../../kernel/problem.ts'

export const unknownEntity = (id: string): Problem => ({
  code: 'identity.entity-unknown',
  status: 404,
  message: `there is no person ${id}`,
  fix: 'POST /v1/identity/people/find finds the person that a record belongs to.',
  params: { entity: id },
})

export const unknownDecision = (id: string): Problem => ({
  code: 'identity.decision-unknown',
  status: 404,
  message: `there is no decision ${id} that joined two records and still holds`,
  fix: 'Read the person: their decisions are listed, with those that were undone.',
  params: { decision: id },
})

export const unknownRecord = (pointer: string): Problem => ({
  code: 'identity.record-unknown',
  status: 422,
  message: `the record at ${pointer} is in none of the sources`,
  fix: 'Name a record by its source and its number there.',
  pointer,
  params: { pointer },
})

export const sameRecordTwice: Problem = {
  code: 'identity.same-record',
  status: 422,
  message: 'the two records are one and the same',
  fix: 'Name two records.',
  pointer: '/second',
}

export const changedMeanwhile: Problem = {
  code: 'identity.changed-meanwhile',
  status: 409,
  message: 'somebody else decided about these people at the same moment, and was first',
  fix: 'Read the records again: their decision is there. Then decide anew.',
}

export const heldApart = (decisions: readonly string[]): Problem => ({
  code: 'identity.held-apart',
  status: 409,
  message: `it would make one person of records that were decided to be two people's: ${decisions.join(', ')}`,
  fix: 'Look at those pairs first, and link them where they are one person after all.',
  params: { decisions: decisions.join(', ') },
})

export const onePersonAlready = (decisions: readonly string[]): Problem => ({
  code: 'identity.one-person',
  status: 409,
  message: `the two are one person by earlier decisions: ${decisions.join(', ')}`,
  fix: 'Undo the decision that was wrong (unmerge).',
  params: { decisions: decisions.join(', ') },
})

export const nothingToMerge: Problem = {
  code: 'identity.nothing-to-merge',
  status: 409,
  message: 'the two are one person already',
  fix: 'Read the person: nothing is left to do.',
}

export const stillTogether = (decisions: readonly string[]): Problem => ({
  code: 'identity.still-together',
  status: 409,
  message: `other decisions hold the two together: ${decisions.join(', ')}`,
  fix: 'Undo those that are wrong, too.',
  params: { decisions: decisions.join(', ') },
})

export const tombstone = (id: string, into: string): Problem => ({
  code: 'identity.tombstone',
  status: 409,
  message: `${id} was merged into ${into}`,
  fix: `Ask about ${into}.`,
  params: { entity: id, into },
})

export const outsideArea = (areas: readonly string[]): Problem => ({
  code: 'identity.outside-area',
  status: 403,
  message: `the records lie in ${areas.join(', ')}, and none of that is yours`,
  fix: 'Leave it to the stewards of those areas.',
  params: { areas: areas.join(', ') },
})

export const unknownCase = (id: string): Problem => ({
  code: 'identity.case-unknown',
  status: 404,
  message: `there is no linkage case ${id} at this member`,
  fix: 'GET /v1/identity/cases lists the cases that you may see.',
  params: { case: id },
})

export const caseChanged: Problem = {
  code: 'identity.case-changed',
  status: 409,
  message: 'the case was changed by another, or is closed',
  fix: 'Read it again, and decide anew.',
}

export const needsTwo = (areas: readonly string[]): Problem => ({
  code: 'identity.needs-two',
  status: 409,
  message: `the records lie in ${areas.join(', ')}: joining people of several areas takes two stewards`,
  fix: 'Propose the pair (POST /v1/identity/proposals); another steward confirms it.',
  params: { areas: areas.join(', ') },
})
