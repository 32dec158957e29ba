import type { ExchangeSummary } from '../../../../src/exchange/schema.ts'
import { type CsvColumn, csvOf } from '../../parts/csv.ts'

const columns: readonly CsvColumn<ExchangeSummary>[] = [
  ['id', ({ id }) => id],
  ['question_id', ({ questionId }) => questionId],
  ['at', ({ at }) => at],
  ['consumer', ({ consumer }) => consumer],
  ['provider', ({ provider }) => provider],
  ['service', ({ service }) => service],
  ['purpose', ({ purpose }) => purpose],
  ['agreement', ({ agreement }) => agreement?.id],
  ['agreement_version', ({ agreement }) => agreement?.version],
  ['status', ({ status }) => status],
  ['refused_at', ({ refusedAt }) => refusedAt],
  ['reason', ({ reason }) => reason?.code],
  ['records', ({ records }) => records],
  ['duration_ms', ({ durationMs }) => durationMs],
  ['asked_by', ({ askedBy }) => askedBy.id],
  ['case_ref', ({ caseRef }) => caseRef],
]

export const toCsv = (exchanges: readonly ExchangeSummary[]): string => csvOf(columns, exchanges)
