import type { Codes } from './encoded.ts'

/**
 * Encoded records that grow at the end. The codes of a record lie side by side, so that comparing it touches a line or two
 * of memory. A removed record keeps its place; whoever looks through them passes it over.
 */
export interface Table {
  readonly size: number
  /** Codes in a record. */
  readonly width: number
  /** Record `r` begins at `r * width`. Another array after it has grown. */
  readonly data: Int32Array
  /** By column, then code: how many living records have it. */
  readonly counts: readonly (readonly number[])[]
  /** By column: living records that have any value. */
  readonly present: readonly number[]
  add(codes: Codes): number
  /** Once for each record. */
  remove(record: number): void
}

const firstCapacity = 1024

/** `counted`: places of the columns whose frequencies are asked for. */
export function openTable(width: number, counted: ReadonlySet<number>): Table {
  let capacity = firstCapacity
  let size = 0
  let data = new Int32Array(capacity * width)
  const counts: number[][] = Array.from({ length: width }, () => [])
  const present = counts.map(() => 0)
  const count = (record: number, by: 1 | -1) => {
    for (const column of counted) {
      const code = data[record * width + column] as number
      if (code === 0) continue
      const of = counts[column] as number[]
      while (of.length <= code) of.push(0)
      of[code] = (of[code] as number) + by
      present[column] = (present[column] as number) + by
    }
  }
  const grow = () => {
    capacity *= 2
    const wider = new Int32Array(capacity * width)
    wider.set(data)
    data = wider
  }
  return {
    ...{ width, counts, present },
    get size() {
      return size
    },
    get data() {
      return data
    },
    add(codes) {
      if (size === capacity) grow()
      data.set(codes, size * width)
      count(size, 1)
      return size++
    },
    remove(record) {
      count(record, -1)
    },
  }
}
