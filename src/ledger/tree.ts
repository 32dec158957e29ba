import { hash } from 'node:crypto'
import type { Subtree } from '../kernel/merkle.ts'

export const tileWidth = 256
export const tileBytes = tileWidth * 32

// Nodes kept of the leaf level, and the least kept of every other: proofs of recent entries need no database.
const leavesKept = 65_536
const nodesKeptLeast = 512
// Longer batches would run over nodes that their own tiles still need.
export const batchEntriesLimit = 8_192

/** Hash of a leaf whose entry is ASCII, as a Latin-1 string (`binary` is Node's older name of it): half the time of a Buffer. */
export const leafOfText = (text: string): string => hash('sha256', `\0${text}`, 'binary')

export const leafOfBytes = (entry: Buffer): string => hash('sha256', Buffer.concat([zero, entry]), 'binary')

const zero = Buffer.of(0)

export interface Tile {
  readonly level: number
  readonly n: number
  readonly hashes: Buffer
}

/**
 * The right edge of the log's Merkle tree in memory: for each level a ring of its latest nodes. A node is written once
 * its subtree is complete, so an append costs one node hash on average, and a node never changes.
 */
export class LogTree {
  #size = 0
  readonly #rings: Buffer[] = []
  // First node of each level that the ring still holds.
  readonly #first: number[] = []
  readonly #scratch = Buffer.alloc(65, 1)

  get size(): number {
    return this.#size
  }

  append(leaf: string): void {
    this.#put(0, this.#size, leaf)
    this.#size += 1
  }

  /** Forgets the leaves from `size` on: their batch did not commit. Complete nodes before it are still true. */
  truncate(size: number): void {
    if (size > this.#size) throw new RangeError(`a tree of ${this.#size} cannot be cut to ${size}`)
    this.#size = size
  }

  /** The edge of a tree of `size` leaves, from its partial tile of each level (of width size / 256^level mod 256). */
  restore(size: number, partialTiles: readonly Buffer[]): void {
    this.#rings.length = 0
    this.#first.length = 0
    for (const [tileLevel, hashes] of partialTiles.entries()) {
      const nodes = Math.floor(size / tileWidth ** tileLevel)
      const from = nodes - (nodes % tileWidth)
      for (let k = 0; k < 8; k++) this.#first[tileLevel * 8 + k] = from / 2 ** k
      for (let i = 0; i < nodes - from; i++) {
        this.#put(tileLevel * 8, from + i, hashes.toString('latin1', i * 32, i * 32 + 32))
      }
    }
    this.#size = size
  }

  /** The hash of a complete subtree, or undefined when it is not in memory (any longer). A view: copy to keep. */
  node({ level, index }: Subtree): Buffer | undefined {
    const ring = this.#rings[level]
    if (ring === undefined || index < this.#first[level]! || index >= Math.floor(this.#size / 2 ** level))
      return undefined
    const at = (index * 32) % ring.length
    return ring.subarray(at, at + 32)
  }

  root(): Buffer {
    if (this.#size === 0) return Buffer.from(hash('sha256', '', 'buffer'))
    let joined: string | undefined
    for (let level = 0; 2 ** level <= this.#size; level++) {
      const nodes = Math.floor(this.#size / 2 ** level)
      if (nodes % 2 === 0) continue
      const left = this.node({ level, index: nodes - 1 })
      if (left === undefined) throw new Error(`the edge of the tree lacks level ${level}`)
      joined = joined === undefined ? left.toString('latin1') : this.#join(left, joined)
    }
    return Buffer.from(joined!, 'latin1')
  }

  /** Tiles that became full since the tree had `size` leaves. Copies. */
  tilesSince(size: number): Tile[] {
    const tiles: Tile[] = []
    for (let level = 0; tileWidth ** (level + 1) <= this.#size; level++) {
      const until = Math.floor(this.#size / tileWidth ** (level + 1))
      for (let n = Math.floor(size / tileWidth ** (level + 1)); n < until; n++) {
        const ring = this.#rings[level * 8]!
        const at = (n * tileBytes) % ring.length
        tiles.push({ level, n, hashes: Buffer.from(ring.subarray(at, at + tileBytes)) })
      }
    }
    return tiles
  }

  #put(startLevel: number, startIndex: number, startHash: string): void {
    let level = startLevel
    let index = startIndex
    let node = startHash
    for (;;) {
      const ring = this.#ring(level, index)
      const at = (index * 32) % ring.length
      ring.write(node, at, 'latin1')
      const first = index - ring.length / 32 + 1
      if (first > this.#first[level]!) this.#first[level] = first
      if (index % 2 === 0) return
      // INVARIANT: rings hold an even number of nodes, so the two children lie side by side. RFC 6962 §2.1.
      ring.copy(this.#scratch, 1, at - 32, at + 32)
      node = hash('sha256', this.#scratch, 'binary')
      index = (index - 1) / 2
      level += 1
    }
  }

  #ring(level: number, index: number): Buffer {
    const ring = this.#rings[level]
    if (ring !== undefined) return ring
    const fresh = Buffer.alloc(Math.max(nodesKeptLeast, leavesKept / 2 ** level) * 32)
    this.#rings[level] = fresh
    this.#first[level] ??= index
    return fresh
  }

  #join(left: Buffer, right: string): string {
    left.copy(this.#scratch, 1)
    this.#scratch.write(right, 33, 'latin1')
    return hash('sha256', this.#scratch, 'binary')
  }
}
