import type {
  Condition,
  ExchangeAnswer,
  ExchangeRequest,
  ProtocolHouse,
  Scalar,
} from '../../../../src/exchange/plugin.ts'
import type { Result } from '../../../../src/kernel/result.ts'
import { exchange } from './exchange.ts'
import { type MessageFault, refused } from './fault.ts'
import type { Asked } from './operation.ts'

/** What is asked by, or what an act is told: value by element. */
export type Equalities = Readonly<Record<string, Scalar | undefined>>

const conditionOf = (equalities: Equalities): Condition => ({
  and: Object.entries(equalities).flatMap(([element, value]) =>
    value === undefined ? [] : [{ element, is: 'eq' as const, value }],
  ),
})

export interface Question {
  readonly service: string
  readonly equalities: Equalities
  readonly elements: readonly string[]
  readonly acceptPartial: boolean
  /** Records at most; one unless said. */
  readonly size?: number
}

/** One exchange for each question, in their order; the purpose is the one that is registered for the caller. */
export async function askAll(
  questions: readonly Question[],
  asked: Asked,
  house: ProtocolHouse,
): Promise<Result<readonly ExchangeAnswer[], MessageFault>> {
  const purpose = house.defaultPurpose(asked.caller)
  // The messages have no place for a purpose in the sense of the law.
  if (purpose === undefined) return refused('err.request.forbidden', 'no purpose is registered for this client')
  const requests = questions.map(
    ({ service, equalities, elements, acceptPartial, size = 1 }): ExchangeRequest => ({
      service,
      purpose,
      condition: conditionOf(equalities),
      elements,
      acceptPartial,
      sort: [],
      page: { size, number: 1 },
    }),
  )
  return exchange(requests, asked, house)
}
