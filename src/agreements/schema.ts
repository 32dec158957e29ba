import Type, { type Static } from 'typebox'
import { Day, Id, LocalText } from '../kernel/nouns.ts'
import { ElementId } from '../semantics/schema.ts'
import { ElementPattern } from './analysis/pattern.ts'
import type { ConsentFacts, QualityFacts, SubjectFacts } from './circumstances.ts'
import { Party } from './clauses/parties.ts'
import { Audit, Breach, ImpactAssessment, Notices, Review, Rights, Security, Transfer } from './clauses/safeguards.ts'
import { Cost, Quality, ServiceLevel, Words } from './clauses/service-level.ts'
import { AutomatedDecision, Conditions, DerivedData, Onward, Retention, Subjects } from './clauses/use.ts'
import type { AgreementSignature, AgreementStanding } from './lifecycle/schema.ts'
import type { Case } from './rules/gate.ts'
import type { LawVerdict } from './rules/law.ts'

/** In which form a field leaves the provider. */
export const ReleaseForm = Type.Union([
  Type.Literal('raw'),
  Type.Literal('yes-no'),
  Type.Literal('band'),
  Type.Literal('pseudonym'),
  Type.Literal('hash'),
  Type.Literal('count'),
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
    necessity: Type.Optional(Type.Enum(['required', 'optional', 'on-demand'])),
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

/** One service under the agreement, with what may be asked by and what may leave. */
export const AgreedService = Type.Object(
  {
    service: Type.String({ description: 'id of a service of the provider' }),
    /** Elements that a question may be put by: a filter is a disclosure, too. */
    askBy: Type.Array(ElementId, { minItems: 1, maxItems: 50 }),
    fields: Type.Array(AgreedField, { minItems: 1, maxItems: 200 }),
    /** Most records in one answer. */
    maxRecords: Type.Integer({ minimum: 1, maximum: 1000 }),
    /** How it moves: asked for, sent by the provider, or told of as it happens. */
    mode: Type.Optional(Type.Enum(['pull', 'push', 'subscribe', 'match'])),
    channel: Type.Optional(Type.Enum(['api', 'file'])),
    frequency: Type.Optional(Type.Enum(['once', 'on-event', 'recurring'])),
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

/** The ground of one party for one purpose, where it is another than the agreement's own. */
export const PartyBasis = Type.Object(
  { member: Id, purpose: Id, ...LegalBasis.properties },
  { additionalProperties: false },
)
export type PartyBasis = Static<typeof PartyBasis>

/** `framework`: the relation of two bodies, without data. `use-permit`: one use, under an agreement. `one-off`: once. */
export const Tier = Type.Enum(['framework', 'agreement', 'use-permit', 'one-off'])
export type Tier = Static<typeof Tier>

/**
 * A data sharing agreement. Kept in versions; a version never changes, and its hash covers all of it. How it stands (draft,
 * signed, active …) is not part of it, so that a step breaks no signature. What every exchange is decided on is required; the other clauses are required by the law packs of the country, not by this shape.
 */
export const Agreement = Type.Object(
  {
    id: Id,
    version: Type.Integer({ minimum: 1 }),
    title: LocalText,
    provider: Id,
    consumer: Id,
    purposes: Type.Array(Id, { minItems: 1, maxItems: 20 }),
    legalBasis: LegalBasis,
    services: Type.Array(AgreedService, { maxItems: 20, description: 'none in a framework, one or more otherwise' }),
    validFrom: Day,
    validUntil: Day,
    volume: Volume,
    obligations: Type.Array(Type.Object({ code: Id, text: LocalText }, { additionalProperties: false }), {
      maxItems: 20,
      description: 'what the consumer must do with what it receives',
    }),
    tier: Type.Optional(Tier),
    /** The framework or agreement that this one stands under; with it this one ends. */
    under: Type.Optional(Id),
    /** Hash of the version before: the versions are a chain. */
    previous: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    parties: Type.Optional(Type.Array(Party, { minItems: 2, maxItems: 20 })),
    partyBases: Type.Optional(Type.Array(PartyBasis, { maxItems: 100 })),
    subjects: Type.Optional(Subjects),
    dictionaryVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    conditions: Type.Optional(Conditions),
    onward: Type.Optional(Onward),
    automatedDecision: Type.Optional(AutomatedDecision),
    retention: Type.Optional(Type.Array(Retention, { minItems: 1, maxItems: 50 })),
    derivedData: Type.Optional(DerivedData),
    security: Type.Optional(Security),
    transfer: Type.Optional(Transfer),
    impactAssessment: Type.Optional(ImpactAssessment),
    notices: Type.Optional(Notices),
    rights: Type.Optional(Rights),
    quality: Type.Optional(Quality),
    serviceLevel: Type.Optional(ServiceLevel),
    breach: Type.Optional(Breach),
    audit: Type.Optional(Audit),
    cost: Type.Optional(Cost),
    words: Type.Optional(Words),
    review: Type.Optional(Review),
  },
  { additionalProperties: false },
)
export type Agreement = Static<typeof Agreement>

/** What a purpose usually needs, and the widest form in which. */
export const Need = Type.Object(
  { elements: Type.Array(ElementPattern, { minItems: 1, maxItems: 200 }), form: ReleaseForm },
  { additionalProperties: false },
)
export type Need = Static<typeof Need>

/** A purpose of the country's scheme; a narrower purpose is covered by an agreement for its broader one. */
export const Purpose = Type.Object(
  {
    id: Id,
    label: LocalText,
    definition: LocalText,
    broader: Type.Optional(Id),
    dpv: Type.Optional(Type.String()),
    /** Absent: nobody has said yet what it needs. */
    needs: Type.Optional(Type.Array(Need, { minItems: 1, maxItems: 20 })),
  },
  { additionalProperties: false },
)
export type Purpose = Static<typeof Purpose>

export const gates = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10', 'G11', 'G12'] as const
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
    rules: Type.Optional(
      Type.Array(Type.String({ maxLength: 120 }), {
        description: 'rules of the law packs that were asked at the gate',
      }),
    ),
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
    /** The consumer's ground, where the parties have each their own. */
    legalBasis: Type.Optional(LegalBasis),
    consent: Type.Optional(Type.String({ maxLength: 80, description: 'id of the consent receipt' })),
    stricter: Type.Optional(
      Type.Array(Id, { description: 'other agreements in force about the same fields that made it less' }),
    ),
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
  /** Pseudonymous key of the person it is about; absent where none is named. */
  readonly subject?: string
  /** The person who asks, where it is a person and not a machine. */
  readonly user?: string
}

/** How often the agreement was used in the minute, day and month that its volume limits. */
export const Usage = Type.Object(
  {
    lastMinute: Type.Integer({ minimum: 0 }),
    today: Type.Integer({ minimum: 0 }),
    thisMonth: Type.Integer({ minimum: 0 }),
    byUserToday: Type.Optional(Type.Integer({ minimum: 0, description: 'by the person who asks' })),
  },
  { additionalProperties: false },
)
export type Usage = Static<typeof Usage>

/** A version with all that says whether it binds. */
export interface BindingVersion {
  readonly agreement: Agreement
  readonly hash: string
  readonly standing: AgreementStanding
  /** Those that verify. */
  readonly signatures: readonly AgreementSignature[]
  /** What it stands under, in the version that applies; absent where there is none, or it would stand under itself. */
  readonly above?: BindingVersion
}

/** What must be known to decide; loaded before, so that `decide` is pure. */
export interface Facts {
  readonly consumer: Standing | undefined
  readonly provider: Standing | undefined
  /** The system that offers the service, where it is known. */
  readonly system?: Standing | undefined
  /** Every agreement between the two, in the version that applies. */
  readonly agreements: readonly (BindingVersion & { readonly usage: Usage })[]
  /** Purposes that each purpose is covered by: itself and its broader ones. */
  readonly broaderPurposes: ReadonlyMap<string, readonly string[]>
  readonly classificationOf: (element: string) => 'open' | 'personal' | 'sensitive' | undefined
  /** Of this node, ISO 3166-1 alpha-2. */
  readonly country: string
  /** Wall clock of the country, `HH:MM`. */
  readonly time: string
  readonly consent?: ConsentFacts | undefined
  readonly subject?: SubjectFacts | undefined
  /** What was last measured of the service; absent: nothing yet. */
  readonly quality?: QualityFacts | undefined
  /** What the law packs say of a case; absent: there are none. */
  readonly lawOf?: (given: Case) => readonly LawVerdict[]
}

export interface Standing {
  readonly id: string
  readonly status: 'active' | 'suspended'
  /** Where it is; absent: in the country of this node. */
  readonly country?: string
}
