import type { Cleaner, CleanerOf } from '../model/cleaned.ts'
import type { FieldKind } from '../model/schema.ts'

/** What a column of a file is taken for; `unknown` is left out of a proposed model. */
export type ColumnKind = FieldKind | 'record-id' | 'unknown'

export interface KindGuess {
  readonly kind: ColumnKind
  /** From the column's name, from its values, or from both. */
  readonly by: 'name' | 'values' | 'both' | 'neither'
}

/** Names of columns in English, Swahili and French, without case and signs; the first that fits counts. */
const nameHints: readonly (readonly [FieldKind | 'record-id', RegExp])[] = [
  ['mother-name', /mother|mama|mere/],
  ['given-names', /^(?:given|first|fore|middle)(?:name)?s?$|givenname|firstname|forename|prenom|jinalakwanza|^jina1/],
  ['family-name', /surname|lastname|familyname|nomdefamille|^nom$|ukoo/],
  ['date-of-birth', /birthdate|dateofbirth|^dob$|born|birthday|naissance|kuzaliwa|birthdt/],
  ['sex', /^sex$|gender|jinsia|sexe|genre/],
  ['national-id', /nationalid|^nid$|^nin$|idnumber|idno|socsec|^ssn|kitambulisho|numeronational|cni\b|huduma/],
  ['phone', /phone|mobile|msisdn|^tel|simu|telephone/],
  ['household-id', /household(?:id|no|number)?$|^hhid|^hh$|kaya|menage/],
  [
    'place',
    /county|district|region|ward|village|location|state$|province|suburb|postcode|zip|city|town|kijiji|kata|mkoa|wilaya|commune|ville|kaunti/,
  ],
  ['record-id', /^(?:rec|record|unique|row|person|beneficiary|member)?(?:id|no|number)$/],
  ['full-name', /^(?:full)?names?$|^jina|nomcomplet|nomprenom|beneficiaryname|personname/],
]

const plainName = (column: string): string =>
  column
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

const hintOf = (column: string): FieldKind | 'record-id' | undefined =>
  nameHints.find(([, pattern]) => pattern.test(plainName(column)))?.[0]

/** Share of the values that must read as a kind before a column is taken for it. */
const mostRead = 0.8

export interface ValuesSeen {
  /** Values that are there, with how often. */
  readonly values: ReadonlyMap<string, number>
  readonly filled: number
}

/** The likely kind of a column, from its name and whether its values read as that kind. */
export function guessKind(column: string, seen: ValuesSeen, cleanerOf: CleanerOf): KindGuess {
  const hint = hintOf(column)
  const read = (kind: FieldKind): number => readShare(seen, cleanerOf(kind))
  if (seen.filled === 0) return { kind: hint ?? 'unknown', by: hint === undefined ? 'neither' : 'name' }
  if (hint !== undefined) {
    const fits = hint === 'record-id' || read(hint) >= mostRead
    // A column called `place` may be a birth date by mistake of the file: then its values count.
    if (fits) return { kind: hint, by: hint === 'record-id' ? 'name' : 'both' }
  }
  if (read('date-of-birth') >= mostRead && looksLikeDates(seen)) return { kind: 'date-of-birth', by: 'values' }
  if (seen.values.size <= fewValues)
    return { kind: isWords(seen) && read('sex') >= mostRead ? 'sex' : 'unknown', by: 'values' }
  if (looksLikePhones(seen)) return { kind: 'phone', by: 'values' }
  const names = looksLikeNames(seen)
  if (seen.values.size === seen.filled && !names) return { kind: 'record-id', by: 'values' }
  if (names && looksLikeFullNames(seen)) return { kind: 'full-name', by: 'values' }
  return { kind: 'text', by: names ? 'values' : 'neither' }
}

/** So few different values are an attribute that many share: it tells people apart too little to be read as evidence. */
const fewValues = 12

const isWords = (seen: ValuesSeen): boolean => shareOf(seen, (value) => /^\p{L}+$/u.test(value)) >= mostRead

function shareOf({ values, filled }: ValuesSeen, test: (value: string) => boolean): number {
  let found = 0
  for (const [value, count] of values) if (test(value)) found += count
  return filled === 0 ? 0 : found / filled
}

const readShare = (seen: ValuesSeen, cleaner: Cleaner): number =>
  shareOf(seen, (value) => {
    const { placeholder, ...parts } = cleaner(value)
    return placeholder === undefined && Object.values(parts).some((part) => part !== null)
  })

const looksLikeDates = (seen: ValuesSeen): boolean =>
  shareOf(seen, (value) => /\d{1,4}[-/. ]\w{1,9}[-/. ]\d{2,4}/.test(value)) >= mostRead

const looksLikePhones = (seen: ValuesSeen): boolean =>
  shareOf(seen, (value) => /^\+?[\d\s()-]{9,18}$/.test(value) && /^(?:\+|0)/.test(value.trim())) >= mostRead

const looksLikeNames = (seen: ValuesSeen): boolean =>
  shareOf(seen, (value) => /^[\p{L}\p{M}'’ .-]{2,}$/u.test(value)) >= mostRead

const looksLikeFullNames = (seen: ValuesSeen): boolean =>
  shareOf(seen, (value) => /\p{L}{2,}[ ]+\p{L}{2,}/u.test(value)) >= mostRead
