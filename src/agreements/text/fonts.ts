import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** One file of a typeface and the characters that it has. */
export interface Font {
  readonly name: string
  readonly bytes: Buffer
  has(codePoint: number): boolean
}

/** In the order in which a character is looked for. */
export interface Fonts {
  readonly regular: readonly Font[]
  readonly bold: readonly Font[]
}

const families = [
  { family: 'noto-serif', subsets: ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'] },
  { family: 'noto-naskh-arabic', subsets: ['arabic'] },
] as const

let opened: Fonts | undefined

/** The open typefaces (SIL OFL 1.1) that a PDF is set in, read once. */
export function documentFonts(): Fonts {
  opened ??= { regular: fontsOf(400), bold: fontsOf(700) }
  return opened
}

function fontsOf(weight: 400 | 700): readonly Font[] {
  const { resolve } = createRequire(import.meta.url)
  return families.flatMap(({ family, subsets }) => {
    const read = (file: string): Buffer => readFileSync(resolve(`@fontsource/${family}/${file}`))
    const ranges: Record<string, string> = JSON.parse(read('unicode.json').toString('utf8'))
    return subsets.map((subset) => ({
      name: `${family}-${subset}-${weight}`,
      bytes: read(`files/${family}-${subset}-${weight}-normal.woff`),
      has: within(ranges[subset] ?? ''),
    }))
  })
}

/** `U+0000-00FF,U+0131`: the ranges that a stylesheet would give (CSS Fonts, unicode-range). */
function within(ranges: string): (codePoint: number) => boolean {
  const bounds = ranges.split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
  })
  return (codePoint) => bounds.some(([from, to]) => from <= codePoint && codePoint <= to)
}
