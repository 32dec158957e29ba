import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false }
const Column = Type.String({ minLength: 1, maxLength: 120 })
const Sheet = {
  sheet: Type.String({ minLength: 1, maxLength: 80 }),
  /** Columns that must be there; the first row that has them all, within the first 20, is the header. */
  columns: Type.Array(Column, { minItems: 1, maxItems: 200 }),
}

export const XlsxSettings = Type.Object(
  {
    folder: Type.Optional(Type.String({ maxLength: 300 })),
    /** Pattern of the file names; the last by name is the newest. Its named groups become `@name` of each row. */
    files: Type.String({ minLength: 1, maxLength: 300 }),
    latest: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    ...Sheet,
    askBy: Type.Array(Column, { minItems: 1, maxItems: 10 }),
    /** A second sheet of the same file: each of its rows with the same value of `by` makes a record with both. */
    details: Type.Optional(Type.Object({ ...Sheet, by: Column }, closed)),
    maxBytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
    settleMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
  },
  closed,
)
export type XlsxSettings = Static<typeof XlsxSettings>
