/** Whether the last digit (or two) of a number is what the rest says it must be. */
import type { checkDigitSchemes } from './country.ts'

type Scheme = Exclude<(typeof checkDigitSchemes)[number], 'none'>

export function checkDigitHolds(scheme: Scheme, number: string): boolean {
  if (!/^\d{2,}$/.test(number)) return false
  const digits = [...number].map(Number)
  switch (scheme) {
    case 'luhn':
      return luhn(digits)
    case 'verhoeff':
      return verhoeff(digits)
    case 'mod-97':
      return modulo(digits, 97) === 1
    case 'mod-11':
      return digits.reduceRight((sum, digit, i) => sum + digit * (digits.length - i), 0) % 11 === 0
  }
}

/** ISO/IEC 7812-1 annex B. */
function luhn(digits: readonly number[]): boolean {
  const sum = digits.reduceRight((total, digit, i) => {
    const doubled = (digits.length - i) % 2 === 0 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** ISO/IEC 7064 MOD 97-10, digit by digit, since the number may be longer than a double is exact. */
const modulo = (digits: readonly number[], by: number): number =>
  digits.reduce((rest, digit) => (rest * 10 + digit) % by, 0)

/** Multiplication in the dihedral group of ten (Verhoeff 1969): 0 to 4 turn, 5 to 9 mirror. */
function product(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5)
  return b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5
}

const firstPermutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

function verhoeff(digits: readonly number[]): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    let digit = digits[digits.length - 1 - place] ?? 0
    for (let turn = 0; turn < place % 8; turn++) digit = firstPermutation[digit] ?? 0
    sum = product(sum, digit)
  }
  return sum === 0
}
