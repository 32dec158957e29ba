import '@xyflow/react/dist/style.css'
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
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
const titleHeight = 62
const systemHeight = 25

const boxHeight = (systems: number): number => titleHeight + systems * systemHeight + (systems > 0 ? 8 : 0)

/** Who asks whom. An arrow runs from the asker to the holder; it is as wide as its traffic, and broken where refused. */
export default function CountryMap(props: CountryMapProps) {
  const { t } = useTranslation()
  useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const { members, systems, connections } = props
  const placed = useMemo(
    () =>
      place(
        members.map(({ id }) => ({ id, height: boxHeight(systems.filter(({ member }) => member === id).length) })),
        connections,
      ),
    [members, systems, connections],
  )
  const height = Math.max(420, Math.min(900, bottomOf(placed, systems) * 0.86))
  return (
    <div className="k-map" style={{ blockSize: height }}>
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodesOf(props, placed)}
          edges={edgesOf(props, placed)}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={scheme}
          connectionMode={ConnectionMode.Loose}
          fitView
          fitViewOptions={{ padding: 0.04, maxZoom: 1.1 }}
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
          <Controls showInteractive={false} position="bottom-right" fitViewOptions={{ padding: 0.04 }} />
        </ReactFlow>
      </ReactFlowProvider>
      <Legend />
    </div>
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

function bottomOf(placed: readonly Placed[], systems: readonly ListedSystem[]): number {
  return Math.max(0, ...placed.map(({ id, y }) => y + boxHeight(systems.filter(({ member }) => member === id).length)))
}

function nodesOf(
  { members, systems, health, selected, onChoose }: CountryMapProps,
  placed: readonly Placed[],
): Node<MemberNodeData>[] {
  return placed.flatMap(({ id, x, y, column }) => {
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
        data: {
          member,
          systems: own,
          apart: column === 3,
          selected: selected === id,
          onChoose: () => onChoose({ member: id }),
        },
      },
    ]
  })
}

function edgesOf(
  { connections, selected, onChoose }: CountryMapProps,
  placed: readonly Placed[],
): Edge<ConnectionEdgeData>[] {
  const columnOf = new Map(placed.map(({ id, column }) => [id, column]))
  const most = Math.max(1, ...connections.map(({ totals }) => totals.asked))
  return connections.map((connection) => {
    const forward = (columnOf.get(connection.consumer) ?? 0) < (columnOf.get(connection.provider) ?? 0)
    const same = columnOf.get(connection.consumer) === columnOf.get(connection.provider)
    return {
      id: connection.key,
      type: 'connection',
      source: connection.consumer,
      target: connection.provider,
      sourceHandle: forward ? 'ask-end' : 'ask-start',
      targetHandle: forward || same ? 'held-start' : 'held-end',
      zIndex: connection.totals.asked > 0 || selected === connection.key ? 1 : 0,
      markerEnd: {
        type: MarkerType.ArrowClosed,
        width: 14,
        height: 14,
        color: 'var(--k-flow)',
        markerUnits: 'userSpaceOnUse',
      },
      data: {
        connection,
        share: connection.totals.asked / most,
        selected: selected === connection.key,
        onChoose: () => onChoose({ flow: connection.key }),
      },
    }
  })
}
