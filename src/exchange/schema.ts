import Type, { type Static } from 'typebox'
import { Decision, GateResult, LegalBasis, Reason, ReleaseForm, Withheld } from '../agreements/schema.ts'
import { Id, Instant } from '../kernel/nouns.ts'
import { ElementId, MappingIssue, RecordType } from '../semantics/schema.ts'

/** PostgreSQL takes no zero byte in a text, and knows no year 0. */
const noControl = '^\\P{Cc}*$'
const FilterInstant = Type.String({ format: 'date-time', pattern: '^(?!0000)' })
export const ExchangeId = Type.String({ maxLength: 40, pattern: noControl })
const ServiceId = Type.String({ maxLength: 120, pattern: noControl })
const MessageId = Type.String({ minLength: 1, maxLength: 99, pattern: '^[\\x21-\\x7e]+$' })
const closed = { additionalProperties: false }

/** The steps of the way of an exchange, in order; a trace shows them to a person. */
export const stepNames = [
  'authenticate',
  'parse',
  'decide',
  'translate-question',
  'ask-provider',
  'translate-answer',
  'release',
  'append-evidence',
  'answer',
] as const
export type StepName = (typeof stepNames)[number]

export const Step = Type.Object(
  {
    step: Type.Enum(stepNames),
    result: Type.Union([Type.Literal('done'), Type.Literal('stopped'), Type.Literal('skipped')]),
    /** Time the step took, in microseconds. */
    micros: Type.Integer({ minimum: 0 }),
    reason: Type.Optional(Reason),
  },
  closed,
)
export type Step = Static<typeof Step>

export const SourceStatus = Type.Union([
  Type.Literal('answered'),
  Type.Literal('no-record'),
  Type.Literal('refused'),
  Type.Literal('unavailable'),
  Type.Literal('invalid'),
])
export type SourceStatus = Static<typeof SourceStatus>

// ------------------------------------------------------------------------------------------------------- questions

/** Whom a question is about: every identifier the asker holds, by element, e.g. `person.national-id`. */
export const Subject = Type.Record(ElementId, Type.String({ minLength: 1, maxLength: 200 }), {
  minProperties: 1,
  maxProperties: 10,
  ...closed,
})

/** `POST /v1/questions`: one question about one person, put to several systems at once. */
export const Question = Type.Object(
  {
    messageId: MessageId,
    purpose: Id,
    subject: Subject,
    /** Services to ask; absent means every service that an agreement in force allows for the purpose. */
    sources: Type.Optional(
      Type.Array(
        Type.Object(
          {
            service: ServiceId,
            elements: Type.Optional(Type.Array(ElementId, { minItems: 1, maxItems: 200 })),
            acceptPartial: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        { minItems: 1, maxItems: 20 },
      ),
    ),
    deadlineMs: Type.Optional(Type.Integer({ minimum: 50, maximum: 60_000 })),
    /** The asker's own reference of the case, kept with the exchange. No personal data. */
    caseRef: Type.Optional(Type.String({ maxLength: 60, pattern: '^[A-Za-z0-9/._-]+$' })),
  },
  closed,
)
export type Question = Static<typeof Question>

/** A released field as the reader sees it: its form says how to read its value. */
export const ReleasedRecord = Type.Record(Type.String(), Type.Unknown())

export const SourceAnswer = Type.Object(
  {
    exchangeId: Type.String(),
    service: ServiceId,
    system: Id,
    member: Id,
    recordType: RecordType,
    status: SourceStatus,
    records: Type.Array(ReleasedRecord),
    total: Type.Optional(Type.Integer()),
    asOf: Type.Optional(Instant),
    /** Form in which each released element stands in the records. */
    forms: Type.Record(Type.String(), ReleaseForm),
    withheld: Type.Array(Withheld),
    issues: Type.Array(MappingIssue, { maxItems: 200 }),
    decision: Type.Optional(Decision),
    /** Why there is no answer; with `no-record` only when the asker can mend it (an identifier that cannot be one). */
    reason: Type.Optional(Reason),
    /** The reason as a sentence in the asker's language, and what would mend it. */
    message: Type.Optional(Type.String()),
    fix: Type.Optional(Type.String()),
    trace: Type.Array(Step),
    durationMs: Type.Number(),
    receiptUrl: Type.String(),
    /** The ledger receipt itself (kiungo-receipt/1), verifiable offline. */
    receipt: Type.Unknown(),
  },
  closed,
)
export type SourceAnswer = Static<typeof SourceAnswer>

/** Every source asked is in `sources`: answered, refused or marked unavailable, never left out. */
export const QuestionAnswer = Type.Object(
  {
    questionId: Type.String(),
    messageId: MessageId,
    purpose: Id,
    askedAt: Instant,
    sources: Type.Array(SourceAnswer),
  },
  closed,
)
export type QuestionAnswer = Static<typeof QuestionAnswer>

/** `GET /v1/questions/options`: what the caller's member may ask, from the agreements in force today. */
export const QuestionOptions = Type.Object(
  {
    member: Id,
    purposes: Type.Array(
      Type.Object(
        {
          purpose: Id,
          sources: Type.Array(
            Type.Object(
              {
                service: ServiceId,
                agreement: Id,
                version: Type.Integer(),
                askBy: Type.Array(ElementId),
                fields: Type.Array(Type.Object({ element: ElementId, release: ReleaseForm }, closed)),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type QuestionOptions = Static<typeof QuestionOptions>

/** `POST /v1/people/find`: looking for the right person in the social registry; itself an exchange. */
export const PersonSearch = Type.Object(
  {
    messageId: MessageId,
    purpose: Id,
    name: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
    nationalId: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    village: Type.Optional(Type.String({ maxLength: 80 })),
  },
  closed,
)
export type PersonSearch = Static<typeof PersonSearch>

// ------------------------------------------------------------------------------------------------------- exchanges

/** An exchange as it is listed: who asked whom for what, and what came of it. No personal data. */
export const ExchangeSummary = Type.Object(
  {
    id: Type.String(),
    questionId: Type.Optional(Type.String()),
    at: Instant,
    protocol: Type.String(),
    consumer: Id,
    provider: Id,
    system: Id,
    service: ServiceId,
    purpose: Id,
    agreement: Type.Optional(Type.Object({ id: Id, version: Type.Integer(), hash: Type.String() }, closed)),
    status: SourceStatus,
    refusedAt: Type.Optional(Type.String()),
    reason: Type.Optional(Reason),
    records: Type.Integer(),
    durationMs: Type.Number(),
    askedBy: Type.Object(
      { kind: Type.Union([Type.Literal('client'), Type.Literal('person')]), id: Type.String() },
      closed,
    ),
    caseRef: Type.Optional(Type.String()),
  },
  closed,
)
export type ExchangeSummary = Static<typeof ExchangeSummary>

export const ExchangeDetail = Type.Object(
  {
    ...ExchangeSummary.properties,
    legalBasis: Type.Optional(LegalBasis),
    gates: Type.Array(GateResult),
    /** Sentence of each gate in the reader's language, in the order of `gates`. */
    sentences: Type.Array(Type.String()),
    released: Type.Array(Type.Object({ element: ElementId, release: ReleaseForm }, closed)),
    withheld: Type.Array(Withheld),
    issues: Type.Array(MappingIssue),
    trace: Type.Array(Step),
    ledger: Type.Object({ index: Type.Integer(), treeSize: Type.Integer(), leafHash: Type.String() }, closed),
    receiptUrl: Type.String(),
  },
  closed,
)
export type ExchangeDetail = Static<typeof ExchangeDetail>

/** `GET /v1/exchanges`: newest first; `cursor` of the answer continues. */
export const ExchangeFilter = Type.Object(
  {
    consumer: Type.Optional(Id),
    provider: Type.Optional(Id),
    service: Type.Optional(ServiceId),
    agreement: Type.Optional(Id),
    purpose: Type.Optional(Id),
    status: Type.Optional(SourceStatus),
    from: Type.Optional(FilterInstant),
    until: Type.Optional(FilterInstant),
    search: Type.Optional(
      Type.String({ maxLength: 99, pattern: noControl, description: 'exchange id, question id or case reference' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 80 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  closed,
)
export type ExchangeFilter = Static<typeof ExchangeFilter>

export const ExchangeList = Type.Object(
  { exchanges: Type.Array(ExchangeSummary), next: Type.Optional(Type.String()) },
  closed,
)

// -------------------------------------------------------------------------------------------------------- overview

/** A flow of the country's map: who may ask whom under which agreement, and what went through in the window. */
export const Flow = Type.Object(
  {
    consumer: Id,
    provider: Id,
    system: Id,
    service: ServiceId,
    agreement: Type.Optional(Id),
    asked: Type.Integer(),
    answered: Type.Integer(),
    refused: Type.Integer(),
    unavailable: Type.Integer(),
    p50Ms: Type.Optional(Type.Number()),
    p95Ms: Type.Optional(Type.Number()),
    lastAt: Type.Optional(Instant),
  },
  closed,
)
export type Flow = Static<typeof Flow>

/** `GET /v1/overview`: the country at a glance over the last `windowMinutes`. Flows never used are listed with 0. */
export const Overview = Type.Object(
  {
    at: Instant,
    windowMinutes: Type.Integer(),
    flows: Type.Array(Flow),
    refusals: Type.Array(Type.Object({ gate: Type.String(), code: Type.String(), count: Type.Integer() }, closed)),
    systems: Type.Array(
      Type.Object(
        {
          system: Id,
          state: Type.Union([Type.Literal('up'), Type.Literal('down'), Type.Literal('unknown')]),
          checkedAt: Type.Optional(Instant),
        },
        closed,
      ),
    ),
    ledger: Type.Object({ size: Type.Integer(), checkpointAt: Type.Optional(Instant) }, closed),
  },
  closed,
)
export type Overview = Static<typeof Overview>
