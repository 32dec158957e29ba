import Type, { type Static } from 'typebox'
import { Day, Id, Instant } from '../../kernel/nouns.ts'
import { DueBy } from '../due.ts'
import { RightsKind } from '../rights/schema.ts'

const closed = { additionalProperties: false }

/**
 * What runs against a clock. `rights`, `refusal`: a case is to be answered, or a portability refused. `breach`: somebody is
 * to be told of a breach. `notice`: people are to be told of what was received about them. `processing`: no duty but a wait, until the law lets it begin. `deletion`,
 * `certificate`: what was received is to go, and that it has gone to be proven. `transfer`: an assessment is to be looked
 * at again. `review`, `registration`, `mandate`, `end`: days on which an agreement stops, or cannot be signed any more.
 */
export const dutyKinds = [
  ...(['rights', 'refusal', 'breach', 'notice', 'processing', 'deletion', 'certificate', 'transfer'] as const),
  ...(['review', 'registration', 'mandate', 'end'] as const),
] as const
export const DutyKind = Type.Enum(dutyKinds)
export type DutyKind = Static<typeof DutyKind>

export const DutyUrgency = Type.Enum(['overdue', 'soon', 'later'])
export type DutyUrgency = Static<typeof DutyUrgency>

export const Duty = Type.Object(
  {
    kind: DutyKind,
    /** Id of the case, breach, agreement or assessment. */
    subject: Type.String({ maxLength: 80 }),
    /** Whose duty it is. */
    members: Type.Array(Id),
    agreement: Type.Optional(Id),
    rightsKind: Type.Optional(RightsKind),
    /** Of a breach: who is to be told. */
    to: Type.Optional(Id),
    persons: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Last day that belongs to it, in the country's zone; of a wait, the first day after it. */
    day: Day,
    /** The instant from which it is too late, where the law reckons to one. */
    at: Type.Optional(Instant),
    law: Type.Optional(Type.Pick(DueBy, ['rule', 'act', 'section', 'provisional'])),
    urgency: DutyUrgency,
  },
  closed,
)
export type Duty = Static<typeof Duty>

export const DutyFilter = Type.Object(
  {
    member: Type.Optional(Id),
    kind: Type.Optional(DutyKind),
    urgency: Type.Optional(DutyUrgency),
    soonDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, description: 'what counts as soon; 30 days' })),
  },
  closed,
)
export type DutyFilter = Static<typeof DutyFilter>

const count = Type.Integer({ minimum: 0 })

export const Duties = Type.Object(
  {
    asOf: Instant,
    /** IANA name: days are days of this zone. */
    timeZone: Type.String(),
    soonDays: Type.Integer(),
    counts: Type.Object(
      { overdue: count, soon: count, later: count },
      { ...closed, description: 'of this member and kind, whatever the urgency asked for' },
    ),
    /** The earliest first. */
    duties: Type.Array(Duty),
  },
  closed,
)
export type Duties = Static<typeof Duties>
