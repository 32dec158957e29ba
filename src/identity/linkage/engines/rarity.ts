/** Chance that two records that have a value have the same one. */
function agreementChance(counts: Int32Array): number {
  let present = 0
  let pairs = 0
  for (let code = 1; code < counts.length; code++) {
    const count = counts[code]!
    present += count
    pairs += count * (count - 1)
  }
  return present < 2 ? 0 : pairs / (present * (present - 1))
}

/** By code: log2(share of the value / chance of any agreement), as 32-bit floats: every engine reads the same. */
export function rarityOf(counts: Int32Array): Float32Array {
  let present = 0
  for (let code = 1; code < counts.length; code++) present += counts[code]!
  const rarity = new Float32Array(counts.length)
  const chance = agreementChance(counts)
  if (chance === 0) return rarity
  for (let code = 1; code < counts.length; code++)
    rarity[code] = Math.log2(Math.max(counts[code]!, 2) / present / chance)
  return rarity
}

/** The most that a value which two records can share adds to their weight. */
export function mostRarity(counts: Int32Array, rarity: Float32Array): number {
  let least = 0
  for (let code = 1; code < counts.length; code++) {
    if (counts[code]! > 1 && rarity[code]! < least) least = rarity[code]!
  }
  return -least
}
