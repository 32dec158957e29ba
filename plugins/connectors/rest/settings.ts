import Type, { type Static } from 'typebox'
import { Outcome } from '../outcomes.ts'

const closed = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 80 })
const Template = Type.String({ maxLength: 500 })

const Paging = Type.Union([
  /** The answer has the address of the next page. */
  Type.Object(
    { style: Type.Literal('link'), at: Template, maxPages: Type.Integer({ minimum: 1, maximum: 100 }) },
    closed,
  ),
  /** The answer has a cursor that goes into a query parameter. */
  Type.Object(
    { style: Type.Literal('cursor'), at: Template, param: Name, maxPages: Type.Integer({ minimum: 1, maximum: 100 }) },
    closed,
  ),
  /** Pages are numbered from 1; a page with fewer than `size` records is the last. */
  Type.Object(
    {
      style: Type.Literal('number'),
      param: Name,
      size: Type.Integer({ minimum: 1, maximum: 1000 }),
      maxPages: Type.Integer({ minimum: 1, maximum: 100 }),
    },
    closed,
  ),
])
export type Paging = Static<typeof Paging>

/** One way to ask. `{name}` is a parameter of the question, in headers `{secret:name}` a credential. */
export const Call = Type.Object(
  {
    /** Parameters that must be there for this call; those of the path always must. */
    needs: Type.Optional(Type.Array(Name, { maxItems: 20 })),
    /** Make the call only when one of these elements is asked for (with `combine: merge`). */
    elements: Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { minItems: 1, maxItems: 50 })),
    method: Type.Union([Type.Literal('GET'), Type.Literal('POST')]),
    path: Template,
    query: Type.Optional(Type.Record(Name, Template)),
    /** JSON; a string that is a parameter alone keeps the parameter's type, and is left out when it is not there. */
    body: Type.Optional(Type.Record(Name, Type.Unknown())),
    /** Where the record or list of records is in the answer; absent: the answer is the record. */
    records: Type.Optional(Template),
    total: Type.Optional(Template),
    /** With `combine: merge`: the member of the merged record that this answer becomes. */
    into: Type.Optional(Name),
    paging: Type.Optional(Paging),
    outcomes: Type.Optional(Type.Array(Outcome, { maxItems: 30 })),
  },
  closed,
)
export type Call = Static<typeof Call>

export const RestSettings = Type.Object(
  {
    headers: Type.Optional(Type.Record(Name, Template)),
    /** `first`: the first call whose parameters are there. `merge`: every call, their answers made one record. */
    combine: Type.Optional(Type.Union([Type.Literal('first'), Type.Literal('merge')])),
    calls: Type.Array(Call, { minItems: 1, maxItems: 20 }),
    maxBytes: Type.Optional(Type.Integer({ minimum: 1000, maximum: 50_000_000 })),
    /** Path that is asked to see whether the system is there. */
    checkPath: Type.Optional(Template),
  },
  closed,
)
export type RestSettings = Static<typeof RestSettings>
