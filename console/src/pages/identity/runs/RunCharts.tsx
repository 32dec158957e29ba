import { useTranslation } from 'react-i18next'
import type { RunCharts, RunReport } from '../../../../../src/identity/runs/schema.ts'
import { ChartFrame } from '../../../parts/ChartFrame.tsx'
import { csvOf } from '../../../parts/csv.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { ExportMenu } from '../../../parts/ExportMenu.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Panel } from '../../../parts/Page.tsx'
import { useBits } from '../words.tsx'
import { barsOf } from './plot.ts'

/** Pairs by weight, bit by bit: how many were linked, how many wait for a person. */
export function WeightChart({ charts: { weights }, report }: { charts: RunCharts; report: RunReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  const link = report.expected.chosen.threshold
  const { bars, from, to, most, xOf } = barsOf(weights)
  if (weights.length === 0) return null
  return (
    <ChartFrame
      title={t('runCharts.weights')}
      note={t('runCharts.weightsNote')}
      summary={t('runCharts.weightsSummary', {
        ...{ from: bits(from), to: bits(to), most: format.number(most), link: bits(link) },
      })}
      most={t('runCharts.mostPairs', { number: format.number(most) })}
      axis={[bits(from), bits((from + to) / 2), bits(to)]}
      axisTitle={t('runCharts.bits')}
      legend={[
        { kind: 'bar-strong', label: t('runCharts.linked') },
        { kind: 'bar-weak', label: t('runCharts.notLinked') },
        { kind: 'mark', label: t('runCharts.linkFrom', { bits: bits(link) }) },
      ]}
      actions={<ExportMenu name="weights" rows={weights} toCsv={(rows) => csvOf(weightColumns, rows)} />}
      table={
        <DataTable
          caption={t('runCharts.weights')}
          rows={weights}
          rowKey={(bin) => String(bin.from)}
          columns={[
            { key: 'from', header: t('runCharts.bits'), cell: (bin) => bits(bin.from), sortBy: (bin) => bin.from },
            {
              key: 'pairs',
              header: t('runs.pairs'),
              numeric: true,
              cell: ({ pairs }) => format.number(pairs),
              sortBy: ({ pairs }) => pairs,
            },
            {
              key: 'linked',
              header: t('runCharts.linked'),
              numeric: true,
              cell: ({ linked }) => format.number(linked),
              sortBy: ({ linked }) => linked,
            },
          ]}
        />
      }
    >
      {bars.map(({ x, width, height, linked }) => (
        <g key={x}>
          <rect data-kind="bar-weak" x={x} y={100 - height} width={width} height={height} />
          <rect data-kind="bar-strong" x={x} y={100 - linked} width={width} height={linked} />
        </g>
      ))}
      <line data-kind="mark" x1={xOf(link)} x2={xOf(link)} y1="0" y2="100" />
    </ChartFrame>
  )
}

type WeightBin = RunCharts['weights'][number]
const weightColumns = (['from', 'pairs', 'linked'] as const).map(
  (name) => [name, (bin: WeightBin) => bin[name]] as const,
)

/** How many records the people have whom the run has found: few numbers, best read as such. */
export function ClusterSizes({ sizes }: { sizes: RunCharts['clusterSizes'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const several = sizes.filter(({ size }) => size > 1)
  const most = Math.max(1, ...several.map(({ clusters }) => clusters))
  const alone = sizes.find(({ size }) => size === 1)?.clusters ?? 0
  return (
    <Panel title={t('runCharts.sizes')}>
      <p className="k-sub">{t('runCharts.alone', { records: format.number(alone) })}</p>
      {several.length === 0 ? null : (
        <DataTable
          caption={t('runCharts.sizes')}
          rows={several}
          rowKey={({ size }) => String(size)}
          columns={[
            {
              key: 'size',
              header: t('runCharts.recordsOfOne'),
              numeric: true,
              cell: ({ size }) => format.number(size),
              sortBy: ({ size }) => size,
            },
            {
              key: 'clusters',
              header: t('runCharts.people'),
              numeric: true,
              cell: ({ clusters }) => (
                <>
                  {format.number(clusters)}
                  <svg className="k-run-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={(clusters / most) * 100} height="6" />
                  </svg>
                </>
              ),
              sortBy: ({ clusters }) => clusters,
            },
          ]}
        />
      )}
    </Panel>
  )
}
