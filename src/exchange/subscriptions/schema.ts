import Type, { type Static } from 'typebox'
import { Id, Instant } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }

/** What happens in the registries. The words of protocols are turned into these at the door. */
export const eventTypes = [
  'birth',
  'death',
  'marriage',
  /** A person or a household is registered in the social registry. */
  'registration',
  /** Someone joins or leaves a household, or its score or place changes. */
  'household-change',
  'enrolment',
  'enrolment-change',
  'payment',
  'disability-registration',
  'farmer-registration',
  'employment-change',
  /** Records were linked, or are apart again: a person has other identifiers. */
  'identity-change',
] as const
export const EventType = Type.Enum(eventTypes)
export type EventType = Static<typeof EventType>

export const SubscriptionCode = Type.String({ pattern: '^sub-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 30 })

/** `active`; `held`: its agreement does not permit it now, nothing is lost; `ended`. */
export const SubscriptionStatus = Type.Enum(['active', 'held', 'ended'])

export const Subscription = Type.Object(
  {
    code: SubscriptionCode,
    member: Id,
    client: Type.String(),
    protocol: Type.String(),
    events: Type.Array(EventType, { minItems: 1, maxItems: 20 }),
    /** The service that each notification is asked from. */
    service: Type.String(),
    purpose: Id,
    /** Elements that its filter compares; their values are not shown. */
    filterElements: Type.Array(Type.String()),
    /** Quartz cron as the standard writes it; absent: as it happens. */
    frequency: Type.Optional(Type.String()),
    from: Type.Optional(Instant),
    until: Type.Optional(Instant),
    url: Type.String(),
    status: SubscriptionStatus,
    /** Code of the refusal that holds it. */
    heldFor: Type.Optional(Type.Object({ code: Type.String(), gate: Type.Optional(Type.String()) }, closed)),
    createdAt: Instant,
    endedAt: Type.Optional(Instant),
    nextRunAt: Type.Optional(Instant),
    lastNotifiedAt: Type.Optional(Instant),
    /** Events of its types since it began: notified, passed over by its filter, and still to come. */
    counts: Type.Object({ notified: Type.Integer(), passedOver: Type.Integer(), pending: Type.Integer() }, closed),
  },
  closed,
)
export type Subscription = Static<typeof Subscription>

export const SubscriptionFilter = Type.Object(
  {
    status: Type.Optional(SubscriptionStatus),
    member: Type.Optional(Id),
    event: Type.Optional(EventType),
    cursor: Type.Optional(Type.String({ maxLength: 80, pattern: '^[!-~]*$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  closed,
)
export type SubscriptionFilter = Static<typeof SubscriptionFilter>

export const SubscriptionList = Type.Object(
  { subscriptions: Type.Array(Subscription), next: Type.Optional(Type.String()) },
  closed,
)
export type SubscriptionList = Static<typeof SubscriptionList>

/** `POST /v1/subscriptions/:code/replay`: events from then on are notified again. */
export const ReplayRequest = Type.Object({ since: Instant }, closed)

/** What happened lately, for the console: no one it is about. */
export const RegistryEvent = Type.Object(
  { id: Type.String(), type: EventType, service: Type.String(), occurredAt: Instant, recordedAt: Instant },
  closed,
)
export type RegistryEvent = Static<typeof RegistryEvent>

/** `GET /v1/events`: newest first. */
export const EventFilter = Type.Object(
  {
    type: Type.Optional(EventType),
    service: Type.Optional(Type.String({ maxLength: 120, pattern: '^[a-z0-9.-]*$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  closed,
)
export type EventFilter = Static<typeof EventFilter>

export const EventList = Type.Object({ events: Type.Array(RegistryEvent) }, closed)
