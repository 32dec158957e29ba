type Encoded = readonly [name: string, codes: Int32Array]

/** Pairs of columns of which the first decides the second: no two records agree on it and differ on the other. */
export function implicationsOf(columns: readonly Encoded[]): [finer: string, coarser: string][] {
  return columns.flatMap(([finer, from]) =>
    columns
      .filter(([coarser, to]) => coarser !== finer && decides(from, to))
      .map(([coarser]): [string, string] => [finer, coarser]),
  )
}

/** Whether wherever `from` has a value `to` has one, and always the same for the same. */
function decides(from: Int32Array, to: Int32Array): boolean {
  const seen = new Int32Array(extent(from).largest + 1)
  for (let record = 0; record < from.length; record++) {
    const finer = from[record]!
    if (finer === 0) continue
    const coarser = to[record]!
    if (coarser === 0) return false
    if (seen[finer] === 0) seen[finer] = coarser
    else if (seen[finer] !== coarser) return false
  }
  return true
}

export function extent(codes: Int32Array): { largest: number; present: number } {
  let largest = 0
  let present = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (code === 0) continue
    present++
    if (code > largest) largest = code
  }
  return { largest, present }
}
