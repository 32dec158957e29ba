import Type, { type Static } from 'typebox'
import { Id } from '../../kernel/nouns.ts'
import { ElementId } from '../../semantics/schema.ts'
import { Reason } from '../people/schema.ts'

const closed = { additionalProperties: false }
const Programme = Type.String({ pattern: '^[A-Z0-9-]{1,20}$' })

/** How sure it is that an identifier is this person's, in the words of eIDAS (Regulation (EU) 910/2014, art. 8). */
export const levels = ['low', 'substantial', 'high'] as const
export const Level = Type.Enum(levels)
export type Level = Static<typeof Level>

/** How a number comes to be in its record. */
export const bindings = ['issued', 'civil-registry', 'same-number', 'declared'] as const

/** How an identifier was linked with what was asked by. */
export const bases = [...bindings, 'steward', 'model'] as const
export type Basis = (typeof bases)[number]

/** What is compared of two records that have the same number. */
export const comparedFields = ['given_name', 'surname', 'birth_date', 'sex'] as const

/** A country's `linkage/identifiers.yaml`: which identifiers belong to people, who issues them, and how sure a link is. */
export const IdentifierMap = Type.Object(
  {
    identifiers: Type.Array(
      Type.Object(
        {
          element: ElementId,
          /** A code of the country's list. */
          type: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 }),
          /** That issues it. */
          system: Id,
          /** The source whose records are told apart by it, for systems whose rosters are handed in. */
          source: Type.Optional(Id),
        },
        closed,
      ),
      { maxItems: 50 },
    ),
    /** Who knows a person: each is answered by yes or no, and agreed by itself. */
    known: Type.Array(
      Type.Object(
        { element: ElementId, programmes: Type.Array(Programme, { maxItems: 20 }), sources: Type.Array(Id) },
        closed,
      ),
      { maxItems: 50 },
    ),
    /** Two records of different sources with one number are one person's if so many of these agree. */
    sameNumber: Type.Object({ atLeast: Type.Integer({ minimum: 2, maximum: comparedFields.length }) }, closed),
    assurance: Type.Object(
      {
        bindings: Type.Record(Type.Enum(bindings), Level),
        /** Of a steward's decision: the first rule that fits; none: low. */
        links: Type.Array(
          Type.Object(
            {
              reasons: Type.Array(Reason, { minItems: 1 }),
              /** By a second steward. */
              confirmed: Type.Optional(Type.Literal(true)),
              /** In bits, of the model that proposed the pair. */
              minWeight: Type.Optional(Type.Number()),
              level: Level,
            },
            closed,
          ),
          { maxItems: 50 },
        ),
      },
      closed,
    ),
  },
  closed,
)
export type IdentifierMap = Static<typeof IdentifierMap>

/** Where a country says nothing, no identifier is mapped. */
export const noIdentifierMap: IdentifierMap = {
  identifiers: [],
  known: [],
  sameNumber: { atLeast: comparedFields.length },
  assurance: {
    bindings: { issued: 'low', 'civil-registry': 'low', 'same-number': 'low', declared: 'low' },
    links: [],
  },
}

/** Every source whose rosters are known by their records' own numbers. */
export const sourcesOf = ({ identifiers }: IdentifierMap): string[] => identifiers.flatMap(({ source }) => source ?? [])
