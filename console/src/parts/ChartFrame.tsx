import './chart.css'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'

/** How a line or a bar of a chart looks, and what it stands for: by pattern, with colour only helping. */
export interface LegendEntry {
  readonly kind: string
  readonly label: string
}

interface ChartFrameProps {
  readonly title: string
  readonly note?: string
  /** What is to be known of the picture before it is read. */
  readonly said?: ReactNode
  /** What the picture shows, in a sentence, for whoever does not see it. */
  readonly summary: string
  /** The height of the picture in words, and what stands below it from left to right. */
  readonly most: string
  readonly axis: readonly string[]
  readonly axisTitle: string
  readonly legend: readonly LegendEntry[]
  /** Drawn in a box of 100 by 100 that is stretched to the room there is. */
  readonly children: ReactNode
  /** The same numbers, as a table. */
  readonly table: ReactNode
  readonly actions?: ReactNode
}

/** A chart with what it says in words, and the table behind it. */
export function ChartFrame({
  title,
  note,
  said,
  summary,
  most,
  axis,
  axisTitle,
  legend,
  children,
  table,
  actions,
}: ChartFrameProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section className="k-panel" aria-labelledby={id}>
      <div className="k-chart-head">
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {note === undefined ? null : <p className="k-sub">{note}</p>}
      {said}
      <figure className="k-chart">
        <div className="k-chart-most">{most}</div>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={summary}>
          {children}
        </svg>
        <div className="k-chart-axis" aria-hidden>
          {axis.map((label, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places on an axis have no other identity.
            <span key={place}>{label}</span>
          ))}
        </div>
        <figcaption>
          <span className="k-chart-axis-title">{axisTitle}</span>
          <ul className="k-chart-legend">
            {legend.map(({ kind, label }) => (
              <li key={kind}>
                <svg viewBox="0 0 24 10" data-kind={kind} aria-hidden="true">
                  {kind.startsWith('bar') ? <rect width="24" height="10" /> : <line x1="0" x2="24" y1="5" y2="5" />}
                </svg>
                {label}
              </li>
            ))}
          </ul>
        </figcaption>
      </figure>
      <details className="k-details">
        <summary>{t('chart.asTable')}</summary>
        <div className="k-chart-table">{table}</div>
      </details>
    </section>
  )
}
