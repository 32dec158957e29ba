import { isIsoDate } from '../kernel/dates.ts'
import type { Code, CodeList, Element } from './schema.ts'

/** An element with what its values are checked by, made once. */
export interface KnownElement {
  readonly element: Element
  /** Whether a value is one of this element: type, code in its list, day that exists, bounds. */
  readonly admits: (value: unknown) => boolean
  readonly codes?: ReadonlyMap<string, Code>
}

/** The country's dictionary and code lists, looked up by id. */
export interface Vocabulary {
  readonly elements: ReadonlyMap<string, KnownElement>
  readonly codeLists: ReadonlyMap<string, CodeList>
}

const maxTextLength = 500
const identifierShape = /^[\p{L}\p{N}][\p{L}\p{N} ._/+-]{0,63}$/u
const instantShape = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** The lists and elements must refer to each other correctly: `loadVocabulary` sees to it. */
export function makeVocabulary(elements: readonly Element[], codeLists: readonly CodeList[]): Vocabulary {
  const lists = new Map(codeLists.map((list) => [list.id, list]))
  const known = elements.map((element): [string, KnownElement] => {
    const list = element.codeList === undefined ? undefined : lists.get(element.codeList)
    const codes = list === undefined ? undefined : new Map(list.codes.map((code) => [code.code, code]))
    const admits = checker(element, codes)
    return [element.id, codes === undefined ? { element, admits } : { element, admits, codes }]
  })
  return { elements: new Map(known), codeLists: lists }
}

function checker(element: Element, codes: ReadonlyMap<string, Code> | undefined): (value: unknown) => boolean {
  const pattern = element.pattern === undefined ? undefined : new RegExp(`^(?:${element.pattern})$`, 'u')
  switch (element.type) {
    case 'text':
      return (value) => isText(value) && (pattern === undefined || pattern.test(value))
    case 'identifier':
      return (value) => typeof value === 'string' && value.length <= 64 && (pattern ?? identifierShape).test(value)
    case 'integer':
      return (value) => Number.isSafeInteger(value)
    case 'decimal':
      return (value) => typeof value === 'number' && Number.isFinite(value)
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'date':
      return (value) => typeof value === 'string' && isIsoDate(value)
    case 'instant':
      return (value) => typeof value === 'string' && isIsoDate(instantShape.exec(value)?.[1] ?? '')
    case 'code':
      return (value) => typeof value === 'string' && codes?.has(value) === true
    case 'records':
      return (value) => Array.isArray(value)
  }
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= maxTextLength &&
  value.isWellFormed() &&
  !controls.test(value)

/** By element of a vocabulary: what may be written for a code, in small letters → the code. */
const spellings = new WeakMap<KnownElement, ReadonlyMap<string, string>>()

/**
 * The code of the element's list that a partner's word means: the code itself, that of the DCI list, or a label in any
 * language; whatever its case. Where two codes share a word, the first is meant.
 */
export function codeOf({ elements }: Pick<Vocabulary, 'elements'>, element: string, word: string): string | undefined {
  const known = elements.get(element)
  if (known?.codes === undefined) return undefined
  let words = spellings.get(known)
  if (words === undefined) {
    words = spellingsOf([...known.codes.values()])
    spellings.set(known, words)
  }
  return words.get(word.trim().toLowerCase())
}

function spellingsOf(codes: readonly Code[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  const spell = (code: string, word: string | undefined): void => {
    const key = word?.toLowerCase()
    if (key !== undefined && !words.has(key)) words.set(key, code)
  }
  for (const { code } of codes) spell(code, code)
  for (const { code, dci } of codes) spell(code, dci)
  for (const { code, label } of codes) for (const word of Object.values(label)) spell(code, word)
  return words
}
