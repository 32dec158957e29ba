// A trained model of people with made-up but plausible numbers, for tests of explanations.
import type { TrainedModel } from '../compare/weights.ts'
import { personModel } from '../model/person.ts'

/** Mass on the first level for one person, on the last for the others. */
const leaning = (levels: number, first: number): number[] => {
  const rest = (1 - first) / levels
  return [first, ...Array.from({ length: levels }, () => rest)]
}

export function trainedModel(): TrainedModel {
  const model = personModel({
    given: 'given_name',
    family: 'surname',
    birth: 'birth_date',
    sex: 'sex',
    nationalId: 'national_id',
    phone: 'phone',
    place: ['county_code', 'village_code'],
    mother: 'mother_name',
  })
  return {
    ...model,
    parameters: {
      records: 1_000_000,
      pairs: { match: 270_000, household: 2_000_000, unrelated: 4.999e11 },
      comparisons: model.comparisons.map(({ id, levels, dependsOn }) => {
        const parent = model.comparisons.find((other) => other.id === dependsOn)
        const rows = (first: number) =>
          Array.from({ length: parent === undefined ? 1 : parent.levels.length + 2 }, () =>
            leaning(levels.length, first),
          )
        const shared = ['family', 'phone', 'place', 'mother'].includes(id)
        return { id, match: rows(0.85), household: rows(shared ? 0.8 : 0.05), unrelated: rows(0.01) }
      }),
    },
  }
}
