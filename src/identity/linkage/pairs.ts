/** How many pairs so many records make. */
export const pairsAmong = (records: number): number => (records * (records - 1)) / 2
