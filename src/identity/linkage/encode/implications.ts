type Encoded = readonly [name: string, codes: Int32Array]

/** Pairs of columns of which the first decides the second: none that agree on it differ on the other. */
export function implicationsOf(columns: readonly Encoded[]): [finer: string, coarser: string][] {
  return columns.flatMap(([finer, from]) =>
    columns
      .filter(([coarser, to]) => coarser !== finer && decides(from, to))
      .map(([coarser]): [string, string] => [finer, coarser]),
  )
}

/** Whether wherever `from` has a value `to` has one, and always the same for the same. */
function decides(from: Int32Array, to: Int32Array): boolean {
  const seen = new Int32Array(largestOf(from) + 1)
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

function largestOf(codes: Int32Array): number {
  let largest = 0
  for (let i = 0; i < codes.length; i++) if (codes[i]! > largest) largest = codes[i]!
  return largest
}
