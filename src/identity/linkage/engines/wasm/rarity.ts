import type { RarityGain } from '../gains.ts'
import { mostRarity, rarityOf } from '../rarity.ts'
import type { LoadedRecords } from './load.ts'

export interface RarityTables {
  /** Most that the rarity of a value of the column can add to a weight, in bits. */
  readonly most: RarityGain
}

/** Writes the tables where the kernel finds them. */
export function rarityTables({ memory, layout, counts }: LoadedRecords): RarityTables {
  const most = new Map<string, number>()
  for (const [column, address] of layout.rarity) {
    const of = counts.get(column)!
    const rarity = rarityOf(of)
    new Float32Array(memory.buffer, address, rarity.length).set(rarity)
    most.set(column, mostRarity(of, rarity))
  }
  return { most: (column) => most.get(column) ?? 0 }
}
