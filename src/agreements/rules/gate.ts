import type { ReasonCode } from '../messages.ts'
import type {
  AgreedField,
  AgreedService,
  Agreement,
  DecisionRequest,
  Facts,
  GateResult,
  LegalBasis,
  Reason,
  Withheld,
} from '../schema.ts'

/** One agreement (latest version) that might cover the request, with how much it was used. */
export type Candidate = Facts['agreements'][number]

/** All that a gate looks at: one request against one candidate. */
export interface Case {
  readonly request: DecisionRequest
  readonly facts: Facts
  readonly today: string
  /** Absent when nothing between the two parties comes into question. */
  readonly candidate: Candidate | undefined
  /** The candidate's clause about the service; absent when it has none. */
  readonly service: AgreedService | undefined
  /** The grounds that must hold: the agreement's one, or the consumer's and the provider's. */
  readonly bases: readonly LegalBasis[]
  readonly selection: Selection
}

/** The agreed fields among those wanted, and the wanted ones that stay behind. */
export interface Selection {
  readonly fields: readonly AgreedField[]
  readonly withheld: readonly Withheld[]
  readonly maxRecords: number
  /** Other agreements in force that speak of the same fields: what they oblige to is attached, too. */
  readonly others: readonly Agreement[]
  /** Ids of those that made it less. */
  readonly stricter: readonly string[]
}

export const nothing: Selection = { fields: [], withheld: [], maxRecords: 0, others: [], stricter: [] }

export type Verdict = Omit<GateResult, 'gate'>
export type GateCheck = (given: Case) => Verdict

type Params = Reason['params']

export const reason = (code: ReasonCode, params: Params = {}): Reason => ({ code, params })

export const pass = (code: ReasonCode, params?: Params): Verdict => ({ result: 'pass', reason: reason(code, params) })

export const refuse = (code: ReasonCode, params?: Params): Verdict => ({
  result: 'refuse',
  reason: reason(code, params),
})

export const notReached = (code: ReasonCode, params?: Params): Verdict => ({
  result: 'not-reached',
  reason: reason(code, params),
})

const namedElementsLimit = 10

/** Elements as they stand in a sentence; a long list is cut, and the cut is visible. */
export function listed(elements: readonly string[]): string {
  const named = elements.slice(0, namedElementsLimit).join(', ')
  return elements.length > namedElementsLimit ? `${named}, … (+${elements.length - namedElementsLimit})` : named
}
