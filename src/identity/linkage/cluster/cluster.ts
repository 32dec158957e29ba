import { evidenceOf, kinWeightOf, type TrainedModel } from '../compare/weights.ts'
import type { Edges } from '../engines/contract.ts'
import { type Forbids, marksOf, type Obstacle, obstacleOf } from './constraints.ts'
import { numbered, type Sets, setsOf } from './union.ts'

/** Why a pair goes to a person instead of being linked. */
export type ReviewReason =
  /** Its weight lies between the two thresholds. */
  | 'weak'
  /** It would do as a pair, but two of one household look so as well: twins, a father and a son of one name. */
  | 'kin'
  /** Its clusters hold records that are known to be two people. */
  | Obstacle
  /** Two records of one unique source fit another record equally well. */
  | 'tie'

export interface Review {
  /** Index of the edge. */
  readonly edge: number
  readonly reason: ReviewReason
}

export interface Clustering {
  /** By record: the lowest record of its cluster. */
  readonly cluster: Int32Array
  /** One byte for each edge: 1 where it was linked. */
  readonly linked: Uint8Array
  readonly reviews: readonly Review[]
}

export interface ClusterOptions {
  readonly model: TrainedModel
  readonly records: number
  readonly forbids: Forbids
}

/** Weights that differ by less say the same. */
const tie = 0.05

/**
 * Links pairs from the strongest down, so that where records exclude each other the better pair wins; what was close to
 * winning is told. Nothing is linked that a household explains as well.
 */
export function clusterEdges(edges: Edges, { model, records, forbids }: ClusterOptions): Clustering {
  const { link, kin } = model.thresholds
  const evidence = evidenceOf(model)
  const sets = setsOf(records)
  const linked = new Uint8Array(edges.count)
  const reviews: Review[] = []
  const review = (edge: number, reason: ReviewReason) => reviews.push({ edge, reason })
  const constrained = forbids.unique.size > 0 || forbids.rosters.length > 0
  const marks = constrained ? marksBySet(forbids) : undefined
  for (const edge of strongestFirst(edges)) {
    const weight = edges.weight[edge]!
    const [a, b] = [edges.a[edge]!, edges.b[edge]!]
    if (weight < link) review(edge, 'weak')
    else if (kinWeightOf(evidence(edges.pattern[edge]!)) < kin) review(edge, 'kin')
    else {
      const conflict = marks?.conflict(sets, a, b, weight)
      if (conflict !== undefined) review(edge, conflict)
      else {
        marks?.joined(sets, a, b, weight)
        sets.join(a, b)
        linked[edge] = 1
      }
    }
  }
  return { cluster: lowestOf(sets, records), linked, reviews }
}

/** Places of the edges, the heaviest first; of equal ones the first. Sorted by the bits of the weight, sixteen at a time. */
export function strongestFirst({ count, weight }: Pick<Edges, 'count' | 'weight'>): Uint32Array {
  const keys = fallingKeys(weight.subarray(0, count))
  let from = numbered(new Uint32Array(count))
  let to = new Uint32Array(count)
  for (let quarter = 0; quarter < 4; quarter++) {
    const starts = new Uint32Array(2 ** 16 + 1)
    for (let i = 0; i < count; i++) starts[keys[i * 4 + quarter]! + 1]!++
    for (let key = 0; key < 2 ** 16; key++) starts[key + 1]! += starts[key]!
    for (let i = 0; i < count; i++) to[starts[keys[from[i]! * 4 + quarter]!]!++] = from[i]!
    ;[from, to] = [to, from]
  }
  return from
}

/**
 * Four numbers of sixteen bits for each double, lowest first, that rise where it falls: the bits of an IEEE 754 number rise
 * with its size, so all but the sign of a positive one are turned round.
 */
function fallingKeys(numbers: Float64Array): Uint16Array {
  // 0 and -0 are equal and have other bits.
  const keys = new Uint16Array(numbers.map((number) => number + 0).buffer)
  for (let at = 0; at < keys.length; at += 4) {
    if (keys[at + 3]! >= 2 ** 15) continue
    for (let quarter = 0; quarter < 4; quarter++) keys[at + quarter]! ^= quarter === 3 ? 2 ** 15 - 1 : 2 ** 16 - 1
  }
  return keys
}

/** The marks that each set holds; sets of one record are worked out when they are first joined. */
function marksBySet(forbids: Forbids) {
  const held = new Map<number, Map<string, number>>()
  const of = (sets: Sets, record: number): Map<string, number> => {
    const root = sets.find(record)
    const known = held.get(root)
    if (known !== undefined) return known
    const own = new Map(marksOf(forbids, record).map((mark) => [mark, Number.POSITIVE_INFINITY]))
    held.set(root, own)
    return own
  }
  return {
    conflict(sets: Sets, a: number, b: number, weight: number): ReviewReason | undefined {
      if (sets.find(a) === sets.find(b)) return undefined
      const [left, right] = [of(sets, a), of(sets, b)]
      const [few, many] = left.size < right.size ? [left, right] : [right, left]
      const mark = [...few.keys()].find((one) => many.has(one))
      if (mark === undefined) return undefined
      // The pair that won was hardly better: a person must choose.
      const won = Math.min(few.get(mark)!, many.get(mark)!)
      return won - weight < tie ? 'tie' : obstacleOf(mark)
    },
    joined(sets: Sets, a: number, b: number, weight: number): void {
      const [x, y] = [sets.find(a), sets.find(b)]
      if (x === y) return
      const union = new Map([...of(sets, a), ...of(sets, b)].map(([mark, by]) => [mark, Math.min(by, weight)]))
      held.delete(x)
      held.delete(y)
      // `join` makes one of the two the root; both find the same marks.
      held.set(x, union)
      held.set(y, union)
    },
  }
}

function lowestOf(sets: Sets, records: number): Int32Array {
  const lowest = new Int32Array(records).fill(-1)
  const cluster = new Int32Array(records)
  for (let record = 0; record < records; record++) {
    const root = sets.find(record)
    if (lowest[root] === -1) lowest[root] = record
    cluster[record] = lowest[root]!
  }
  return cluster
}
