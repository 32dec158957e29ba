import Type, { type Static } from 'typebox'
import { Day, Id, LocalText } from '../kernel/nouns.ts'
import { ElementId } from '../semantics/schema.ts'

/** In which form a field leaves the provider. */
export const ReleaseForm = Type.Union([
  Type.Literal('raw'),
  Type.Literal('yes-no'),
  Type.Literal('band'),
  Type.Literal('pseudonym'),
])
export type ReleaseForm = Static<typeof ReleaseForm>

/** For `yes-no`: the question that is answered instead of the value. */
export const Predicate = Type.Union([
  Type.Object({ test: Type.Literal('is-present') }, { additionalProperties: false }),
  Type.Object(
    { test: Type.Literal('equals'), value: Type.Union([Type.String(), Type.Number(), Type.Boolean()]) },
    { additionalProperties: false },
  ),
  Type.Object(
    { test: Type.Literal('at-least'), value: Type.Union([Type.Number(), Type.String()]) },
    { additionalProperties: false },
  ),
  Type.Object(
    { test: Type.Literal('at-most'), value: Type.Union([Type.Number(), Type.String()]) },
    { additionalProperties: false },
  ),
  Type.Object(
    { test: Type.Literal('age-at-least'), years: Type.Integer({ minimum: 0, maximum: 150 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { test: Type.Literal('matches-question') },
    { additionalProperties: false, description: 'equals the value that the asker sent' },
  ),
])
export type Predicate = Static<typeof Predicate>

/** A field of an agreement with the form it is released in. */
export const AgreedField = Type.Object(
  {
    element: ElementId,
    release: ReleaseForm,
    predicate: Type.Optional(Predicate),
    /** For `band`: ascending edges; 18,60 gives below 18, 18 to below 60, 60 and over. */
    bandEdges: Type.Optional(Type.Array(Type.Number(), { minItems: 1, maxItems: 50 })),
    justification: Type.String({ minLength: 1, maxLength: 500 }),
  },
  { additionalProperties: false },
)
export type AgreedField = Static<typeof AgreedField>

export const LegalBasis = Type.Object(
  {
    ground: Type.Union([
      Type.Literal('consent'),
      Type.Literal('contract'),
      Type.Literal('legal-obligation'),
      Type.Literal('vital-interests'),
      Type.Literal('public-task'),
      Type.Literal('legitimate-interests'),
      Type.Literal('research'),
    ]),
    act: Type.String({ maxLength: 200 }),
    section: Type.String({ maxLength: 100 }),
    /** Ground for sensitive fields; without it no sensitive field may be agreed. */
    sensitiveGround: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
)
export type LegalBasis = Static<typeof LegalBasis>

export const agreementStatuses = ['draft', 'signed', 'active', 'suspended', 'terminated'] as const
export const AgreementStatus = Type.Enum(agreementStatuses)
export type AgreementStatus = Static<typeof AgreementStatus>

/** One service under the agreement, with what may be asked by and what may leave. */
export const AgreedService = Type.Object(
  {
    service: Type.String({ description: 'id of a service of the provider' }),
    /** Elements that a question may be put by: a filter is a disclosure, too. */
    askBy: Type.Array(ElementId, { minItems: 1, maxItems: 50 }),
    fields: Type.Array(AgreedField, { minItems: 1, maxItems: 200 }),
    /** Most records in one answer. */
    maxRecords: Type.Integer({ minimum: 1, maximum: 1000 }),
  },
  { additionalProperties: false },
)
export type AgreedService = Static<typeof AgreedService>

export const Volume = Type.Object(
  {
    perMinute: Type.Optional(Type.Integer({ minimum: 1 })),
    perDay: Type.Optional(Type.Integer({ minimum: 1 })),
    perMonth: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
)
export type Volume = Static<typeof Volume>

/** A data sharing agreement. Kept in versions; a version never changes, and its hash covers all of it. */
export const Agreement = Type.Object(
  {
    id: Id,
    version: Type.Integer({ minimum: 1 }),
    status: AgreementStatus,
    title: LocalText,
    provider: Id,
    consumer: Id,
    purposes: Type.Array(Id, { minItems: 1, maxItems: 20 }),
    legalBasis: LegalBasis,
    services: Type.Array(AgreedService, { minItems: 1, maxItems: 20 }),
    validFrom: Day,
    validUntil: Day,
    volume: Volume,
    obligations: Type.Array(Type.Object({ code: Id, text: LocalText }, { additionalProperties: false }), {
      maxItems: 20,
      description: 'what the consumer must do with what it receives',
    }),
  },
  { additionalProperties: false },
)
export type Agreement = Static<typeof Agreement>

/** A purpose of the country's scheme; a narrower purpose is covered by an agreement for its broader one. */
export const Purpose = Type.Object(
  { id: Id, label: LocalText, definition: LocalText, broader: Type.Optional(Id), dpv: Type.Optional(Type.String()) },
  { additionalProperties: false },
)
export type Purpose = Static<typeof Purpose>

export const gates = ['G1', 'G2', 'G4', 'G5', 'G8', 'G10'] as const
export const Gate = Type.Enum(gates)
export type Gate = (typeof gates)[number]

/** Why a gate let pass or refused: a stable code with its values, made into a sentence in the reader's language. */
export const Reason = Type.Object(
  {
    code: Type.String({ maxLength: 80 }),
    params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  },
  { additionalProperties: false },
)
export type Reason = Static<typeof Reason>

export const GateResult = Type.Object(
  {
    gate: Gate,
    result: Type.Union([Type.Literal('pass'), Type.Literal('refuse'), Type.Literal('not-reached')]),
    reason: Reason,
  },
  { additionalProperties: false },
)
export type GateResult = Static<typeof GateResult>

export const Withheld = Type.Object({ element: ElementId, reason: Reason }, { additionalProperties: false })
export type Withheld = Static<typeof Withheld>

/** What `decide` answers. `permit` releases `fields` in their form; `partial` also withholds something asked for. */
export const Decision = Type.Object(
  {
    outcome: Type.Union([Type.Literal('permit'), Type.Literal('partial'), Type.Literal('deny')]),
    agreement: Type.Optional(
      Type.Object({ id: Id, version: Type.Integer(), hash: Type.String() }, { additionalProperties: false }),
    ),
    purpose: Id,
    legalBasis: Type.Optional(LegalBasis),
    gates: Type.Array(GateResult),
    refusedAt: Type.Optional(Gate),
    fields: Type.Array(AgreedField),
    withheld: Type.Array(Withheld),
    maxRecords: Type.Integer(),
    obligations: Type.Array(Type.Object({ code: Id, text: LocalText }, { additionalProperties: false })),
  },
  { additionalProperties: false },
)
export type Decision = Static<typeof Decision>

/** What is decided about: who asks whom for what, under which purpose. No values, so no personal data. */
export interface DecisionRequest {
  readonly consumer: string
  readonly provider: string
  readonly service: string
  readonly purpose: string
  /** Names the agreement to use; without it, the one in force between the two for that service and purpose. */
  readonly agreement?: string
  /** Elements asked for; absent means all that the agreement allows. */
  readonly elements?: readonly string[]
  /** Take what is agreed and withhold the rest, instead of refusing the whole. */
  readonly acceptPartial?: boolean
  /** Elements the question is put by. */
  readonly askBy: readonly string[]
}

/** How often the agreement was used in the minute, day and month that its volume limits. */
export const Usage = Type.Object(
  {
    lastMinute: Type.Integer({ minimum: 0 }),
    today: Type.Integer({ minimum: 0 }),
    thisMonth: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
)
export type Usage = Static<typeof Usage>

/** What must be known to decide; loaded before, so that `decide` is pure. */
export interface Facts {
  readonly consumer: Standing | undefined
  readonly provider: Standing | undefined
  /** The system that offers the service, where it is known. */
  readonly system?: Standing | undefined
  /** Every agreement (latest version) between the two; `hash` is that of the version. */
  readonly agreements: readonly { readonly agreement: Agreement; readonly hash: string; readonly usage: Usage }[]
  /** Purposes that each purpose is covered by: itself and its broader ones. */
  readonly broaderPurposes: ReadonlyMap<string, readonly string[]>
  readonly classificationOf: (element: string) => 'open' | 'personal' | 'sensitive' | undefined
}

export interface Standing {
  readonly id: string
  readonly status: 'active' | 'suspended'
}
