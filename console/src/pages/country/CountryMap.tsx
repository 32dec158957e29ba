import { Background, BackgroundVariant, Controls, type Edge, MarkerType, type Node } from '@xyflow/react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../../src/exchange/schema.ts'
import type { Member } from '../../../../src/federation/schema.ts'
import type { ListedSystem } from '../../api/types.ts'
import { StillGraph } from '../../parts/StillGraph.tsx'
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
  const { members, connections } = props
  const placed = useMemo(() => place(members, connections), [members, connections])
  return (
    <>
      <div className="k-map">
        <StillGraph
          nodes={nodesOf(props, placed)}
          edges={edgesOf(props)}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodeOrigin={[0.5, 0.5]}
          fitViewOptions={{ padding: 0.03, maxZoom: 1.1 }}
          minZoom={0.3}
          onEdgeClick={(_event, edge) => props.onChoose({ flow: edge.id })}
        >
          <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} color="var(--k-border)" />
          <Controls showInteractive={false} position="bottom-left" fitViewOptions={{ padding: 0.03 }} />
        </StillGraph>
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
