import type { ReleasedRecord } from '../../agreements/release.ts'
import type { Decision } from '../../agreements/schema.ts'
import type { Exchange } from '../exchange.ts'
import type { Page } from '../plugin.ts'

/** The part of a decision that is kept nowhere else: see decision-parts.ts for the rest. */
type SealedDecision = Pick<Decision, 'outcome' | 'maxRecords' | 'consent' | 'stricter'>

/** The part of an answer that rests encrypted: what was released, and what else it takes to give it again. */
export interface SealedAnswer {
  readonly records: readonly ReleasedRecord[]
  readonly total?: number
  readonly page: Page
  readonly asOf?: string
  readonly decision?: SealedDecision
}

export function sealedAnswerOf({ released, providerAnswer, request, decision }: Exchange): SealedAnswer {
  return {
    records: released?.records ?? [],
    page: request.page,
    ...(released === undefined ? {} : { total: released.total }),
    ...(released === undefined || providerAnswer === undefined ? {} : { asOf: providerAnswer.asOf }),
    ...(decision === undefined ? {} : { decision: sealedDecision(decision) }),
  }
}

const sealedDecision = ({ outcome, maxRecords, consent, stricter }: Decision): SealedDecision => ({
  outcome,
  maxRecords,
  ...(consent === undefined ? {} : { consent }),
  ...(stricter === undefined ? {} : { stricter }),
})
