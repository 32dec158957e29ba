import Type, { type Static } from 'typebox'
import { LocalText } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }

/** Least share of well-formed records, in per cent, below which nothing is passed on (G11). */
export const Quality = Type.Object(
  { floorPercent: Type.Integer({ minimum: 0, maximum: 100 }), remedy: LocalText },
  closed,
)
export type Quality = Static<typeof Quality>

export const ServiceLevel = Type.Object(
  {
    availabilityPercent: Type.Number({ minimum: 0, maximum: 100 }),
    latencyP95Ms: Type.Integer({ minimum: 1 }),
    supportHours: Type.String({ minLength: 1, maxLength: 100 }),
    changeNoticeDays: Type.Integer({ minimum: 0, maximum: 365 }),
  },
  closed,
)
export type ServiceLevel = Static<typeof ServiceLevel>

export const Cost = Type.Object(
  {
    model: Type.Enum(['free', 'per-check', 'shared']),
    amount: Type.Optional(Type.String({ pattern: '^\\d{1,12}(\\.\\d{1,4})?$' })),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  },
  closed,
)
export type Cost = Static<typeof Cost>

/** Clauses that bind people rather than the gateway: only their words count. */
export const Words = Type.Object(
  { liability: LocalText, dispute: LocalText, ownership: LocalText, governingLaw: LocalText },
  closed,
)
export type Words = Static<typeof Words>
