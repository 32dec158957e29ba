import { type Static, Type } from 'typebox'
import type { IsoDate } from '../../../kernel/dates.ts'
import type { Nicknames } from './nicknames.ts'

/** How the check digit of a number is reckoned; `none` where it has none. */
export const checkDigitSchemes = ['luhn', 'verhoeff', 'mod-97', 'mod-11', 'none'] as const

/** A country's `linkage/cleaning.yaml`. */
export const CleaningRules = Type.Object(
  {
    phone: Type.Optional(
      Type.Object(
        {
          /** ITU-T E.164 country code, without the plus. */
          callingCode: Type.String({ pattern: '^[1-9][0-9]{0,2}$' }),
          /** What is dialled at home before the number, and left out from abroad. */
          trunk: Type.String({ pattern: '^[0-9]{0,2}$' }),
          /** Digits after the country code. */
          nationalLengths: Type.Array(Type.Integer({ minimum: 4, maximum: 14 }), { minItems: 1, maxItems: 8 }),
        },
        { additionalProperties: false },
      ),
    ),
    nationalId: Type.Optional(
      Type.Object(
        {
          minLength: Type.Integer({ minimum: 3, maximum: 40 }),
          maxLength: Type.Integer({ minimum: 3, maximum: 40 }),
          digitsOnly: Type.Boolean(),
          checkDigit: Type.Enum(checkDigitSchemes),
        },
        { additionalProperties: false },
      ),
    ),
    /** How many characters of a place's code name each step, the widest first. */
    placeCodeLengths: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 20 }), { minItems: 1, maxItems: 4 }),
    ),
  },
  { additionalProperties: false },
)
export type CleaningRules = Static<typeof CleaningRules>

/** What cleaning must know of the place: its rules, its nicknames, and the day on which a date would lie ahead. */
export interface CleaningCountry {
  readonly rules: CleaningRules
  readonly nicknames: Nicknames
  /** Without it no date is said to lie in the future. */
  readonly today?: IsoDate
}

export const anyCountry: CleaningCountry = { rules: {}, nicknames: new Map() }
