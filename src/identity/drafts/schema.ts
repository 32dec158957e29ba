import Type, { type Static } from 'typebox'
import { noControls } from '../../kernel/nouns.ts'
import { Comparison, FieldKind, LinkageModel } from '../linkage/model/schema.ts'
import { ModelDigest } from '../models/schema.ts'
import { UploadId } from '../runs/schema.ts'

const closed = { additionalProperties: false }
const Column = Type.String({ pattern: noControls, minLength: 1, maxLength: 100 })
const Share = Type.Number({ minimum: 0, maximum: 1 })
const Count = Type.Integer({ minimum: 0 })

/** Records that a draft is tried on; more than this are not looked at, but a part of them drawn. */
export const maxCountedRecords = 200_000

export const DraftSource = Type.Union([
  Type.Object({ registry: Type.Literal('person') }, closed),
  Type.Object(
    {
      upload: UploadId,
      sheet: Type.Optional(
        Type.String({ minLength: 1, maxLength: 100, description: 'of a workbook; otherwise its first' }),
      ),
      columns: Type.Optional(
        Type.Record(Column, Column, {
          description: 'from a column that the model reads to the file’s own, where they are named differently',
        }),
      ),
    },
    closed,
  ),
])
export type DraftSource = Static<typeof DraftSource>

/** How many records a source has and how many of them were looked at. */
const Looked = { records: Count, counted: Count }

// ------------------------------------------------------------------------------------------------------------- profile

export const columnKinds = [
  ...(['given-names', 'family-name', 'full-name', 'mother-name', 'date-of-birth', 'sex', 'national-id'] as const),
  ...(['phone', 'place', 'text', 'household-id', 'record-id', 'unknown'] as const),
] as const
export const ColumnKind = Type.Enum(columnKinds)
export type ColumnKind = Static<typeof ColumnKind>

export const ProfileRequest = Type.Object(
  {
    source: DraftSource,
    kinds: Type.Optional(
      Type.Record(Column, ColumnKind, { description: 'what a person says of a column; counts more than any guess' }),
    ),
    id: Type.Optional(LinkageModel.properties.id),
  },
  closed,
)
export type ProfileRequest = Static<typeof ProfileRequest>

/** A column as it was found. Counts and shapes: no value of anybody is in it. */
export const ProfiledColumn = Type.Object(
  {
    column: Type.String(),
    kind: ColumnKind,
    /** Where that comes from: the column's name, its values, both, neither, or the person who asks. */
    by: Type.Enum(['name', 'values', 'both', 'neither', 'person']),
    filled: Count,
    distinct: Count,
    /** Of the filled, those that can be read as that kind. */
    readable: Share,
    /** Of the filled, those that have the most frequent value. */
    topShare: Share,
    /** Letters as a, digits as 9; only shapes that many values have. */
    shapes: Type.Array(Type.Object({ shape: Type.String(), share: Share }, closed)),
    heaping: Type.Optional(Type.Object({ firstOfJanuary: Share, firstOfJuly: Share }, closed)),
  },
  closed,
)
export type ProfiledColumn = Static<typeof ProfiledColumn>

export const ProposedModel = Type.Object(
  {
    model: LinkageModel,
    rules: Type.Array(
      Type.Object(
        {
          ...{ id: Type.String(), columns: Type.Array(Type.String()) },
          pairs: Type.Integer({ description: 'estimated from a sample of 20,000 records' }),
          largestBlock: Count,
        },
        closed,
      ),
    ),
    notes: Type.Array(Type.Object({ code: Type.String(), text: Type.String() }, closed)),
    /** The column that tells records apart, where one does. */
    recordId: Type.Optional(Type.String()),
  },
  closed,
)

export const Profile = Type.Object(
  {
    ...Looked,
    columns: Type.Array(ProfiledColumn),
    proposal: Type.Optional(ProposedModel),
    /** Why no model can be proposed. */
    nothing: Type.Optional(Type.Object({ message: Type.String(), fix: Type.String() }, closed)),
  },
  closed,
)
export type Profile = Static<typeof Profile>

// --------------------------------------------------------------------------------------------------------------- check

export const ModelFault = Type.Object(
  { pointer: Type.String(), code: Type.String(), message: Type.String(), fix: Type.String() },
  closed,
)
export type ModelFault = Static<typeof ModelFault>

export const Checked = Type.Object(
  {
    faults: Type.Array(ModelFault),
    /** Of a sound one: under this it would be kept, and whether it is already. */
    digest: Type.Optional(ModelDigest),
    kept: Type.Optional(Type.Boolean()),
    trained: Type.Boolean(),
  },
  closed,
)
export type Checked = Static<typeof Checked>

/** What the values of a field become, by what the field means: what comparisons and blocking rules may name. */
export const FieldParts = Type.Object(
  {
    kind: FieldKind,
    parts: Type.Array(
      Type.Object(
        {
          ...{ part: Type.String(), coding: Type.Enum(['dictionary', 'day', 'number', 'flag']) },
          /** Columns of one domain can be tested crosswise. */
          domain: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
    /** How a field of this kind, named `field`, is compared when nothing else is known of it. */
    comparison: Type.Optional(Comparison),
  },
  closed,
)
export type FieldParts = Static<typeof FieldParts>

// ------------------------------------------------------------------------------------------------------------ estimate

export const EstimateRequest = Type.Object(
  { source: DraftSource, fields: LinkageModel.properties.fields, blocking: LinkageModel.properties.blocking },
  closed,
)
export type EstimateRequest = Static<typeof EstimateRequest>

export const EstimatedRule = Type.Object(
  {
    id: Type.String(),
    pairs: Count,
    /** Of these, pairs that no rule before it brings together. */
    fresh: Count,
    largestBlock: Count,
    /** How the value of the largest block is written, and never the value. */
    shape: Type.Optional(Type.String()),
    purged: Type.Object({ blocks: Count, records: Count, pairs: Count }, closed),
    /** `purges`: blocks are left out; `explodes`: it alone yields more pairs than can be borne. */
    warnings: Type.Array(Type.Enum(['purges', 'explodes'])),
  },
  closed,
)
export type EstimatedRule = Static<typeof EstimatedRule>

export const Estimate = Type.Object(
  {
    ...Looked,
    /** All pairs of the source: what comparing everybody with everybody would take. */
    all: Count,
    /** Columns that the fields read and the source does not have: missing in every record. */
    without: Type.Array(Type.String()),
    rules: Type.Array(EstimatedRule),
    /** Pairs that a run compares: each once, however many rules bring it together. */
    union: Count,
    /** What a first model is allowed; far above it a run takes hours. */
    budget: Count,
    /** `exact`: every pair was counted; `sampled`: estimated from a part of the records, or of the pairs. */
    method: Type.Enum(['exact', 'sampled']),
    seconds: Type.Number(),
  },
  closed,
)
export type Estimate = Static<typeof Estimate>
