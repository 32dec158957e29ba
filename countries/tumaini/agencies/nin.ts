/** Nine digits, the first not 0, the last a Luhn check digit. */
export function isNin(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[1-9]\d{8}$/.test(value)) return false
  let sum = 0
  for (let i = 0; i < 9; i++) {
    const digit = Number(value[8 - i])
    const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2
    sum += i % 2 === 1 ? doubled : digit
  }
  return sum % 10 === 0
}
