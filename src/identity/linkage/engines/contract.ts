import type { TrainedModel } from '../compare/weights.ts'

/** Pairs of records, by the numbers that preparation gave them; in each `a` is below `b`. */
export interface Edges {
  readonly count: number
  readonly a: Int32Array
  readonly b: Int32Array
  /** Bits (`weightOf`). */
  readonly weight: Float64Array
  /** Levels of all comparisons (`levelsOfPattern`): every piece of the weight can be told again from it. */
  readonly pattern: Int32Array
}

/** What became of one blocking rule. */
export interface RuleYield {
  readonly rule: string
  /** Pairs that agree on its columns, those of blocks left out not counted. */
  readonly pairs: number
  /** Blocks left out because they exceed `maxPairsPerBlock`. */
  readonly purged: { readonly blocks: number; readonly records: number; readonly pairs: number }
}

export interface Scored {
  readonly edges: Edges
  readonly rules: readonly RuleYield[]
}

export interface LinkageEngine {
  /** All pairs of some blocking rule, each once, whose weight is `threshold` or more; sorted by a, then b. */
  scorePairs(model: TrainedModel, threshold: number, progress: (share: number) => void): Promise<Scored>
}
