/** Cleaning of identity numbers and telephone numbers. */

import type { CleanedValue } from '../model/cleaned.ts'
import { checkDigitHolds } from './check-digits.ts'
import type { CleaningRules } from './country.ts'
import { toAsciiDigits } from './letters.ts'
import { flag, nothing, partsWith, placeholder } from './parts.ts'

const longestNumber = 60
/** What most numbers are: nothing to fold or to take away. */
const plainDigits = /^[0-9]{1,60}$/
const plainPhone = /^\+?[0-9]{1,59}$/
/** `000000000`, `99999`: what is typed when the field may not stay empty. */
const oneDigit = /^(.)\1*$/
/** What a spreadsheet leaves of a long number: its last digits are gone and cannot be guessed. */
const rounded = /^\d(?:\.\d+)?E\+?\d+$/
const notWritten = /^(?:NA|NIL|NULL|NONE|UNKNOWN|HAKUNA|HANA|NEANT|0+|X+|-+)?$/

export const idCleaner = (rules: CleaningRules['nationalId'], parts?: readonly string[]) => {
  const onlyExact = parts?.every((part) => part === 'exact') === true
  return (raw: string | null): CleanedValue => {
    if (raw === null) return nothing
    const normalised = plainDigits.test(raw) ? raw : normalisedId(raw)
    if (normalised === undefined) return placeholder
    if (normalised === '') return nothing
    if (notWritten.test(normalised) || (normalised.length > 2 && oneDigit.test(normalised))) return placeholder
    if (onlyExact) return { exact: normalised }
    const wellFormed = rules !== undefined && fits(normalised, rules)
    const scheme = rules?.checkDigit ?? 'none'
    const checked = wellFormed && scheme !== 'none'
    const holds = checked && checkDigitHolds(scheme, normalised)
    return partsWith({
      exact: normalised,
      wellFormed: flag(wellFormed),
      checkDigitOk: flag(holds),
      // Right in form, so that a digit must be wrong.
      checkDigitWrong: flag(checked && !holds),
    })
  }
}

/** Undefined of a number whose last digits a spreadsheet has lost. */
function normalisedId(raw: string): string | undefined {
  const written = toAsciiDigits(raw.slice(0, longestNumber)).toUpperCase().trim()
  // A spreadsheet's number that was written as a decimal.
  const normalised = written.replace(/^(\d+)\.0+$/, '$1').replace(/[^\p{L}\d]/gu, '')
  return rounded.test(written) || rounded.test(normalised) ? undefined : normalised
}

const fits = (number: string, rules: NonNullable<CleaningRules['nationalId']>): boolean =>
  number.length >= rules.minLength && number.length <= rules.maxLength && (!rules.digitsOnly || /^\d+$/.test(number))

/** Two numbers in one field are common; the first is taken. */
const separators = /[/;,|]|\bor\b|\bau\b|\bou\b/i
const leastDigits = 5
/** ITU-T E.164 §6.2.1. */
const mostDigits = 15

export const phoneCleaner =
  (plan: CleaningRules['phone']) =>
  (raw: string | null): CleanedValue => {
    if (raw === null) return nothing
    const first = plainPhone.test(raw) ? raw : (toAsciiDigits(raw.slice(0, longestNumber)).split(separators)[0] ?? '')
    const international = /^\s*(?:\+|00)/.test(first)
    const digits = first.replace(/\D/g, '').replace(/^00/, '')
    if (digits.length === 0) return /\p{L}/u.test(first) ? placeholder : nothing
    if (digits.length > mostDigits || oneDigit.test(digits)) return placeholder
    const national = plan === undefined ? undefined : nationalNumber(digits, international, plan)
    if (national !== undefined) return { exact: `+${plan?.callingCode}${national}`, wellFormed: '1' }
    const local = digits.replace(/^0+/, '')
    if (local.length < leastDigits) return placeholder
    return { exact: international ? `+${local}` : local }
  }

/** The number after the country code, if it is one of this country. */
function nationalNumber(
  digits: string,
  international: boolean,
  { callingCode, trunk, nationalLengths }: NonNullable<CleaningRules['phone']>,
): string | undefined {
  const fitting = (number: string): string | undefined => (nationalLengths.includes(number.length) ? number : undefined)
  const withoutTrunk = (number: string): string =>
    trunk !== '' && number.startsWith(trunk) ? number.slice(trunk.length) : number
  if (digits.startsWith(callingCode)) {
    // +254 (0)722 …: the trunk prefix has no place there, and is often written.
    const rest = digits.slice(callingCode.length)
    const found = fitting(rest) ?? fitting(withoutTrunk(rest))
    if (found !== undefined) return found
  }
  return international ? undefined : (fitting(withoutTrunk(digits)) ?? fitting(digits))
}
