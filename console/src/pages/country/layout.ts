import { arrowPoints, type Box, type Point } from './arrow.ts'
import type { Connection } from './flows.ts'

export interface Placed {
  readonly id: string
  /** Centre of the member's box. */
  readonly x: number
  readonly y: number
  /** Takes no part in the traffic: stands below the ring. */
  readonly apart: boolean
}

export const boxWidth = 224
/** About the height of a box; the ring leaves room for it. */
const boxHeight = 104
const gap = 26
/** Exchanges of places are tried this many times over; the map is small. */
const rounds = 4

/**
 * The same country is always drawn the same way: members stand in a ring, those who mostly ask at the start, those who
 * mostly answer at the end, so that no arrow runs behind a box; members without flows stand in a row below.
 */
export function place(
  members: readonly { readonly id: string }[],
  connections: readonly Connection[],
): readonly Placed[] {
  const shares = members.map(({ id }) => ({ id, share: shareAnswered(id, connections) }))
  const inRing = shares
    .filter(({ share }) => !Number.isNaN(share))
    .sort((a, b) => a.share - b.share || a.id.localeCompare(b.id))
  const slots = settle(
    inRing.map(({ id }) => id),
    ring(inRing.length),
    connections,
  )
  const apart = shares
    .filter(({ share }) => Number.isNaN(share))
    .map(({ id }) => id)
    .sort()
  const below = Math.max(0, ...slots.map(({ y }) => y)) + boxHeight + gap
  return [
    ...inRing.map(({ id }, index): Placed => ({ id, x: slots[index]?.x ?? 0, y: slots[index]?.y ?? 0, apart: false })),
    ...apart.map(
      (id, index): Placed => ({ id, x: (index - (apart.length - 1) / 2) * (boxWidth + gap), y: below, apart: true }),
    ),
  ]
}

/**
 * Two members exchange their places as long as that frees a box from an arrow running over it. Members start in order,
 * so that those who ask stay near the start.
 */
function settle(ids: readonly string[], start: readonly Point[], connections: readonly Connection[]): readonly Point[] {
  const slots = [...start]
  let fewest = overruns(ids, slots, connections)
  for (let round = 0; round < rounds && fewest > 0; round += 1) {
    for (let a = 0; a < slots.length; a += 1) {
      for (let b = a + 1; b < slots.length && fewest > 0; b += 1) {
        const [first, second] = [slots[a], slots[b]]
        if (first === undefined || second === undefined || Math.abs(first.x - second.x) > boxWidth * 2) continue
        ;[slots[a], slots[b]] = [second, first]
        const now = overruns(ids, slots, connections)
        if (now < fewest) fewest = now
        else [slots[a], slots[b]] = [first, second]
      }
    }
  }
  return slots
}

/** How many points of arrows lie on boxes that the arrow does not belong to. */
function overruns(ids: readonly string[], slots: readonly Point[], connections: readonly Connection[]): number {
  const boxes = new Map(ids.map((id, index) => [id, boxAt(slots[index] ?? { x: 0, y: 0 })]))
  return connections.reduce((sum, { consumer, provider }) => {
    const [from, to] = [boxes.get(consumer), boxes.get(provider)]
    if (from === undefined || to === undefined) return sum
    const others = [...boxes].filter(([id]) => id !== consumer && id !== provider).map(([, box]) => box)
    return sum + arrowPoints(from, to).filter((point) => others.some((box) => contains(box, point))).length
  }, 0)
}

const boxAt = ({ x, y }: Point): Box => ({
  x: x - boxWidth / 2,
  y: y - boxHeight / 2,
  width: boxWidth,
  height: boxHeight,
})

const contains = ({ x, y, width, height }: Box, point: Point): boolean =>
  point.x > x && point.x < x + width && point.y > y && point.y < y + height

/** Points of an ellipse, from the start side to the end side, the upper of two equals first. */
function ring(size: number): readonly Point[] {
  const across = Math.max(330, size * 60)
  const down = Math.max(150, size * 37)
  // Two stand side by side; more leave the sides of the ring free, where the arrows gather.
  const turn = size === 2 ? 0 : 0.5
  return Array.from({ length: size }, (_, index) => {
    const angle = ((index + turn) / size) * 2 * Math.PI
    return { x: Math.round(across * Math.cos(angle)), y: Math.round(down * Math.sin(angle)) }
  }).sort((a, b) => a.x - b.x || a.y - b.y)
}

/** Of the flows that a member takes part in, the share in which it is the one asked. NaN when there are none. */
function shareAnswered(id: string, connections: readonly Connection[]): number {
  const flows = (end: 'consumer' | 'provider') =>
    connections
      .filter((connection) => connection[end] === id)
      .reduce((sum, connection) => sum + connection.flows.length, 0)
  const answers = flows('provider')
  return answers / (answers + flows('consumer'))
}
