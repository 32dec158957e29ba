import type { Language } from '../../kernel/language.ts'

/**
 * The text of an agreement, or of another object, as a tree, the same in every form it is shown in. Texts are plain; words that the parties wrote
 * stand between the isolates U+2068 and U+2069 (UAX #9), so that a name in a right-to-left script leaves the rest in order.
 */
export interface Contract {
  /** What it is made from. */
  readonly of: 'agreement' | 'breach'
  readonly language: Language
  /** What kind of document it is, in words. */
  readonly kind: string
  readonly title: string
  readonly facts: readonly Fact[]
  readonly articles: readonly Article[]
  readonly annexes: readonly Article[]
  readonly signing: Signing
  readonly footer: Footer
  readonly hash: string
}

export interface Fact {
  readonly term: string
  readonly value: string
}

/** An article (number `4`) or an annex (number `A`). */
export interface Article {
  readonly number: string
  readonly heading: string
  readonly clauses: readonly Clause[]
}

export interface Clause {
  /** `4.2`, or `A.1` in an annex: the same in every language. */
  readonly number: string
  /** JSON Pointer (RFC 6901, without its first slash) to what the clause says, in the object. */
  readonly ref?: string
  readonly text: string
  readonly items?: readonly string[]
  readonly table?: Table
}

export interface Table {
  readonly caption: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface Signing {
  readonly heading: string
  readonly text: string
  readonly blocks: readonly SignatureBlock[]
}

/** Where one party signs, by hand or as its signature says. */
export interface SignatureBlock {
  readonly party: string
  readonly lines: readonly Fact[]
}

/** What stands at the foot of every page. */
export interface Footer {
  readonly agreement: string
  readonly hash: string
  /** With `{page}` and `{pages}`. */
  readonly page: string
}

const firstStrong = '\u2068'
const pop = '\u2069'
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get into a document
const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu

/**
 * Words of the parties as a part of a sentence. Controls and marks of direction would let a text read otherwise than it is
 * stored; each is shown as a replacement character.
 */
export const quoted = (words: string): string => `${firstStrong}${words.replaceAll(unprintable, '\ufffd')}${pop}`

/** The text without the isolates: for formats that have no direction, for searching and comparing. */
export const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '')

/** A text cut where words of the parties begin and end. */
export function piecesOf(text: string): readonly { readonly text: string; readonly isolated: boolean }[] {
  return text
    .split(/(\u2068[^\u2068\u2069]*\u2069)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: plain(piece), isolated: piece.startsWith(firstStrong) }))
}

export const documentFormats = ['html', 'pdf', 'docx'] as const
export type DocumentFormat = (typeof documentFormats)[number]
