export type Expiry = 'valid' | 'soon' | 'expired'

const soonDays = 30
const dayMs = 86_400_000

/** Whether a last day is past or near; both are calendar days of the country. */
export function expiryOf(lastDay: string, today: string): Expiry {
  const left = (Date.parse(lastDay) - Date.parse(today)) / dayMs
  if (left < 0) return 'expired'
  return left <= soonDays ? 'soon' : 'valid'
}
