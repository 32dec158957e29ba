import Type, { type Static } from 'typebox'
import { Id, LocalText } from '../../kernel/nouns.ts'
import { ElementId } from '../../semantics/schema.ts'

const closed = { additionalProperties: false }

/** ISO 8601 duration in whole days, weeks, months or years. */
export const Period = Type.String({ pattern: '^P\\d{1,4}[DWMY]$', maxLength: 6 })
export type Period = Static<typeof Period>

/** Whose data they are, how many are expected, and who starts an exchange. */
export const Subjects = Type.Object(
  {
    categories: Type.Array(Id, { minItems: 1, maxItems: 20 }),
    expected: Type.Integer({ minimum: 1, description: 'persons a year' }),
    initiatedBy: Type.Enum(['subject', 'body']),
  },
  closed,
)
export type Subjects = Static<typeof Subjects>

/** Who within the consumer may receive it, and when and where it may be asked (G1, G9, G10). */
export const Conditions = Type.Object(
  {
    recipientRoles: Type.Array(Id, { maxItems: 20 }),
    caseReferenceRequired: Type.Boolean(),
    /** Wall clock of the country; days by ISO 8601, Monday is 1. */
    timeWindow: Type.Optional(
      Type.Object(
        {
          from: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
          until: Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' }),
          days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
        },
        closed,
      ),
    ),
    perUserPerDay: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Other datasets that what is received may be linked with; none: it may not be linked. */
    linkage: Type.Array(Id, { maxItems: 20 }),
    commercialUse: Type.Boolean(),
    reidentification: Type.Boolean(),
  },
  closed,
)
export type Conditions = Static<typeof Conditions>

/** Whether what is received may go on to others. */
export const Onward = Type.Object(
  {
    to: Type.Array(Id, { maxItems: 20, description: 'members; none: it may not be passed on' }),
    conditions: Type.Optional(LocalText),
  },
  closed,
)
export type Onward = Static<typeof Onward>

export const AutomatedDecision = Type.Object(
  {
    used: Type.Boolean(),
    humanReview: Type.Boolean(),
    reconsiderationDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  },
  closed,
)
export type AutomatedDecision = Static<typeof AutomatedDecision>

/** How long the consumer keeps what it receives, and how it proves that it is gone. */
export const Retention = Type.Object(
  {
    /** Absent: all of them that no other rule names. */
    elements: Type.Optional(Type.Array(ElementId, { minItems: 1, maxItems: 200 })),
    period: Period,
    from: Type.Enum(['receipt', 'decision', 'end-of-enrolment', 'end-of-agreement']),
    action: Type.Enum(['delete', 'anonymise', 'return']),
    proofWithinDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
  },
  closed,
)
export type Retention = Static<typeof Retention>

export const DerivedData = Type.Object({ owner: Id, retention: Period, publication: Type.Optional(LocalText) }, closed)
export type DerivedData = Static<typeof DerivedData>
