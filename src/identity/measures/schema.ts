import Type, { type Static } from 'typebox'
import { measureSteps } from '../linkage/evaluate/watch.ts'
import { ModelDigest } from '../models/schema.ts'
import { RecordRef } from '../people/schema.ts'
import { RunId } from '../review/schema.ts'
import { ExpectedQuality, reviewReasons } from '../runs/schema.ts'

const closed = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })
const Share = Type.Number({ minimum: 0, maximum: 1 })
/** Pairs of two groups count half in each. */
const Pairs = Type.Number({ minimum: 0 })

/** A run by its id, or the latest one that is done by the digest of its model. */
export const RunOrModel = Type.Union([RunId, ModelDigest])

// ------------------------------------------------------------------------------------------------------ two runs compared

export const maxExamples = 50

const ComparedSide = Type.Object(
  {
    run: RunId,
    model: ModelDigest,
    endedAt: Type.String(),
    records: Count,
    /** From these weights on, in bits, pairs are linked and shown to a person. */
    thresholds: Type.Object({ link: Type.Number(), review: Type.Number(), kin: Type.Number() }, closed),
    pairs: Type.Object({ compared: Count, kept: Count, linked: Count, review: Count }, closed),
    clusters: Type.Object({ all: Count, ofSeveral: Count }, closed),
    expected: ExpectedQuality,
    weights: Type.Array(Type.Object({ from: Type.Number(), pairs: Count, linked: Count }, closed)),
  },
  closed,
)

const Sides = Type.Object({ both: Count, onlyFirst: Count, onlySecond: Count }, closed)
export const clusterChanges = ['same', 'split', 'merged', 'moved'] as const
const Changed = Type.Object({ groups: Count, records: Count }, closed)

const ExamplePair = Type.Object(
  {
    first: RecordRef,
    second: RecordRef,
    linkedBy: Type.Enum(['first', 'second']),
    /** Bits in each run; absent where the pair was not kept there. */
    weights: Type.Object({ first: Type.Optional(Type.Number()), second: Type.Optional(Type.Number()) }, closed),
    /** Why the other run put it to a person. */
    reason: Type.Optional(Type.Enum(reviewReasons)),
  },
  closed,
)
export type ExamplePair = Static<typeof ExamplePair>

const ExampleGroup = Type.Object(
  {
    change: Type.Enum(clusterChanges),
    /** Of both runs; of a large group the first parts are named, and the first records of each. */
    records: Count,
    first: Type.Array(Type.Array(RecordRef)),
    second: Type.Array(Type.Array(RecordRef)),
  },
  closed,
)
export type ExampleGroup = Static<typeof ExampleGroup>

export const RunComparison = Type.Object(
  {
    first: ComparedSide,
    second: ComparedSide,
    records: Sides,
    /** Linked pairs of records that both have, and the share of them on which the two agree. */
    pairs: Type.Object({ ...Sides.properties, agreement: Share }, closed),
    /** Groups of records that one of the two takes for one person: the same in both, split, merged, or divided otherwise. */
    clusters: Type.Object({ same: Changed, split: Changed, merged: Changed, moved: Changed }, closed),
    /** Of the reader's areas, by reference. */
    examples: Type.Object({ pairs: Type.Array(ExamplePair), groups: Type.Array(ExampleGroup) }, closed),
  },
  closed,
)
export type RunComparison = Static<typeof RunComparison>

// ------------------------------------------------------------------------------------------------------------ under way

const MeasureUnderWay = Type.Object(
  {
    kind: Type.Enum(['comparison', 'evaluation']),
    runs: Type.Array(RunOrModel),
    /** Absent while it waits for its turn. */
    step: Type.Optional(Type.Enum(measureSteps)),
    percent: Type.Integer({ minimum: 0, maximum: 100 }),
  },
  closed,
)
export type MeasureUnderWay = Static<typeof MeasureUnderWay>

/** What runs, then what waits. */
export const MeasuresUnderWay = Type.Object({ measures: Type.Array(MeasureUnderWay) }, closed)
export type MeasuresUnderWay = Static<typeof MeasuresUnderWay>

// ------------------------------------------------------------------------------------------------------- a run evaluated

export const maxTruthBytes = 20_000_000
export const maxTruthRows = 500_000
export const maxDivisions = 5

const Score = Type.Object(
  { right: Pairs, wrong: Pairs, missed: Pairs, precision: Share, recall: Share, f1: Share },
  closed,
)
const Interval = Type.Object({ low: Share, high: Share }, closed)

/** Linking from a weight on: what was found of the pairs of which it is known, and what the model says of the same ones. */
const MeasuredAt = Type.Object(
  {
    threshold: Type.Number(),
    ...Score.properties,
    /** Mean of the probabilities of the pairs from here on: where precision is surely less, the model is too sure. */
    said: Share,
    intervals: Type.Object({ precision: Interval, recall: Interval }, closed),
  },
  closed,
)
export type MeasuredAt = Static<typeof MeasuredAt>

export const Evaluation = Type.Object(
  {
    run: RunId,
    model: ModelDigest,
    /** Who each record really is; pairs that somebody judged; or what stewards have decided so far. */
    basis: Type.Enum(['people', 'pairs', 'decisions']),
    /** Records or pairs that were given, and those of them that the run knows. */
    given: Count,
    known: Count,
    /** Pairs by which it is judged. */
    judged: Count,
    /** What the run did: pairs of records that it put into one cluster. */
    asLinked: Score,
    intervals: Type.Object(
      { precision: Interval, recall: Interval },
      { ...closed, description: '95 % (Wilson): wide where few pairs were judged' },
    ),
    /** What the threshold of the model would do by itself, and the one at which F1 is best. */
    atThreshold: MeasuredAt,
    atBest: Type.Optional(Type.Object({ threshold: Type.Number(), ...Score.properties }, closed)),
    curve: Type.Array(MeasuredAt),
    /** Where it is known of every record who it is. */
    clusters: Type.Optional(
      Type.Object(
        { exact: Score, bCubed: Type.Object({ precision: Share, recall: Share, f1: Share }, closed) },
        closed,
      ),
    ),
    groups: Type.Array(
      Type.Object(
        {
          ...{ division: Type.String(), group: Type.String(), records: Count },
          ...Score.properties,
          finding: Type.Optional(Type.Enum(['misses-more', 'errs-more'])),
        },
        closed,
      ),
    ),
    calibration: Type.Object(
      {
        error: Share,
        bins: Type.Array(Type.Object({ from: Share, to: Share, pairs: Count, said: Share, found: Share }, closed)),
      },
      closed,
    ),
    /** Without any label: what the model itself expects. */
    expected: Type.Object({ chosen: ExpectedQuality, proposed: ExpectedQuality }, closed),
  },
  closed,
)
export type Evaluation = Static<typeof Evaluation>
