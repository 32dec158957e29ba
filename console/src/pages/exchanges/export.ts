import type { ExchangeSummary } from '../../../../src/exchange/schema.ts'

const columns: readonly (readonly [string, (exchange: ExchangeSummary) => string | number | undefined])[] = [
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

/** RFC 4180, one line an exchange. */
export function toCsv(exchanges: readonly ExchangeSummary[]): string {
  const lines = exchanges.map((exchange) => columns.map(([, read]) => csvCell(read(exchange))).join(','))
  return `${[columns.map(([name]) => name).join(','), ...lines].join('\r\n')}\r\n`
}

/** A spreadsheet runs a cell that begins like a formula: such a text is given an apostrophe. */
function csvCell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
