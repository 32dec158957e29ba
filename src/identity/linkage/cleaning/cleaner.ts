import type { Cleaner, CleanerOf } from '../model/cleaned.ts'
import type { FieldKind } from '../model/schema.ts'
import { cleanHouseholdId, cleanSex, cleanText, placeCleaner } from './codes.ts'
import { anyCountry, type CleaningCountry } from './country.ts'
import { dateCleaner } from './dates.ts'
import { nameCleaner } from './names.ts'
import { idCleaner, phoneCleaner } from './numbers.ts'

/**
 * The cleaning of each kind of field in one country. Cleaners are pure and never throw: what cannot be read has no parts,
 * or only the part `placeholder`.
 */
export function cleanersFor(country: CleaningCountry): CleanerOf {
  const { rules, nicknames, today } = country
  const cleaner = (kind: FieldKind, parts?: readonly string[]): Cleaner => {
    switch (kind) {
      case 'given-names':
      case 'family-name':
      case 'full-name':
      case 'mother-name':
        return nameCleaner(nicknames, parts)
      case 'date-of-birth':
        return dateCleaner(today)
      case 'sex':
        return cleanSex
      case 'national-id':
        return idCleaner(rules.nationalId, parts)
      case 'phone':
        return phoneCleaner(rules.phone)
      case 'place':
        return placeCleaner(rules.placeCodeLengths)
      case 'household-id':
        return cleanHouseholdId
      case 'text':
        return cleanText
    }
  }
  return Object.assign(cleaner, { country })
}

/** Where nothing is known of the country. */
export const cleanerOf: CleanerOf = cleanersFor(anyCountry)
