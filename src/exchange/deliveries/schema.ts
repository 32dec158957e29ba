import Type, { type Static } from 'typebox'
import { Id, Instant } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }

export const DeliveryId = Type.String({ pattern: '^dl-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 29 })

/** `waiting`: sent or tried again at `nextAttemptAt`. `dead`: given up; it stays until it is replayed or expires. */
export const DeliveryState = Type.Enum(['waiting', 'delivered', 'dead'])
export type DeliveryState = Static<typeof DeliveryState>

export const AttemptOutcome = Type.Enum([
  'delivered',
  /** Not sent: the address is not among the partner's hosts, or resolves to one that may not be called. */
  'address-refused',
  /** Not sent: it is to be encrypted or signed, and there is no key for that. */
  'no-key',
  'unreachable',
  'timeout',
  'redirected',
  /** It answered, but with an error status, or not as the protocol says (HTML, no acknowledgement). */
  'rejected',
  'not-understood',
])
export type AttemptOutcome = Static<typeof AttemptOutcome>

export const Attempt = Type.Object(
  {
    number: Type.Integer({ minimum: 1 }),
    at: Instant,
    durationMs: Type.Number(),
    outcome: AttemptOutcome,
    /** HTTP status, where there was an answer. */
    status: Type.Optional(Type.Integer()),
    /** For operators; nothing of what was sent or answered. */
    detail: Type.Optional(Type.String({ maxLength: 300 })),
  },
  closed,
)
export type Attempt = Static<typeof Attempt>

/** A message that Kiungo sends by itself: a callback to an accepted request, or a notification of an event. */
export const Delivery = Type.Object(
  {
    id: DeliveryId,
    kind: Type.Enum(['callback', 'notification']),
    protocol: Type.String(),
    /** The standard's word: `on-search`, `notify`. */
    action: Type.String(),
    /** The member and the client that receive it. */
    member: Id,
    client: Type.String(),
    /** Origin and path; a query is left out. */
    url: Type.String(),
    transactionId: Type.Optional(Type.String()),
    correlationId: Type.Optional(Type.String()),
    subscription: Type.Optional(Type.String()),
    createdAt: Instant,
    state: DeliveryState,
    attempts: Type.Integer(),
    nextAttemptAt: Type.Optional(Instant),
    deliveredAt: Type.Optional(Instant),
    lastAttempt: Type.Optional(Attempt),
    /** Whether its message is still kept, so that it can be sent again. */
    replayable: Type.Boolean(),
  },
  closed,
)
export type Delivery = Static<typeof Delivery>

export const DeliveryDetail = Type.Object(
  { ...Delivery.properties, history: Type.Array(Attempt), exchanges: Type.Array(Type.String()) },
  closed,
)
export type DeliveryDetail = Static<typeof DeliveryDetail>

/** `GET /v1/deliveries`: newest first; `cursor` of the answer continues. */
export const DeliveryFilter = Type.Object(
  {
    state: Type.Optional(DeliveryState),
    kind: Type.Optional(Type.Enum(['callback', 'notification'])),
    member: Type.Optional(Id),
    subscription: Type.Optional(Type.String({ maxLength: 99, pattern: '^[a-z0-9-]*$' })),
    cursor: Type.Optional(Type.String({ maxLength: 80, pattern: '^[!-~]*$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  closed,
)
export type DeliveryFilter = Static<typeof DeliveryFilter>

export const DeliveryList = Type.Object(
  {
    deliveries: Type.Array(Delivery),
    next: Type.Optional(Type.String()),
    /** Of all that the reader may see, whatever the filter. */
    counts: Type.Object({ waiting: Type.Integer(), delivered: Type.Integer(), dead: Type.Integer() }, closed),
  },
  closed,
)
export type DeliveryList = Static<typeof DeliveryList>

/** `POST /v1/deliveries/replay`: which of the dead ones; none named, all. */
export const ReplayFilter = Type.Pick(DeliveryFilter, ['kind', 'member', 'subscription'], closed)
export type ReplayFilter = Static<typeof ReplayFilter>

/** `left`: dead ones of the filter whose message is still kept, beyond the bound of one call. */
export const Replayed = Type.Object({ replayed: Type.Integer(), left: Type.Integer() }, closed)
export type Replayed = Static<typeof Replayed>

/** A request that was accepted, and whose answer is not made yet or was given up. */
export const WaitingMessage = Type.Object(
  {
    id: Type.String(),
    protocol: Type.String(),
    /** The protocol's own word: `sr/search`. */
    operation: Type.String(),
    /** The member and the client that asked. */
    member: Id,
    client: Type.String(),
    messageId: Type.String(),
    transactionId: Type.String(),
    correlationId: Type.String(),
    receivedAt: Instant,
    state: Type.Enum(['waiting', 'failed']),
    tries: Type.Integer(),
    /** Whether it was given up and is still kept, so that its work can be begun anew. */
    retriable: Type.Boolean(),
  },
  closed,
)
export type WaitingMessage = Static<typeof WaitingMessage>

export const AcceptedFilter = Type.Object(
  {
    state: Type.Optional(WaitingMessage.properties.state),
    cursor: DeliveryFilter.properties.cursor,
    limit: DeliveryFilter.properties.limit,
  },
  closed,
)
export type AcceptedFilter = Static<typeof AcceptedFilter>

export const AcceptedList = Type.Object(
  { messages: Type.Array(WaitingMessage), next: Type.Optional(Type.String()) },
  closed,
)
export type AcceptedList = Static<typeof AcceptedList>

/** A partner's message, without what it says. */
export const ReceivedEntry = Type.Object(
  {
    partner: Id,
    /** The protocol's own word: `sr/on-search`. */
    operation: Type.String(),
    messageId: Type.String(),
    transactionId: Type.Optional(Type.String()),
    correlationId: Type.Optional(Type.String()),
    receivedAt: Instant,
  },
  closed,
)
export type ReceivedEntry = Static<typeof ReceivedEntry>

export const ReceivedFilter = Type.Object(
  {
    partner: Type.Optional(Id),
    transaction: Type.Optional(Type.String({ minLength: 1, maxLength: 99, pattern: '^[!-~]+$' })),
    cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
    limit: DeliveryFilter.properties.limit,
  },
  closed,
)
export type ReceivedFilter = Static<typeof ReceivedFilter>

export const ReceivedList = Type.Object(
  { messages: Type.Array(ReceivedEntry), next: Type.Optional(Type.String()) },
  closed,
)
export type ReceivedList = Static<typeof ReceivedList>
