import Type, { type Static } from 'typebox'
import { Day, Id, LocalText } from '../../kernel/nouns.ts'
import { ExpressionSchema } from './expression.ts'

const closed = { additionalProperties: false }

/**
 * How well a row is known. V: the text of the source was read; S: a secondary source (handbook, law firm) was seen; M:
 * written from memory, to be read against the gazetted text before anyone relies on it; F: law of a country that is
 * made up for demonstration, whose text is the row itself.
 */
export const verifications = ['V', 'S', 'M', 'F'] as const
export const Verification = Type.Enum(verifications)
export type Verification = Static<typeof Verification>

/** Where a rule is asked: at a gate of the decision, or of the agreement's text before it is signed. */
export const ruleGates = ['clause', 'G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10', 'G11', 'G12'] as const
export const RuleGate = Type.Enum(ruleGates)
export type RuleGate = Static<typeof RuleGate>

/** `deny` refuses; `warn` is shown to whoever decides; `record` only stands in the evidence. */
export const Severity = Type.Enum(['deny', 'warn', 'record'])
export type Severity = Static<typeof Severity>

const Source = Type.Object(
  {
    /** Id of an act of the pack. */
    act: Id,
    section: Type.String({ minLength: 1, maxLength: 80 }),
    verified: Verification,
    url: Type.Optional(Type.String({ maxLength: 300, pattern: '^https://' })),
    /** For whoever maintains the row: what is doubtful. */
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
)

const RowId = Type.String({ pattern: '^[A-Z]{2}(-[A-Za-z0-9.]+){2,8}$', maxLength: 60 })

const Example = Type.Object(
  {
    expect: Type.Enum(['allow', 'deny', 'not-applicable']),
    /** Merged into the pack's `exampleFacts` (RFC 7396: null takes a fact away). */
    facts: Type.Optional(Type.Record(Type.String({ maxLength: 80 }), Type.Unknown(), { maxProperties: 10 })),
  },
  closed,
)
export type Example = Static<typeof Example>

const row = {
  id: RowId,
  source: Source,
  validFrom: Day,
  validTo: Type.Optional(Day),
}

export const Rule = Type.Object(
  {
    ...row,
    gate: RuleGate,
    /** To which cases it applies; without it, to all. */
    applies: Type.Optional(ExpressionSchema),
    /** What must hold. */
    check: ExpressionSchema,
    severity: Severity,
    /** What follows when the facts do not say: as if the rule applied and were broken, unless it says `pass`. */
    whenUnknown: Type.Optional(Type.Enum(['refuse', 'pass'])),
    message: LocalText,
    fix: LocalText,
    examples: Type.Array(Example, { minItems: 2, maxItems: 20 }),
  },
  closed,
)
export type Rule = Static<typeof Rule>

export const clockEvents = [
  'access-request',
  'rectification-request',
  'erasure-request',
  'objection',
  'restriction-request',
  'portability-request',
  'portability-refusal',
  'stop-processing-request',
  'indirect-collection-notice',
  'dpia-before-processing',
  'breach-authority',
  'breach-report',
  'breach-controller',
  'breach-subject',
  'registration-renewal',
  'compliance-audit',
] as const
export const ClockEvent = Type.Enum(clockEvents)
export type ClockEvent = Static<typeof ClockEvent>

const amount = Type.Integer({ minimum: 1, maximum: 3660 })
/** One unit; hours run through nights and holidays, the others end with a day. */
const Period = Type.Union([
  Type.Object({ hours: amount }, closed),
  Type.Object({ days: amount }, closed),
  Type.Object({ workingDays: amount }, closed),
  Type.Object({ months: amount }, closed),
])
export type Period = Static<typeof Period>

const Instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})$' })

export const Clock = Type.Object(
  {
    ...row,
    event: ClockEvent,
    /** `deadline`: to be done before it ends. `waiting`: not to be begun before it ends. */
    kind: Type.Enum(['deadline', 'waiting']),
    /** Without one the law says only "without delay": no end can be reckoned. */
    within: Type.Optional(Period),
    /** Where the last day is no working day: it ends all the same, or with the next working day. */
    lastDay: Type.Enum(['as-it-falls', 'next-working-day']),
    /** May be made longer once, under a condition. */
    extension: Type.Optional(Type.Object({ by: Period, condition: LocalText }, closed)),
    message: LocalText,
    /** Started and done at these times: `allow` is in time, `deny` is not. */
    examples: Type.Array(
      Type.Object(
        {
          expect: Type.Enum(['allow', 'deny']),
          start: Instant,
          done: Instant,
          extended: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      { maxItems: 20 },
    ),
  },
  closed,
)
export type Clock = Static<typeof Clock>
