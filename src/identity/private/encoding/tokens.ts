import type { CleanedValue } from '../../linkage/model/cleaned.ts'
import type { FieldKind } from '../../linkage/model/schema.ts'

/** The edge of a word, so that first and last letters count. */
const edge = '_'

/** What a cleaned value sets in the filter; empty where it is missing or says nothing. */
export function tokensOf(kind: FieldKind, value: CleanedValue, grams: number): string[] {
  switch (kind) {
    case 'given-names':
    case 'family-name':
    case 'full-name':
    case 'mother-name':
      return gramsOfWords(value.canonical, grams)
    case 'text':
    case 'national-id':
    case 'phone':
      return gramsOfWords(value.exact, grams)
    case 'date-of-birth':
      return ofDate(value)
    case 'place':
      return ['l1', 'l2', 'l3', 'l4'].flatMap((step) => labelled(step, value[step]))
    case 'sex':
    case 'household-id':
      return labelled('is', value.exact)
  }
}

const labelled = (label: string, part: string | null | undefined): string[] =>
  part == null ? [] : [`${label}:${part}`]

/** Distinct q-grams of each word, over code points. */
function gramsOfWords(words: string | null | undefined, length: number): string[] {
  if (words == null) return []
  const found = new Set<string>()
  for (const word of words.split(' ')) {
    const letters = length === 1 ? [...word] : [edge, ...word, edge]
    for (let from = 0; from + length <= letters.length; from++) found.add(letters.slice(from, from + length).join(''))
  }
  return [...found]
}

/**
 * Year, its decade and its last digit, month and day apart: one wrong digit costs two of five. A day that was not known
 * when it was written counts as missing, since a fifth of a register shares it.
 */
function ofDate({ year, month, day, estimated }: CleanedValue): string[] {
  if (year == null) return []
  const ofYear = [`y:${year}`, `d:${year.slice(0, 3)}`, `u:${year.slice(3)}`]
  return estimated === '1' ? ofYear : [...ofYear, ...labelled('m', month), ...labelled('dd', day)]
}
