import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false }
export const Programme = Type.String({ pattern: '^[A-Z0-9-]{1,20}$' })

const Overlap = Type.Object(
  {
    programmes: Type.Array(Programme),
    /** Absent where it is too small, or would give a small one away. */
    people: Type.Optional(Type.Integer({ minimum: 0 })),
    rule: Type.Enum(['allowed', 'not-allowed', 'to-be-looked-at']),
    act: Type.Optional(Type.String()),
  },
  closed,
)
export type Overlap = Static<typeof Overlap>

const Unserved = Type.Object({ county: Type.String(), people: Type.Optional(Type.Integer({ minimum: 0 })) }, closed)

export const WhoGetsWhat = Type.Object(
  {
    smallestCell: Type.Integer({ description: 'smaller counts are left out, with what would give them away' }),
    programmes: Type.Object(
      {
        cells: Type.Array(Type.Object({ programme: Type.String(), people: Type.Optional(Type.Integer()) }, closed)),
      },
      closed,
    ),
    overlaps: Type.Array(Overlap),
    /** In households of the poorest fifth by the score of their own model, and served by no programme. */
    unserved: Type.Object({ cells: Type.Array(Unserved), total: Type.Optional(Type.Integer()) }, closed),
  },
  closed,
)
export type WhoGetsWhat = Static<typeof WhoGetsWhat>
