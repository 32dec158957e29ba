import type { MeasuredAt } from '../../../../../src/identity/measures/schema.ts'
import type { RunCharts } from '../../../../../src/identity/runs/schema.ts'

// Where things stand in a box of 100 by 100, whatever the room that the chart gets.

interface Bar {
  readonly x: number
  readonly width: number
  readonly height: number
  readonly linked: number
}

export function barsOf(weights: RunCharts['weights']) {
  const from = Math.min(...weights.map((bin) => bin.from))
  const to = Math.max(...weights.map((bin) => bin.from)) + 1
  const most = Math.max(1, ...weights.map(({ pairs }) => pairs))
  const xOf = (bits: number): number => (Math.min(Math.max(bits, from), to) - from) * (100 / (to - from))
  const bars = weights.map((bin): Bar => {
    const x = xOf(bin.from)
    return { x, width: xOf(bin.from + 1) - x, height: (bin.pairs / most) * 100, linked: (bin.linked / most) * 100 }
  })
  return { bars, from, to, most, xOf }
}

export interface ThresholdRow {
  readonly threshold: number
  readonly links: number
  readonly precision: number
  readonly recall: number
  readonly measuredPrecision: number | undefined
  readonly measuredRecall: number | undefined
  readonly measured: MeasuredAt | undefined
}

/** Expected and measured side by side; the measured curve comes from the highest threshold down. */
export function thresholdRows(
  thresholds: NonNullable<RunCharts['thresholds']>,
  measured: readonly MeasuredAt[],
): ThresholdRow[] {
  return thresholds.map(({ threshold, links, expectedPrecision, expectedRecall }) => {
    // Linking from here on links all that was measured from there on: the lowest of the points above.
    const at = measured.findLast((point) => point.threshold >= threshold)
    return {
      ...{ threshold, links, precision: expectedPrecision, recall: expectedRecall },
      ...{ measuredPrecision: at?.precision, measuredRecall: at?.recall, measured: at },
    }
  })
}

export function pointsOf(rows: readonly ThresholdRow[]) {
  const from = Math.min(...rows.map(({ threshold }) => threshold))
  const to = Math.max(from + 1, ...rows.map(({ threshold }) => threshold))
  const xOf = (bits: number): number => (Math.min(Math.max(bits, from), to) - from) * (100 / (to - from))
  const line = (name: 'precision' | 'recall' | 'measuredPrecision' | 'measuredRecall'): string =>
    rows
      .flatMap((row) => {
        const share = row[name]
        return share === undefined ? [] : [`${xOf(row.threshold)},${100 - share * 100}`]
      })
      .join(' ')
  /** What lies between the ends of the intervals, as a shape around the line. */
  const band = (name: 'precision' | 'recall'): string => {
    const ends = rows.flatMap(({ threshold, measured }) =>
      measured === undefined ? [] : [{ x: xOf(threshold), ...measured.intervals[name] }],
    )
    const upper = ends.map(({ x, high }) => `${x},${100 - high * 100}`)
    const lower = ends.map(({ x, low }) => `${x},${100 - low * 100}`)
    return [...upper, ...lower.reverse()].join(' ')
  }
  return { from, to, xOf, line, band }
}

/** Whether the model says of the pairs that it links what is found of the same ones, by more than chance; none without any. */
export function verdictOf({ right, wrong, said, intervals: { precision } }: MeasuredAt) {
  if (right + wrong === 0) return undefined
  if (said > precision.high) return 'tooSure'
  return said < precision.low ? 'tooCareful' : 'asSaid'
}
