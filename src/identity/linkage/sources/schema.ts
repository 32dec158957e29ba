import Type, { type Static } from 'typebox'
import { Id } from '../../../kernel/nouns.ts'
import { viewNames } from '../../../registry/views.ts'

const closed = { additionalProperties: false }
const Column = Type.String({ minLength: 1, maxLength: 100 })
const Path = Type.String({ minLength: 1, maxLength: 4_000 })

/** Labels of the WHATWG Encoding Standard that files of old systems come in. */
export const encodings = ['utf-8', 'windows-1252', 'windows-1256', 'iso-8859-1', 'utf-16le'] as const

export const SourceOrigin = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('csv'),
      path: Path,
      separator: Type.Optional(Type.Enum([',', ';', '\t', '|'])),
      encoding: Type.Optional(Type.Enum(encodings)),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('xlsx'), path: Path, sheet: Type.Optional(Column) }, closed),
  Type.Object({ kind: Type.Literal('parquet'), path: Path }, closed),
  /** Kiungo's own registry, by the kind of record; columns are those of the registry. */
  Type.Object({ kind: Type.Literal('registry'), records: Type.Enum(viewNames) }, closed),
])
export type SourceOrigin = Static<typeof SourceOrigin>

/** Where records come from, and which of its columns is what a linkage model reads. */
export const Source = Type.Object(
  {
    /** The value of the column `source` in the raw table. */
    id: Id,
    from: SourceOrigin,
    /** The source's column that tells its records apart. */
    recordId: Column,
    /** From a column of the raw table, as the model's fields name it, to the source's own. */
    columns: Type.Record(Column, Column),
  },
  closed,
)
export type Source = Static<typeof Source>
