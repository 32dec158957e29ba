import {
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  type InternalNode,
  useInternalNode,
} from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { arrowBetween, type Box } from './arrow.ts'
import type { Connection } from './flows.ts'

export type ConnectionEdgeData = {
  readonly connection: Connection
  /** Its traffic as a share of the busiest connection's. */
  readonly share: number
  readonly selected: boolean
  readonly onChoose: () => void
}

const thinnest = 1.2
const widest = 7

export function ConnectionEdge({ source, target, markerEnd, data }: EdgeProps<Edge<ConnectionEdgeData>>) {
  const from = boxOf(useInternalNode(source))
  const to = boxOf(useInternalNode(target))
  if (data === undefined || from === undefined || to === undefined) return null
  const { path, label } = arrowBetween(from, to)
  const { connection, share, selected } = data
  const { asked, refused } = connection.totals
  const width = asked === 0 ? thinnest : thinnest + Math.sqrt(share) * (widest - thinnest)
  const kind = asked === 0 ? 'idle' : refused === asked ? 'refused' : 'asked'
  return (
    <>
      <BaseEdge
        path={path}
        {...(asked === 0 || markerEnd === undefined ? {} : { markerEnd })}
        interactionWidth={18}
        className="k-edge"
        data-kind={kind}
        data-selected={selected}
        style={{ strokeWidth: width }}
      />
      {refused > 0 && kind !== 'refused' ? <path d={path} className="k-edge k-edge-refused" fill="none" /> : null}
      {asked === 0 ? null : <EdgeLabel x={label.x} y={label.y} data={data} />}
    </>
  )
}

/** Undefined until the box has been drawn once and its height is known. */
function boxOf(node: InternalNode | undefined): Box | undefined {
  const { width, height } = node?.measured ?? {}
  if (node === undefined || width === undefined || height === undefined) return undefined
  return { ...node.internals.positionAbsolute, width, height }
}

function EdgeLabel({ x, y, data }: { x: number; y: number; data: ConnectionEdgeData }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { consumer, provider, totals } = data.connection
  const spoken = t('country.edge', {
    consumer: names.member(consumer),
    provider: names.member(provider),
    asked: format.number(totals.asked),
    refused: format.number(totals.refused),
  })
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        className="k-edge-label nodrag nopan"
        data-selected={data.selected}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        onClick={data.onChoose}
        aria-label={spoken}
        title={spoken}
      >
        {totals.refused === totals.asked ? null : format.number(totals.asked)}
        {totals.refused > 0 ? <span className="k-edge-count-refused">✕ {format.number(totals.refused)}</span> : null}
      </button>
    </EdgeLabelRenderer>
  )
}
