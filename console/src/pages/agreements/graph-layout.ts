import type { CompositionGraph } from '../../../../src/agreements/analysis/schema.ts'

const columnWidth = 330
const rowHeight = 76

export type PlacedNode = CompositionGraph['nodes'][number] & { readonly x: number; readonly y: number }

/** Four columns: holders, services, numbers that join, and those who then know; each in the middle of the height. */
export function placeGraph(
  { nodes, edges }: CompositionGraph,
  consumer: string,
): {
  readonly nodes: readonly PlacedNode[]
  readonly height: number
} {
  const holders = new Set(edges.filter(({ kind }) => kind === 'serves').map(({ from }) => from))
  // A service stands near the others of its holder, so that arrows do not cross.
  const holderOf = new Map(edges.filter(({ kind }) => kind === 'serves').map(({ from, to }) => [to, from]))
  const column = ({ id, kind, name }: CompositionGraph['nodes'][number]): number =>
    kind === 'service' ? 1 : kind === 'key' ? 2 : holders.has(id) && name !== consumer ? 0 : 3
  const columns = [0, 1, 2, 3].map((index) =>
    nodes
      .filter((node) => column(node) === index)
      .toSorted((a, b) => (holderOf.get(a.id) ?? a.id).localeCompare(holderOf.get(b.id) ?? b.id)),
  )
  const rows = Math.max(1, ...columns.map(({ length }) => length))
  return {
    height: rows * rowHeight,
    nodes: columns.flatMap((own, index) =>
      own.map((node, row) => ({
        ...node,
        x: index * columnWidth,
        y: ((row + 0.5) * rows * rowHeight) / own.length - rowHeight / 2,
      })),
    ),
  }
}
