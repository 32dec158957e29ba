import type { ReleasedRecord } from '../../agreements/release.ts'
import type { Decision } from '../../agreements/schema.ts'
import type { Exchange } from '../exchange.ts'
import type { Page } from '../plugin.ts'

/** The part of an answer that rests encrypted: what was released, and the decision in full. */
export interface SealedAnswer {
  readonly records: readonly ReleasedRecord[]
  readonly total?: number
  readonly page: Page
  readonly asOf?: string
  readonly decision?: Decision
}

export function sealedAnswerOf({ released, providerAnswer, request, decision }: Exchange): SealedAnswer {
  return {
    records: released?.records ?? [],
    page: request.page,
    ...(released === undefined ? {} : { total: released.total }),
    ...(released === undefined || providerAnswer === undefined ? {} : { asOf: providerAnswer.asOf }),
    ...(decision === undefined ? {} : { decision }),
  }
}
