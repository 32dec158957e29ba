import type { Duty } from '../../../../../src/compliance/duties/schema.ts'
import { type CsvColumn, csvOf } from '../../../parts/csv.ts'

const columns: readonly CsvColumn<Duty>[] = [
  ['day', ({ day }) => day],
  ['ends_at', ({ at }) => at],
  ['urgency', ({ urgency }) => urgency],
  ['kind', ({ kind }) => kind],
  ['subject', ({ subject }) => subject],
  ['to', ({ to }) => to],
  ['agreement', ({ agreement }) => agreement],
  ['members', ({ members }) => members.join(' ')],
  ['act', ({ law }) => law?.act],
  ['section', ({ law }) => law?.section],
]

/** Ids and ISO dates, so that another program can read it. */
export const toCsv = (duties: readonly Duty[]): string => csvOf(columns, duties)
