import type { TrainedModel } from '../compare/weights.ts'
import type { LinkageModel } from '../model/schema.ts'
import { type LabelledPattern, maximise } from './expectation.ts'
import type { TrainingRecords } from './records.ts'
import { unrelatedChances } from './unrelated.ts'

export interface TrainingOptions {
  readonly seed: number
  /** Candidate pairs that are looked at. */
  readonly sampledPairs: number
  readonly labels: readonly LabelledPattern[]
}

export const trainingDefaults: TrainingOptions = { seed: 1, sampledPairs: 1_000_000, labels: [] }

export interface Training {
  readonly model: TrainedModel
  readonly rounds: number
  readonly settled: boolean
  readonly patterns: number
}

/** A model with the probabilities that fit these records; no labels are needed, and given ones are used. */
export async function train(
  model: LinkageModel,
  records: TrainingRecords,
  { seed, sampledPairs, labels }: TrainingOptions = trainingDefaults,
): Promise<Training> {
  // Side by side: threads look at pairs while this one draws them.
  const [{ patterns }, unrelated] = await Promise.all([
    records.samplePatterns(sampledPairs, seed),
    unrelatedChances(model, records, seed),
  ])
  const { parameters, rounds, settled } = maximise({ model, records: records.records, patterns, unrelated, labels })
  return { model: { ...model, parameters }, rounds, settled, patterns: patterns.size }
}
