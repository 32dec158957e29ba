import { encodingBits } from '../encoding/filter.ts'
import { openKernel, recordBytes } from './kernel.ts'

/** Records with the same key, in order: those of key k are `rows[starts[k] .. starts[k + 1]]`. */
export interface Buckets {
  readonly starts: Uint32Array
  readonly rows: Uint32Array
}

/** Two sets of encodings in the memory of the compiled code. */
export interface Comparer {
  /** Calls `found` for each pair of the buckets of equal key that reaches the threshold; false once it says to stop. */
  compare(a: Buckets, b: Buckets, found: Found): boolean
  /** Keys of LSH: the bits at `places` of each record, below 2^places.length. */
  keys(side: Side, places: readonly number[]): Uint32Array
  dice(a: number, b: number): number
}
export type Side = 'a' | 'b'

/** Pairs that fit in the place for results; a block with more is compared in pieces. */
const outPairs = 1 << 20

/** `records` of each side lie one after the other, 128 bytes each. `threshold`: least Dice coefficient. */
export async function openComparer(
  records: Readonly<Record<Side, Uint8Array>>,
  threshold: number,
  folder: string,
): Promise<Comparer> {
  const n = { a: records.a.length / recordBytes, b: records.b.length / recordBytes }
  const layout = layOut(n)
  const { kernel, memory } = await openKernel(layout.end, folder)
  const words = new Uint32Array(memory)
  const { at } = layout
  for (const side of ['a', 'b'] as const) {
    new Uint8Array(memory).set(records[side], at[side])
    kernel.count(at[side], n[side], at.counts[side])
  }
  words.set(leastCommon(threshold), at.need >> 2)
  const bitsSet = (side: Side, row: number): number => words[(at.counts[side] >> 2) + 2 * row + 1] ?? 0

  const comparePiece = (fromA: number, sizeA: number, fromB: number, sizeB: number, found: Found): boolean => {
    const pairs = kernel.compare(
      ...([at.a, at.counts.a, at.rows.a + 4 * fromA, sizeA] as const),
      ...([at.b, at.counts.b, at.rows.b + 4 * fromB, sizeB] as const),
      ...([at.need, at.out] as const),
    )
    const out = at.out >> 2
    for (let i = 0; i < pairs; i++) if (!found(words[out + 2 * i] ?? 0, words[out + 2 * i + 1] ?? 0)) return false
    return true
  }
  return {
    compare(a, b, found) {
      words.set(a.rows, at.rows.a >> 2)
      words.set(b.rows, at.rows.b >> 2)
      for (let key = 0; key + 1 < a.starts.length; key++) {
        const [fromA = 0, toA = 0, fromB = 0, toB = 0] = [
          a.starts[key],
          a.starts[key + 1],
          b.starts[key],
          b.starts[key + 1],
        ]
        const rowsB = Math.min(toB - fromB, outPairs)
        if (rowsB === 0) continue
        const rowsA = Math.max(1, Math.floor(outPairs / rowsB))
        for (let i = fromA; i < toA; i += rowsA) {
          for (let j = fromB; j < toB; j += rowsB) {
            if (!comparePiece(i, Math.min(rowsA, toA - i), j, Math.min(rowsB, toB - j), found)) return false
          }
        }
      }
      return true
    },
    keys(side, places) {
      words.set(places, at.need >> 2)
      kernel.sample(at[side], n[side], at.need, places.length, at.rows[side])
      const keys = words.slice(at.rows[side] >> 2, (at.rows[side] >> 2) + n[side])
      words.set(leastCommon(threshold), at.need >> 2)
      return keys
    },
    dice: (a, b) =>
      (2 * kernel.common(at.a + recordBytes * a, at.b + recordBytes * b)) / (bitsSet('a', a) + bitsSet('b', b)),
  }
}

/** Answers whether to go on. */
type Found = (a: number, b: number) => boolean

/** By the sum of the bits of both, how many they must have in common: Dice = 2 common / sum. */
const leastCommon = (threshold: number): Uint32Array =>
  Uint32Array.from({ length: 2 * encodingBits + 1 }, (_, sum) =>
    // Two empty encodings have nothing in common, not everything.
    sum === 0 ? 1 : Math.ceil((threshold * sum) / 2 - 1e-9),
  )

/** Places in the memory, in bytes, each on a line of the cache. */
function layOut(n: Readonly<Record<Side, number>>) {
  let end = 1024
  const place = (bytes: number): number => {
    const from = end
    end += Math.ceil(bytes / 64) * 64
    return from
  }
  const at = {
    a: place(n.a * recordBytes),
    b: place(n.b * recordBytes),
    counts: { a: place(n.a * 8), b: place(n.b * 8) },
    rows: { a: place(n.a * 4), b: place(n.b * 4) },
    need: place((2 * encodingBits + 1) * 4),
    out: place(outPairs * 8),
  }
  return { at, end }
}
