import type { ExchangeAnswer } from '../../../../src/exchange/plugin.ts'
import type { PaymentReason } from '../../../../src/standards/dci/codes.ts'
import { refusalText } from '../search/refusal.ts'
import type { Said } from './batch.ts'

/** Which code of an action's list says that an element's value is not one that can be. */
export type CodeOfElement = readonly (readonly [elementPrefix: string, code: PaymentReason | undefined])[]

interface Unanswered {
  readonly codes: CodeOfElement
  /** For what the list has no better code. */
  readonly otherwise?: PaymentReason
}

/** An entry that had no answer: refused under the agreements, or by the vocabulary, or the system is away. */
export function unanswered(answer: ExchangeAnswer, { codes, otherwise }: Unanswered): Said {
  const message = refusalText(answer)
  const code = codeOf(answer, codes) ?? otherwise
  const rejected = { status: 'rjct', ...(code === undefined ? {} : { code }) } as const
  if (answer.status === 'refused' || answer.status === 'no-record') return { ...rejected, message }
  return { ...rejected, message: `err.service.unavailable: ${message}`, unavailable: true }
}

function codeOf({ status, refusal }: ExchangeAnswer, codes: CodeOfElement): PaymentReason | undefined {
  if (refusal?.code === 'exchange.identifier-malformed' || status === 'no-record') return codes[0]?.[1]
  if (refusal?.code !== 'exchange.cannot-translate') return undefined
  return codes.find(([element]) => refusal.message.includes(element))?.[1]
}
