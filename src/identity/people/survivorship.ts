import Type, { type Static } from 'typebox'
import { Id } from '../../kernel/nouns.ts'
import { fieldsOfPerson, type PersonRecord } from './records.ts'
import { keyOf } from './rules.ts'

const closed = { additionalProperties: false }

/** How one of several values is chosen; the first criterion that tells two apart decides. */
export const criteria = ['source-rank', 'verified', 'newest', 'longest', 'most-frequent'] as const
export const Criterion = Type.Enum(criteria)
export type Criterion = Static<typeof Criterion>

/** A country's `linkage/survivorship.yaml`: which value of a person's records stands for the person. */
export const Survivorship = Type.Object(
  {
    /** The most trusted first; a source that is not named comes last. */
    sources: Type.Array(Id, { maxItems: 100 }),
    /** For fields that `fields` does not name. */
    otherwise: Type.Array(Criterion, { minItems: 1, maxItems: criteria.length }),
    fields: Type.Record(
      Type.String({ maxLength: 60 }),
      Type.Array(Criterion, { minItems: 1, maxItems: criteria.length }),
    ),
  },
  closed,
)
export type Survivorship = Static<typeof Survivorship>

/** Where a country says nothing: what is newest stands. */
export const plainSurvivorship: Survivorship = { sources: [], otherwise: ['newest', 'longest'], fields: {} }

export interface Chosen {
  readonly field: string
  readonly element: string
  readonly record: PersonRecord
  readonly value: string
  /** The criterion that decided, or `only` where the records say one thing. */
  readonly by: Criterion | 'only' | 'first'
  /** Other values that the records hold. */
  readonly others: number
}

type Rank = (record: PersonRecord, field: string) => number | string

/** One value for each field that any of the records has. Pure; records keep what they say. */
export function survivors(records: readonly PersonRecord[], rules: Survivorship): Chosen[] {
  return fieldsOfPerson.flatMap(({ field, element }): Chosen[] => {
    const holding = records
      .filter((record) => (record.values[field] ?? '') !== '')
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    const [first] = holding
    if (first === undefined) return []
    const values = new Set(holding.map((record) => record.values[field]))
    const chosen = choose(holding, field, rules)
    const value = chosen.record.values[field] as string
    return [{ field, element, value, ...chosen, others: values.size - 1 }]
  })
}

function choose(holding: readonly PersonRecord[], field: string, rules: Survivorship): Pick<Chosen, 'record' | 'by'> {
  const values = new Set(holding.map((record) => record.values[field]))
  const first = holding[0] as PersonRecord
  if (values.size === 1) return { record: first, by: 'only' }
  const ranks = ranksFor(holding, rules)
  let left = holding
  for (const criterion of rules.fields[field] ?? rules.otherwise) {
    const rankOf = ranks[criterion]
    const best = highest(left.map((record) => rankOf(record, field)))
    left = left.filter((record) => rankOf(record, field) === best)
    if (new Set(left.map((record) => record.values[field])).size === 1) {
      return { record: left[0] as PersonRecord, by: criterion }
    }
  }
  return { record: left[0] as PersonRecord, by: 'first' }
}

/** Of numbers, or of texts: not both at once. */
function highest(ranks: readonly (number | string)[]): number | string | undefined {
  let best: number | string | undefined
  for (const rank of ranks) if (best === undefined || rank > best) best = rank
  return best
}

const ranksFor = (holding: readonly PersonRecord[], { sources }: Survivorship): Readonly<Record<Criterion, Rank>> => ({
  'source-rank': ({ source }) => {
    const place = sources.indexOf(source)
    return place < 0 ? -sources.length : -place
  },
  // A number of the state was checked against a register; a record that has one is worth more.
  verified: ({ values }) => ((values.national_id ?? values.birth_registration_number ?? '') === '' ? 0 : 1),
  newest: ({ updatedOn }) => updatedOn ?? '',
  longest: ({ values }, field) => (values[field] ?? '').length,
  'most-frequent': ({ values }, field) => holding.filter((other) => other.values[field] === values[field]).length,
})
