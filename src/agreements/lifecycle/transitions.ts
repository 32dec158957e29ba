import type { Permission } from '../../federation/schema.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { AgreementVersion } from '../book.ts'
import { ownDraft } from './problems.ts'
import type { AgreementStatus, Step } from './schema.ts'
import { orderInForce, ownStanding } from './standing.ts'

/** Steps that somebody takes by saying so; a version is drafted and signed by bringing a text and a signature. */
export type Taken = Exclude<Step, 'declare' | 'draft' | 'sign'>

export interface Transition {
  readonly from: readonly AgreementStatus[]
  readonly to: AgreementStatus
  readonly permission: Permission
  /** A party to the agreement, or the regulator. */
  readonly by: 'party' | 'regulator'
  readonly reasonNeeded: boolean
  /** Not by who drafted the version. */
  readonly fourEyes?: true
  /** What must hold besides; answers what is missing. */
  readonly condition?: (version: AgreementVersion, today: string) => Condition | undefined
}

type Condition = Omit<Problem, 'status'>

const any: readonly AgreementStatus[] = [
  ...(['draft', 'legal-review', 'dpo-review', 'dpia-linked'] as const),
  ...(['signed', 'active', 'suspended'] as const),
]
const party = { by: 'party', reasonNeeded: false } as const
const partyWithReason = { by: 'party', reasonNeeded: true } as const

/** Who may do what with a version, from where to where. */
export const transitions: Readonly<Record<Taken, Transition>> = {
  submit: { from: ['draft'], to: 'legal-review', permission: 'agreement.draft', ...party },
  'approve-law': { from: ['legal-review'], to: 'dpo-review', permission: 'agreement.review', ...party, fourEyes: true },
  'approve-protection': {
    ...{ from: ['dpo-review'], to: 'dpia-linked', permission: 'agreement.protect', ...party },
    condition: assessed,
  },
  'send-back': {
    ...{ from: ['legal-review', 'dpo-review', 'dpia-linked'], to: 'draft' },
    ...{ permission: 'agreement.send-back', ...partyWithReason },
  },
  activate: { from: ['signed'], to: 'active', permission: 'agreement.manage', ...party, condition: begun },
  suspend: { from: ['active'], to: 'suspended', permission: 'agreement.manage', ...partyWithReason },
  resume: { from: ['suspended'], to: 'active', permission: 'agreement.manage', ...party },
  expire: { from: ['active', 'suspended'], to: 'expired', permission: 'agreement.manage', ...party, condition: over },
  terminate: { from: any, to: 'terminated', permission: 'agreement.manage', ...partyWithReason },
  order: { from: any, to: 'suspended', permission: 'agreement.order', by: 'regulator', reasonNeeded: true },
  lift: { from: any, to: 'active', permission: 'agreement.order', by: 'regulator', reasonNeeded: true },
}

export interface Wish {
  readonly step: Taken
  readonly reason?: string
  readonly by: { readonly account: string; readonly member: string; readonly isRegulator: boolean }
}

/** The status that the step leads to, or why it cannot be taken; the permission was asked for before. */
export function takeStep(
  { step, reason, by }: Wish,
  version: AgreementVersion,
  all: readonly AgreementVersion[],
  today: string,
): Result<AgreementStatus> {
  const { agreement } = version
  const transition = transitions[step]
  const isParty = [agreement.provider, agreement.consumer].includes(by.member)
  if (transition.by === 'party' && !isParty) return fail(notParty(agreement.id))
  if (transition.by === 'regulator' && !by.isRegulator) return fail(notRegulator)
  if (transition.reasonNeeded && reason === undefined) return fail(reasonMissing(step))
  const status = ownStanding(version.events)?.status
  if (status === undefined || !transition.from.includes(status)) return fail(wrongStatus(step, status ?? 'draft'))
  const ordered = orderInForce(all.flatMap(({ events }) => events)) !== undefined
  if (step === 'order' && ordered) return fail(wrongStatus(step, 'suspended'))
  // Lifting gives back what the parties have; it activates nothing that they did not.
  if (step === 'lift') return ordered ? ok(status) : fail(wrongStatus(step, status))
  if (transition.fourEyes === true && drafted(version, by.account)) return fail(ownDraft(agreement.id))
  const missing = transition.condition?.(version, today)
  return missing === undefined ? ok(transition.to) : fail({ ...missing, status: 409 })
}

export const drafted = ({ events }: Pick<AgreementVersion, 'events'>, account: string): boolean =>
  events.some(({ step, by }) => step === 'draft' && by.account === account)

/** Approved, or a reason why none is required. */
function assessed({ agreement: { id, impactAssessment } }: AgreementVersion): Condition | undefined {
  if (impactAssessment?.approvedOn !== undefined || impactAssessment?.notRequired !== undefined) return undefined
  return {
    code: 'agreements.assessment-missing',
    message: `the agreement ${id} names no approved impact assessment, and no reason why none is required`,
    fix: 'Send it back; a new version must name one of the two.',
    params: { agreement: id },
  }
}

function begun({ agreement }: AgreementVersion, today: string): Condition | undefined {
  const { id, validFrom, validUntil, impactAssessment } = agreement
  const first = [validFrom, impactAssessment?.earliestStart ?? ''].sort().at(-1) ?? validFrom
  if (first <= today && today <= validUntil) return undefined
  return {
    code: 'agreements.not-in-its-dates',
    message: `the agreement ${id} may run from ${first} to ${validUntil}; today is ${today}`,
    fix: 'Activate it within these days.',
    params: { agreement: id },
  }
}

function over({ agreement: { id, validUntil } }: AgreementVersion, today: string): Condition | undefined {
  if (today > validUntil) return undefined
  return {
    code: 'agreements.not-over',
    message: `the agreement ${id} runs until ${validUntil}`,
    fix: 'Terminate it to end it before.',
    params: { agreement: id },
  }
}

export const notParty = (id: string): Problem => ({
  code: 'agreements.not-a-party',
  status: 403,
  message: `only its parties may do this with the agreement ${id}`,
  fix: 'Ask an officer of the provider or the consumer.',
  params: { agreement: id },
})

const notRegulator: Problem = {
  code: 'agreements.not-the-regulator',
  status: 403,
  message: 'only the regulator orders and lifts orders',
  fix: 'Ask the data protection authority.',
}

const reasonMissing = (step: Taken): Problem => ({
  code: 'agreements.reason-missing',
  status: 422,
  message: `the step ${step} needs a reason`,
  fix: 'Say why, in `reason`.',
  pointer: '/reason',
  params: { step },
})

export const wrongStatus = (step: Step, status: AgreementStatus): Problem => ({
  code: 'agreements.step-not-possible',
  status: 409,
  message: `the step ${step} cannot be taken while the version is ${status}`,
  fix: 'GET /v1/agreements/{id}/history shows how it stands.',
  params: { step, status },
})
