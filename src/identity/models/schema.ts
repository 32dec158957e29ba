import Type, { type Static } from 'typebox'
import { Instant } from '../../kernel/nouns.ts'
import { LinkageModel } from '../linkage/model/schema.ts'

const closed = { additionalProperties: false }

export const ModelDigest = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 })

/** One person proposes a model for use, another confirms it. */
export const ModelUse = Type.Object(
  {
    id: Type.String(),
    state: Type.Enum(['proposed', 'confirmed', 'refused', 'withdrawn']),
    account: Type.String(),
    at: Instant,
    /** The one that was in use when it was proposed. */
    replaces: Type.Optional(ModelDigest),
    decidedBy: Type.Optional(Type.String()),
    decidedAt: Type.Optional(Instant),
  },
  closed,
)
export type ModelUse = Static<typeof ModelUse>

/** What a run trained it with: decisions of stewards, and how many of them said "one person". */
export const Training = Type.Object(
  { run: Type.String(), labels: Type.Integer({ minimum: 0 }), matches: Type.Integer({ minimum: 0 }) },
  closed,
)
export type Training = Static<typeof Training>

/** A linkage model in one of its versions, which never changes. */
export const KeptModel = Type.Object(
  {
    digest: ModelDigest,
    at: Instant,
    account: Type.String(),
    trained: Type.Boolean(),
    /** Records are matched by it as they come. */
    live: Type.Boolean(),
    training: Type.Optional(Training),
    /** Newest first. None of a model that came into use with its run, before that took two people. */
    uses: Type.Array(ModelUse),
    model: LinkageModel,
  },
  closed,
)
export type KeptModel = Static<typeof KeptModel>

export const ConfirmRequest = Type.Object(
  {
    replaces: Type.Optional(
      Type.Union([ModelDigest, Type.Null()], {
        description: 'the model that was in use when you looked (null: none); when it is another by now you are told',
      }),
    ),
  },
  closed,
)
export type ConfirmRequest = Static<typeof ConfirmRequest>

export const changeAreas = ['fields', 'comparisons', 'blocking', 'thresholds', 'constraints', 'training'] as const

export const ModelChange = Type.Object(
  { area: Type.Enum(changeAreas), code: Type.String(), text: Type.String({ description: 'in the reader’s language' }) },
  closed,
)
export type ModelChange = Static<typeof ModelChange>

const Moved = Type.Object({ from: Type.Number(), to: Type.Number() }, closed)

/** How often a level is seen, before and now; weights are log2(m/u), in bits. */
export const LevelChange = Type.Object(
  {
    comparison: Type.String(),
    given: Type.Optional(Type.String({ description: 'level of the comparison that it depends on' })),
    level: Type.String(),
    ...{ match: Moved, household: Moved, unrelated: Moved, weight: Moved },
  },
  closed,
)
export type LevelChange = Static<typeof LevelChange>

export const ModelChanges = Type.Object(
  {
    /** Absent where there is nothing to compare with. */
    against: Type.Optional(
      Type.Object({ digest: ModelDigest, id: Type.String(), version: Type.Integer(), live: Type.Boolean() }, closed),
    ),
    changes: Type.Array(ModelChange),
    /** Levels that both have and whose numbers differ, the furthest moved first. */
    levels: Type.Array(LevelChange),
  },
  closed,
)
export type ModelChanges = Static<typeof ModelChanges>
