/** Code points of a text. */
export type Points = ArrayLike<number>

/** Longer texts are compared by their beginnings. */
export const maxPoints = 512

const prefixLimit = 4
const prefixScale = 0.1
const prefixFrom = 0.7

/**
 * Jaro-Winkler similarity, from 0 to 1 (Winkler 1990: a common beginning of up to four counts once the Jaro similarity is
 * above 0.7). The kernel computes the same in the same order, so the two agree to the last bit.
 */
export function jaroWinkler(left: Points, right: Points): number {
  const a = Math.min(left.length, maxPoints)
  const b = Math.min(right.length, maxPoints)
  if (a === 0 || b === 0) return 0
  const window = Math.max(0, (Math.max(a, b) >> 1) - 1)
  const usedLeft = new Uint8Array(a)
  const usedRight = new Uint8Array(b)
  let matches = 0
  for (let i = 0; i < a; i++) {
    const to = Math.min(b, i + window + 1)
    for (let j = Math.max(0, i - window); j < to; j++) {
      if (usedRight[j] === 1 || left[i] !== right[j]) continue
      usedLeft[i] = 1
      usedRight[j] = 1
      matches++
      break
    }
  }
  if (matches === 0) return 0
  let outOfPlace = 0
  for (let i = 0, j = 0; i < a; i++) {
    if (usedLeft[i] === 0) continue
    while (usedRight[j] === 0) j++
    if (left[i] !== right[j]) outOfPlace++
    j++
  }
  const jaro = (matches / a + matches / b + (matches - (outOfPlace >> 1)) / matches) / 3
  if (jaro <= prefixFrom) return jaro
  let prefix = 0
  while (prefix < prefixLimit && prefix < a && prefix < b && left[prefix] === right[prefix]) prefix++
  return jaro + prefix * prefixScale * (1 - jaro)
}

/** Whether one text becomes the other by at most `limit` insertions, deletions, changes and swaps of neighbours. */
export function withinEdits(left: Points, right: Points, limit: number): boolean {
  const a = Math.min(left.length, maxPoints)
  const b = Math.min(right.length, maxPoints)
  if (Math.abs(a - b) > limit) return false
  let before = new Int32Array(b + 1)
  let last = Int32Array.from({ length: b + 1 }, (_, j) => j)
  let row = new Int32Array(b + 1)
  for (let i = 1; i <= a; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= b; j++) {
      const same = left[i - 1] === right[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1)
      }
      row[j] = cost
      if (cost < least) least = cost
    }
    // A swap reaches back two rows, so a row beyond the limit is no end by itself; two are.
    if (least > limit + 1) return false
    ;[before, last, row] = [last, row, before]
  }
  return last[b]! <= limit
}
