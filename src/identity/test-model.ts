import type { TrainedModel } from './linkage/compare/weights.ts'
import { narrowBlocking, personModel, wideBlocking } from './linkage/model/person.ts'
import { type Chances, independent } from './linkage/train/starts.ts'

// The model of people as a training on households has it, near enough: for tests and measurements that train nothing.

/** By comparison: chances of each level, then of none, for one person, for two of one household, for two strangers. */
const chances: Chances = {
  given: [
    [0.82, 0.04, 0.04, 0.05, 0.03, 0.02],
    [0.02, 0.001, 0.004, 0.01, 0.02, 0.945],
    [0.004, 0.0001, 0.002, 0.003, 0.01, 0.9809],
  ],
  family: [
    [0.84, 0.04, 0.05, 0.03, 0.04],
    [0.7, 0.02, 0.03, 0.02, 0.23],
    [0.004, 0.001, 0.002, 0.008, 0.985],
  ],
  birth: [
    [0.72, 0.04, 0.1, 0.05, 0.03, 0.03, 0.03],
    [0.01, 0.001, 0.01, 0.02, 0.05, 0.1, 0.809],
    [0.0001, 0.0001, 0.003, 0.005, 0.03, 0.06, 0.9018],
  ],
  sex: [
    [0.99, 0.01],
    [0.5, 0.5],
    [0.5, 0.5],
  ],
  'national-id': [
    [0.93, 0.04, 0.03],
    [0.0005, 0.001, 0.9985],
    [0.000001, 0.00001, 0.999989],
  ],
  phone: [
    [0.6, 0.4],
    [0.9, 0.1],
    [0.0001, 0.9999],
  ],
  place: [
    [0.85, 0.06, 0.04, 0.03, 0.02],
    [0.97, 0.01, 0.01, 0.005, 0.005],
    [0.005, 0.02, 0.05, 0.1, 0.825],
  ],
  mother: [
    [0.85, 0.08, 0.03, 0.04],
    [0.7, 0.05, 0.03, 0.22],
    [0.0005, 0.001, 0.01, 0.9885],
  ],
}

const columns = {
  ...{ given: 'given_name', family: 'surname', birth: 'birth_date', sex: 'sex', nationalId: 'national_id' },
  ...{ phone: 'phone', place: ['region_code', 'county_code', 'ward_code', 'village_code'], mother: 'mother_name' },
}

export function trainedPersonModel(records: number, blocking: 'narrow' | 'wide' = 'wide'): TrainedModel {
  const model = personModel(columns, blocking === 'wide' ? wideBlocking : narrowBlocking)
  return {
    ...model,
    parameters: {
      records,
      pairs: { match: records * 0.25, household: records * 2, unrelated: (records * (records - 1)) / 2 },
      comparisons: independent(model.comparisons, chances),
    },
  }
}
