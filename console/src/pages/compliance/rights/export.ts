import type { ShownCase } from '../../../../../src/compliance/rights/schema.ts'
import { type CsvColumn, csvOf } from '../../../parts/csv.ts'

const columns: readonly CsvColumn<ShownCase>[] = [
  ['id', ({ id }) => id],
  ['kind', ({ kind }) => kind],
  ['status', ({ status }) => status],
  ['member', ({ member }) => member],
  ['received_at', ({ receivedAt }) => receivedAt],
  ['due_at', ({ due }) => due?.at],
  ['overdue', ({ overdue }) => String(overdue)],
  ['channel', ({ channel }) => channel],
  ['elements', ({ elements }) => elements?.join(' ')],
  ['purpose', ({ purpose }) => purpose],
  ['refused_on', ({ refusal }) => refusal?.ground],
]

/** Ids and ISO dates; of persons a case holds nothing. */
export const toCsv = (cases: readonly ShownCase[]): string => csvOf(columns, cases)
