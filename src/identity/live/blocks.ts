import type { Table } from './table.ts'

/** Records that agree on the columns of a blocking rule, found by a hash of their codes. */
export interface Blocks {
  /** Calls `visit` for every record that agrees with `codes` on all columns; none where one of them is missing. */
  each(codes: Int32Array, visit: (record: number) => void): void
  add(record: number): void
  /** Records that agree, removed ones among them. */
  size(codes: Int32Array): number
}

const emptyBuckets = 1 << 4

/**
 * Compressed rows: the records of a bucket lie side by side in one array, and those that came later in a list of their
 * own. A bucket may hold several blocks, so agreement is looked at again.
 */
export function buildBlocks(table: Table, columns: readonly number[]): Blocks {
  const buckets = bucketsFor(table.size)
  const mask = buckets - 1
  const starts = new Int32Array(buckets + 1)
  const hashes = new Int32Array(table.size).fill(-1)
  for (let record = 0; record < table.size; record++) {
    const hash = hashOf(columns, (column) => table.data[record * table.width + column] as number)
    if (hash === undefined) continue
    hashes[record] = hash & mask
    starts[(hash & mask) + 1] = (starts[(hash & mask) + 1] as number) + 1
  }
  for (let i = 0; i < buckets; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number)
  const rows = new Int32Array(starts[buckets] as number)
  const next = starts.slice(0, buckets)
  for (let record = 0; record < table.size; record++) {
    const bucket = hashes[record] as number
    if (bucket < 0) continue
    rows[next[bucket] as number] = record
    next[bucket] = (next[bucket] as number) + 1
  }
  const later = new Map<number, number[]>()
  const agrees = (record: number, codes: Int32Array): boolean => {
    const { data, width } = table
    for (const column of columns) if (data[record * width + column] !== codes[column]) return false
    return true
  }
  const bucketOf = (codes: Int32Array): number | undefined => {
    const hash = hashOf(columns, (column) => codes[column] as number)
    return hash === undefined ? undefined : hash & mask
  }
  return {
    each(codes, visit) {
      const bucket = bucketOf(codes)
      if (bucket === undefined) return
      const end = starts[bucket + 1] as number
      for (let i = starts[bucket] as number; i < end; i++) {
        const record = rows[i] as number
        if (agrees(record, codes)) visit(record)
      }
      for (const record of later.get(bucket) ?? []) if (agrees(record, codes)) visit(record)
    },
    add(record) {
      const bucket = bucketOf(table.data.subarray(record * table.width, (record + 1) * table.width))
      if (bucket === undefined) return
      const list = later.get(bucket)
      if (list === undefined) later.set(bucket, [record])
      else list.push(record)
    },
    size(codes) {
      const bucket = bucketOf(codes)
      if (bucket === undefined) return 0
      return (starts[bucket + 1] as number) - (starts[bucket] as number) + (later.get(bucket)?.length ?? 0)
    },
  }
}

function bucketsFor(records: number): number {
  let buckets = emptyBuckets
  while (buckets < records * 2) buckets *= 2
  return buckets
}

/** FNV-1a over the codes, mixed so that the low bits tell; undefined where one is missing. */
function hashOf(columns: readonly number[], codeOf: (column: number) => number): number | undefined {
  let hash = 0x811c9dc5
  for (const column of columns) {
    const code = codeOf(column)
    if (code === 0) return undefined
    hash = Math.imul(hash ^ code, 0x01000193)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return (hash ^ (hash >>> 16)) >>> 0
}
