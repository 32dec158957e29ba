import { useTranslation } from 'react-i18next'
import type { RunComparison } from '../../../../../src/identity/measures/schema.ts'
import { ChartFrame } from '../../../parts/ChartFrame.tsx'
import { csvOf } from '../../../parts/csv.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { ExportMenu } from '../../../parts/ExportMenu.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useBits } from '../words.tsx'

interface Bin {
  readonly from: number
  readonly first: number
  readonly second: number
}

/** Pairs of both runs by weight, as two lines over one axis. */
export function WeightsCompared({ comparison: { first, second } }: { comparison: RunComparison }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  const at = (weights: RunComparison['first']['weights'], from: number) =>
    weights.find((bin) => bin.from === from)?.pairs ?? 0
  const froms = [...first.weights, ...second.weights].map(({ from }) => from)
  if (froms.length === 0) return null
  const [from, to] = [Math.min(...froms), Math.max(...froms)]
  const bins = Array.from({ length: to - from + 1 }, (_, i): Bin => {
    const bit = from + i
    return { from: bit, first: at(first.weights, bit), second: at(second.weights, bit) }
  })
  const most = Math.max(1, ...bins.flatMap((bin) => [bin.first, bin.second]))
  const line = (side: 'first' | 'second') =>
    bins.map((bin, i) => `${(i / Math.max(1, bins.length - 1)) * 100},${100 - (bin[side] / most) * 100}`).join(' ')
  const number = (side: 'first' | 'second') => ({
    ...{ key: side, header: t(`compareRuns.${side}`), numeric: true },
    cell: (bin: Bin) => format.number(bin[side]),
    sortBy: (bin: Bin) => bin[side],
  })
  return (
    <ChartFrame
      title={t('runCharts.weights')}
      summary={t('compareRuns.weightsSummary', {
        ...{ from: bits(from), to: bits(to), first: bits(first.thresholds.link), second: bits(second.thresholds.link) },
      })}
      most={t('runCharts.mostPairs', { number: format.number(most) })}
      axis={[bits(from), bits((from + to) / 2), bits(to)]}
      axisTitle={t('runCharts.bits')}
      legend={[
        {
          kind: 'line-first',
          label: t('compareRuns.linkFrom', { run: t('compareRuns.first'), bits: bits(first.thresholds.link) }),
        },
        {
          kind: 'line-second',
          label: t('compareRuns.linkFrom', { run: t('compareRuns.second'), bits: bits(second.thresholds.link) }),
        },
      ]}
      actions={<ExportMenu name="weights" rows={bins} toCsv={(rows) => csvOf(columns, rows)} />}
      table={
        <DataTable
          caption={t('runCharts.weights')}
          rows={bins}
          rowKey={(bin) => String(bin.from)}
          columns={[
            { key: 'from', header: t('runCharts.bits'), cell: (bin) => bits(bin.from), sortBy: (bin) => bin.from },
            number('first'),
            number('second'),
          ]}
        />
      }
    >
      <polyline data-kind="line-first" points={line('first')} />
      <polyline data-kind="line-second" points={line('second')} />
    </ChartFrame>
  )
}

const columns = (['from', 'first', 'second'] as const).map((name) => [name, (bin: Bin) => bin[name]] as const)
