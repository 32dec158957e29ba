// A model small enough that its SQL can be read, trained by hand.
import type { TrainedModel } from '../../compare/weights.ts'
import type { Prepared } from '../../encode/prepared.ts'
import { usedColumns } from '../../model/columns.ts'
import type { Plan } from './plan.ts'

export const smallModel: TrainedModel = {
  ...{ id: 'small', version: 1 },
  fields: [
    { id: 'given', kind: 'given-names', from: ['given_name'] },
    { id: 'dob', kind: 'date-of-birth', from: ['birth_date'] },
    { id: 'phone', kind: 'phone', from: ['phone'] },
  ],
  comparisons: [
    {
      ...{ id: 'given', needs: ['given.exact'] },
      levels: [
        { id: 'exact', when: [[{ test: 'equal', column: 'given.exact' }]], frequencies: 'given.exact' },
        { id: 'similar', when: [[{ test: 'similar', column: 'given.exact', atLeast: 0.9 }]] },
      ],
    },
    {
      ...{ id: 'dob', needs: ['dob.year'], dependsOn: 'given' },
      levels: [
        { id: 'exact', when: [[{ test: 'equal', column: 'dob.iso' }]] },
        { id: 'near', when: [[{ test: 'within', column: 'dob.year', atMost: 1 }]] },
      ],
    },
    {
      ...{ id: 'phone', needs: ['phone.exact'] },
      levels: [
        { id: 'exact', when: [[{ test: 'equal', column: 'phone.exact' }]] },
        { id: 'edit', when: [[{ test: 'edits', column: 'phone.exact', atMost: 1 }]] },
      ],
    },
  ],
  blocking: {
    rules: [
      { id: 'phone-exact', columns: ['phone.exact'] },
      { id: 'given-phonetic-and-dob-year', columns: ['given.phonetic', 'dob.year'] },
      { id: 'dob-iso', columns: ['dob.iso'] },
    ],
    maxPairsPerBlock: 20_000_000,
  },
  thresholds: { link: 1, review: -2, kin: 0 },
  constraints: { uniqueSources: [], rosters: [] },
  parameters: {
    records: 1_000,
    pairs: { match: 64, household: 1_024, unrelated: 524_288 },
    comparisons: [
      {
        id: 'given',
        ...{ match: [[0.875, 0.0625, 0.0625]], household: [[0.03125, 0.03125, 0.9375]] },
        unrelated: [[0.0078125, 0.0078125, 0.984375]],
      },
      {
        id: 'dob',
        match: Array.from({ length: 4 }, () => [0.75, 0.125, 0.125]),
        household: Array.from({ length: 4 }, () => [0.03125, 0.03125, 0.9375]),
        unrelated: [
          ...Array.from({ length: 3 }, () => [0.00390625, 0.015625, 0.98046875]),
          [0.0078125, 0.03125, 0.9609375],
        ],
      },
      {
        id: 'phone',
        ...{ match: [[0.5, 0.0625, 0.4375]], household: [[0.75, 0.03125, 0.21875]] },
        unrelated: [[0.00390625, 0.00390625, 0.9921875]],
      },
    ],
  },
}

const prepared: Prepared = {
  ...{ digest: 'small', fingerprint: 'small', records: 1_000, repeated: 0, seconds: 0, texts: ['name-exact', 'phone'] },
  sources: [{ source: 'registry', records: 1_000 }],
  implications: [
    ['given.exact', 'given.phonetic'],
    ['dob.iso', 'dob.year'],
  ],
  columns: usedColumns(smallModel).map(({ name, coding, domain }) => ({
    ...{ name, coding, largest: 900, present: 950 },
    ...(domain === undefined ? {} : { domain }),
  })),
}

/** Rule 0 has blocks that are left out. */
export const smallPlan: Omit<Plan, 'dialect'> = { model: smallModel, prepared, threshold: -2, purging: 1 }
