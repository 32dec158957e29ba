import { personModel, wideBlocking } from '../linkage/model/person.ts'
import type { LinkageModel } from '../linkage/model/schema.ts'
import { pairsAmong } from '../linkage/pairs.ts'
import { independent } from '../linkage/train/starts.ts'
import { startingChances, startingPairs } from './starting-chances.ts'

const mother = 'mother'
const household = 'household'

/** The model that Kiungo's own registry of people starts from: it knows no mother, and who was listed side by side is two. */
export function registryModel(records: number): LinkageModel {
  const blocking = wideBlocking.filter(({ columns }) => columns.every((column) => !column.startsWith(`${mother}.`)))
  const model = personModel(
    {
      ...{ given: 'given_name', family: 'surname', birth: 'birth_date', sex: 'sex', nationalId: 'national_id' },
      ...{ phone: 'phone', place: ['region_code', 'county_code', 'ward_code', 'village_code'], mother: 'mother_name' },
    },
    blocking,
  )
  const comparisons = model.comparisons.filter(({ id }) => id !== mother)
  const counted = Math.max(2, records)
  return {
    ...model,
    id: 'registry-of-people',
    title: { en: 'People of the registry', sw: 'Watu wa rejista', fr: 'Personnes du registre' },
    fields: [
      ...model.fields.filter(({ id }) => id !== mother),
      { id: household, kind: 'household-id', from: ['household_id'] },
    ],
    comparisons,
    constraints: { ...model.constraints, rosters: [`${household}.exact`] },
    parameters: {
      records: counted,
      pairs: {
        match: counted * startingPairs.match,
        household: counted * startingPairs.household,
        unrelated: pairsAmong(counted),
      },
      comparisons: independent(comparisons, startingChances),
    },
  }
}
