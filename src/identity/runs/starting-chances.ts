import type { Chances } from '../linkage/train/starts.ts'

/**
 * By comparison of the registry's model: how often each level (last: none) is seen among records of one person, among two of
 * one household, among two strangers.
 *
 * Where one record in five hundred is there twice, expectation-maximisation without labels finds namesakes and takes them for
 * the same person: measured on the demo's registry (7,168 records, 16 pairs). So the registry starts from these: strangers as
 * counted in that registry, one person by the rates at which audits found names, dates and numbers miswritten
 * (countries/tumaini/people/README.md), households by what relatives share. A run that is asked to train replaces them.
 */
export const startingChances: Chances = {
  given: [
    [0.84, 0.03, 0.03, 0.05, 0.03, 0.02],
    [0.003, 0.001, 0.002, 0.003, 0.005, 0.986],
    [0.0037, 0.0001, 0.0005, 0.0013, 0.0002, 0.9942],
  ],
  family: [
    [0.86, 0.03, 0.05, 0.03, 0.03],
    [0.9, 0.03, 0.05, 0.005, 0.015],
    [0.004, 0.0003, 0.0025, 0.0002, 0.993],
  ],
  birth: [
    [0.78, 0.03, 0.08, 0.05, 0.02, 0.02, 0.02],
    [0.008, 0.001, 0.01, 0.01, 0.08, 0.1, 0.791],
    [0.0006, 0.0001, 0.0019, 0.013, 0.057, 0.0806, 0.8468],
  ],
  sex: [
    [0.99, 0.01],
    [0.5, 0.5],
    [0.5, 0.5],
  ],
  'national-id': [
    [0.9, 0.05, 0.05],
    [0.0005, 0.0005, 0.999],
    [0.000001, 0.00001, 0.999989],
  ],
  phone: [
    [0.55, 0.45],
    [0.5, 0.5],
    [0.00002, 0.99998],
  ],
  place: [
    [0.6, 0.1, 0.1, 0.1, 0.1],
    [0.985, 0.005, 0.005, 0.003, 0.002],
    [0.0052, 0.0199, 0.0676, 0.1773, 0.73],
  ],
}

/** Pairs of one person, and of one household, for each record. */
export const startingPairs = { match: 0.005, household: 2 } as const
