import { hash } from 'node:crypto'
import { encodingBits } from '../encoding/filter.ts'
import type { Buckets } from './compare.ts'

/** Records by their key, by counting: keys are below `keyCount`, and `none` leaves a record out. */
export function bucketsOf(keys: Uint32Array, keyCount: number): Buckets {
  const starts = new Uint32Array(keyCount + 1)
  for (const key of keys) if (key !== none) starts[key + 1] = (starts[key + 1] ?? 0) + 1
  for (let key = 0; key < keyCount; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0)
  const next = starts.slice(0, keyCount)
  const rows = new Uint32Array(starts[keyCount] ?? 0)
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] ?? none
    if (key === none) continue
    const at = next[key] ?? 0
    rows[at] = row
    next[key] = at + 1
  }
  return { starts, rows }
}

export const none = 0xffffffff

/** Everything in one bucket: all pairs. */
export const oneBucket = (records: number): Buckets => ({
  starts: Uint32Array.of(0, records),
  rows: Uint32Array.from({ length: records }, (_, row) => row),
})

export function pairsOf(a: Buckets, b: Buckets): number {
  let pairs = 0
  for (let key = 0; key + 1 < a.starts.length; key++) {
    pairs += ((a.starts[key + 1] ?? 0) - (a.starts[key] ?? 0)) * ((b.starts[key + 1] ?? 0) - (b.starts[key] ?? 0))
  }
  return pairs
}

/**
 * The bits that a table samples. They follow from the project's digest: there is no secret in them, as the zone sees the
 * encodings anyway, and every run samples the same.
 */
export function sampledPlaces(project: string, table: number, bits: number): number[] {
  const places = new Set<number>()
  for (let i = 0; places.size < bits; i++) {
    places.add(hash('sha256', `${project} ${table} ${i}`, 'buffer').readUInt16LE(0) % encodingBits)
  }
  return [...places]
}

/** Numbers for the tokens of both parties, so that equal tokens have equal keys; an empty one leaves its record out. */
export function numbered(a: readonly string[], b: readonly string[]) {
  const numbers = new Map<string, number>()
  const keysOf = (tokens: readonly string[]): Uint32Array =>
    Uint32Array.from(tokens, (token) => {
      if (token === '') return none
      const there = numbers.get(token)
      if (there !== undefined) return there
      numbers.set(token, numbers.size)
      return numbers.size - 1
    })
  const keys = { a: keysOf(a), b: keysOf(b) }
  return { ...keys, count: numbers.size }
}
