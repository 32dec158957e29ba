// Numbers are permutations of a person's id, so they are unique, stable, and tell nothing of the order of generation.

const ninSpace = 90_000_000
const ninStep = 37_714_817
const unusedFrom = 60_000_000

/** Nine digits: eight and a Luhn check digit. */
function ninOf(seedHash: number, index: number): string {
  const payload = 10_000_000 + ((index * ninStep + (seedHash >>> 0)) % ninSpace)
  return `${payload}${luhnDigit(String(payload))}`
}

export const nationalNumber = (seedHash: number, personId: number): string => ninOf(seedHash, personId)

/** A well-formed number that was never given to anyone. */
export const unissuedNumber = (seedHash: number, personId: number): string => ninOf(seedHash, unusedFrom + personId)

export function luhnDigit(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48
    if (i % 2 === 0) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2
    sum += digit
  }
  return (10 - (sum % 10)) % 10
}

const upiLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const upiSpace = 32 ** 6

export function pupilNumber(seedHash: number, personId: number): string {
  let rest = (personId * 66_826_527 + (seedHash >>> 0)) % upiSpace
  let text = ''
  for (let i = 0; i < 6; i++) {
    text = upiLetters[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  return text
}

const phoneSpace = 100_000_000

/** E.164 under +999, a country code that is not assigned. */
export const phoneNumber = (seedHash: number, personId: number): string =>
  `+9997${String((personId * 31_415_927 + (seedHash >>> 0)) % phoneSpace).padStart(8, '0')}`

/** `+9997…` as people write it at home. */
export const localPhone = (phone: string): string => `0${phone.slice(4)}`
