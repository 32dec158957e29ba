export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Arrow {
  readonly path: string
  readonly label: Point
}

/** How far an arrow bends to its right, as a share of its length: two that run against each other part. */
const bend = 0.075
/** How far it is drawn to the middle of the ring, which lies at 0,0: away from the boxes of neighbours. */
const pull = 0.3
/** Nearer to the asker, where the arrows of one member have fanned out but do not cross others yet. */
const labelAt = 0.4
const clearance = 7

interface Curve {
  readonly start: Point
  readonly middle: Point
  readonly end: Point
}

/** From the edge of one box to the edge of the other. */
function curveBetween(from: Box, to: Box): Curve {
  const [a, b] = [centre(from), centre(to)]
  const middle = {
    x: ((a.x + b.x) / 2) * (1 - pull) - (b.y - a.y) * bend,
    y: ((a.y + b.y) / 2) * (1 - pull) + (b.x - a.x) * bend,
  }
  return { start: leave(from, middle, 0), middle, end: leave(to, middle, clearance) }
}

export function arrowBetween(from: Box, to: Box): Arrow {
  const curve = curveBetween(from, to)
  const { start, middle, end } = curve
  return { path: `M${start.x},${start.y} Q${middle.x},${middle.y} ${end.x},${end.y}`, label: pointAt(curve, labelAt) }
}

/** Points along the arrow, its label's among them. */
export function arrowPoints(from: Box, to: Box): readonly Point[] {
  const curve = curveBetween(from, to)
  return [0.1, 0.2, 0.3, labelAt, 0.5, 0.6, 0.7, 0.8, 0.9].map((t) => pointAt(curve, t))
}

const pointAt = ({ start, middle, end }: Curve, t: number): Point => ({
  x: between([start.x, middle.x, end.x], t),
  y: between([start.y, middle.y, end.y], t),
})

const centre = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 })

/** Where the line from the box's centre towards a point leaves the box. */
function leave(box: Box, towards: Point, distance: number): Point {
  const { x, y } = centre(box)
  const [dx, dy] = [towards.x - x, towards.y - y]
  const scale = Math.min(
    (box.width / 2 + distance) / Math.max(Math.abs(dx), 0.01),
    (box.height / 2 + distance) / Math.max(Math.abs(dy), 0.01),
    1,
  )
  return { x: x + dx * scale, y: y + dy * scale }
}

/** Quadratic Bézier curve at `t`. */
function between([start, control, end]: readonly [number, number, number], t: number): number {
  return (1 - t) ** 2 * start + 2 * (1 - t) * t * control + t ** 2 * end
}
