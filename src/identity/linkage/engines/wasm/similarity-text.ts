// Comparison of texts within the kernel, in AssemblyScript: what `compare/similarity.ts` says, in the same order.

export const similarityText = `
let rarity: f64 = 0

// @ts-ignore
@inline
function point(points: usize, width: u32, at: u32): u32 {
  return width == 1 ? <u32>load<u8>(points + at) : load<u32>(points + (<usize>at << 2))
}

/**
 * Signatures of texts, as \`signaturesOf\` makes them: 21 bits of the letters that occur, five of the first letter, six of the
 * length. They tell cheaply that two texts cannot be alike; that they can, they do not tell. Texts of 63 letters or more are
 * not judged.
 */
export function sign(texts: usize): void {
  const offsets = load<usize>(texts)
  const points = load<usize>(texts, 4)
  const width = load<u32>(texts, 8)
  const signatures = load<usize>(texts, 12)
  const count = load<u32>(texts, 16)
  for (let code: u32 = 1; code < count; code++) {
    const from = load<u32>(offsets + (<usize>code << 2))
    const to = load<u32>(offsets + (<usize>code << 2), 4)
    let letters: u32 = 0
    for (let at = from; at < to; at++) letters |= 1 << (point(points, width, at) % 21)
    const start: u32 = from < to ? point(points, width, from) & 31 : 0
    store<u32>(signatures + (<usize>code << 2), letters | (start << 21) | (min<u32>(to - from, 63) << 26))
  }
}

// @ts-ignore
@inline
function common(x: u32, y: u32): i32 {
  return min((x >> 26) - popcnt(x & ~y & 0x1fffff), (y >> 26) - popcnt(y & ~x & 0x1fffff))
}

function mayBeSimilar(x: u32, y: u32, least: f32): bool {
  const a = x >> 26
  const b = y >> 26
  if (a == 63 || b == 63) return true
  const sameStart = ((x ^ y) & 0x3e00000) == 0
  // A common beginning lifts a Jaro similarity above 0.7, by at most four tenths of what it lacks.
  const jaro: f32 = least > 0.7 ? (sameStart ? max<f32>(0.7, (least - 0.4) / 0.6) : least) : least
  // jaro = (m/a + m/b + (m - t)/m) / 3 with m letters in common at most.
  return <f32>(common(x, y) * (a + b)) >= (3 * jaro - 1) * <f32>(a * b) - 0.001
}

function mayBeEdited(x: u32, y: u32, limit: i32): bool {
  const a = <i32>(x >> 26)
  const b = <i32>(y >> 26)
  return a == 63 || b == 63 || (abs(a - b) <= limit && common(x, y) >= max(a, b) - limit)
}

/** Jaro-Winkler, in the order of \`compare/similarity.ts\`; the lower code first, since its last digits know a direction. */
function jaroWinkler(offsets: usize, points: usize, width: u32, one: i32, other: i32): f64 {
  const x = min(one, other)
  const y = max(one, other)
  const left = load<u32>(offsets + (<usize>x << 2))
  const right = load<u32>(offsets + (<usize>y << 2))
  const a = min<i32>(load<u32>(offsets + (<usize>x << 2), 4) - left, 512)
  const b = min<i32>(load<u32>(offsets + (<usize>y << 2), 4) - right, 512)
  if (a == 0 || b == 0) return 0
  const reach = max<i32>(0, (max(a, b) >> 1) - 1)
  const usedLeft = flags
  const usedRight = flags + 512
  memory.fill(usedLeft, 0, a)
  memory.fill(usedRight, 0, b)
  let matches = 0
  for (let i = 0; i < a; i++) {
    const here = point(points, width, left + i)
    const to = min(b, i + reach + 1)
    for (let j = max(0, i - reach); j < to; j++) {
      if (load<u8>(usedRight + j) != 0 || here != point(points, width, right + j)) continue
      store<u8>(usedLeft + i, 1)
      store<u8>(usedRight + j, 1)
      matches++
      break
    }
  }
  if (matches == 0) return 0
  let outOfPlace = 0
  for (let i = 0, j = 0; i < a; i++) {
    if (load<u8>(usedLeft + i) == 0) continue
    while (load<u8>(usedRight + j) == 0) j++
    if (point(points, width, left + i) != point(points, width, right + j)) outOfPlace++
    j++
  }
  const m = <f64>matches
  const jaro = (m / <f64>a + m / <f64>b + (m - <f64>(outOfPlace >> 1)) / m) / 3
  if (jaro <= 0.7) return jaro
  let prefix = 0
  while (prefix < 4 && prefix < a && prefix < b && point(points, width, left + prefix) == point(points, width, right + prefix)) prefix++
  return jaro + <f64>prefix * 0.1 * (1 - jaro)
}

function withinEdits(offsets: usize, points: usize, width: u32, x: i32, y: i32, limit: i32): bool {
  const left = load<u32>(offsets + (<usize>x << 2))
  const right = load<u32>(offsets + (<usize>y << 2))
  const a = min<i32>(load<u32>(offsets + (<usize>x << 2), 4) - left, 512)
  const b = min<i32>(load<u32>(offsets + (<usize>y << 2), 4) - right, 512)
  if (abs(a - b) > limit) return false
  let before = flags
  let last = flags + 2052
  let row = flags + 4104
  for (let j = 0; j <= b; j++) store<i32>(last + (j << 2), j)
  for (let i = 1; i <= a; i++) {
    store<i32>(row, i)
    let least = i
    const here = point(points, width, left + i - 1)
    for (let j = 1; j <= b; j++) {
      const there = point(points, width, right + j - 1)
      let cost = min(load<i32>(last + (j << 2)), load<i32>(row + (j << 2) - 4)) + 1
      cost = min(cost, load<i32>(last + (j << 2) - 4) + (here == there ? 0 : 1))
      if (i > 1 && j > 1 && here == point(points, width, right + j - 2) && point(points, width, left + i - 2) == there) {
        cost = min(cost, load<i32>(before + (j << 2) - 8) + 1)
      }
      store<i32>(row + (j << 2), cost)
      least = min(least, cost)
    }
    if (least > limit + 1) return false
    const other = before
    before = last
    last = row
    row = other
  }
  return load<i32>(last + (b << 2)) <= limit
}
`
