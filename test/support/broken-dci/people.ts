/** A few made-up people, and how each registry writes them. */
import type { Json } from '../../../src/kernel/canonical-json.ts'
import type { RegistryName } from '../../../src/standards/dci/registries.ts'

export interface MadeUp {
  readonly uin: string
  readonly given_name: string
  readonly surname: string
  readonly sex: 'male' | 'female'
  readonly birth_date: string
  readonly poverty_score: number
  readonly enrolled: boolean
}

const person = (uin: string, name: string, sex: 'male' | 'female', birth_date: string, poverty_score: number) => {
  const [given_name = '', surname = ''] = name.split(' ')
  return { uin, given_name, surname, sex, birth_date, poverty_score, enrolled: poverty_score < 40 }
}

/** Out of order in every attribute, so that a sort shows. */
export const people: readonly MadeUp[] = [
  person('9000000017', 'Zawadi Mrisho', 'female', '1971-03-12', 31.5),
  person('9000000025', 'Baraka Ngowi', 'male', '1994-11-02', 12.25),
  person('9000000033', 'Neema Shirima', 'female', '1988-07-30', 55),
  person('9000000041', 'Juma Kessy', 'male', '1959-01-19', 8.5),
  person('9000000058', 'Asha Mbwana', 'female', '2003-05-05', 44),
  person('9000000066', 'Peter Lyimo', 'male', '1979-12-24', 71.75),
  person('9000000074', 'Halima Omari', 'female', '1966-09-08', 20),
]

/** No identifier of theirs. */
export const nobody = '9999999999'

export function recordOf(registry: RegistryName, one: MadeUp): Json {
  const identifier = [{ identifier_type: 'UIN', identifier_value: one.uin }]
  const name = { given_name: one.given_name, surname: one.surname }
  const core = { identifier, name, sex: one.sex, birth_date: one.birth_date }
  const member = { member_identifier: identifier, demographic_info: core }
  switch (registry) {
    case 'crvs':
      return core
    case 'sr':
      return {
        ...member,
        additional_attributes: [{ key: 'poverty_score', value: one.poverty_score }],
        poverty_score: one.poverty_score,
      }
    case 'dr':
      return { personal_details: member, disability_status: 'Approved', poverty_score: one.poverty_score }
    case 'fr':
      return { farmer_personal_details: member, farm_type: '1' }
    case 'ibr':
      return { assistance_unit: '1', member, enrollment_status: one.enrolled ? '1' : '4' }
    case 'ess':
      return { ...member, employment_status: '1' }
  }
}
