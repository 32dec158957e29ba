/** Cleaning of sex, places and other text. */
import type { CleanedValue } from '../model/cleaned.ts'
import { toAsciiDigits, toLatin } from './letters.ts'
import { nothing, placeholder } from './parts.ts'

const sexWords: Readonly<Record<string, string>> = {
  ...each('male', 'm male man boy 1 me mume mwanaume mvulana homme h masculin garcon masculine'),
  ...each('female', 'f female woman girl 2 ke mke mwanamke msichana femme feminin fille feminine'),
  ...each('other', 'other others x 3 o nyingine autre intersex'),
}

function each(code: string, words: string): Record<string, string> {
  return Object.fromEntries(words.split(' ').map((word) => [word, code]))
}

/** 0 and 9 of ISO/IEC 5218 say that it is not known. */
export function cleanSex(raw: string | null): CleanedValue {
  if (raw === null) return nothing
  const word = toLatin(toAsciiDigits(raw.slice(0, 40))).replace(/[^\p{L}\d]/gu, '')
  if (word === '') return nothing
  const code = Object.hasOwn(sexWords, word) ? sexWords[word] : undefined
  return code === undefined ? placeholder : { exact: code }
}

/** Words for the kind of place, which some sources write and some leave out. */
const kindsOfPlace = new Set(
  `county subcounty district ward village location sublocation division region province town city estate zone kata kaunti
  kijiji wilaya mkoa mtaa tarafa kitongoji jimbo commune quartier secteur departement prefecture cercle colline woreda
  kebele of ya la wa de du des`.split(/\s+/),
)
const longestText = 1_000

const placeSteps = ['l1', 'l2', 'l3', 'l4'] as const

/**
 * Names of a place joined by slashes, widest first, or one code whose beginnings name the wider places (`TU110101` lies in
 * `TU1101`). A step that is not known leaves out all below it.
 */
export const placeCleaner =
  (codeLengths: readonly number[] | undefined) =>
  (raw: string | null): CleanedValue => {
    if (raw === null) return nothing
    const names = raw.slice(0, longestText).split('/').map(placeName)
    const only = names.length === 1 ? (names[0] ?? '') : ''
    const isCode = codeLengths !== undefined && /^[a-z]+\d+$/.test(only)
    return path(isCode ? stepsOfCode(only, codeLengths) : names)
  }

function placeName(text: string): string {
  const tokens = wordsOf(text)
  const names = tokens.filter((token) => !kindsOfPlace.has(token))
  return (names.length === 0 ? tokens : names).join(' ')
}

const stepsOfCode = (code: string, lengths: readonly number[]): string[] =>
  lengths.filter((length) => length <= code.length).map((length) => code.slice(0, length))

function path(names: readonly string[]): CleanedValue {
  const parts: Record<string, string> = {}
  let above = ''
  for (const [i, step] of placeSteps.entries()) {
    const name = names[i] ?? ''
    if (name === '') break
    above = above === '' ? name : `${above}/${name}`
    parts[step] = above
  }
  return parts
}

/** An id that a source gives to a household: as it is written, but for case and blanks. */
export function cleanHouseholdId(raw: string | null): CleanedValue {
  if (raw === null) return nothing
  const exact = raw.slice(0, longestText).normalize('NFKC').replace(/\s+/gu, ' ').trim().toUpperCase()
  return exact === '' ? nothing : { exact }
}

export function cleanText(raw: string | null): CleanedValue {
  if (raw === null) return nothing
  const tokens = wordsOf(raw)
  return tokens.length === 0 ? nothing : { exact: tokens.join(' '), sorted: [...tokens].sort().join(' ') }
}

const wordsOf = (raw: string): string[] =>
  toLatin(toAsciiDigits(raw.slice(0, longestText)))
    .replace(/['’‘ʼ`]/g, '')
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '')
