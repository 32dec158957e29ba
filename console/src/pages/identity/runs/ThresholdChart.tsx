import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Evaluation, MeasuredAt } from '../../../../../src/identity/measures/schema.ts'
import type { RunCharts, RunReport } from '../../../../../src/identity/runs/schema.ts'
import { evaluationQuery, fileEvaluationQuery } from '../../../api/linkage-runs.ts'
import { ChartFrame } from '../../../parts/ChartFrame.tsx'
import { csvOf } from '../../../parts/csv.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { ExportMenu } from '../../../parts/ExportMenu.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useBits } from '../words.tsx'
import { pointsOf, type ThresholdRow, thresholdRows, verdictOf } from './plot.ts'

interface ThresholdProps {
  readonly id: string
  readonly thresholds: NonNullable<RunCharts['thresholds']>
  readonly report: RunReport
}

const lines = ['precision', 'recall', 'measuredPrecision', 'measuredRecall'] as const
const kinds = {
  precision: 'line-first',
  recall: 'line-second',
  measuredPrecision: 'line-third',
  measuredRecall: 'line-fourth',
} as const
const bands = { precision: 'band-first', recall: 'band-second' } as const

/** What each threshold would cost: as the model expects it, and as it was found by a file of truth or where stewards decided. */
export function ThresholdChart({ id, thresholds, report }: ThresholdProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  const { data: decided } = useQuery(evaluationQuery(id))
  const { data: byFile } = useQuery(fileEvaluationQuery(id))
  const evaluation = byFile ?? decided ?? undefined
  const rows = thresholdRows(thresholds, evaluation?.curve ?? [])
  const { chosen, proposed } = report.expected
  const { from, to, xOf, line, band } = pointsOf(rows)
  const isMeasured = rows.some(({ measured }) => measured !== undefined)
  const shown = isMeasured ? lines : lines.slice(0, 2)
  const at = { bits: bits(chosen.threshold), best: bits(proposed.threshold) }
  return (
    <ChartFrame
      title={t('runCharts.thresholds')}
      note={t('runCharts.expectedNote')}
      summary={t('runCharts.thresholdsSummary', {
        ...{ link: at.bits, precision: format.percent(chosen.precision), recall: format.percent(chosen.recall) },
      })}
      most={format.percent(1)}
      axis={[bits(from), bits((from + to) / 2), bits(to)]}
      axisTitle={t('runCharts.linkedFrom')}
      legend={[
        ...shown.map((name) => ({ kind: kinds[name], label: t(`runCharts.${name}`) })),
        ...(isMeasured ? [{ kind: 'bar-band', label: t('runCharts.band') }] : []),
        { kind: 'mark', label: t('runCharts.chosen', at) },
      ]}
      actions={<ExportMenu name="thresholds" rows={rows} toCsv={(all) => csvOf(thresholdColumns, all)} />}
      {...(evaluation === undefined ? {} : { said: <MeasuredSaid evaluation={evaluation} /> })}
      table={<ThresholdTable rows={rows} isMeasured={isMeasured} />}
    >
      {isMeasured
        ? (['precision', 'recall'] as const).map((name) => (
            <polygon key={name} data-kind={bands[name]} points={band(name)} />
          ))
        : null}
      {shown.map((name) => (
        <polyline key={name} data-kind={kinds[name]} points={line(name)} />
      ))}
      <line data-kind="mark" x1={xOf(chosen.threshold)} x2={xOf(chosen.threshold)} y1="0" y2="100" />
    </ChartFrame>
  )
}

/** On how much the measured lines rest, and whether the model says of these pairs what was found of them. */
function MeasuredSaid({ evaluation: { basis, given, known, judged, atThreshold } }: { evaluation: Evaluation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  const { right, wrong, said, precision, intervals } = atThreshold
  const verdict = verdictOf(atThreshold)
  const counts = { given: format.number(given), known: format.number(known), judged: format.number(judged) }
  return (
    <>
      <p className="k-sub">{t(`runCharts.measuredBy.${basis}`, counts)}</p>
      {verdict === undefined ? (
        <p>{t('runCharts.noneLinked', { bits: bits(atThreshold.threshold) })}</p>
      ) : (
        <p>
          {t('runCharts.saidAndFound', {
            ...{ bits: bits(atThreshold.threshold), pairs: format.number(right + wrong), said: format.percent(said) },
            ...{ found: format.percent(precision), low: format.percent(intervals.precision.low) },
            high: format.percent(intervals.precision.high),
          })}{' '}
          <strong>{t(`runCharts.verdict.${verdict}`)}</strong>
        </p>
      )}
    </>
  )
}

function ThresholdTable({ rows, isMeasured }: { rows: readonly ThresholdRow[]; isMeasured: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  const found = (name: 'precision' | 'recall') => (row: ThresholdRow) => {
    if (row.measured === undefined) return t('value.none')
    const { low, high } = row.measured.intervals[name]
    return t('runCharts.withInterval', {
      ...{ share: format.percent(row.measured[name]), low: format.percent(low), high: format.percent(high) },
    })
  }
  const of = (cell: (measured: MeasuredAt) => string) => (row: ThresholdRow) =>
    row.measured === undefined ? t('value.none') : cell(row.measured)
  const numeric = { numeric: true } as const
  const expected: readonly Column<ThresholdRow>[] = [
    {
      key: 'threshold',
      header: t('runCharts.linkedFrom'),
      cell: (row) => bits(row.threshold),
      sortBy: (row) => row.threshold,
    },
    {
      key: 'links',
      header: t('runs.pairs'),
      ...numeric,
      cell: (row) => format.number(row.links),
      sortBy: (row) => row.links,
    },
    { key: 'precision', header: t('runCharts.precision'), ...numeric, cell: (row) => format.percent(row.precision) },
    { key: 'recall', header: t('runCharts.recall'), ...numeric, cell: (row) => format.percent(row.recall) },
  ]
  const measured: readonly Column<ThresholdRow>[] = [
    {
      key: 'pairs',
      header: t('runCharts.knownPairs'),
      ...numeric,
      cell: of(({ right, wrong }) => format.number(right + wrong)),
    },
    { key: 'said', header: t('runCharts.said'), ...numeric, cell: of(({ said }) => format.percent(said)) },
    { key: 'found', header: t('runCharts.measuredPrecision'), ...numeric, cell: found('precision') },
    {
      key: 'same',
      header: t('runCharts.knownSame'),
      ...numeric,
      cell: of(({ right, missed }) => format.number(right + missed)),
    },
    { key: 'foundRecall', header: t('runCharts.measuredRecall'), ...numeric, cell: found('recall') },
  ]
  return (
    <DataTable
      caption={t('runCharts.thresholds')}
      rows={rows}
      rowKey={(row) => String(row.threshold)}
      columns={isMeasured ? [...expected, ...measured] : expected}
    />
  )
}

const thresholdColumns = [
  ...(['threshold', 'links', ...lines] as const).map((name) => [name, (row: ThresholdRow) => row[name]] as const),
  ...(['right', 'wrong', 'missed', 'said'] as const).map(
    (name) => [name, (row: ThresholdRow) => row.measured?.[name]] as const,
  ),
  ...(['precision', 'recall'] as const).flatMap((name) =>
    (['low', 'high'] as const).map(
      (end) => [`${name}-${end}`, (row: ThresholdRow) => row.measured?.intervals[name][end]] as const,
    ),
  ),
]
