import { isCalendarDay } from '../../kernel/dates.ts'

const rfc3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d{1,9})?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** The instant that a text names, undefined for anything but RFC 3339 with its offset. */
export function parseInstant(text: unknown): Date | undefined {
  if (typeof text !== 'string' || text.length > 40) return undefined
  const parts = rfc3339.exec(text)
  if (parts === null || !isCalendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return undefined
  // ECMAScript has no leap second: 23:59:60 is the second after 23:59:59.
  const leap = parts[6] === '60'
  const time = Date.parse((leap ? `${text.slice(0, 17)}59${text.slice(19)}` : text).toUpperCase())
  return new Date(leap ? time + 1000 : time)
}

/** As partners' verifiers read it back unchanged: whole seconds, `Z`. */
export const wireInstant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
