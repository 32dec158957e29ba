import type { Release } from '../agreements/release.ts'
import type { Decision, DecisionRequest, Reason } from '../agreements/schema.ts'
import type { Reservation } from '../agreements/usage.ts'
import type { Service } from '../federation/schema.ts'
import { newId } from '../kernel/ids.ts'
import type { CanonicalRecord, MappingIssue } from '../semantics/schema.ts'
import type { Caller, ExchangeRequest, ProviderAnswer, Scalar, SourceStatus } from './plugin.ts'
import type { Step } from './schema.ts'

/** What the questions of one message have in common. */
export interface MessageHead {
  readonly messageId: string
  readonly protocol: string
  /** SHA-256 of the canonical body. */
  readonly digest: string
  readonly caseRef?: string
  readonly caller: Caller
}

/** One question on its way: what was asked, and what each step found. */
export interface Exchange extends Asked, Findings {
  readonly trace: readonly Step[]
}

export interface Asked {
  readonly id: string
  /** Shared by all exchanges of one message. */
  readonly questionId: string
  /** Place among the questions of the message, from 0. */
  readonly part: number
  /** How many questions the message has. */
  readonly parts: number
  readonly at: Date
  /** `performance.now()` when the message came in. */
  readonly startedMs: number
  readonly message: MessageHead
  readonly request: ExchangeRequest
  /** Values the asker sent, by element: the equalities of its condition and what else it knows of the person. */
  readonly sent: Readonly<Record<string, Scalar>>
  readonly service: Service
  /** Aborts at the message's deadline. */
  readonly signal: AbortSignal
}

export interface Findings {
  /** What was decided about: ids and elements, no value. */
  readonly asked?: DecisionRequest
  readonly decision?: Decision
  readonly counted?: Reservation
  readonly params?: Readonly<Record<string, Scalar>>
  readonly providerAnswer?: ProviderAnswer
  readonly translated?: readonly CanonicalRecord[]
  /** Pseudonymous keys of those in the provider's answer, by national number. */
  readonly keys?: ReadonlyMap<string, string>
  /** Keys of those of whom something leaves, beside the one who was asked about. */
  readonly persons?: readonly string[]
  readonly issues?: readonly MappingIssue[]
  /** What leaves: nothing until the release step has said so. */
  readonly released?: Release
  /** Set by the step that ends the way, or by the release. */
  readonly status?: SourceStatus
  readonly reason?: Reason
}

/** A step that ends the way says why. */
export const stop = (status: SourceStatus, code: string, params: Reason['params']): Findings => ({
  status,
  reason: { code, params },
})

export type Beginning = Omit<Asked, 'id'> & { readonly before: readonly Step[] }

export const beginExchange = ({ before, ...asked }: Beginning): Exchange => ({
  ...asked,
  id: newId('ex', asked.at.getTime()),
  trace: before,
})

/** Elements and values of a condition's equalities, where all of them must hold. */
export function equalitiesOf(condition: ExchangeRequest['condition']): Record<string, Scalar> {
  const found: Record<string, Scalar> = {}
  const visit = (part: ExchangeRequest['condition']): void => {
    if ('and' in part) part.and.forEach(visit)
    else if ('element' in part && part.is === 'eq' && !Array.isArray(part.value))
      found[part.element] = part.value as Scalar
  }
  visit(condition)
  return found
}

/** Whether a condition is nothing but equalities that must all hold. */
export function isEqualitiesOnly(condition: ExchangeRequest['condition']): boolean {
  if ('and' in condition) return condition.and.every(isEqualitiesOnly)
  return 'element' in condition && condition.is === 'eq'
}

/** Every element that a condition mentions, in order, once. */
export function elementsOf(condition: ExchangeRequest['condition']): string[] {
  const found = new Set<string>()
  const visit = (part: ExchangeRequest['condition']): void => {
    if ('and' in part) part.and.forEach(visit)
    else if ('or' in part) part.or.forEach(visit)
    else if ('not' in part) visit(part.not)
    else found.add(part.element)
  }
  visit(condition)
  return [...found]
}
