import type { Connection } from './flows.ts'

export interface Placed {
  readonly id: string
  /** 0: mostly asks, 1: asks and is asked, 2: mostly is asked, 3: takes no part in the traffic. */
  readonly column: 0 | 1 | 2 | 3
  readonly x: number
  readonly y: number
}

interface MemberBox {
  readonly id: string
  readonly height: number
}

export const boxWidth = 232
const columnGap = 190
const rowGap = 34
const mostlyAsks = 0.4
const mostlyAnswers = 0.7

/**
 * The same country is always drawn the same way: askers at the start, providers at the end, hubs between them, and
 * members without flows in a row below. Within a column members stand where most of their partners are.
 */
export function place(members: readonly MemberBox[], connections: readonly Connection[]): readonly Placed[] {
  const columnOf = new Map(members.map(({ id }) => [id, column(id, connections)]))
  const columns = ([0, 1, 2] as const).map((number) =>
    members
      .filter(({ id }) => columnOf.get(id) === number)
      .sort((a, b) => weight(b.id, connections) - weight(a.id, connections) || a.id.localeCompare(b.id)),
  )
  const heights = columns.map((boxes) => boxes.reduce((sum, { height }) => sum + height + rowGap, -rowGap))
  const tallest = Math.max(0, ...heights)
  const placed = columns.flatMap((boxes, number): Placed[] => {
    let y = (tallest - (heights[number] ?? 0)) / 2
    return boxes.map(({ id, height }) => {
      const box: Placed = { id, column: number as 0 | 1 | 2, x: number * (boxWidth + columnGap), y }
      y += height + rowGap
      return box
    })
  })
  const apart = members.filter(({ id }) => columnOf.get(id) === 3).sort((a, b) => a.id.localeCompare(b.id))
  return [
    ...placed,
    ...apart.map(
      ({ id }, index): Placed => ({ id, column: 3, x: index * (boxWidth + rowGap), y: tallest + rowGap * 1.5 }),
    ),
  ]
}

function column(id: string, connections: readonly Connection[]): 0 | 1 | 2 | 3 {
  const asks = connections.filter(({ consumer }) => consumer === id).reduce((sum, { flows }) => sum + flows.length, 0)
  const isAsked = connections
    .filter(({ provider }) => provider === id)
    .reduce((sum, { flows }) => sum + flows.length, 0)
  if (asks + isAsked === 0) return 3
  const share = isAsked / (asks + isAsked)
  if (share < mostlyAsks) return 0
  return share > mostlyAnswers ? 2 : 1
}

/** Members with most partners stand highest. */
function weight(id: string, connections: readonly Connection[]): number {
  return connections.filter(({ consumer, provider }) => consumer === id || provider === id).length
}
