import { pairsAmong } from '../pairs.ts'

/** Numbers from a seed (xorshift of 32 bits): a training can be repeated. */
export function drawer(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Pairs of two unlike records, two numbers each. */
export function randomPairs(records: number, count: number, seed: number): Int32Array {
  const draw = drawer(seed)
  const pairs = new Int32Array(count * 2)
  for (let i = 0; i < count; i++) {
    const a = draw(records)
    const b = draw(records - 1)
    pairs[i * 2] = a
    pairs[i * 2 + 1] = b < a ? b : b + 1
  }
  return pairs
}

const sampledRecords = 250_000

/** Pairs of records that have the same value in a column, each such pair as likely as another. */
export function agreeingPairs(
  records: number,
  codeOf: (record: number) => number,
  codes: number,
  count: number,
  seed: number,
): Int32Array {
  const draw = drawer(seed)
  const step = Math.max(1, Math.floor(records / sampledRecords))
  // The records lie far apart in memory: each is read once.
  const sampled = new Int32Array(Math.ceil(records / step))
  for (let i = 0; i < sampled.length; i++) sampled[i] = codeOf(i * step)
  const starts = new Int32Array(codes + 2)
  for (let i = 0; i < sampled.length; i++) starts[sampled[i]! + 1]!++
  for (let code = 0; code <= codes; code++) starts[code + 1]! += starts[code]!
  const order = new Int32Array(starts[codes + 1]!)
  const next = starts.slice()
  for (let i = 0; i < sampled.length; i++) order[next[sampled[i]!]!++] = i * step
  // Running sums of pairs; code 0 is "missing".
  const sums = new Float64Array(codes + 1)
  for (let code = 1; code <= codes; code++) {
    const size = starts[code + 1]! - starts[code]!
    sums[code] = sums[code - 1]! + pairsAmong(size)
  }
  const total = sums[codes]!
  const pairs = new Int32Array(total === 0 ? 0 : count * 2)
  for (let i = 0; i < pairs.length; i += 2) {
    const code = firstAbove(sums, (draw(2 ** 31) / 2 ** 31) * total)
    const size = starts[code + 1]! - starts[code]!
    const x = draw(size)
    const y = draw(size - 1)
    pairs[i] = order[starts[code]! + x]!
    pairs[i + 1] = order[starts[code]! + (y < x ? y : y + 1)]!
  }
  return pairs
}

/** Index of the first sum that is above the value. */
function firstAbove(sums: Float64Array, value: number): number {
  let low = 1
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
