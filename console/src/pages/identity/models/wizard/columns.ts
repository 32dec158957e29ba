import type { ColumnKind, Profile } from '../../../../../../src/identity/drafts/schema.ts'

/** What a person said of columns. */
export type Said = Readonly<Record<string, ColumnKind>>

export const fitsSaid = (said: Said): boolean => Object.values(said).every((kind) => typeof kind === 'string')

// A record, not the room's own list: that would bring the validator along for a few words.
const known: Readonly<Record<ColumnKind, true>> = {
  ...{ 'given-names': true, 'family-name': true, 'full-name': true, 'mother-name': true, 'date-of-birth': true },
  ...{ sex: true, 'national-id': true, phone: true, place: true, text: true, 'household-id': true },
  ...{ 'record-id': true, unknown: true },
}
export const columnKinds = Object.keys(known) as ColumnKind[]

/** Columns that count for something, then those that do not. */
export const inOrder = ({ columns }: Profile): Profile['columns'] =>
  [...columns].sort((a, b) => Number(a.kind === 'unknown') - Number(b.kind === 'unknown'))

/** Columns of which nothing was made. */
export const leftOut = ({ columns }: Profile): string[] =>
  columns.filter(({ kind }) => kind === 'unknown').map(({ column }) => column)

/** The column that tells records apart. */
export const recordIdOf = ({ columns }: Profile): string | undefined =>
  columns.find(({ kind }) => kind === 'record-id')?.column
