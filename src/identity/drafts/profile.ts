import type { Language } from '../../kernel/language.ts'
import { type ProblemMessages, translateProblem } from '../../kernel/problem-messages.ts'
import { ok, type Result } from '../../kernel/result.ts'
import type { CleanerOf } from '../linkage/model/cleaned.ts'
import type { ColumnProfile } from '../linkage/profile/column.ts'
import { sayNote } from '../linkage/profile/messages.ts'
import { type Proposal, proposeModel, settled } from '../linkage/profile/propose.ts'
import { profileTable, type TableProfile } from '../linkage/profile/table.ts'
import type { Profile, ProfiledColumn, ProfileRequest } from './schema.ts'
import type { Read } from './source.ts'

export interface Profiling {
  readonly cleanerOf: CleanerOf
  readonly language: Language
  readonly messages: ProblemMessages
}

/** What a source holds, column by column, and a first model for it. */
export async function profileOf(
  { database, table, named, records, counted }: Read,
  { kinds = {}, id = 'first-model' }: ProfileRequest,
  { cleanerOf, language, messages }: Profiling,
): Promise<Result<Profile>> {
  const view = `${table}_columns`
  const list = [...named.keys()].join(', ')
  await database.run(`create or replace view ${view} as select ${list} from ${table}`)
  const sampled = await profileTable(database, view, cleanerOf, (column) => named.get(column) ?? column)
  // Where a part of the registry was drawn, rules must bear the cost of the whole.
  const profile: TableProfile = { ...sampled, rows: records }
  const proposed = proposeModel(scaled(profile, records / counted), cleanerOf, { id, kinds })
  const columns = settled(sampled.columns, kinds).map((column) => columnOf(column, kinds))
  if (proposed.ok) return ok({ records, counted, columns, proposal: proposalOf(proposed.value, language) })
  const { message, fix } = translateProblem(proposed.problem, language, messages).problem
  return ok({ records, counted, columns, nothing: { message, fix } })
}

const scaled = (profile: TableProfile, by: number): TableProfile => ({
  ...profile,
  columns: profile.columns.map((column) => ({
    ...column,
    rows: Math.round(column.rows * by),
    filled: Math.round(column.filled * by),
  })),
})

/** Without the values that are frequent: they are somebody's, and shapes tell as much about how to clean them. */
function columnOf(
  { column, guess, filled, distinct, readable, topShare, shapes, heaping }: ColumnProfile,
  said: NonNullable<ProfileRequest['kinds']>,
): ProfiledColumn {
  return {
    ...{ column, kind: guess.kind, by: Object.hasOwn(said, column) ? 'person' : guess.by },
    ...{ filled, distinct, readable, topShare, shapes: [...shapes] },
    ...(heaping === undefined ? {} : { heaping }),
  }
}

const proposalOf = (
  { model, rules, notes, recordId }: Proposal,
  language: Language,
): NonNullable<Profile['proposal']> => ({
  model,
  rules: rules.map((rule) => ({ ...rule })),
  notes: notes.map((note) => ({ code: note.code, text: sayNote(note, language) })),
  ...(recordId === undefined ? {} : { recordId }),
})
