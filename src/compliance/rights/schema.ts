import Type, { type Static } from 'typebox'
import { Channel, NationalId, RepresentationId } from '../../agreements/consent/schema.ts'
import { LegalBasis } from '../../agreements/schema.ts'
import { Day, Id, Instant } from '../../kernel/nouns.ts'
import { Receipt } from '../../ledger/schema.ts'
import { ElementId } from '../../semantics/schema.ts'
import { DueBy } from '../due.ts'

const closed = { additionalProperties: false }
const Reference = Type.String({ minLength: 1, maxLength: 120, description: 'where the papers lie; no personal data' })
const Elements = Type.Array(ElementId, { minItems: 1, maxItems: 200, uniqueItems: true })
const Account = Type.String({ minLength: 1, maxLength: 80 })

export const CaseId = Type.String({ pattern: '^rc-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 29 })
export const NoticeId = Type.String({ pattern: '^cn-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 29 })

/** Rights of a person (GDPR articles 15 to 21). */
export const rightsKinds = ['access', 'rectification', 'erasure', 'objection', 'restriction', 'portability'] as const
export const RightsKind = Type.Enum(rightsKinds)
export type RightsKind = Static<typeof RightsKind>

export const CaseStatus = Type.Enum(['received', 'verified', 'in-progress', 'done', 'refused'])
export type CaseStatus = Static<typeof CaseStatus>

export const caseSteps = [
  'receive',
  'verify',
  'begin',
  'extend',
  'disclose',
  'propagate',
  'close',
  'refuse',
  'lift',
] as const
export type CaseStep = (typeof caseSteps)[number]

/** Why a request is refused, and the law that says so. */
export const Refusal = Type.Object(
  {
    ground: Type.Enum([
      'identity-not-proven',
      'manifestly-unfounded',
      'excessive',
      'rights-of-others',
      'legal-obligation',
      'overriding-interest',
      'legal-claims',
      'public-health-or-research',
      'value-is-right',
    ]),
    act: Type.String({ minLength: 1, maxLength: 200 }),
    section: Type.String({ minLength: 1, maxLength: 100 }),
    reference: Type.Optional(Reference),
  },
  closed,
)
export type Refusal = Static<typeof Refusal>

export const RightsRequest = Type.Object(
  {
    nationalId: NationalId,
    kind: RightsKind,
    by: Type.Enum(['subject', 'representative']),
    representation: Type.Optional(RepresentationId),
    channel: Channel,
    /** When it came in, where it is recorded later: the clock runs from then. */
    receivedAt: Type.Optional(Instant),
    /** What is to be rectified or erased; absent: everything. */
    elements: Type.Optional(Elements),
    /** What is objected to or restricted for; absent: every purpose. */
    purpose: Type.Optional(Id),
    reference: Type.Optional(Reference),
  },
  closed,
)
export type RightsRequest = Static<typeof RightsRequest>

const StepTaken = Type.Object(
  { step: Type.Enum(caseSteps), at: Instant, account: Account, digest: Type.Optional(Type.String({ maxLength: 64 })) },
  closed,
)
export type StepTaken = Static<typeof StepTaken>

/** A case as it is kept; the person's key stands beside it and is not shown. */
export const RightsCase = Type.Object(
  {
    id: CaseId,
    revision: Type.Integer({ minimum: 1 }),
    /** At which member: it keeps or receives the data. */
    member: Id,
    ...Type.Omit(RightsRequest, ['nationalId', 'receivedAt']).properties,
    status: CaseStatus,
    receivedAt: Instant,
    due: Type.Optional(DueBy),
    /** A refusal may have a shorter time than doing it. */
    refuseBy: Type.Optional(DueBy),
    extension: Type.Optional(Type.Object({ reference: Reference }, closed)),
    refusal: Type.Optional(Refusal),
    /** Why it was closed though not every recipient had acknowledged. */
    unacknowledged: Type.Optional(Reference),
    steps: Type.Array(StepTaken, { maxItems: 200 }),
  },
  closed,
)
export type RightsCase = Static<typeof RightsCase>

/** `overdue`: open after its time, or closed after it. */
export const ShownCase = Type.Object(
  {
    ...RightsCase.properties,
    overdue: Type.Boolean(),
    open: Type.Array(Type.Enum(caseSteps), { description: 'steps that may be taken as it stands' }),
    restriction: Type.Optional(Type.String({ description: 'what stops exchanges about the person' })),
  },
  closed,
)
export type ShownCase = Static<typeof ShownCase>

export const CaseFilter = Type.Object(
  {
    status: Type.Optional(CaseStatus),
    kind: Type.Optional(RightsKind),
    overdue: Type.Optional(Type.Boolean({ description: 'open after their time; those most overdue first' })),
    member: Type.Optional(Id),
    cursor: Type.Optional(CaseId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
)
export type CaseFilter = Static<typeof CaseFilter>

const count = Type.Integer({ minimum: 0 })

/** How many cases the caller may see stand where; whatever the filter. */
export const CaseCounts = Type.Object(
  {
    ...{ received: count, verified: count, 'in-progress': count, done: count, refused: count },
    overdue: Type.Integer({ minimum: 0, description: 'open after their time' }),
  },
  closed,
)
export type CaseCounts = Static<typeof CaseCounts>

export const CaseList = Type.Object(
  {
    cases: Type.Array(ShownCase),
    counts: CaseCounts,
    next: Type.Optional(Type.String({ description: 'cursor of the following page' })),
  },
  closed,
)
export type CaseList = Static<typeof CaseList>

/** An exchange about the person, as the person is told of it. */
export const AccessLogEntry = Type.Object(
  {
    exchange: Type.String(),
    at: Instant,
    how: Type.Enum(['named', 'answered'], {
      description:
        '`named`: asked about by the national number; `answered`: found by something else, and in the answer',
    }),
    consumer: Id,
    provider: Id,
    service: Type.String(),
    purpose: Id,
    agreement: Type.Optional(Type.Object({ id: Id, version: Type.Integer() }, closed)),
    basis: Type.Optional(LegalBasis),
    status: Type.String(),
    elements: Type.Array(Type.String()),
  },
  closed,
)
export type AccessLogEntry = Static<typeof AccessLogEntry>

const ConsentGiven = Type.Object(
  {
    id: Type.String(),
    revision: Type.Integer(),
    status: Type.String(),
    controllers: Type.Array(Id),
    purposes: Type.Array(Id),
    validFrom: Day,
    validUntil: Type.Optional(Day),
    recordedAt: Instant,
  },
  closed,
)
export type ConsentGiven = Static<typeof ConsentGiven>

/** What the person is given: who asked what about them, under which agreement and law, and what they consented to. */
export const Disclosure = Type.Object(
  {
    case: CaseId,
    generatedAt: Instant,
    scope: Type.Enum(['member', 'all'], { description: 'exchanges of this member only, or of all' }),
    exchanges: Type.Array(AccessLogEntry),
    more: Type.Boolean({ description: 'older exchanges than these are there' }),
    next: Type.Optional(Type.String({ description: '`before` of the next page' })),
    consents: Type.Array(ConsentGiven),
  },
  closed,
)
export type Disclosure = Static<typeof Disclosure>

export const NoticeOutcome = Type.Enum(['corrected', 'erased', 'not-held'])
export type NoticeOutcome = Static<typeof NoticeOutcome>

/** Told to one member that received a value: which of its own exchanges to look at. */
export const CorrectionNotice = Type.Object(
  {
    id: NoticeId,
    case: CaseId,
    kind: Type.Enum(['rectification', 'erasure']),
    provider: Id,
    member: Id,
    since: Instant,
    agreements: Type.Array(Id),
    elements: Type.Array(Type.String()),
    exchanges: Type.Array(Type.String(), { description: 'the latest through which it received them' }),
    toldAt: Instant,
    acknowledgedAt: Type.Optional(Instant),
    outcome: Type.Optional(NoticeOutcome),
  },
  closed,
)
export type CorrectionNotice = Static<typeof CorrectionNotice>

export const ClosingRequest = Type.Object({ unacknowledged: Type.Optional(Reference) }, closed)
export type ClosingRequest = Static<typeof ClosingRequest>

export const ExtensionRequest = Type.Object({ reference: Reference }, closed)
export type ExtensionRequest = Static<typeof ExtensionRequest>

/** What the ledger says of a case: each step and each acknowledgement, with a receipt that anyone can verify. */
export const ProofEntry = Type.Object(
  {
    act: Type.String({ description: 'rights.<step>, or correction.acknowledge' }),
    at: Instant,
    account: Account,
    member: Id,
    receipt: Receipt,
  },
  closed,
)
export type ProofEntry = Static<typeof ProofEntry>

export const CaseProof = Type.Object({ case: CaseId, entries: Type.Array(ProofEntry, { maxItems: 500 }) }, closed)
export type CaseProof = Static<typeof CaseProof>
