import Type, { type Static } from 'typebox'
import { Id, Instant, noControls } from '../../kernel/nouns.ts'
import { ModelDigest } from '../models/schema.ts'
import { RecordRef } from '../people/schema.ts'
import { RunId } from '../review/schema.ts'

const closed = { additionalProperties: false }
const Column = Type.String({ pattern: noControls, minLength: 1, maxLength: 100 })

export const UploadId = Type.String({ pattern: '^lu-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 30 })
export const maxUploadBytes = 20_000_000
export const maxUploadRecords = 200_000
export const uploadFormats = ['csv', 'xlsx', 'parquet'] as const

export const Upload = Type.Object(
  {
    id: UploadId,
    name: Id,
    format: Type.Enum(uploadFormats),
    digest: ModelDigest,
    bytes: Type.Integer(),
    member: Id,
    account: Type.String(),
    at: Instant,
    /** The same bytes came before: this is what was kept then. */
    again: Type.Boolean(),
  },
  closed,
)
export type Upload = Static<typeof Upload>

/** A file that was handed in, and what its columns mean. */
export const UploadSource = Type.Object(
  {
    upload: UploadId,
    recordId: Type.String({
      pattern: noControls,
      minLength: 1,
      maxLength: 100,
      description: 'column that tells its records apart',
    }),
    columns: Type.Record(Column, Column, {
      description: 'from a column that the model reads (given_name, birth_date, …) to the file’s own',
    }),
  },
  closed,
)
export type UploadSource = Static<typeof UploadSource>

export const RunSource = Type.Union([Type.Object({ registry: Type.Literal('person') }, closed), UploadSource])
export type RunSource = Static<typeof RunSource>

export const RunRequest = Type.Object(
  {
    sources: Type.Array(RunSource, { minItems: 1, maxItems: 5 }),
    /** Absent: the one in use, or that which a registry of people starts from. */
    model: Type.Optional(ModelDigest),
    /** Trains it anew, with what stewards have decided on pairs of it. */
    retrain: Type.Optional(Type.Boolean()),
    threshold: Type.Optional(Type.Enum(['model', 'proposed'], { description: 'from where on the run links' })),
    use: Type.Optional(
      Type.Boolean({
        description:
          'proposes the model for matching records as they come; another person confirms. Where none is in use yet it is proposed in any case',
      }),
    ),
  },
  closed,
)
export type RunRequest = Static<typeof RunRequest>

export const runStages = ['load', 'prepare', 'train', 'score', 'cluster', 'propose'] as const

export const RunProgress = Type.Object(
  { stage: Type.Enum(runStages), percent: Type.Number({ minimum: 0, maximum: 100 }), at: Instant },
  closed,
)
export type RunProgress = Static<typeof RunProgress>

export const RunState = Type.Enum(['waiting', 'running', 'done', 'failed', 'cancelled'])
export type RunState = Static<typeof RunState>

const Count = Type.Integer({ minimum: 0 })
const Share = Type.Number({ minimum: 0, maximum: 1 })

export const ExpectedQuality = Type.Object(
  { threshold: Type.Number(), precision: Share, recall: Share, f1: Share },
  { ...closed, description: 'what the model expects of its own links, without labels' },
)

/** Why a pair waits for a person instead of being linked. */
export const reviewReasons = ['weak', 'kin', 'same-unique-source', 'same-roster', 'tie'] as const
export const suspicions = ['large', 'sex-differs', 'births-differ', 'bridge'] as const
/** What became of a household: it is another one again, lies within another, or has some members in common with it. */
export const householdChanges = ['same', 'part-of', 'some-members'] as const

const optionalCounts = <K extends string>(keys: readonly K[]) =>
  Type.Partial(Type.Object(Object.fromEntries(keys.map((key) => [key, Count])) as Record<K, typeof Count>, closed))

export const RunReport = Type.Object(
  {
    model: ModelDigest,
    records: Count,
    /** Rows left out because their source and record id had come before. */
    repeated: Count,
    sources: Type.Array(Type.Object({ source: Type.String(), records: Count }, closed)),
    pairs: Type.Object({ compared: Count, kept: Count, linked: Count, review: Count }, closed),
    rules: Type.Array(
      Type.Object(
        {
          rule: Type.String(),
          pairs: Count,
          /** Blocks left out because they are too large. */
          purged: Type.Object({ blocks: Count, records: Count, pairs: Count }, closed),
        },
        closed,
      ),
    ),
    /** Null where the model was trained before. */
    training: Type.Union([
      Type.Null(),
      Type.Object({ rounds: Count, settled: Type.Boolean(), patterns: Count }, closed),
    ]),
    expected: Type.Object({ chosen: ExpectedQuality, proposed: ExpectedQuality }, closed),
    reviews: optionalCounts(reviewReasons),
    clusters: Type.Object({ all: Count, ofSeveral: Count, suspicious: Count }, closed),
    /** Absent where no source has households. */
    households: Type.Optional(
      Type.Object(
        {
          rosters: Count,
          links: Type.Object({ same: Count, 'part-of': Count, 'some-members': Count }, closed),
        },
        closed,
      ),
    ),
    /** Of each stage; 0 of those that were done before an interruption. */
    seconds: Type.Object(
      { prepare: Type.Number(), train: Type.Number(), score: Type.Number(), cluster: Type.Number() },
      closed,
    ),
  },
  closed,
)
export type RunReport = Static<typeof RunReport>

/** What a chart of the run is drawn from. */
export const RunCharts = Type.Object(
  {
    /** Pairs by weight, one bin for each bit. */
    weights: Type.Array(Type.Object({ from: Type.Number(), pairs: Type.Integer(), linked: Type.Integer() }, closed)),
    clusterSizes: Type.Array(Type.Object({ size: Type.Integer(), clusters: Type.Integer() }, closed)),
    /** Precision and recall by threshold, as the model expects them; absent in runs before it was kept. */
    thresholds: Type.Optional(
      Type.Array(
        Type.Object(
          { threshold: Type.Number(), links: Count, expectedPrecision: Share, expectedRecall: Share },
          closed,
        ),
      ),
    ),
  },
  closed,
)
export type RunCharts = Static<typeof RunCharts>

/** Why a run failed, in the reader's language. */
export const RunFault = Type.Object(
  {
    code: Type.String(),
    message: Type.String(),
    fix: Type.Optional(Type.String()),
    params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  },
  closed,
)
export type RunFault = Static<typeof RunFault>

export const Run = Type.Object(
  {
    id: RunId,
    member: Id,
    account: Type.String(),
    state: RunState,
    request: RunRequest,
    model: ModelDigest,
    requestedAt: Instant,
    startedAt: Type.Optional(Instant),
    endedAt: Type.Optional(Instant),
    attempts: Type.Integer(),
    progress: RunProgress,
    fault: Type.Optional(RunFault),
    /** The model as it was trained, which its pairs name. */
    trained: Type.Optional(ModelDigest),
    report: Type.Optional(RunReport),
    charts: Type.Optional(RunCharts),
    proposals: Type.Optional(
      Type.Object({ found: Type.Integer(), fresh: Type.Integer(), leftOut: Type.Integer() }, closed),
    ),
  },
  closed,
)
export type Run = Static<typeof Run>

/** A cluster that somebody should look at: each of its links is strong, and still something speaks against it. */
export const SuspiciousCluster = Type.Object(
  {
    cluster: Type.String({ description: 'as pairs of the queue name it' }),
    size: Count,
    suspicions: Type.Array(Type.Enum(suspicions)),
    records: Type.Array(RecordRef, { description: 'the first of them' }),
    /** The link without which it falls in two. */
    bridge: Type.Optional(Type.Object({ first: RecordRef, second: RecordRef, weight: Type.Number() }, closed)),
  },
  closed,
)
export type SuspiciousCluster = Static<typeof SuspiciousCluster>

export const HouseholdRef = Type.Object({ source: Type.String(), household: Type.String() }, closed)

/** Two households with members in common. */
export const HouseholdLink = Type.Object(
  {
    first: HouseholdRef,
    second: HouseholdRef,
    firstSize: Count,
    secondSize: Count,
    /** People in both. */
    shared: Count,
    change: Type.Enum(householdChanges),
  },
  closed,
)
export type HouseholdLink = Static<typeof HouseholdLink>
