// The part of the kernel that compares the pairs of a block, in AssemblyScript: the same for every model. It calls what
// `source.ts` generates of the model.

export const pairsText = `
// @ts-ignore
@inline
function maskOf(a0: v128, a1: v128, a2: v128, a3: v128, q: usize): u32 {
  const low = i16x8.narrow_i32x4_s(i32x4.eq(a0, v128.load(q)), i32x4.eq(a1, v128.load(q, 16)))
  const high = i16x8.narrow_i32x4_s(i32x4.eq(a2, v128.load(q, 32)), i32x4.eq(a3, v128.load(q, 48)))
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high))
}

// @ts-ignore
@inline
function isIn(table: usize, mask: u32): bool {
  return ((<u32>load<u8>(table + (mask >> 3)) >> (mask & 7)) & 1) != 0
}

/** Where the other columns of a record lie that was copied. */
// @ts-ignore
@inline
function restBeside(line: usize): usize {
  return blockRest + ((line - block) >> 6) * REST
}

/** Sixteen bits: which columns are missing. */
// @ts-ignore
@inline
function signs(v0: v128, v1: v128, v2: v128, v3: v128): u32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(v0, v1), i16x8.narrow_i32x4_s(v2, v3)))
}

/** Eight numbers of sixteen bits, summed. */
// @ts-ignore
@inline
function sumOf(eight: v128): i32 {
  const four = i32x4.extadd_pairwise_i16x8_s(eight)
  const two = i32x4.add(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1))
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1)
}

/**
 * For the class and the mask of a pair there are eight numbers of sixteen bits (\`reach.ts\`): which rarities of the record
 * are to be added, then how far above the threshold the rest is at most.
 */
function compareAll(rule: i32, own: usize, first: u32, size: u32, at: usize, classes: usize): void {
  const end = at + (<usize>size << 6)
  const slotBits = i16x8(1, 2, 4, 8, 16, 32, 64, 128)
  let p = at
  for (let x: u32 = 0; x < size - 1; x++, p += LINE) {
    const a0 = v128.load(p)
    const a1 = v128.load(p, 16)
    const a2 = v128.load(p, 32)
    const a3 = v128.load(p, 48)
    const kind = <u32>load<u8>(classes + x)
    const ra = restBeside(p)
    const rarities = i16x8.extend_low_i8x16_s(v128.load64_zero(ra + SLOTS))
    let other = classes + x + 1
    for (let q = p + LINE; q < end; q += LINE, other++) {
      const mask = maskOf(a0, a1, a2, a3, q)
      if (!isIn(own, mask)) continue
      const bounds = reach + (<usize>(((kind | <u32>load<u8>(other)) << 16) | mask) << 4)
      const chosen = i16x8.eq(v128.and(v128.load16_splat(bounds), slotBits), slotBits)
      const rb = restBeside(q)
      if (!reaches(bounds, sumOf(v128.and(rarities, chosen)), p, q, ra, rb)) continue
      const a = recordAt(first + x)
      if (purging == 0 || owns(rule, mask, a)) weigh(a, recordAt(first + <u32>((q - at) >> 6)), p, q, ra, rb, mask)
    }
  }
}

function compareSome(table: usize, first: u32, size: u32, at: usize, keep: u32, seed: u32, rule: i32): u32 {
  let state = seed
  for (let x: u32 = 0; x < size - 1; x++) {
    const p = at + (<usize>x << 6)
    for (let y = x + 1; y < size; y++) {
      state = state * 1664525 + 1013904223
      if (state > keep) continue
      const mask = maskOf(v128.load(p), v128.load(p, 16), v128.load(p, 32), v128.load(p, 48), at + (<usize>y << 6))
      if (!isIn(table, mask)) continue
      const a = recordAt(first + x)
      if (purging == 0 || owns(rule, mask, a)) tell(a, recordAt(first + y))
    }
  }
  return state
}

// @ts-ignore
@inline
function emit(a: u32, b: u32, pattern: u32, rarity: f64): void {
  const at = out + <usize>outCount * EDGE
  store<u32>(at, min(a, b))
  store<u32>(at, max(a, b), 4)
  store<u32>(at, pattern, 8)
  store<f64>(at, rarity, 16)
  if (++outCount == outCapacity) flush()
}

/** Levels of a pair, whatever its weight. */
function tell(a: u32, b: u32): void {
  rarity = 0
  const pattern = patternOf(lines + (<usize>a << 6), lines + (<usize>b << 6), rest + <usize>a * REST, rest + <usize>b * REST)
  emit(a, b, pattern, rarity)
}

/** Levels of pairs that lie at \`pairs\`, two words each. */
export function tellAll(pairs: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const at = pairs + (<usize>i << 3)
    tell(load<u32>(at), load<u32>(at, 4))
  }
  if (outCount > 0) flush()
}
`
