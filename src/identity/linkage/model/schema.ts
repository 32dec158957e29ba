import Type, { type Static } from 'typebox'
import { LocalText } from '../../../kernel/nouns.ts'

const closed = { additionalProperties: false }

/** What a field means: which cleaning it gets and which encoded columns it yields (`columns.ts`). */
export const fieldKinds = [
  'given-names',
  'family-name',
  'full-name',
  'mother-name',
  'date-of-birth',
  'sex',
  'national-id',
  'phone',
  'place',
  'text',
  'household-id',
] as const
export const FieldKind = Type.Enum(fieldKinds)
export type FieldKind = Static<typeof FieldKind>

const Name = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40 })

/** An encoded column: a field and a part of its cleaned value, `given.phonetic`. */
export const ColumnName = Type.String({ pattern: '^[a-z][a-z0-9-]*\\.[a-z][a-z0-9]*$', maxLength: 60 })

export const Field = Type.Object(
  {
    id: Name,
    kind: FieldKind,
    /** Columns of the raw table; the values of several are joined by a space (a place: by a slash, widest first). */
    from: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 8 }),
  },
  closed,
)
export type Field = Static<typeof Field>

/** One condition on the two records of a pair. None of them holds where a value that it needs is missing. */
export const Condition = Type.Union([
  /** Both have the same value. */
  Type.Object({ test: Type.Literal('equal'), column: ColumnName }, closed),
  /** Both have a value, and not the same. */
  Type.Object({ test: Type.Literal('different'), column: ColumnName }, closed),
  /** The one's first is the other's second: names in another order, day and month changed. */
  Type.Object(
    { test: Type.Literal('crosswise'), columns: Type.Array(ColumnName, { minItems: 2, maxItems: 2 }) },
    closed,
  ),
  /** Jaro-Winkler similarity of the texts, over code points. */
  Type.Object(
    { test: Type.Literal('similar'), column: ColumnName, atLeast: Type.Number({ minimum: 0.5, maximum: 1 }) },
    closed,
  ),
  /** Insertions, deletions, changes and swaps of neighbours (optimal string alignment), over code points. */
  Type.Object(
    { test: Type.Literal('edits'), column: ColumnName, atMost: Type.Integer({ minimum: 1, maximum: 3 }) },
    closed,
  ),
  /** Numbers (years, days) that differ by no more. */
  Type.Object(
    { test: Type.Literal('within'), column: ColumnName, atMost: Type.Integer({ minimum: 1, maximum: 100_000 }) },
    closed,
  ),
  /** One of the two at least has the flag. */
  Type.Object({ test: Type.Literal('either'), column: ColumnName }, closed),
])
export type Condition = Static<typeof Condition>

/** Alternatives, of which one must hold; each is a list of conditions that must all hold. */
export const Alternatives = Type.Array(Type.Array(Condition, { minItems: 1, maxItems: 6 }), {
  minItems: 1,
  maxItems: 6,
})
export type Alternatives = Static<typeof Alternatives>

export const Level = Type.Object(
  {
    id: Name,
    when: Alternatives,
    /** Agreement on a rare value of this column says more: term-frequency adjustment. */
    frequencies: Type.Optional(ColumnName),
  },
  closed,
)
export type Level = Static<typeof Level>

export const maxLevels = 6

/**
 * One piece of evidence. The first level that holds is the pair's; after the last comes, unwritten, `else`. Where one of
 * `needs` is missing in either record, or `nullWhen` holds, the comparison says nothing.
 */
export const Comparison = Type.Object(
  {
    id: Name,
    needs: Type.Array(ColumnName, { minItems: 1, maxItems: 4 }),
    nullWhen: Type.Optional(Alternatives),
    levels: Type.Array(Level, { minItems: 1, maxItems: maxLevels }),
    /** An earlier comparison on whose level this one's probabilities depend (a birthplace on the postcode). */
    dependsOn: Type.Optional(Name),
  },
  closed,
)
export type Comparison = Static<typeof Comparison>

/** Pairs that agree on all these columns are compared. */
export const BlockingRule = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 120 }),
    columns: Type.Array(ColumnName, { minItems: 1, maxItems: 5 }),
  },
  closed,
)
export type BlockingRule = Static<typeof BlockingRule>

/** All in bits: log2 of the odds that a pair is one person. */
export const Thresholds = Type.Object(
  {
    /** From here on a pair is linked. */
    link: Type.Number({ minimum: -60, maximum: 60 }),
    /** From here on, and below `link`, a person looks at it. */
    review: Type.Number({ minimum: -60, maximum: 60 }),
    /** Against the household class alone; a pair below it is never linked without a person. */
    kin: Type.Number({ minimum: -60, maximum: 60 }),
  },
  closed,
)
export type Thresholds = Static<typeof Thresholds>

export const Constraints = Type.Object(
  {
    /** Sources that hold nobody twice: two of their records are never linked. */
    uniqueSources: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 20 }),
    /** Columns of rosters: two records of one source with the same value were listed side by side, so they are two. */
    rosters: Type.Array(ColumnName, { maxItems: 4 }),
  },
  closed,
)
export type Constraints = Static<typeof Constraints>

/** Rows: one, or one for each level of the comparison that it depends on. In a row: each level, then `else`; sums to 1. */
const Probabilities = Type.Array(
  Type.Array(Type.Number({ minimum: 0, maximum: 1 }), { minItems: 2, maxItems: maxLevels + 1 }),
  { minItems: 1, maxItems: maxLevels + 2 },
)

export const TrainedComparison = Type.Object(
  { id: Name, match: Probabilities, household: Probabilities, unrelated: Probabilities },
  closed,
)
export type TrainedComparison = Static<typeof TrainedComparison>

export const Parameters = Type.Object(
  {
    /** Records that it was trained on. */
    records: Type.Integer({ minimum: 2 }),
    /** Expected pairs of each class among the compared pairs; of the unrelated among all. */
    pairs: Type.Object(
      {
        match: Type.Number({ exclusiveMinimum: 0 }),
        household: Type.Number({ exclusiveMinimum: 0 }),
        unrelated: Type.Number({ exclusiveMinimum: 0 }),
      },
      closed,
    ),
    comparisons: Type.Array(TrainedComparison, { minItems: 1, maxItems: 15 }),
  },
  closed,
)
export type Parameters = Static<typeof Parameters>

/** A plan of linkage, which is data: what is read, how it is compared, what is linked. */
export const LinkageModel = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 }),
    version: Type.Integer({ minimum: 1, maximum: 100_000 }),
    title: Type.Optional(LocalText),
    fields: Type.Array(Field, { minItems: 1, maxItems: 20 }),
    comparisons: Type.Array(Comparison, { minItems: 1, maxItems: 15 }),
    blocking: Type.Object(
      {
        rules: Type.Array(BlockingRule, { minItems: 1, maxItems: 30 }),
        /** A block that would yield more pairs than this by one rule is left out of that rule, and reported. */
        maxPairsPerBlock: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
      },
      closed,
    ),
    thresholds: Thresholds,
    constraints: Constraints,
    /** Missing until it was trained. */
    parameters: Type.Optional(Parameters),
  },
  closed,
)
export type LinkageModel = Static<typeof LinkageModel>
