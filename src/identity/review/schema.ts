import Type, { type Static } from 'typebox'
import { Id, Instant, noControls } from '../../kernel/nouns.ts'
import { ProposalId, Reason, RecordRef, ShownDecision, ShownRecord, Why } from '../people/schema.ts'

const closed = { additionalProperties: false }
const Account = Type.String({ pattern: noControls, minLength: 1, maxLength: 120 })
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 })

export const RunId = Type.String({ pattern: '^lr-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 30 })
export const BulkId = Type.String({ pattern: '^bd-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 30 })

export const verdicts = ['link', 'not-link', 'cannot-tell'] as const
export const Verdict = Type.Enum(verdicts)
export type Verdict = Static<typeof Verdict>

/** `second`: another steward must look, too. `withdrawn`: other decisions answered it. */
export const ProposalState = Type.Enum(['open', 'second', 'disputed', 'decided', 'withdrawn'])
export type ProposalState = Static<typeof ProposalState>

export const Opinion = Type.Object({ account: Account, verdict: Verdict, at: Instant, ...Why.properties }, closed)
export type Opinion = Static<typeof Opinion>

/** What raises the price of a mistake about the pair: it orders the queue together with the uncertainty. */
export const Risk = Type.Object(
  {
    programmes: Type.Array(Type.String(), { description: 'in which one of the two is enrolled now' }),
    /** Programmes in which both are: paid twice, if they are one. */
    twice: Type.Array(Type.String()),
    factor: Type.Number({ minimum: 1 }),
  },
  closed,
)
export type Risk = Static<typeof Risk>

/** A pair that a person should look at; no personal data. */
export const Proposal = Type.Object(
  {
    id: ProposalId,
    revision: Type.Integer({ minimum: 1 }),
    first: RecordRef,
    second: RecordRef,
    cluster: Type.String({ description: 'names the cluster of the run that the pair lies in' }),
    origin: Type.Enum(['run', 'live', 'steward']),
    run: Type.Optional(RunId),
    model: Digest,
    weight: Type.Number({ description: 'bits: log2 of the odds that the two are one person' }),
    kinWeight: Type.Number({ description: 'bits: the same against two of one household' }),
    probability: Type.Number({ minimum: 0, maximum: 1 }),
    pattern: Type.Integer(),
    priority: Type.Number({ description: 'risk times uncertainty: the higher, the sooner' }),
    risk: Risk,
    areas: Type.Array(Type.String()),
    /** Why two stewards must agree; absent: one is enough. */
    needsTwo: Type.Optional(Type.Enum(['areas', 'sample'])),
    state: ProposalState,
    claimedBy: Type.Optional(Account),
    claimedUntil: Type.Optional(Instant),
    proposedAt: Instant,
    opinions: Type.Integer({ minimum: 0 }),
  },
  closed,
)
export type Proposal = Static<typeof Proposal>

export const ProposalFilter = Type.Object(
  {
    state: Type.Optional(ProposalState),
    run: Type.Optional(RunId),
    area: Type.Optional(Type.String({ pattern: noControls, maxLength: 20 })),
    claimedBy: Type.Optional(Account),
    cluster: Type.Optional(Type.String({ pattern: noControls, maxLength: 240 })),
    minWeight: Type.Optional(Type.Number({ minimum: -200, maximum: 200 })),
    maxWeight: Type.Optional(Type.Number({ minimum: -200, maximum: 200 })),
    cursor: Type.Optional(
      Type.String({ pattern: noControls, maxLength: 80, description: '`next` of the page before' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
)
export type ProposalFilter = Static<typeof ProposalFilter>

/** What one comparison says of a pair; no value of a person is in it. */
export const EvidenceLine = Type.Object(
  {
    comparison: Type.String(),
    level: Type.String(),
    moves: Type.Number({ description: 'bits by which the weight moves, one after another' }),
    againstUnrelated: Type.Number({ description: 'bits against two who have nothing to do with each other' }),
    againstHousehold: Type.Number({ description: 'bits against two of one household' }),
    rarity: Type.Number({ description: 'bits of it that come from how rare the shared value is' }),
    says: Type.String({ description: 'in the reader’s language' }),
    because: Type.String({ description: 'the counts behind it' }),
  },
  closed,
)
export type EvidenceLine = Static<typeof EvidenceLine>

export const Explanation = Type.Object(
  {
    summary: Type.String(),
    kin: Type.String(),
    note: Type.String(),
    prior: Type.Number({
      description: 'bits before anything is compared: how rare one person’s records are among all pairs',
    }),
    evidence: Type.Array(EvidenceLine),
  },
  closed,
)
export type Explanation = Static<typeof Explanation>

export const SideBySide = Type.Object(
  {
    proposal: Proposal,
    first: ShownRecord,
    second: ShownRecord,
    /** Absent where the model of the pair is not kept any more. */
    explanation: Type.Optional(Explanation),
    households: Type.Object({ first: Type.Array(ShownRecord), second: Type.Array(ShownRecord) }, closed),
    /** Other pairs in which one of the two stands. */
    neighbours: Type.Array(Proposal),
    /** One's own, and once one has said one's own, those of others. */
    opinions: Type.Array(Opinion),
    decisions: Type.Array(ShownDecision),
  },
  closed,
)
export type SideBySide = Static<typeof SideBySide>

export const VerdictRequest = Type.Object(
  { verdict: Verdict, revision: Type.Integer({ minimum: 1 }), ...Why.properties },
  closed,
)
export type VerdictRequest = Static<typeof VerdictRequest>

export const ProposeRequest = Type.Object({ first: RecordRef, second: RecordRef }, closed)
export type ProposeRequest = Static<typeof ProposeRequest>

/** What became of an opinion: it waits for another, or it was carried out. */
export const VerdictAnswer = Type.Object({ proposal: Proposal, decision: Type.Optional(ShownDecision) }, closed)
export type VerdictAnswer = Static<typeof VerdictAnswer>

export const maxBulk = 200

export const BulkRequest = Type.Object(
  {
    proposals: Type.Array(ProposalId, { minItems: 1, maxItems: maxBulk, uniqueItems: true }),
    verdict: Type.Enum(['link', 'not-link']),
    reason: Reason,
  },
  closed,
)
export type BulkRequest = Static<typeof BulkRequest>

export const Bulk = Type.Object(
  {
    id: BulkId,
    revision: Type.Integer({ minimum: 1 }),
    state: Type.Enum(['proposed', 'done', 'refused']),
    ...BulkRequest.properties,
    account: Account,
    member: Id,
    at: Instant,
    confirmedBy: Type.Optional(Account),
    /** Of each pair: that it was carried out, or the code of why not. */
    outcomes: Type.Array(Type.Object({ proposal: ProposalId, outcome: Type.String() }, closed)),
  },
  closed,
)
export type Bulk = Static<typeof Bulk>

export const Agreement = Type.Object(
  {
    /** Pairs on which two stewards said something, each for themselves. */
    pairs: Type.Integer(),
    agreed: Type.Integer(),
    /** Share of agreement that chance alone would bring. */
    expected: Type.Number(),
    /** Cohen's kappa; absent while it has no meaning. */
    kappa: Type.Optional(Type.Number()),
    matrix: Type.Array(Type.Object({ first: Verdict, second: Verdict, pairs: Type.Integer() }, closed)),
    stewards: Type.Array(
      Type.Object(
        { account: Account, opinions: Type.Integer(), shared: Type.Integer(), agreed: Type.Integer() },
        closed,
      ),
    ),
  },
  closed,
)
export type Agreement = Static<typeof Agreement>

/** What stewards decided, as training takes it. */
export const Label = Type.Object(
  {
    pattern: Type.Integer(),
    verdict: Type.Enum(['match', 'household', 'unrelated']),
    weight: Type.Number({ description: 'stewards who said so' }),
  },
  closed,
)
export type Label = Static<typeof Label>
