import type { LinkageModel } from '../../model/schema.ts'
import type { RarityGain } from '../gains.ts'

/**
 * A rarity that is worked out for each record beforehand: of a value that the levels of a comparison weigh by its
 * frequency. A pair that has one of these levels agrees on the value, so that its rarity is the record's own.
 */
export interface RaritySlot {
  readonly comparison: number
  readonly levels: readonly number[]
  readonly columns: readonly string[]
}

/** Signed bytes beside a record, a quarter of a bit each. */
export const mostSlots = 8

/**
 * Two for each comparison: of its first level that weighs frequencies, which adds or takes away exactly that where it is
 * certain; and of the others, of which the most is added where one of them is possible.
 */
export function raritySlots({ comparisons }: Pick<LinkageModel, 'comparisons'>): RaritySlot[] {
  return comparisons
    .flatMap(({ levels }, comparison) => {
      const weighed = levels.flatMap(({ frequencies }, at) =>
        frequencies === undefined ? [] : [{ level: at + 1, column: frequencies }],
      )
      return [weighed.slice(0, 1), weighed.slice(1)]
        .filter((of) => of.length > 0)
        .map((of) => ({
          comparison,
          levels: of.map(({ level }) => level),
          columns: [...new Set(of.map(({ column }) => column))],
        }))
    })
    .slice(0, mostSlots)
}

/** Whether it is of one level for certain: it adds or takes away what the value says, and not the most of several. */
export const isExact = (slots: readonly RaritySlot[], slot: RaritySlot): boolean =>
  slots.find(({ comparison }) => comparison === slot.comparison) === slot

/** Bounds and rarities of records are counted in quarters of a bit, rounded up. */
export const stepsPerBit = 4
const largest = 127

/** Slots (by index) that bound the rarity of a comparison that has one of these levels. */
export function slotsOf(
  slots: readonly RaritySlot[],
  comparison: number,
  possible: readonly number[],
  rarest: RarityGain,
): number[] {
  return [...slots.keys()].filter((index) => {
    const slot = slots[index]!
    if (slot.comparison !== comparison) return false
    // A rarity that does not fit into its byte is bounded by the rarest of all values.
    if (slot.columns.some((column) => rarest(column) * stepsPerBit > largest)) return false
    return isExact(slots, slot)
      ? possible.length === 1 && slot.levels.includes(possible[0]!)
      : possible.some((level) => slot.levels.includes(level))
  })
}
