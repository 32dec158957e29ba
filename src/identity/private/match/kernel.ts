import { compileKernel, maxPages } from '../../linkage/engines/wasm/compile.ts'
import { encodingBytes } from '../encoding/filter.ts'

/**
 * AssemblyScript. A record is 128 bytes, of which the first half is compared first: what it has in common, and at most all
 * bits of the sparser second half, bounds the pair, and most pairs end there.
 */
const source = `
// @ts-ignore: decorator
@inline
function commonHalf(a: usize, b: usize): i32 {
  return <i32>(
    popcnt<u64>(load<u64>(a) & load<u64>(b)) +
    popcnt<u64>(load<u64>(a, 8) & load<u64>(b, 8)) +
    popcnt<u64>(load<u64>(a, 16) & load<u64>(b, 16)) +
    popcnt<u64>(load<u64>(a, 24) & load<u64>(b, 24)) +
    popcnt<u64>(load<u64>(a, 32) & load<u64>(b, 32)) +
    popcnt<u64>(load<u64>(a, 40) & load<u64>(b, 40)) +
    popcnt<u64>(load<u64>(a, 48) & load<u64>(b, 48)) +
    popcnt<u64>(load<u64>(a, 56) & load<u64>(b, 56))
  )
}

/** Bits set in the second half and in all, as two i32 for each record. */
export function count(records: usize, n: i32, counts: usize): void {
  for (let i = 0; i < n; i++) {
    const at = records + (<usize>i << 7)
    const second = commonHalf(at + 64, at + 64)
    store<i32>(counts + (<usize>i << 3), second)
    store<i32>(counts + (<usize>i << 3), second + commonHalf(at, at), 4)
  }
}

export function common(a: usize, b: usize): i32 {
  return commonHalf(a, b) + commonHalf(a + 64, b + 64)
}

/**
 * Compares each of na records with each of nb, given by their numbers at rowsA and rowsB. Writes the numbers of the pairs
 * that have at least need[bits of a + bits of b] bits in common to out, and returns how many there are.
 */
export function compare(
  a: usize, countsA: usize, rowsA: usize, na: i32,
  b: usize, countsB: usize, rowsB: usize, nb: i32,
  need: usize, out: usize,
): i32 {
  let found = 0
  for (let i = 0; i < na; i++) {
    const rowA = load<u32>(rowsA + (<usize>i << 2))
    const atA = a + (<usize>rowA << 7)
    const secondA = load<i32>(countsA + (<usize>rowA << 3))
    const needA = need + (<usize>load<i32>(countsA + (<usize>rowA << 3), 4) << 2)
    for (let j = 0; j < nb; j++) {
      const rowB = load<u32>(rowsB + (<usize>j << 2))
      const atB = b + (<usize>rowB << 7)
      const secondB = load<i32>(countsB + (<usize>rowB << 3))
      const least = load<i32>(needA + (<usize>load<i32>(countsB + (<usize>rowB << 3), 4) << 2))
      const first = commonHalf(atA, atB)
      if (first + min(secondA, secondB) < least) continue
      if (first + commonHalf(atA + 64, atB + 64) < least) continue
      store<u32>(out + (<usize>found << 3), rowA)
      store<u32>(out + (<usize>found << 3), rowB, 4)
      found++
    }
  }
  return found
}

/** For each record the number that its bits at the given places make. */
export function sample(records: usize, n: i32, places: usize, bits: i32, out: usize): void {
  for (let i = 0; i < n; i++) {
    const at = records + (<usize>i << 7)
    let key: u32 = 0
    for (let j = 0; j < bits; j++) {
      const place = load<u32>(places + (<usize>j << 2))
      key = (key << 1) | ((<u32>load<u8>(at + (place >> 3)) >> (place & 7)) & 1)
    }
    store<u32>(out + (<usize>i << 2), key)
  }
}
`

interface Exports {
  count(records: number, n: number, counts: number): void
  common(a: number, b: number): number
  compare(...places: readonly [number, number, number, number, number, number, number, number, number, number]): number
  sample(records: number, n: number, places: number, bits: number, out: number): void
}

const pageBytes = 65_536

/** The compiled comparisons with a memory of `bytes`; compiled once, and kept in `folder`. */
export async function openKernel(
  bytes: number,
  folder: string,
): Promise<{ kernel: Exports; memory: SharedArrayBuffer }> {
  const module = await compileKernel(source, folder)
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) + 1, maximum: maxPages, shared: true })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  return { kernel: exports as Exports, memory: memory.buffer }
}

export const recordBytes = encodingBytes
