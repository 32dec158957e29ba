/** The blocks of a rule over encoded columns. */
export interface Blocks {
  /** Of each record: the number of its block from 1; 0 where a value is missing, which brings nobody together. */
  readonly of: Int32Array
  /** Records of each block; the first is block 1. */
  readonly sizes: readonly number[]
}

/** Records that agree on all columns are in one block; codes are below 2^26. */
export function numberBlocks([first = new Int32Array(), ...rest]: readonly Int32Array[]): Blocks {
  let of = renumbered(first, (row) => first[row]!)
  for (const column of rest) {
    const before = of
    of = renumbered(column, (row) =>
      before[row] === 0 || column[row] === 0 ? 0 : before[row]! * 2 ** 26 + column[row]!,
    )
  }
  const sizes: number[] = []
  for (const block of of) if (block > 0) sizes[block - 1] = (sizes[block - 1] ?? 0) + 1
  return { of, sizes }
}

/** Keys as small numbers in the order in which they come. */
function renumbered({ length }: Int32Array, keyOf: (row: number) => number): Int32Array {
  const numbers = new Map<number, number>()
  const of = new Int32Array(length)
  for (let row = 0; row < length; row++) {
    const key = keyOf(row)
    if (key === 0) continue
    const known = numbers.get(key) ?? numbers.size + 1
    numbers.set(key, known)
    of[row] = known
  }
  return of
}
