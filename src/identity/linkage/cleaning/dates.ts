/** Cleaning of birth dates: what was written, how sure it can be, and what it would be with day and month exchanged. */
import { ageOn, type IsoDate, isCalendarDay, isoDate } from '../../../kernel/dates.ts'
import type { CleanedValue } from '../model/cleaned.ts'
import { toAsciiDigits, toLatin } from './letters.ts'
import { flag, nothing, partsWith, placeholder } from './parts.ts'

/** The oldest age that was ever proven is 122. */
const oldestAge = 122
const earliestYear = 1850

const monthNames: readonly (readonly string[])[] = [
  ['jan', 'january', 'januari', 'janvier', 'janv'],
  ['feb', 'february', 'februari', 'fevrier', 'fev', 'fevr'],
  ['mar', 'march', 'machi', 'mac', 'mars'],
  ['apr', 'april', 'aprili', 'avril', 'avr'],
  ['may', 'mei', 'mai'],
  ['jun', 'june', 'juni', 'juin'],
  ['jul', 'july', 'julai', 'juillet', 'juil'],
  ['aug', 'august', 'agosti', 'ago', 'aout'],
  ['sep', 'sept', 'september', 'septemba', 'septembre'],
  ['oct', 'october', 'oktoba', 'okt', 'octobre'],
  ['nov', 'november', 'novemba', 'novembre'],
  ['dec', 'december', 'desemba', 'des', 'decembre'],
]
const monthByName = new Map(monthNames.flatMap((names, i) => names.map((name) => [name, i + 1] as const)))

interface Written {
  readonly year: number
  readonly month: number
  readonly day: number
}

const isoForm = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:.*)?$/
const dayFirst = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/
const compact = /^(\d{4})(\d{2})(\d{2})$/
const named = /^(\d{1,2})[-/. ]*([a-z]{3,9})[-/., ]*(\d{4}|\d{2})$/
const namedFirst = /^([a-z]{3,9})[. ]+(\d{1,2}),? +(\d{4})$/
const yearOnly = /^(?:c\.? ?|circa |about |~)?(\d{4})$/

/** Dates with the month in the middle are read day first, as the region writes them, unless only month first is a date. */
export const dateCleaner =
  (today: IsoDate | undefined) =>
  (raw: string | null): CleanedValue => {
    if (raw === null) return nothing
    const text = toLatin(toAsciiDigits(raw.slice(0, 60))).trim()
    if (text === '') return nothing
    const year = yearOnly.exec(text)
    if (year !== null) return ofYear(Number(year[1]), today)
    const written = read(text, today)
    if (written === null) return placeholder
    return parts(written, today)
  }

/** Only the year was known. */
const ofYear = (year: number, today: IsoDate | undefined): CleanedValue =>
  isPlausible(isoDate(year, 1, 1), today)
    ? { year: String(year), estimated: '1', plausible: '1' }
    : { stated: String(year) }

function parts({ year, month, day }: Written, today: IsoDate | undefined): CleanedValue {
  const iso = isoDate(year, month, day)
  // Marked, not guessed: what cannot be a birth date is kept apart, so that two of them do not agree.
  if (!isPlausible(iso, today)) return { stated: iso }
  const swapped = day <= 12 && day !== month ? isoDate(year, day, month) : undefined
  return partsWith({
    iso,
    year: iso.slice(0, 4),
    month: iso.slice(5, 7),
    day: iso.slice(8),
    swapped,
    estimated: flag(day === 1 && (month === 1 || month === 7)),
    plausible: '1',
  })
}

const isPlausible = (iso: IsoDate, today: IsoDate | undefined): boolean =>
  Number(iso.slice(0, 4)) >= earliestYear && (today === undefined || (iso <= today && ageOn(iso, today) <= oldestAge))

function read(text: string, today: IsoDate | undefined): Written | null {
  const iso = isoForm.exec(text) ?? compact.exec(text)
  if (iso !== null) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = dayFirst.exec(text)
  if (numbers !== null) {
    const year = fullYear(numbers[3] ?? '', today)
    return real(year, Number(numbers[2]), Number(numbers[1])) ?? real(year, Number(numbers[1]), Number(numbers[2]))
  }
  const word = named.exec(text)
  if (word !== null) return real(fullYear(word[3] ?? '', today), monthByName.get(word[2] ?? '') ?? 0, Number(word[1]))
  const american = namedFirst.exec(text)
  return american === null
    ? null
    : real(Number(american[3]), monthByName.get(american[1] ?? '') ?? 0, Number(american[2]))
}

const real = (year: number, month: number, day: number): Written | null =>
  isCalendarDay(year, month, day) ? { year, month, day } : null

/** Two digits are the last year of that ending that is not ahead; without a day to reckon from, of the last century. */
function fullYear(digits: string, today: IsoDate | undefined): number {
  if (digits.length === 4) return Number(digits)
  const thisYear = today === undefined ? 1999 : Number(today.slice(0, 4))
  const year = thisYear - (thisYear % 100) + Number(digits)
  return year > thisYear ? year - 100 : year
}
