import { Controls, type Edge, MarkerType, type Node, Position } from '@xyflow/react'
import type { CompositionGraph as Graph } from '../../../../src/agreements/analysis/schema.ts'
import { type Names, useNames } from '../../parts/names.ts'
import { StillGraph } from '../../parts/StillGraph.tsx'
import { placeGraph } from './graph-layout.ts'

const dashes = { serves: undefined, answers: '2 5', joins: undefined, onward: '8 4' } as const

/** From left to right: who holds it, by which service it comes, by which number it fits together, who then knows it. */
export function CompositionGraph({ graph, consumer }: { graph: Graph; consumer: string }) {
  const names = useNames()
  const { nodes, height } = placeGraph(graph, consumer)
  return (
    <div className="k-composition" style={{ blockSize: Math.min(720, Math.max(320, height)) }}>
      <StillGraph
        nodes={nodes.map(({ id, kind, name, x, y }): Node => nodeOf({ id, kind, name, x, y }, names))}
        edges={graph.edges.map(edgeOf)}
        fitViewOptions={{ padding: 0.04, maxZoom: 1 }}
        minZoom={0.2}
      >
        <Controls showInteractive={false} position="bottom-left" />
      </StillGraph>
    </div>
  )
}

function nodeOf({ id, kind, name, x, y }: ReturnType<typeof placeGraph>['nodes'][number], names: Names): Node {
  const label = kind === 'member' ? names.member(name) : kind === 'service' ? names.service(name) : name
  return {
    id,
    position: { x, y },
    data: { label },
    className: `k-composition-node k-composition-${kind}`,
    sourcePosition: Position.Right,
    targetPosition: Position.Left,
  }
}

function edgeOf({ from, to, kind }: Graph['edges'][number]): Edge {
  const stroke = kind === 'joins' ? 'var(--k-waiting)' : kind === 'onward' ? 'var(--k-refused)' : 'var(--k-flow)'
  return {
    id: `${kind} ${from} ${to}`,
    source: from,
    target: to,
    style: { stroke, strokeWidth: 1.5, ...(dashes[kind] === undefined ? {} : { strokeDasharray: dashes[kind] }) },
    markerEnd: { type: MarkerType.ArrowClosed, color: stroke },
  }
}
