import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptModel } from '../../../../../src/identity/models/schema.ts'
import type { RunCharts } from '../../../../../src/identity/runs/schema.ts'
import { useFormat } from '../../../parts/format.ts'
import { useBits } from '../words.tsx'
import type { CurvePoint } from './curve.ts'

type Thresholds = KeptModel['model']['thresholds']

const height = 100
const width = 240

/** Where a weight stands between the lowest and the highest that is shown. */
interface Axis {
  readonly from: number
  readonly to: number
}

const axisOf = (weights: readonly number[]): Axis => ({ from: Math.min(...weights), to: Math.max(...weights) + 1 })
const at = (weight: number, { from, to }: Axis): number => ((weight - from) / Math.max(to - from, 1)) * width

/** Pairs by weight. Heights are logarithms: beside a million weak pairs a hundred strong ones would not be seen. */
export function Weights({
  weights,
  thresholds,
}: {
  readonly weights: RunCharts['weights']
  readonly thresholds: Thresholds
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  if (weights.length === 0) return <p>{t('modelRun.noPairs')}</p>
  const axis = axisOf(weights.map(({ from }) => from))
  const tall = Math.log10(1 + Math.max(...weights.map(({ pairs }) => pairs)))
  const bar = width / Math.max(axis.to - axis.from, 1)
  const rise = (pairs: number) => (Math.log10(1 + pairs) / tall) * height
  return (
    <Figure
      title={t('modelRun.weights')}
      note={t('modelRun.weightsNote')}
      axis={axis}
      head={[t('modelRun.from'), t('modelRun.rulePairs'), t('modelRun.linked')]}
      rows={weights.map(({ from, pairs, linked }) => [bits(from), format.number(pairs), format.number(linked)])}
    >
      {weights.map(({ from, pairs, linked }) => (
        <g key={from}>
          <rect x={at(from, axis)} y={height - rise(pairs)} width={bar * 0.9} height={rise(pairs)} data-kind="pairs" />
          <rect
            x={at(from, axis)}
            y={height - rise(linked)}
            width={bar * 0.9}
            height={rise(linked)}
            data-kind="linked"
          />
        </g>
      ))}
      <Marks {...{ axis, thresholds }} />
    </Figure>
  )
}

/** Precision and recall by threshold, as the model itself expects them. */
export function Curve({
  points,
  thresholds,
}: {
  readonly points: readonly CurvePoint[]
  readonly thresholds: Thresholds
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  if (points.length === 0) return null
  const axis = axisOf(points.map(({ threshold }) => threshold))
  const line = (part: 'precision' | 'recall') =>
    points.map((point) => `${at(point.threshold, axis)},${height - point[part] * height}`).join(' ')
  return (
    <Figure
      title={t('modelRun.curve')}
      note={t('modelRun.curveNote')}
      axis={axis}
      head={[t('modelRun.from'), t('modelRun.precision'), t('modelRun.recall'), t('modelRun.rulePairs')]}
      rows={points.map(({ threshold, precision, recall, pairs }) => [
        ...[bits(threshold), format.percent(precision), format.percent(recall), format.number(pairs)],
      ])}
    >
      <polyline points={line('precision')} data-kind="precision" />
      <polyline points={line('recall')} data-kind="recall" />
      <Marks {...{ axis, thresholds }} />
    </Figure>
  )
}

/** Where it links, and where a person looks. */
function Marks({ axis, thresholds }: { readonly axis: Axis; readonly thresholds: Thresholds }) {
  return (['review', 'link'] as const)
    .filter((name) => thresholds[name] >= axis.from && thresholds[name] <= axis.to)
    .map((name) => (
      <line
        key={name}
        x1={at(thresholds[name], axis)}
        x2={at(thresholds[name], axis)}
        y1="0"
        y2={height}
        data-mark={name}
      />
    ))
}

interface FigureProps {
  readonly title: string
  readonly note: string
  readonly axis: Axis
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly children: ReactNode
}

/** A drawing, and the table that it was drawn from. */
function Figure({ title, note, axis, head, rows, children }: FigureProps) {
  const { t } = useTranslation()
  const bits = useBits()
  return (
    <figure className="k-model-figure">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={title}>
        {children}
      </svg>
      <p className="k-axis k-sub" aria-hidden="true">
        <span>{bits(axis.from)}</span>
        <span>{t('modelRun.bits')}</span>
        <span>{bits(axis.to)}</span>
      </p>
      <p className="k-sub">{note}</p>
      <details>
        <summary>{t('modelRun.table')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants a scrolling region to be reachable by keyboard. */}
        <section className="k-scroll-x" tabIndex={0} aria-label={title}>
          <table className="k-figure-table">
            <caption className="k-caption">{title}</caption>
            <thead>
              <tr>
                {head.map((cell) => (
                  <th key={cell} scope="col">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([first, ...others]) => (
                <tr key={first}>
                  <th scope="row">{first}</th>
                  {others.map((cell, place) => (
                    <td key={head[place + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  )
}
