/** All that a plugin may import from the house, besides the kernel and the wire forms of the standards. */
import type { KeyObject } from 'node:crypto'
import type { TSchema } from 'typebox'
import type { Json } from '../kernel/canonical-json.ts'
import type { Problem } from '../kernel/problem.ts'
import type { Result } from '../kernel/result.ts'
import type { PublicJwk, SignatureAlgorithm } from '../kernel/signature.ts'
import type { ReceivedMessage } from './deliveries/received.ts'
import type { Sender } from './deliveries/sender.ts'
import type { Errand, ErrandDesk, ErrandOutcome } from './errands/errand.ts'
import type { EventType } from './subscriptions/schema.ts'

export type { Errand, ErrandDesk, ErrandOutcome, EventType, ReceivedMessage }

export type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in'
export type Scalar = string | number | boolean

/** A question's condition, in elements of the dictionary. */
export type Condition =
  | { readonly element: string; readonly is: Comparison; readonly value: Scalar | readonly Scalar[] }
  | { readonly and: readonly Condition[] }
  | { readonly or: readonly Condition[] }
  | { readonly not: Condition }

export type Sort = { readonly element: string; readonly order: 'asc' | 'desc' }

/** `number` counts from 1. */
export interface Page {
  readonly size: number
  readonly number: number
}

// ---------------------------------------------------------------------------------------------- connectors: back doors

/** A question as the provider's system is asked it, in the name of the member `consumer`. */
export interface ProviderQuestion {
  readonly consumer: string
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
 * Why a provider gave no usable answer. `malformed`: it says that an identifier it was asked by cannot be one; `ambiguous`:
 * that it may be several people's. `detail` is for operators: no personal data, no values from the answer.
 */
export interface ProviderFailure {
  readonly kind: 'unavailable' | 'timeout' | 'nonsense' | 'malformed' | 'ambiguous' | 'refused' | 'rate-limited'
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
  /** National numbers of whom all of it is about, where the records themselves need not show them. */
  readonly about?: readonly string[]
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
  /** Name and keys of this node, for providers that want signed or encrypted messages. */
  readonly node?: { readonly name: string; readonly keys: PartnerDesk['own'] }
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
  readonly forms: Readonly<Record<string, 'raw' | 'yes-no' | 'band' | 'pseudonym' | 'hash' | 'count'>>
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

/** Whose messages arrive under an agreed profile: who may be called back where, and what signatures and forms it speaks. */
export interface PartnerProfile {
  readonly id: string
  readonly client: string
  readonly member: string
  readonly senderIds: readonly string[]
  readonly specVersion: '2024-08' | '2025-01' | '2025-12' | '2026-02'
  readonly signature: 'dci-httpsig' | 'jws-compact' | 'jws-detached' | 'none'
  readonly canonicalForm: 'python-json' | 'rfc8785'
  readonly unsigned: 'accept' | 'refuse'
  readonly encryption: { readonly send: 'never' | 'when-asked' | 'always'; readonly require: boolean }
  readonly callbackUrl?: string
  /** On its access token it may call itself what it likes; `senderIds` are its own all the same. */
  readonly anySenderId?: boolean
  /** Nothing of it is taken, and it is sent nothing. */
  readonly suspended?: boolean
}

/** The keys and habits of partners. */
export interface PartnerDesk {
  /** The caller's partner record, or the defaults for a caller that has none (`id` is then its client's). */
  of(caller: Caller): PartnerProfile
  /** The active partner that may use this `sender_id`. */
  named(senderId: string): PartnerProfile | undefined
  /** Registered keys, and those of its JWKS (cached; fetched anew once when `kid` is not among them). */
  verificationKeys(partner: PartnerProfile, kid?: string): Promise<readonly PublicJwk[]>
  encryptionKey(partner: PartnerProfile): Promise<(PublicJwk & { readonly kid: string }) | undefined>
  /** False when this partner's token (digest of a signature) was taken before; remembered until `until`. */
  takeOnce(partner: PartnerProfile, token: string, until: Date): Promise<boolean>
  /** This node's own keys; the first of each kind is the current one, the others are of an overlap. */
  readonly own: {
    readonly ed25519: readonly NodeSigner[]
    readonly rs256: readonly NodeSigner[]
    readonly decryption: readonly { readonly kid: string; readonly privateKey: KeyObject }[]
  }
}

/** Fits `signMessage` of `src/standards/dci/signature/sign.ts`. */
export interface NodeSigner {
  readonly kid: string
  readonly algorithm: SignatureAlgorithm
  sign(data: Uint8Array): Uint8Array
}

export interface ProtocolCall {
  readonly caller: Caller
  /** The JSON body: well-formed, within its limits, otherwise hostile until the protocol has validated it. */
  readonly body: unknown
  readonly correlationId: string
}

/** A call at an endpoint of access `sender`: who sent it is what its signature says, or its access token if it has one. */
export interface SenderCall extends Omit<ProtocolCall, 'caller'> {
  readonly caller?: Caller
}

export interface ProtocolReply {
  readonly status: number
  readonly body: Json
}

/** A reply whose JSON the protocol wrote itself, as it signed that very text. */
export type WrittenReply = Pick<ProtocolReply, 'status'> & { readonly text: string }

/** What the house does for a protocol. */
export interface ProtocolHouse {
  now(): Date
  readonly partners: PartnerDesk
  readonly messages: MessageDesk
  readonly subscriptions: SubscriptionDesk
  readonly errands: ErrandDesk
  /** The country's day at an instant (RFC 3339). */
  dayOf(instant: string): string
  /** Name that this node signs and answers under. */
  readonly nodeName: string
  /** Purpose that the caller's questions have when the message names none. */
  defaultPurpose(caller: Caller): string | undefined
  /** Of a question that Kiungo puts by itself in the caller's name: the default, or else the one purpose that is agreed for it. */
  purposeFor(caller: Caller, service: string): Promise<string | undefined>
  /** Answers in the order of the requests, each with its evidence durable. */
  exchange(message: ExchangeMessage, caller: Caller): Promise<Result<readonly ExchangeAnswer[]>>
  /** The code of the element's list that a partner's word means: a code, DCI's own, or a label; undefined for none. */
  codeOf(element: string, word: string): string | undefined
  /** The record in the terms of another vocabulary, by the mapping's id. */
  fromCanonical(mapping: string, record: ReleasedFields): Json
}

interface EndpointOutline {
  /** Below the protocol's own name: `/dci/sr/v1.0.0/…`. */
  readonly path: string
  readonly summary: string
  readonly request: TSchema
  readonly response: TSchema
  /** Media types of a JSON body; `application/json` unless told. */
  readonly consumes?: readonly ('application/json' | 'text/plain')[]
}

/** For clients with an access token. */
export interface CallerEndpoint extends EndpointOutline {
  readonly permission: string
  answer(call: ProtocolCall, house: ProtocolHouse): Promise<ProtocolReply | WrittenReply>
}

/**
 * For servers that answer or notify us: public in HTTP's terms, as they may have no token of ours. The protocol lets in
 * nobody whose message has neither a token nor a partner's valid signature, before anything is done.
 */
export interface SenderEndpoint extends EndpointOutline {
  readonly access: 'sender'
  answer(call: SenderCall, house: ProtocolHouse): Promise<ProtocolReply>
}

export type ProtocolEndpoint = CallerEndpoint | SenderEndpoint

export interface Protocol extends Sender {
  readonly endpoints: readonly ProtocolEndpoint[]
  /** How a failure outside the endpoints (unknown caller, malformed JSON, body too large) is said. */
  failure(problem: Problem, occurrence: string, at: Date): ProtocolReply
  /** Does what an accepted message asks. Called by a job, perhaps again after a crash: the house's calls have one effect. */
  work?(accepted: AcceptedMessage, house: ProtocolHouse): Promise<Worked>
  /** One try at what was begun by `house.errands`; one that throws is tried again later. */
  errand?(errand: Errand, house: ProtocolHouse): Promise<ErrandOutcome>
  /** The message that tells a subscriber. */
  notify?(notice: Notice, house: ProtocolHouse): Promise<OutgoingMessage>
}

// ------------------------------------------------------------------------------------- messages that outlive their call

/** A request that is acknowledged now and worked on later. */
export interface AcceptedMessage {
  /** `in-…`, given by the house. */
  readonly id: string
  readonly caller: Caller
  /** The protocol's own word for what to do, `sr/search`; it finds its work again by it. */
  readonly operation: string
  readonly messageId: string
  readonly transactionId: string
  readonly correlationId: string
  readonly referenceIds: readonly string[]
  readonly receivedAt: Date
  /** Where the callback goes; checked against the partner's hosts when the message is accepted and at every attempt. */
  readonly callbackUrl: string
  /** The message in clear, and what the protocol needs to answer it. At rest it is sealed. */
  readonly body: Json
}

export type Acceptance = Omit<AcceptedMessage, 'id' | 'receivedAt'>

/** A message that Kiungo sends by itself. */
export interface OutgoingMessage {
  readonly action: string
  readonly transactionId?: string
  readonly correlationId?: string
  /** Exchanges whose answers it carries. */
  readonly exchanges: readonly string[]
  /** In clear: the protocol's `dress` signs and encrypts it at every attempt. At rest it is sealed. */
  readonly body: Json
}

export interface Worked {
  readonly outgoing: OutgoingMessage
  /** The message part of the callback, in clear: what its status answers later. */
  readonly reply: Json
}

/** What is known of a message: accepted and waiting, or done with the reply that was sent. */
export interface KnownMessage {
  readonly operation: string
  readonly transactionId: string
  readonly correlationId: string
  readonly referenceIds: readonly string[]
  readonly receivedAt: Date
  readonly state: 'waiting' | 'done' | 'failed'
  /** The message part of the reply, in clear; absent while waiting and after its time of keeping. */
  readonly reply?: Json
}

export type KnownBy =
  | { readonly transactionId: string }
  | { readonly correlationId: string }
  | { readonly referenceIds: readonly string[] }

/** Durable messages: `accept` resolves when a kill -9 can no longer lose it. */
export interface MessageDesk {
  /** The same caller, message id and body: the first acceptance again. Another body: a problem. */
  accept(message: Acceptance): Promise<Result<AcceptedMessage>>
  /** Notes the reply of a synchronous operation, so that its status can be asked. */
  note(message: Acceptance, reply: Json): Promise<void>
  /** Of this caller only, newest first, at most 100. */
  find(caller: Caller, by: KnownBy): Promise<readonly KnownMessage[]>
  /**
   * Keeps a partner's message for whoever waits for it. The same partner, operation and message id: kept once, `again`.
   * An answer may come before the acknowledgement that tells its correlation id, so none is refused for it.
   */
  receive(message: ReceivedMessage): Promise<{ readonly again: boolean }>
}

export interface SubscriptionRequest {
  readonly caller: Caller
  /** Makes the same request one subscription: message id and place in the message. */
  readonly key: string
  readonly events: readonly EventType[]
  readonly service: string
  readonly purpose: string
  readonly agreement?: string
  readonly filter?: Condition
  /** Quartz cron, five to seven fields; absent: as it happens. */
  readonly frequency?: string
  readonly from?: Date
  readonly until?: Date
  readonly url: string
  /** Kept with it and handed back with each notice: the protocol's own. */
  readonly context: Json
}

export interface OpenedSubscription {
  readonly code: string
  readonly status: 'active' | 'held' | 'ended'
  readonly at: Date
}

/** An event that concerns a subscriber, with what its agreement lets it have. */
export interface EventNotice {
  readonly event: { readonly id: string; readonly type: EventType; readonly occurredAt: Date }
  readonly answer: ExchangeAnswer
}

export interface Notice {
  readonly subscription: { readonly code: string; readonly caller: Caller; readonly context: Json }
  /** In the order of the events; at least one. */
  readonly notices: readonly EventNotice[]
}

export interface SubscriptionDesk {
  /** Refused where no agreement permits the service, the purpose, or a filter's element. */
  open(request: SubscriptionRequest): Promise<Result<OpenedSubscription>>
  /** Undefined for a code that is none of this caller's. */
  close(caller: Caller, code: string): Promise<OpenedSubscription | undefined>
  find(caller: Caller, codes: readonly string[]): Promise<readonly OpenedSubscription[]>
}
