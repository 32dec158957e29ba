import Type, { type Static } from 'typebox'
import { Id, Instant, noControls } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }
const ulid = '[0-9a-hjkmnp-tv-z]{26}'
const idOf = (prefix: string) => Type.String({ pattern: `^${prefix}-${ulid}$`, maxLength: 30 })

export const EntityId = idOf('en')
export const DecisionId = idOf('ld')
export const LinkageCaseId = idOf('lc')
export const ProposalId = idOf('lp')
const Account = Type.String({ pattern: noControls, minLength: 1, maxLength: 120 })
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 })

/** A record where it lies: a source and its number there. */
export const RecordRef = Type.Object(
  { source: Id, record: Type.String({ minLength: 1, maxLength: 140, pattern: '^[^\\u0000-\\u001f]+$' }) },
  closed,
)
export type RecordRef = Static<typeof RecordRef>

export const decisionKinds = [
  'link',
  'not-link',
  'cannot-tell',
  'must-link',
  'cannot-link',
  'merge',
  'unmerge',
] as const
export const DecisionKind = Type.Enum(decisionKinds)
export type DecisionKind = Static<typeof DecisionKind>

/** Why, in one word: free text could hold a name. Papers are named by a reference. */
export const reasons = [
  'evidence-of-the-records',
  'same-identifier',
  'biometric',
  'papers-seen',
  'person-asked',
  'home-visited',
  'source-corrected',
  'twins',
  'relatives',
  'same-name-only',
  'too-little-evidence',
  'entered-in-error',
  'appeal',
] as const
export const Reason = Type.Enum(reasons)
export type Reason = Static<typeof Reason>

const Reference = Type.String({
  pattern: noControls,
  minLength: 1,
  maxLength: 120,
  description: 'where the papers lie; no personal data',
})

/** What the model said of the pair when it was decided on. */
export const Evidence = Type.Object(
  {
    model: Digest,
    weight: Type.Number({ description: 'bits: log2 of the odds that the two are one person' }),
    pattern: Type.Integer({ description: 'the levels of all comparisons in one number' }),
  },
  closed,
)
export type Evidence = Static<typeof Evidence>

export const Why = Type.Object({ reason: Reason, reference: Type.Optional(Reference) }, closed)
export type Why = Static<typeof Why>

/** A record that changed its person. `from` is absent where it had none yet. */
export const Move = Type.Object({ ...RecordRef.properties, from: Type.Optional(EntityId), to: EntityId }, closed)
export type Move = Static<typeof Move>

const PaymentSince = Type.Object(
  {
    payment: Type.String(),
    enrolment: Type.String(),
    programme: Type.String(),
    ...RecordRef.properties,
    paidOn: Type.Optional(Type.String()),
    amountCents: Type.Integer(),
    currency: Type.String(),
  },
  closed,
)
export type PaymentSince = Static<typeof PaymentSince>

/** What an unmerge met on its way back: nothing of it is changed without being said here. */
export const Aftermath = Type.Object(
  {
    since: Instant,
    /** Later decisions about these people that still hold, and with which person they went. */
    decisions: Type.Array(
      Type.Object({ decision: DecisionId, kind: DecisionKind, at: Instant, entity: EntityId }, closed),
    ),
    /** Paid while they were taken for one: for a person to judge, none is moved. */
    payments: Type.Array(PaymentSince),
    morePayments: Type.Boolean({ description: 'more than are listed here' }),
  },
  closed,
)
export type Aftermath = Static<typeof Aftermath>

export const Decision = Type.Object(
  {
    id: DecisionId,
    kind: DecisionKind,
    at: Instant,
    account: Account,
    member: Id,
    first: RecordRef,
    second: RecordRef,
    ...Why.properties,
    evidence: Type.Optional(Evidence),
    proposal: Type.Optional(ProposalId),
    /** Of an unmerge: the decision that it undoes. */
    undoes: Type.Optional(DecisionId),
    /** By whom it was confirmed, where two are needed. */
    confirmedBy: Type.Optional(Account),
    moves: Type.Array(Move),
    aftermath: Type.Optional(Aftermath),
  },
  closed,
)
export type Decision = Static<typeof Decision>

/** `undoneBy`: it no longer holds. */
export const ShownDecision = Type.Object({ ...Decision.properties, undoneBy: Type.Optional(DecisionId) }, closed)
export type ShownDecision = Static<typeof ShownDecision>

export const PairRequest = Type.Object(
  {
    kind: Type.Enum(['link', 'not-link', 'cannot-tell', 'must-link', 'cannot-link']),
    first: RecordRef,
    second: RecordRef,
    ...Why.properties,
  },
  closed,
)
export type PairRequest = Static<typeof PairRequest>

export const MergeRequest = Type.Object(
  { entities: Type.Array(EntityId, { minItems: 2, maxItems: 2, uniqueItems: true }), ...Why.properties },
  closed,
)
export type MergeRequest = Static<typeof MergeRequest>

export const UnmergeRequest = Type.Object({ decision: DecisionId, ...Why.properties }, closed)
export type UnmergeRequest = Static<typeof UnmergeRequest>

export const Membership = Type.Object(
  {
    ...RecordRef.properties,
    entity: EntityId,
    validFrom: Instant,
    validTo: Type.Optional(Instant),
    decidedAt: Instant,
    supersededAt: Type.Optional(Instant),
    decision: DecisionId,
  },
  closed,
)
export type Membership = Static<typeof Membership>

/** A field of a record as the reader may see it: with its value, or only whether there is one. */
export const ShownField = Type.Object(
  {
    field: Type.String(),
    element: Type.String({ description: 'of the dictionary' }),
    value: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    masked: Type.Optional(Type.Boolean({ description: 'there is a value that the reader may not see' })),
  },
  closed,
)
export type ShownField = Static<typeof ShownField>

export const ShownRecord = Type.Object(
  {
    ...RecordRef.properties,
    entity: Type.Optional(EntityId),
    household: Type.Optional(Type.String()),
    area: Type.Optional(Type.String()),
    updatedOn: Type.Optional(Type.String()),
    fields: Type.Array(ShownField),
  },
  closed,
)
export type ShownRecord = Static<typeof ShownRecord>

/** One field of the person, from one of their records, by the rule that chose it. */
export const Survivor = Type.Object(
  { ...ShownField.properties, from: RecordRef, by: Type.String(), others: Type.Integer({ minimum: 0 }) },
  closed,
)
export type Survivor = Static<typeof Survivor>

export const ShownEntity = Type.Object(
  {
    id: EntityId,
    createdAt: Instant,
    revision: Type.Integer(),
    /** A tombstone: its people are there now. */
    mergedInto: Type.Optional(EntityId),
    records: Type.Array(ShownRecord),
    survivors: Type.Array(Survivor),
    decisions: Type.Array(ShownDecision),
    /** Entities whose people came here. */
    absorbed: Type.Array(EntityId),
  },
  closed,
)
export type ShownEntity = Static<typeof ShownEntity>

export const LinkageCase = Type.Object(
  {
    id: LinkageCaseId,
    kind: Type.Enum(['same-person', 'taken-apart']),
    entity: EntityId,
    decision: DecisionId,
    /** The programme's member: it decides what follows, and nothing follows by itself. */
    member: Id,
    state: Type.Enum(['open', 'in-hand', 'closed']),
    revision: Type.Integer({ minimum: 1 }),
    raisedAt: Instant,
    programmes: Type.Array(Type.String()),
    enrolments: Type.Array(Type.String()),
    payments: Type.Array(PaymentSince),
    outcome: Type.Optional(
      Type.Enum(['no-change-needed', 'one-enrolment-ended', 'enrolments-kept', 'payments-reviewed', 'link-contested']),
    ),
    steps: Type.Array(Type.Object({ step: Type.String(), at: Instant, account: Account }, closed)),
  },
  closed,
)
export type LinkageCase = Static<typeof LinkageCase>

export const CaseClosing = Type.Object(
  {
    outcome: Type.Enum([
      'no-change-needed',
      'one-enrolment-ended',
      'enrolments-kept',
      'payments-reviewed',
      'link-contested',
    ]),
    revision: Type.Integer({ minimum: 1 }),
  },
  closed,
)
export type CaseClosing = Static<typeof CaseClosing>
