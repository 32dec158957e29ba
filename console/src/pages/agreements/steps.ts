import type { AgreementStatus, Step } from '../../../../src/agreements/lifecycle/schema.ts'
import { orderInForce, ownStanding } from '../../../../src/agreements/lifecycle/standing.ts'
import { drafted, type Taken, transitions } from '../../../../src/agreements/lifecycle/transitions.ts'
import type { Agreement } from '../../../../src/agreements/schema.ts'
import type { VersionHistory } from '../../api/agreements.ts'
import type { Session } from '../../api/types.ts'

/** The way of a version until it is in force, as the rail above shows it. */
export const stages = [
  'draft',
  'legal-review',
  'dpo-review',
  'dpia-linked',
  'signed',
  'active',
] as const satisfies readonly AgreementStatus[]
export type Stage = (typeof stages)[number]

/** Where on the way it is; what has ended or rests was active, if it ever was. */
export function stageOf({ events }: Pick<VersionHistory, 'events'>): Stage {
  const status = ownStanding(events)?.status
  return stages.find((stage) => stage === status) ?? 'active'
}

export type PossibleStep = Taken

interface Asker {
  readonly session: Pick<Session, 'username' | 'member' | 'permissions'>
  readonly isRegulator: boolean
  readonly today: string
}

/** Steps that the version's state and the reader's role leave open; what else must hold, the server says when asked. */
export function possibleSteps(
  { provider, consumer, validUntil }: Pick<Agreement, 'provider' | 'consumer' | 'validUntil'>,
  version: Pick<VersionHistory, 'events'>,
  all: readonly Pick<VersionHistory, 'events'>[],
  { session, isRegulator, today }: Asker,
): readonly PossibleStep[] {
  const status = ownStanding(version.events)?.status ?? 'draft'
  const ordered = orderInForce(all.flatMap(({ events }) => events)) !== undefined
  return (Object.keys(transitions) as Taken[]).filter((step) => {
    const { from, permission, by, fourEyes } = transitions[step]
    if (!session.permissions.includes(permission) || !from.includes(status)) return false
    if (fourEyes === true && drafted(version, session.username)) return false
    if (step === 'expire' && today <= validUntil) return false
    if (by === 'party') return [provider, consumer].includes(session.member)
    return isRegulator && ordered === (step === 'lift')
  })
}

export const needsReason = (step: PossibleStep): boolean => transitions[step].reasonNeeded

/** Steps that take something away are not the way forward. */
export const isForward = (step: Step): boolean =>
  ['submit', 'approve-law', 'approve-protection', 'activate', 'resume', 'lift'].includes(step)
