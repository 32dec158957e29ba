import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false }
const Column = Type.String({ minLength: 1, maxLength: 120 })

export const CsvSettings = Type.Object(
  {
    /** Folder below the system's address. */
    folder: Type.Optional(Type.String({ maxLength: 300 })),
    /** Pattern of the file names; the last by name is the newest. Its named groups become `@name` of each row. */
    files: Type.String({ minLength: 1, maxLength: 300 }),
    /** How many files count, newest first. */
    latest: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    encoding: Type.Optional(
      Type.Union([
        Type.Literal('utf-8'),
        Type.Literal('windows-1252'),
        Type.Literal('iso-8859-1'),
        Type.Literal('utf-16le'),
      ]),
    ),
    separator: Type.Optional(Type.Union([Type.Literal(','), Type.Literal(';'), Type.Literal('\t'), Type.Literal('|')])),
    /** Columns that must be there. */
    columns: Type.Array(Column, { minItems: 1, maxItems: 200 }),
    askBy: Type.Array(Column, { minItems: 1, maxItems: 10 }),
    /** Make one record of the rows with the same value of `by`, with all of them under `into`, newest first. */
    group: Type.Optional(Type.Object({ by: Column, into: Column }, closed)),
    maxBytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
    /** A file younger than this may still be being written. */
    settleMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
  },
  closed,
)
export type CsvSettings = Static<typeof CsvSettings>
