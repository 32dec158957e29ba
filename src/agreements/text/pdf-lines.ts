import { createRequire } from 'node:module'
import type { Bidi } from 'bidi-js'
import type { Font } from './fonts.ts'

/** A stretch of one line in one font, in the order in which it is drawn from left to right. */
export interface Run {
  readonly font: Font
  readonly text: string
}
export type Line = readonly Run[]

/** How wide a text of one font is. */
export type Measure = (font: Font, text: string) => number

// Its types declare an ES module, and it is a CommonJS one.
const bidi = (createRequire(import.meta.url)('bidi-js') as () => Bidi)()
const isolates = /[\u2066-\u2069]/

/** The text broken into lines no wider than `width`; a word that is wider than a line is broken where the line ends. */
export function linesOf(text: string, width: number, fonts: readonly Font[], measure: Measure): readonly Line[] {
  const known = (sign: string) => isolates.test(sign) || fontOf(sign, fonts) !== undefined
  const shown = [...text].map((sign) => (known(sign) ? sign : '\ufffd')).join('')
  const levels = bidi.getEmbeddingLevels(shown, 'ltr')
  const drawn = ({ from, to }: Span): Line =>
    visualRuns(shown, levels, { from, to: withoutSpaces(shown, from, to) }, fonts)
  const widthOf = (span: Span): number => drawn(span).reduce((sum, run) => sum + measure(run.font, run.text), 0)
  return wrapped(wordsIn(shown), width, widthOf).map(drawn)
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Fills one line after the other. What a line is wide is measured whole: joined letters are not the sum of their parts. */
function wrapped(words: readonly Span[], width: number, widthOf: (span: Span) => number): readonly Span[] {
  const lines: Span[] = []
  let line: Span | undefined
  for (const word of words) {
    const longer: Span = { from: line?.from ?? word.from, to: word.to }
    if (widthOf(longer) <= width) {
      line = longer
      continue
    }
    if (line !== undefined) lines.push(line)
    let rest = word
    while (widthOf(rest) > width && rest.to - rest.from > 1) {
      const piece = longestFitting(rest, width, widthOf)
      lines.push(piece)
      rest = { from: piece.to, to: rest.to }
    }
    line = rest
  }
  return line === undefined ? lines : [...lines, line]
}

function longestFitting({ from, to }: Span, width: number, widthOf: (span: Span) => number): Span {
  let [fits, tooLong] = [from + 1, to]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (widthOf({ from, to: middle }) <= width) fits = middle
    else tooLong = middle
  }
  return { from, to: fits }
}

/** A line may end after a space, and after a hyphen or slash within a word. */
function wordsIn(text: string): readonly Span[] {
  const ends = [...text.matchAll(/ +|[-/](?=\p{L})/gu)].map((match) => match.index + match[0].length)
  const all = ends.at(-1) === text.length ? ends : [...ends, text.length]
  return all.map((to, i) => ({ from: all[i - 1] ?? 0, to }))
}

function withoutSpaces(text: string, from: number, to: number): number {
  let end = to
  while (end > from && text[end - 1] === ' ') end -= 1
  return end
}

const isLowSurrogate = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at))

const fontOf = (sign: string, fonts: readonly Font[]): Font | undefined => {
  const codePoint = sign.codePointAt(0) ?? 0
  return fonts.find((font) => font.has(codePoint))
}

type Levels = ReturnType<typeof bidi.getEmbeddingLevels>

/** UAX #9, rule L2. Arabic letters are joined by their font, so that a stretch of them is kept in its logical order. */
function visualRuns(text: string, levels: Levels, { from, to }: Span, fonts: readonly Font[]): Line {
  if (to <= from) return []
  // It answers with every index of the text; those of the line stand at its own places.
  const order = bidi.getReorderedIndices(text, levels, from, to - 1).slice(from, to)
  const mirrored = bidi.getMirroredCharactersMap(text, levels.levels, from, to - 1)
  const runs: { font: Font; text: string }[] = []
  for (const index of order) {
    const sign = signAt(text, index)
    if (sign === undefined || isolates.test(sign)) continue
    const font = fontOf(sign, fonts)
    if (font === undefined) continue
    const shown = mirrored.get(index) ?? sign
    const last = runs.at(-1)
    const joined = font.name.includes('arabic')
    if (last?.font === font) last.text = joined ? shown + last.text : last.text + shown
    else runs.push({ font, text: shown })
  }
  return runs
}

/** The whole character that begins at the place; of a surrogate pair, its second half is none. */
function signAt(text: string, index: number): string | undefined {
  if (isLowSurrogate(text, index)) return undefined
  return String.fromCodePoint(text.codePointAt(index) ?? 0)
}
