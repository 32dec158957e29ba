import type { CleanerOf } from '../linkage/model/cleaned.ts'
import type { Features } from './facts.ts'

export type Values = Readonly<Record<string, string | null>>

/** What of a record is compared, cleaned as linkage cleans it: accents, spellings and short forms make no other person. */
export function featuresWith(cleanerOf: CleanerOf): (values: Values) => Features {
  const given = cleanerOf('given-names')
  const family = cleanerOf('family-name')
  const birth = cleanerOf('date-of-birth')
  const sex = cleanerOf('sex')
  return (values) => {
    const parts = {
      // Some sources write all given names in one field.
      given_name: given(values.given_name ?? null).canonical?.split(' ')[0],
      surname: family(values.surname ?? null).canonical,
      birth_date: birth(values.birth_date ?? null).iso,
      sex: sex(values.sex ?? null).exact,
    }
    return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined && part !== null))
  }
}
