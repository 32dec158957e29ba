import Type, { type Static } from 'typebox'
import { Id, Instant, noControls } from '../../kernel/nouns.ts'
import { ModelDigest } from '../models/schema.ts'
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
          'proposes the model for matching records as they come; another person confirms. Where none is in use yet it is put in use',
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

/** What a chart of the run is drawn from. */
export const RunCharts = Type.Object(
  {
    /** Pairs by weight, one bin for each bit. */
    weights: Type.Array(Type.Object({ from: Type.Number(), pairs: Type.Integer(), linked: Type.Integer() }, closed)),
    clusterSizes: Type.Array(Type.Object({ size: Type.Integer(), clusters: Type.Integer() }, closed)),
  },
  closed,
)
export type RunCharts = Static<typeof RunCharts>

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
    /** Why it failed. */
    fault: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() }, closed)),
    /** The model as it was trained, which its pairs name. */
    trained: Type.Optional(ModelDigest),
    report: Type.Optional(Type.Unknown({ description: 'records, pairs, yields of rules, expected quality, seconds' })),
    charts: Type.Optional(RunCharts),
    proposals: Type.Optional(
      Type.Object({ found: Type.Integer(), fresh: Type.Integer(), leftOut: Type.Integer() }, closed),
    ),
  },
  closed,
)
export type Run = Static<typeof Run>
