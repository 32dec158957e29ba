/** What training needs to know of encoded records; the engine that holds them offers it. */
export interface TrainingRecords {
  readonly records: number
  /** How many records have each code, by column. */
  readonly counts: ReadonlyMap<string, Int32Array>
  codes(column: string): (record: number) => number
  patternsOf(pairs: Int32Array): Promise<Int32Array>
  /** Expected number of candidate pairs with each pattern, from about `target` of them. */
  samplePatterns(target: number, seed: number): Promise<{ readonly patterns: ReadonlyMap<number, number> }>
}
