/**
 * Merkle tree of RFC 6962 §2.1 (the same in RFC 9162 §2.1): hashes, proofs, verification. Runs anywhere: the caller
 * brings SHA-256. Sizes and indexes are exact to 2^53 - 1, hence `%` and `Math.floor` in place of bit operators.
 */
export type Sha256 = (data: Uint8Array) => Uint8Array

export const hashBytes = 32

/** The leaves [from, to). */
export interface LeafRange {
  readonly from: number
  readonly to: number
}

/** The perfect subtree over the leaves [index * 2^level, (index + 1) * 2^level): its hash never changes. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

export type SubtreeHash = (subtree: Subtree) => Uint8Array

export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  const data = new Uint8Array(1 + entry.length)
  data.set(entry, 1)
  return sha256(data)
}

export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const data = new Uint8Array(1 + left.length + right.length)
  data[0] = 1
  data.set(left, 1)
  data.set(right, 1 + left.length)
  return sha256(data)
}

/** The fewest perfect subtrees that cover a range, left to right: a compact range. */
export function compactRange({ from, to }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = []
  let start = from
  while (start < to) {
    let level = 0
    let width = 1
    while (start % (width * 2) === 0 && start + width * 2 <= to) {
      width *= 2
      level += 1
    }
    subtrees.push({ level, index: start / width })
    start += width
  }
  return subtrees
}

/** The hash over a range that a proof names, or over a whole tree (from 0): its subtrees joined from right to left. */
export function rangeHash(sha256: Sha256, range: LeafRange, hashOf: SubtreeHash): Uint8Array {
  const hashes = compactRange(range).map(hashOf)
  let joined = hashes.pop()
  if (joined === undefined) return sha256(new Uint8Array(0))
  for (const left of hashes.reverse()) joined = nodeHash(sha256, left, joined)
  return joined
}

/** RFC 6962 §2.1.1: the ranges whose hashes prove that leaf `index` is in the tree of `size` leaves, leaf side first. */
export function inclusionPlan(index: number, size: number): LeafRange[] {
  if (!isSize(size) || !isSize(index) || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const plan: LeafRange[] = []
  let from = 0
  let to = size
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from)
    if (index < middle) {
      plan.push({ from: middle, to })
      to = middle
    } else {
      plan.push({ from, to: middle })
      from = middle
    }
  }
  return plan.reverse()
}

/** RFC 6962 §2.1.2: the ranges whose hashes prove that the tree of `older` leaves is a prefix of that of `newer`. */
export function consistencyPlan(older: number, newer: number): LeafRange[] {
  if (!isSize(older) || !isSize(newer) || older < 1 || older > newer) {
    throw new RangeError(`no consistency proof from ${older} to ${newer}`)
  }
  const plan: LeafRange[] = []
  let from = 0
  let to = newer
  while (to !== older) {
    const middle = from + largestPowerBelow(to - from)
    if (older <= middle) {
      plan.push({ from: middle, to })
      to = middle
    } else {
      plan.push({ from, to: middle })
      from = middle
    }
  }
  // The verifier knows the older root itself, so it is left out when the walk never left the tree's left edge.
  if (from !== 0) plan.push({ from, to })
  return plan.reverse()
}

export interface InclusionClaim {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly path: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** RFC 9162 §2.1.3.2. False for anything malformed: the claim comes from a stranger. */
export function verifyInclusion(sha256: Sha256, claim: InclusionClaim): boolean {
  const { index, size, path, root } = claim
  if (!isSize(index) || !isSize(size) || index >= size) return false
  if (![claim.leafHash, root, ...path].every(isHash)) return false
  let node = index
  let last = size - 1
  let hash = claim.leafHash
  for (const sibling of path) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sha256, sibling, hash)
      while (node % 2 === 0 && node !== 0) {
        node = half(node)
        last = half(last)
      }
    } else {
      hash = nodeHash(sha256, hash, sibling)
    }
    node = half(node)
    last = half(last)
  }
  return last === 0 && equalBytes(hash, root)
}

export interface ConsistencyClaim {
  readonly older: number
  readonly newer: number
  readonly olderRoot: Uint8Array
  readonly newerRoot: Uint8Array
  readonly path: readonly Uint8Array[]
}

/** RFC 9162 §2.1.4.2. An empty older tree is a prefix of anything and proves nothing: refused here. */
export function verifyConsistency(sha256: Sha256, claim: ConsistencyClaim): boolean {
  const { older, newer, olderRoot, newerRoot, path } = claim
  if (!isSize(older) || !isSize(newer) || older < 1 || older > newer) return false
  if (![olderRoot, newerRoot, ...path].every(isHash)) return false
  if (older === newer) return path.length === 0 && equalBytes(olderRoot, newerRoot)
  let node = older - 1
  let last = newer - 1
  while (node % 2 === 1) {
    node = half(node)
    last = half(last)
  }
  const [first, ...rest] = node === 0 ? [olderRoot, ...path] : path
  if (first === undefined || path.length === 0) return false
  let olderHash = first
  let newerHash = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      olderHash = nodeHash(sha256, sibling, olderHash)
      newerHash = nodeHash(sha256, sibling, newerHash)
      while (node % 2 === 0 && node !== 0) {
        node = half(node)
        last = half(last)
      }
    } else {
      newerHash = nodeHash(sha256, newerHash, sibling)
    }
    node = half(node)
    last = half(last)
  }
  return last === 0 && equalBytes(olderHash, olderRoot) && equalBytes(newerHash, newerRoot)
}

/** Both values are public: no need for constant time. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

const isHash = (value: Uint8Array): boolean => value.length === hashBytes

const half = (value: number): number => Math.floor(value / 2)

function largestPowerBelow(width: number): number {
  let power = 1
  while (power * 2 < width) power *= 2
  return power
}
