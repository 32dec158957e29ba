/**
 * The plugin surface: all that a protocol or a connector may import from the house, besides the kernel. What is not
 * here is not theirs to use.
 */
import type { TSchema } from 'typebox'
import type { Json } from '../kernel/canonical-json.ts'
import type { Problem } from '../kernel/problem.ts'
import type { Result } from '../kernel/result.ts'
import type { PublicJwk } from '../kernel/signature.ts'

export type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in'
export type Scalar = string | number | boolean

/** A question's condition, in elements of the dictionary. */
export type Condition =
  | { readonly element: string; readonly is: Comparison; readonly value: Scalar | readonly Scalar[] }
  | { readonly and: readonly Condition[] }
  | { readonly or: readonly Condition[] }
  | { readonly not: Condition }

export interface Sort {
  readonly element: string
  readonly order: 'asc' | 'desc'
}

/** `number` counts from 1. */
export interface Page {
  readonly size: number
  readonly number: number
}

// ---------------------------------------------------------------------------------------------- connectors: back doors

/** A question as the provider's system is asked it. */
export interface ProviderQuestion {
  /** The provider's own parameter names and values, made by the mapping from the condition's equalities. */
  readonly params: Readonly<Record<string, Scalar>>
  /** The same condition in the dictionary's terms, for systems that take any condition. */
  readonly condition: Condition
  readonly sort: readonly Sort[]
  readonly page: Page
  /** Elements that the answer will be cut down to; a system that can leave the others out at once should. */
  readonly elements: readonly string[]
}

/**
 * Why a provider gave no usable answer. `malformed`: it says that an identifier it was asked by cannot be one. `detail` is for operators: no personal data, no values from the answer. */
export interface ProviderFailure {
  readonly kind: 'unavailable' | 'timeout' | 'nonsense' | 'malformed' | 'refused' | 'rate-limited'
  readonly detail: string
  readonly retryAfterMs?: number
}

export interface ProviderAnswer {
  /** Records in the provider's own terms: hostile until the mapping has validated them. */
  readonly records: readonly unknown[]
  /** How many records match in all, where the system says so. */
  readonly total?: number
  /** When the provider's data were true: file date, or the moment of the answer (RFC 3339). */
  readonly asOf: string
}

export interface OpenConnector {
  /** Never throws for what the provider does; stops when `signal` aborts (kind `timeout`). */
  ask(question: ProviderQuestion, signal: AbortSignal): Promise<Result<ProviderAnswer, ProviderFailure>>
  /** Whether the system can be reached now, without asking about anyone. */
  check(signal: AbortSignal): Promise<Result<true, ProviderFailure>>
  close(): Promise<void>
}

export interface ConnectorContext {
  readonly system: { readonly id: string; readonly address: string }
  /** The service's `operation`, already validated against `settings`. */
  readonly operation: Readonly<Record<string, unknown>>
  /** A credential of this system by name; never logged. */
  readonly secret: (name: string) => string
  readonly now: () => Date
}

export interface Connector {
  /** The word that a System's `connector` names; also the folder's name. */
  readonly kind: string
  /** JSON Schema of `operation`. */
  readonly settings: TSchema
  open(context: ConnectorContext): OpenConnector
}

// ---------------------------------------------------------------------------------------------- protocols: front doors

/** One question in Kiungo's own terms, whatever protocol it came by. */
export interface ExchangeRequest {
  readonly service: string
  readonly purpose: string
  readonly agreement?: string
  readonly condition: Condition
  readonly elements?: readonly string[]
  readonly acceptPartial: boolean
  readonly sort: readonly Sort[]
  readonly page: Page
}

/** A message of a caller: one or more questions that are put at once and answered together. */
export interface ExchangeMessage {
  /** The caller's id of this message: the same id and body have one effect. At most 99 characters. */
  readonly messageId: string
  /** Canonical body that idempotency compares; never logged. */
  readonly body: Json
  readonly protocol: string
  readonly requests: readonly ExchangeRequest[]
  readonly deadlineMs: number
  readonly caseRef?: string
}

export type ReleasedFields = { readonly [element: string]: Json }

export type SourceStatus = 'answered' | 'no-record' | 'refused' | 'unavailable' | 'invalid'

/** What the exchange answers: exactly what was released, why the rest was not, and where its proof is. */
export interface ExchangeAnswer {
  readonly exchangeId: string
  readonly service: string
  readonly status: SourceStatus
  /** Element id → value in its released form; nested records are records again. */
  readonly records: readonly ReleasedFields[]
  readonly forms: Readonly<Record<string, 'raw' | 'yes-no' | 'band' | 'pseudonym'>>
  readonly total?: number
  readonly page: Page
  readonly asOf?: string
  readonly agreement?: { readonly id: string; readonly version: number }
  /** For `refused`: the gate and the reason. For `unavailable` and `invalid`: the failure. */
  readonly refusal?: { readonly gate?: string; readonly code: string; readonly message: string; readonly fix: string }
  readonly receiptUrl: string
  readonly receipt: Json
}

/** Whoever sent the message, as authentication established. */
export interface Caller {
  readonly kind: 'client' | 'person'
  readonly id: string
  readonly member: string
}

export interface ProtocolCall {
  readonly caller: Caller
  /** The JSON body: well-formed, within its limits, otherwise hostile until the protocol has validated it. */
  readonly body: unknown
  readonly correlationId: string
}

export interface ProtocolReply {
  readonly status: number
  readonly body: Json
}

/** What the house does for a protocol. */
export interface ProtocolHouse {
  now(): Date
  /** Name that this node signs and answers under. */
  readonly nodeName: string
  readonly signingKeyId: string
  sign(data: Uint8Array): Uint8Array
  /** Public keys that the caller registered; empty when it registered none. */
  callerKeys(caller: Caller): Promise<readonly PublicJwk[]>
  /** Purpose that the caller's questions have when the message names none. */
  defaultPurpose(caller: Caller): string | undefined
  /** Answers in the order of the requests, each with its evidence durable. */
  exchange(message: ExchangeMessage, caller: Caller): Promise<Result<readonly ExchangeAnswer[]>>
  /** The record in the terms of another vocabulary, by the mapping's id. */
  fromCanonical(mapping: string, record: ReleasedFields): Json
}

export interface ProtocolEndpoint {
  /** Below the protocol's own name: `/dci/sr/v1.0.0/…`. */
  readonly path: string
  readonly summary: string
  readonly permission: string
  readonly request: TSchema
  readonly response: TSchema
  answer(call: ProtocolCall, house: ProtocolHouse): Promise<ProtocolReply>
}

export interface Protocol {
  /** The folder's name. */
  readonly name: string
  readonly endpoints: readonly ProtocolEndpoint[]
  /** How a failure outside the endpoints (unknown caller, malformed JSON, body too large) is said. */
  failure(problem: Problem, occurrence: string, at: Date): ProtocolReply
}
