/** Different pairs at once: half a gigabyte, and many more than two registers of the largest size have persons. */
export const pairSetLimit = 50_000_000

/** Collects pairs that several blocks find again; they are put in order and rid of repeats when space runs out. */
export function openPairSet(width: number, limit = pairSetLimit) {
  let keys = new Float64Array(1 << 16)
  let used = 0
  const compact = (): void => {
    const sorted = keys.subarray(0, used).sort()
    let kept = 0
    for (const key of sorted) if (kept === 0 || sorted[kept - 1] !== key) sorted[kept++] = key
    used = kept
  }
  return {
    /** False when no more can be taken. */
    add(a: number, b: number): boolean {
      if (used === keys.length) {
        compact()
        if (used >= limit) return false
        if (used > keys.length / 2) {
          const larger = new Float64Array(keys.length * 2)
          larger.set(keys.subarray(0, used))
          keys = larger
        }
      }
      keys[used++] = a * width + b
      return true
    },
    get size(): number {
      return used
    },
    /** The pairs so far, in order of a, then b. */
    pairs(): { a: number; b: number }[] {
      compact()
      return Array.from(keys.subarray(0, used), (key) => ({ a: Math.floor(key / width), b: key % width }))
    },
  }
}
