import type { AssessmentStatus } from '../../../../src/compliance/assessments/schema.ts'
import type { BreachContent, BreachStatus } from '../../../../src/compliance/breaches/schema.ts'
import type { DutyKind, DutyUrgency } from '../../../../src/compliance/duties/schema.ts'
import type { DutyState } from '../../../../src/compliance/retention/schema.ts'
import type { CaseStatus, Refusal, RightsKind, RightsRequest } from '../../../../src/compliance/rights/schema.ts'
import type { TransferContent } from '../../../../src/compliance/transfers/schema.ts'

// Records, not the rooms' own lists: those would bring the validator along for a few words.
const keysOf = <T extends string>(known: Readonly<Record<T, true>>): readonly T[] => Object.keys(known) as T[]

export const rightsKinds = keysOf<RightsKind>({
  ...{ access: true, rectification: true, erasure: true, objection: true, restriction: true, portability: true },
})
export const caseStatuses = keysOf<CaseStatus>({
  ...{ received: true, verified: true, 'in-progress': true, done: true, refused: true },
})
export const channels = keysOf<RightsRequest['channel']>({
  ...{ office: true, 'home-visit': true, telephone: true, ussd: true, paper: true, online: true },
})
export const refusalGrounds = keysOf<Refusal['ground']>({
  'identity-not-proven': true,
  'manifestly-unfounded': true,
  excessive: true,
  'rights-of-others': true,
  'legal-obligation': true,
  'overriding-interest': true,
  'legal-claims': true,
  'public-health-or-research': true,
  'value-is-right': true,
})
export const dutyKinds = keysOf<DutyKind>({
  ...{ rights: true, refusal: true, breach: true, notice: true, processing: true, deletion: true, certificate: true },
  ...{ transfer: true, review: true, registration: true, mandate: true, end: true },
})
export const urgencies = keysOf<DutyUrgency>({ overdue: true, soon: true, later: true })
export const assessmentStatuses = keysOf<AssessmentStatus>({
  ...{ draft: true, submitted: true, approved: true, rejected: true },
})
export const breachStatuses = keysOf<BreachStatus>({ ...{ open: true, submitted: true, assessed: true, closed: true } })
export const breachNatures = keysOf<BreachContent['natures'][number]>({
  ...{ disclosed: true, altered: true, unavailable: true },
})
export const breachCauses = keysOf<BreachContent['cause']>({
  ...{ 'lost-or-stolen': true, 'wrong-recipient': true, 'unauthorised-use': true, intrusion: true, published: true },
  ...{ destroyed: true, other: true },
})
export const breachRisks = keysOf<BreachContent['risk']>({ ...{ unlikely: true, likely: true, high: true } })
export const dutyStates = keysOf<DutyState>({
  ...{ overdue: true, due: true, running: true, 'not-reckoned': true, 'nothing-held': true },
})
export const mechanisms = keysOf<TransferContent['mechanism']>({
  ...{ adequacy: true, safeguards: true, consent: true, necessity: true, treaty: true },
})
export const noticeChannels = ['letter', 'message', 'radio', 'poster', 'meeting', 'website', 'office'] as const
