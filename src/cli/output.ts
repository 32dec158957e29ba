import { fill, type Language } from '../kernel/language.ts'
import type { LocalText } from '../kernel/nouns.ts'
import type { Problem } from '../kernel/problem.ts'

/** Where a command writes: results to `out`, progress and problems to `err`, so that results can be piped. */
export interface Streams {
  out(text: string): void
  err(text: string): void
  /** Whether `err` is a terminal that can redraw a line. */
  readonly interactive: boolean
}

export interface Output {
  readonly language: Language
  readonly json: boolean
  /** The sentence in the reader's language. */
  say(text: LocalText, params?: Readonly<Record<string, string | number>>): string
  /** The command's result: `lines` for people, `document` with --json. Once per command, or as often as what it listens to speaks. */
  result(document: unknown, lines: readonly string[]): void
  /** A step of long work; a terminal redraws it, a file gets one line per finished step. */
  progress(line: string, finished?: boolean): void
  problem(problem: Problem): void
  number(value: number): string
  /** In the zone of this machine, which is named. */
  instant(rfc3339: string): string
}

const problemWords = {
  what: { en: 'Problem', sw: 'Tatizo', fr: 'Problème' },
  fix: { en: 'What to do', sw: 'Cha kufanya', fr: 'Que faire' },
} as const

export function createOutput(streams: Streams, language: Language, json: boolean): Output {
  let open = false
  const endProgress = (): void => {
    if (open) streams.err('\n')
    open = false
  }
  const say = (text: LocalText, params: Readonly<Record<string, string | number>> = {}): string =>
    fill(text[language], params)
  return {
    language,
    json,
    say,
    result(document, lines) {
      endProgress()
      streams.out(json ? `${JSON.stringify(document, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''))
    },
    progress(line, finished = false) {
      if (streams.interactive) {
        streams.err(`\r\u001b[2K${line}${finished ? '\n' : ''}`)
        open = !finished
      } else if (finished) streams.err(`${line}\n`)
    },
    problem(problem) {
      endProgress()
      if (json) streams.out(`${JSON.stringify({ problem }, null, 2)}\n`)
      streams.err(`${say(problemWords.what)} [${problem.code}]: ${problem.message}\n`)
      streams.err(`${say(problemWords.fix)}: ${problem.fix}\n`)
    },
    number: (value) => new Intl.NumberFormat(language).format(value),
    instant: (rfc3339) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(rfc3339)),
  }
}

/** Columns aligned by their widest cell; a heading line and a rule above the rows. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...rows.map((row) => row[column] ?? '')].map((cell) => [...cell].length)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length)))
      .join('  ')
      .trimEnd()
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)]
}

/** A calendar day (`YYYY-MM-DD`) as the reader writes it. */
export const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
