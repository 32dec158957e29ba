import '@xyflow/react/dist/style.css'
import { useComputedColorScheme } from '@mantine/core'
import {
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
  MarkerType,
  type Node,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../../src/exchange/schema.ts'
import type { Member } from '../../../../src/federation/schema.ts'
import type { ListedSystem } from '../../api/types.ts'
import { ConnectionEdge, type ConnectionEdgeData } from './ConnectionEdge.tsx'
import type { Connection } from './flows.ts'
import { type Placed, place } from './layout.ts'
import { MemberNode, type MemberNodeData } from './MemberNode.tsx'

interface CountryMapProps {
  readonly members: readonly Member[]
  readonly systems: readonly ListedSystem[]
  readonly health: Overview['systems']
  readonly connections: readonly Connection[]
  readonly selected: string | undefined
  readonly onChoose: (selection: { flow?: string; member?: string }) => void
}

const nodeTypes = { member: MemberNode }
const edgeTypes = { connection: ConnectionEdge }
const marker = { type: MarkerType.ArrowClosed, width: 20, height: 20, markerUnits: 'userSpaceOnUse' }

/** Who asks whom. An arrow runs from the asker to the holder; it is as wide as its traffic, and broken where refused. */
export default function CountryMap(props: CountryMapProps) {
  const { t } = useTranslation()
  const scheme = useComputedColorScheme('light')
  const { members, connections } = props
  const placed = useMemo(() => place(members, connections), [members, connections])
  return (
    <>
      <div className="k-map">
        <ReactFlowProvider>
          <ReactFlow
            nodes={nodesOf(props, placed)}
            edges={edgesOf(props)}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            colorMode={scheme}
            nodeOrigin={[0.5, 0.5]}
            fitView
            fitViewOptions={{ padding: 0.03, maxZoom: 1.1 }}
            minZoom={0.3}
            maxZoom={1.8}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            zoomOnScroll={false}
            zoomOnDoubleClick={false}
            preventScrolling={false}
            onEdgeClick={(_event, edge) => props.onChoose({ flow: edge.id })}
            ariaLabelConfig={{
              'controls.ariaLabel': t('country.controls'),
              'controls.zoomIn.ariaLabel': t('country.zoomIn'),
              'controls.zoomOut.ariaLabel': t('country.zoomOut'),
              'controls.fitView.ariaLabel': t('country.fit'),
            }}
          >
            <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} color="var(--k-border)" />
            <Controls showInteractive={false} position="bottom-left" fitViewOptions={{ padding: 0.03 }} />
          </ReactFlow>
        </ReactFlowProvider>
      </div>
      <Legend />
    </>
  )
}

function Legend() {
  const { t } = useTranslation()
  return (
    <ul className="k-legend">
      <li>
        <span className="k-line" data-kind="asked" /> {t('country.legendAsked')}
      </li>
      <li>
        <span className="k-line" data-kind="refused" /> {t('country.legendRefused')}
      </li>
      <li>
        <span className="k-line" data-kind="idle" /> {t('country.legendIdle')}
      </li>
    </ul>
  )
}

function nodesOf(
  { members, systems, health, selected, onChoose }: CountryMapProps,
  placed: readonly Placed[],
): Node<MemberNodeData>[] {
  return placed.flatMap(({ id, x, y }) => {
    const member = members.find((one) => one.id === id)
    if (member === undefined) return []
    const own = systems
      .filter((system) => system.member === id)
      .map((system) => ({ system, state: health.find((one) => one.system === system.id)?.state ?? 'unknown' }))
    return [
      {
        id,
        type: 'member',
        position: { x, y },
        data: { member, systems: own, selected: selected === id, onChoose: () => onChoose({ member: id }) },
      },
    ]
  })
}

function edgesOf({ connections, selected, onChoose }: CountryMapProps): Edge<ConnectionEdgeData>[] {
  const most = Math.max(1, ...connections.map(({ totals }) => totals.asked))
  return connections.map((connection) => {
    const { key, consumer, provider, totals } = connection
    const allRefused = totals.asked > 0 && totals.refused === totals.asked
    return {
      id: key,
      type: 'connection',
      source: consumer,
      target: provider,
      zIndex: selected === key ? 2 : totals.asked > 0 ? 1 : 0,
      markerEnd: { ...marker, color: allRefused ? 'var(--k-refused)' : 'var(--k-flow)' },
      data: {
        connection,
        share: totals.asked / most,
        selected: selected === key,
        onChoose: () => onChoose({ flow: key }),
      },
    }
  })
}
